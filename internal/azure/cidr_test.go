package azure_test

import (
	"errors"
	"net/netip"
	"slices"
	"testing"

	"private-acr/internal/azure"
)

func TestParsePrefix(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"10.0.0.0/16":   "",
		"10.0.2.0/24":   "",
		"0.0.0.0/0":     "",
		"10.0.2.1/24":   "10.0.2.0/24",
		"10.0.1.0/23":   "10.0.0.0/23",
		"10.0.2.0":      "must",
		"10.0.2.0/33":   "must",
		"fd00::/64":     "must",
		"::ffff:a00:0/": "must",
		"":              "must",
	} {
		_, err := azure.ParsePrefix(text)
		fault, faulty := errors.AsType[*azure.PrefixError](err)
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: got %v, want no error", text, err)
		case want == "must" && (!faulty || fault.Nearest != ""):
			t.Errorf("%q: got %v, want a PrefixError without a suggestion", text, err)
		case want != "" && want != "must" && (!faulty || fault.Nearest != want):
			t.Errorf("%q: got %v, want a PrefixError that suggests %q", text, err, want)
		}
	}
}

func TestPrefixErrorText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"10.0.2.1/24": `address range "10.0.2.1/24" must begin at its network address, ` +
			`for example "10.0.2.0/24"`,
		"hub": `address range "hub" must be an IPv4 range such as "10.0.0.0/16"`,
	} {
		if _, err := azure.ParsePrefix(text); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestUsable(t *testing.T) {
	t.Parallel()
	tests := []struct {
		prefix      string
		want        int
		first, last string
	}{
		{"10.0.2.0/24", 251, "10.0.2.4", "10.0.2.254"},
		{"10.0.3.0/27", 27, "10.0.3.4", "10.0.3.30"},
		{"10.0.3.32/28", 11, "10.0.3.36", "10.0.3.46"},
		{"10.0.3.0/29", 3, "10.0.3.4", "10.0.3.6"},
		{"255.255.255.248/29", 3, "255.255.255.252", "255.255.255.254"},
		{"10.0.3.0/30", 0, "", ""},
		{"10.0.3.0/32", 0, "", ""},
		{"fd00::/64", 0, "", ""},
	}
	for _, test := range tests {
		t.Run(test.prefix, func(t *testing.T) {
			t.Parallel()
			p := netip.MustParsePrefix(test.prefix)
			all := slices.Collect(azure.Addresses(p))
			if got := azure.Usable(p); got != test.want || len(all) != got {
				t.Fatalf("got %d usable and %d addresses, want %d", got, len(all), test.want)
			}
			if test.want == 0 {
				return
			}
			if got := all[0].String(); got != test.first || azure.FirstUsable(p) != all[0] {
				t.Errorf("first: got %s, want %s", got, test.first)
			}
			if got := all[len(all)-1].String(); got != test.last {
				t.Errorf("last: got %s, want %s", got, test.last)
			}
		})
	}
}

func TestUsableOfNothing(t *testing.T) {
	t.Parallel()
	if got := azure.Usable(netip.Prefix{}); got != 0 {
		t.Errorf("got %d, want 0", got)
	}
	if got := azure.FirstUsable(netip.Prefix{}); got.IsValid() {
		t.Errorf("got %s, want no address", got)
	}
	if azure.HandsOut(netip.Prefix{}, netip.MustParseAddr("10.0.0.4")) {
		t.Error("no subnet hands out an address")
	}
}

func TestAddressesStopsWhenAsked(t *testing.T) {
	t.Parallel()
	count := 0
	for range azure.Addresses(netip.MustParsePrefix("10.0.0.0/8")) {
		count++
		if count == 2 {
			break
		}
	}
	if count != 2 {
		t.Errorf("got %d addresses, want 2", count)
	}
}

func TestHandsOut(t *testing.T) {
	t.Parallel()
	p := netip.MustParsePrefix("10.0.2.0/24")
	for text, want := range map[string]bool{
		"10.0.2.0": false, "10.0.2.3": false, "10.0.2.4": true, "10.0.2.10": true,
		"10.0.2.254": true, "10.0.2.255": false, "10.0.3.4": false, "::ffff:10.0.2.4": false,
	} {
		if got := azure.HandsOut(p, netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: got %t, want %t", text, got, want)
		}
	}
	if azure.HandsOut(netip.MustParsePrefix("10.0.2.0/30"), netip.MustParseAddr("10.0.2.2")) {
		t.Error("a range that Azure takes for no subnet hands out an address")
	}
}

func TestCovers(t *testing.T) {
	t.Parallel()
	outer := netip.MustParsePrefix("10.0.0.0/16")
	for text, want := range map[string]bool{
		"10.0.0.0/16": true, "10.0.255.0/24": true, "10.0.0.0/15": false, "10.1.0.0/24": false,
		"fd00::/64": false,
	} {
		if got := azure.Covers(outer, netip.MustParsePrefix(text)); got != want {
			t.Errorf("%s: got %t, want %t", text, got, want)
		}
	}
}

func TestReserved(t *testing.T) {
	t.Parallel()
	tests := []struct {
		prefix, network, apps string
	}{
		{"10.0.0.0/16", "", ""},
		{"169.254.10.0/24", "169.254.0.0/16", "169.254.0.0/16"},
		{"168.63.129.0/24", "168.63.129.16/32", ""},
		{"172.30.4.0/23", "", "172.30.0.0/16"},
		{"172.16.0.0/12", "", "172.30.0.0/16"},
		{"100.100.192.0/27", "", "100.100.192.0/19"},
		{"224.0.0.0/24", "224.0.0.0/4", ""},
	}
	for _, test := range tests {
		p := netip.MustParsePrefix(test.prefix)
		got, found := azure.VirtualNetworkReserved(p)
		if found != (test.network != "") || found && got.String() != test.network {
			t.Errorf("%s in a virtual network: got %s, want %q", p, got, test.network)
		}
		got, found = azure.ContainerAppsReserved(p)
		if found != (test.apps != "") || found && got.String() != test.apps {
			t.Errorf("%s for Container Apps: got %s, want %q", p, got, test.apps)
		}
	}
}

func FuzzParsePrefix(f *testing.F) {
	for _, seed := range []string{
		"10.0.2.0/24", "10.0.2.1/24", "255.255.255.248/29", "fd00::/64",
		"0.0.0.0/0",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := azure.ParsePrefix(text)
		if err != nil {
			fault, ok := errors.AsType[*azure.PrefixError](err)
			if !ok {
				t.Fatalf("got %T, want a PrefixError", err)
			}
			if _, err := azure.ParsePrefix(fault.Nearest); fault.Nearest != "" && err != nil {
				t.Errorf("%q: the suggestion is faulty: %v", text, err)
			}
			return
		}
		if first := azure.FirstUsable(p); first.IsValid() && !azure.HandsOut(p, first) {
			t.Errorf("%s does not hand out its own first address %s", p, first)
		}
		if !azure.Covers(p, p) {
			t.Errorf("%s does not cover itself", p)
		}
	})
}
