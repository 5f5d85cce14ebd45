package resourcemanager

import "net/http"

// The api-versions of /metadata/endpoints at which its shape changes: a flat object, then a list of
// clouds, then the one cloud itself. Azure answers any version, and so does this.
const (
	firstCloudList   = "2018-05-01"
	firstSingleCloud = "2022-09-01"
)

// metadata tells a client where this cloud's services are. It needs no token, for it is how a client finds
// out where to get one.
func (s *server) metadata(r *http.Request) (answer, error) {
	if err := checkVersion(r); err != nil {
		return answer{}, err
	}
	var body any = s.cloud(r)
	switch version := r.URL.Query().Get("api-version"); {
	case version < firstCloudList:
		body = s.flatCloud(r)
	case version < firstSingleCloud:
		body = []any{body}
	}
	return answer{status: http.StatusOK, body: body}, nil
}

func (s *server) flatCloud(r *http.Request) map[string]any {
	return map[string]any{
		"galleryEndpoint": base(r) + "/",
		"graphEndpoint":   base(r) + "/",
		"portalEndpoint":  base(r) + "/",
		"authentication": map[string]any{
			"loginEndpoint": base(r) + "/",
			"audiences":     []string{base(r) + "/"},
		},
	}
}

// cloud is the public cloud by name and suffixes, so that a program reads the same names from it as from
// Azure, with every service address that this server can stand in for.
func (s *server) cloud(r *http.Request) map[string]any {
	return map[string]any{
		"name":                     "AzureCloud",
		"resourceManager":          base(r) + "/",
		"portal":                   base(r),
		"graph":                    base(r) + "/",
		"graphAudience":            base(r) + "/",
		"microsoftGraphResourceId": base(r) + "/",
		"media":                    base(r),
		"batch":                    base(r) + "/",
		"gallery":                  base(r) + "/",
		"sqlManagement":            base(r) + "/",
		"vmImageAliasDoc":          base(r) + "/",
		"authentication": map[string]any{
			"loginEndpoint": base(r) + "/",
			"audiences":     []string{base(r) + "/", "https://management.core.windows.net/"},
			// Azure's own says so too, whoever asks. terraform-provider-azurerm takes a cloud that names a
			// tenant for Azure Stack, which it does not support.
			"tenant":           "common",
			"identityProvider": "AAD",
		},
		"suffixes": map[string]any{
			"acrLoginServer":    "azurecr.io",
			"keyVaultDns":       "vault.azure.net",
			"storage":           "core.windows.net",
			"sqlServerHostname": "database.windows.net",
		},
	}
}
