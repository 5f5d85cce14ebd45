package catalog

import "regexp"

// ResourceToken is a resource token of azure-native, taken apart.
type ResourceToken struct {
	// Module and Name are the two parts that every spelling has: "containerregistry" and "Registry".
	Module, Name string
	// Version is the API version as tokens write it, "v20241101preview"; empty where the token has none.
	Version string
}

// tokenPattern is the one grammar of azure-native's resource tokens:
//
//	azure-native:containerregistry:Registry
//	azure-native:containerregistry/v20241101preview:Registry
//	azure-native_containerregistry_v20241101preview:containerregistry:Registry
//
// The last is of a package that version 3 generates for one API version (`pulumi package add`).
var tokenPattern = regexp.MustCompile(
	`^azure-native(?:_[a-z0-9]+_(v[0-9a-z]+))?:(\w+)(?:/(v[0-9a-z]+))?:(\w+)$`)

// versionPattern splits a version into its date and the word after it.
var versionPattern = regexp.MustCompile(`^v(\d{4})(\d{2})(\d{2})(\w*)$`)

// ParseToken takes a token apart. It is false for a token of another provider.
func ParseToken(token string) (ResourceToken, bool) {
	part := tokenPattern.FindStringSubmatch(token)
	if part == nil {
		return ResourceToken{}, false
	}
	return ResourceToken{Module: part[2], Name: part[4], Version: part[1] + part[3]}, true
}

// Unversioned is the token in the form of [Type.Token]: "containerregistry:Registry".
func (t ResourceToken) Unversioned() string { return t.Module + ":" + t.Name }

// APIVersion is the version as Resource Manager writes it, "2024-11-01-preview"; empty where the token has
// none.
func (t ResourceToken) APIVersion() string {
	part := versionPattern.FindStringSubmatch(t.Version)
	if part == nil {
		return ""
	}
	version := part[1] + "-" + part[2] + "-" + part[3]
	if part[4] != "" {
		version += "-" + part[4]
	}
	return version
}
