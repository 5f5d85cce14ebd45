package catalog

import (
	"slices"
	"strings"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// All lists every type that azure-native has, ordered by token.
func All() []Type {
	all := slices.Concat(
		appTypes, authorizationTypes, containerInstanceTypes, containerRegistryTypes, insightsTypes,
		keyVaultTypes, managedIdentityTypes, networkTypes, operationalInsightsTypes, privateDNSTypes,
		resourcesTypes, webTypes,
	)
	slices.SortFunc(all, func(a, b Type) int { return strings.Compare(a.Token, b.Token) })
	return all
}

// Parts lists the types that azure-native has no resource for, because nobody makes one.
func Parts() []Type { return slices.Clone(appParts) }

// index has the types by lower-case ARM type and by lower-case token.
var index = sync.OnceValue(func() (types struct{ arm, token map[string]Type }) {
	types.arm, types.token = map[string]Type{}, map[string]Type{}
	for _, row := range Parts() {
		types.arm[strings.ToLower(row.ARM)] = row
	}
	for _, row := range All() {
		for _, of := range append([]Type{row}, row.siblings()...) {
			if _, shared := types.arm[strings.ToLower(of.ARM)]; !shared {
				types.arm[strings.ToLower(of.ARM)] = of
			}
		}
		for _, token := range append([]string{row.Token}, row.Aliases...) {
			types.token[strings.ToLower(token)] = row
		}
	}
	return types
})

// siblings are the row as it is for each of the other ARM types.
func (t Type) siblings() []Type {
	all := make([]Type, len(t.Siblings))
	for i, name := range t.Siblings {
		all[i] = t
		all[i].ARM = name
	}
	return all
}

// ByARM finds a type by what Resource Manager calls it, without regard to case. Of rows that share an ARM
// type it is the first by token.
func ByARM(resourceType string) (Type, bool) {
	found, ok := index().arm[strings.ToLower(resourceType)]
	return found, ok
}

// ByToken finds a type by a token of azure-native in any spelling that [ParseToken] takes, or in that of
// [Type.Token]. A version in it becomes the APIVersion.
func ByToken(token string) (Type, bool) {
	parsed, ok := ParseToken(token)
	if ok {
		token = parsed.Unversioned()
	}
	found, known := index().token[strings.ToLower(token)]
	if version := parsed.APIVersion(); known && version != "" {
		found.APIVersion = version
	}
	return found, known
}

// ResourceID returns the id that the resource of a Pulumi type (for example "azure-native:network:Subnet")
// has or will have in Azure, and whether it can be told: the type must be known, and so must every input
// that goes into the id. Use it to look for what an interrupted creation may have left.
func ResourceID(urnType string, inputs resource.PropertyMap, subscriptionID string) (string, bool) {
	found, ok := ByToken(urnType)
	if !ok {
		return "", false
	}
	id, missing := found.Path.Fill(subscriptionID, inputs)
	return id, missing == ""
}
