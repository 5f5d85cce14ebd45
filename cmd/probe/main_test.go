package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func asked(t *testing.T, in string, args ...string) (code int, out, complaints string) {
	t.Helper()
	var said, complained bytes.Buffer
	code = run(t.Context(), args, streams{strings.NewReader(in), &said, &complained})
	return code, said.String(), complained.String()
}

func TestReportOfSimulatedAzure(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "report.md")
	code, out, complaints := asked(t, "", "-run", "import-of-taken-tag", "-report", file)
	if code != 0 || out != "" {
		t.Fatalf("code %d\n%s%s", code, out, complaints)
	}
	report, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(report), "| 409 Conflict | the same |") {
		t.Errorf("report %v\n%s", err, report)
	}
}

// TestNothingIsMadeWithoutAYes is about real Azure, which costs money.
func TestNothingIsMadeWithoutAYes(t *testing.T) {
	t.Parallel()
	const nobodys = "00000000-0000-0000-0000-000000000000"
	for _, in := range []string{"", "no\n", "y\n"} {
		code, _, complaints := asked(t, in, "-subscription", nobodys, "-run", "offer")
		if code != 1 || !strings.Contains(complaints, "USD at most") ||
			!strings.Contains(complaints, "you did not say yes") {
			t.Errorf("answer %q: code %d\n%s", in, code, complaints)
		}
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		args []string
		code int
		want string
	}{
		"help":            {[]string{"-h"}, 0, "-subscription ID"},
		"the plan":        {[]string{"-list"}, 0, "USD at most"},
		"display name":    {[]string{"-list", "-location", "Japan East"}, 0, "probes in japaneast"},
		"no such probe":   {[]string{"-run", "nonesuch"}, 2, "-list shows them"},
		"bad expression":  {[]string{"-run", "("}, 2, "reading -run"},
		"no region":       {[]string{"-location", "atlantis"}, 2, "reading -location"},
		"no subscription": {[]string{"-subscription", "mine"}, 2, `reading -subscription "mine"`},
		"nothing to do":   {[]string{"-parallel", "0"}, 2, "reading -parallel 0"},
		"nothing kept":    {[]string{"-clean"}, 2, "needs -subscription"},
		"argument":        {[]string{"all"}, 2, `reading argument "all"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, complaints := asked(t, "", test.args...)
			if code != test.code || !strings.Contains(out+complaints, test.want) {
				t.Errorf("code %d, want %d\n%s%s", code, test.code, out, complaints)
			}
		})
	}
}
