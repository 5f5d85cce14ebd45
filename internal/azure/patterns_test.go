package azure_test

import (
	"testing"

	"private-acr/internal/azure"
)

func TestMatchesAny(t *testing.T) {
	t.Parallel()
	patterns := []string{"[", "mcr.microsoft.com", "*.azurecr.io", "https://*.example.com/*/"}
	for name, want := range map[string]bool{
		"mcr.microsoft.com":                  true,
		"MCR.Microsoft.com":                  true,
		"acr.azurecr.io":                     true,
		"acr.koreacentral.geo.azurecr.io":    true,
		"azurecr.io":                         false,
		"acr.azurecr.io.example.com":         false,
		"evil.com/x.azurecr.io":              false,
		"https://a.example.com/tenant/":      true,
		"https://a.example.com/tenant/more/": false,
		"https://evil.com/a.example.com/b/":  false,
		"[":                                  false,
		"":                                   false,
	} {
		if got := azure.MatchesAny(name, patterns); got != want {
			t.Errorf("MatchesAny(%q) = %v", name, got)
		}
	}
	if azure.MatchesAny("acr.azurecr.io", nil) {
		t.Error("no patterns match something")
	}
}

func TestIsRegistryHost(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"docker.io": true, "acr.azurecr.io": true, "registry.example.com:5000": true,
		"my.shop": false, "shop": false, "": false,
	} {
		if got := azure.IsRegistryHost(host); got != want {
			t.Errorf("%q: got %t, want %t", host, got, want)
		}
	}
}

func TestRegistryHosts(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"acr.azurecr.io":    true,
		"acr.azurecr.us":    true,
		"acr.azurecr.cn":    true,
		"mcr.microsoft.com": false,
	} {
		if got := azure.MatchesAny(host, azure.RegistryHosts()); got != want {
			t.Errorf("%q: got %v", host, got)
		}
	}
}

func TestRegistryHostsAreKnown(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"ghcr.io": true, "GHCR.io": true, "acr.azurecr.io": true, "x:5000": true, "localhost": true,
		"my.app": false,
		"a":      false, "": false,
	} {
		if azure.IsRegistryHost(host) != want {
			t.Errorf("%q: want %t", host, want)
		}
	}
}
