package azure_test

import (
	"testing"

	"private-acr/internal/azure"
)

func TestOneSlip(t *testing.T) {
	t.Parallel()
	for pair, want := range map[[2]string]bool{
		{"abcd", "abcd"}: true, {"abcd", "abc"}: true, {"abcd", "abcde"}: true, {"abcd", "xbcd"}: true,
		{"abcd", "bacd"}: true, {"abcd", "acbd"}: true, {"abcd", "abdc"}: true, {"ab", "ba"}: true,
		{"abcd", "badc"}: false, {"abcd", "cbad"}: false, {"abcd", "ab"}: false, {"abcd", "dcba"}: false,
		{"abcd", "bacde"}: false, {"abcd", "bace"}: false, {"", ""}: true, {"", "a"}: true, {"", "ab"}: false,
		{"abc", "cab"}: false, {"abcd", "bxcd"}: false, {"abcd", "xacd"}: false, {"abxd", "abdy"}: false,
		{"aab", "aba"}: true, {"abcdef", "abdcef"}: true, {"abcdef", "abdcxx"}: false,
	} {
		if azure.OneSlip(pair[0], pair[1]) != want || azure.OneSlip(pair[1], pair[0]) != want {
			t.Errorf("%q: want %t", pair, want)
		}
	}
}

func TestNearestIsNotFarFetched(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"abxx": "abcd", "ab": "abcd", "axxx": "", "abcdab": "abcd", "xbcd": "abcd", "abcc": "abcd",
		"ef": "", "efgxxx": "efghij",
	} {
		if got := azure.Nearest(word, []string{"abcd", "abce", "efghij"}); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}
