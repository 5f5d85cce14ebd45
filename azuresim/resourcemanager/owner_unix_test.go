//go:build unix

package resourcemanager

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOwnedBy(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	own, open, link := file("own", 0o600), file("open", 0o666), filepath.Join(dir, "link")
	if err := os.Symlink(own, link); err != nil {
		t.Fatal(err)
	}
	me := os.Geteuid()
	tests := map[string]struct {
		user       int
		path, want string
	}{
		"a file of ours":          {me, own, ""},
		"a folder of ours":        {me, dir, ""},
		"nothing":                 {me, filepath.Join(dir, "none"), ""},
		"somebody else's":         {me + 1, own, "belongs to another user"},
		"a folder of others":      {me + 1, dir, "belongs to another user"},
		"a file that all can use": {me, open, "can be written by every user"},
		"a link":                  {me, link, "is a symbolic link"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := ownedBy(test.user, test.path)
			if test.want == "" && err != nil || test.want != "" &&
				(err == nil || !strings.Contains(err.Error(), test.want) ||
					!strings.Contains(err.Error(), test.path)) {
				t.Errorf("error = %v", err)
			}
		})
	}
}
