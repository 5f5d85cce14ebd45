package general

import (
	"slices"
	"strings"

	"private-acr/policy/rule"
)

var noPreviewAPI = rule.Rule{
	ID:       "no-preview-api",
	Title:    "No resource is of a preview API.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.AnyType},
	Why: "Azure may change or withdraw a preview API, and after that the stack can be neither updated nor " +
		"destroyed; Pulumi's provider drops the modules of old previews as well.",
	Fix: "Use the module without a version or one of a stable version, or add the module and version to " +
		"the setting allowed where only a preview has what you need.",
	Link: "https://www.pulumi.com/registry/packages/azure-native/version-guide/",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.APIVersion (AZR-000400)"},
		{Catalog: rule.PolicyPacks, ID: "disallowPreviewResource"},
	},
	Settings: []rule.Setting{{
		Name: "allowed",
		// The registry's policies on ARM-audience tokens and soft delete are in no stable version of
		// azure-native 2.
		Default: []string{"containerregistry/v20241101preview"},
		Doc:     `The preview APIs that may be used, each as "containerregistry/v20241101preview".`,
	}},
	Resource: func(r *rule.Resource, settings rule.Settings) []rule.Finding {
		allowed := settings.Texts("allowed")
		if r.Type == "resources:Resource" {
			return generic(r, allowed)
		}
		api := rule.Module(r.Token) + "/" + rule.APIVersion(r.Token)
		broken := isPreview(api) && !slices.Contains(allowed, api)
		return r.When(rule.Known(broken), r.Here(), "is of %s, a preview API", api)
	},
}

// generic judges a resource of any type of Azure's, which has its API in its properties.
func generic(r *rule.Resource, allowed []string) []rule.Finding {
	version := r.At("apiVersion")
	given, _ := version.Text()
	free := r.At("resourceProviderNamespace").Like(func(provider string) bool {
		module := strings.TrimPrefix(strings.ToLower(provider), "microsoft.")
		return slices.Contains(allowed, module+"/v"+strings.ReplaceAll(given, "-", ""))
	})
	return r.When(version.Like(isPreview).And(free.Not()), version, "is %s, a preview API", version)
}

func isPreview(api string) bool { return strings.HasSuffix(strings.ToLower(api), "preview") }
