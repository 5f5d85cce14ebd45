package azure_test

import (
	"net/url"
	"strings"
	"testing"

	"private-acr/internal/azure"
)

func TestCloudsAreWhole(t *testing.T) {
	t.Parallel()
	for _, c := range []azure.Cloud{azure.Public, azure.USGovernment, azure.China} {
		u, err := url.Parse(c.ResourceManager)
		if err != nil || u.Scheme != "https" || u.Host == "" || u.Path != "" {
			t.Errorf("%s: Resource Manager %q", c.Name, c.ResourceManager)
		}
		if c.PrivateZone != "privatelink."+c.RegistrySuffix || !strings.HasPrefix(c.RegistrySuffix,
			"azurecr.") {
			t.Errorf("%s: zone %q, suffix %q", c.Name, c.PrivateZone, c.RegistrySuffix)
		}
	}
}

func TestHosts(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, login, region, suffix, wantHost, wantRecord string }{
		{
			"public", "myreg.azurecr.io", "koreacentral", "azurecr.io",
			"myreg.koreacentral.data.azurecr.io", "myreg.koreacentral.data",
		},
		{
			"government", "myreg.azurecr.us", "usgovvirginia", "azurecr.us",
			"myreg.usgovvirginia.data.azurecr.us", "myreg.usgovvirginia.data",
		},
		{
			"domain name label", "myreg-a1b2c3.azurecr.io", "eastus2", "azurecr.io",
			"myreg-a1b2c3.eastus2.data.azurecr.io", "myreg-a1b2c3.eastus2.data",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			host := azure.DataHost(test.login, test.region)
			if host != test.wantHost {
				t.Errorf("data host: got %s, want %s", host, test.wantHost)
			}
			if got := azure.RecordName(host, test.suffix); got != test.wantRecord {
				t.Errorf("record: got %s, want %s", got, test.wantRecord)
			}
		})
	}
}

func TestRecordNameOfLoginServer(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{
		"myreg.azurecr.io":     "myreg",
		"myreg.azurecr.cn":     "myreg.azurecr.cn",
		"myregazurecr.io":      "myregazurecr.io",
		"myreg.azurecr.io.org": "myreg.azurecr.io.org",
	} {
		if got := azure.RecordName(host, "azurecr.io"); got != want {
			t.Errorf("%s: got %q, want %q", host, got, want)
		}
	}
}

func TestDataMember(t *testing.T) {
	t.Parallel()
	if got, want := azure.DataMember("Korea Central"), "registry_data_koreacentral"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRegistryGroups(t *testing.T) {
	t.Parallel()
	for group, want := range map[string]struct{ data, any bool }{
		"registry":                   {false, true},
		"Registry":                   {false, true},
		"registry_data_koreacentral": {true, true},
		"Registry_Data_KoreaCentral": {true, true},
		"registry_data_atlantis":     {false, false},
		"registry_koreacentral":      {false, false},
		"koreacentral":               {false, false},
		"vault":                      {false, false},
		"":                           {false, false},
	} {
		if got := azure.IsDataMember(group); got != want.data {
			t.Errorf("%q is a data member: got %v", group, got)
		}
		if got := azure.IsRegistryGroup(group); got != want.any {
			t.Errorf("%q is a registry's group: got %v", group, got)
		}
	}
}

func TestIsRegistryZone(t *testing.T) {
	t.Parallel()
	for zone, want := range map[string]bool{
		"privatelink.azurecr.io": true, "Privatelink.AzureCR.us": true, "privatelink.azurecr.cn": true,
		"azurecr.io": false, "privatelink.azurecr.com": false, "": false,
	} {
		if got := azure.IsRegistryZone(zone); got != want {
			t.Errorf("%q: got %v", zone, got)
		}
	}
}
