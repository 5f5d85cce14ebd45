package catalog

import (
	"slices"

	"private-acr/internal/azure"
)

// Type is one row: a resource type of Azure as azure-native offers it.
type Type struct {
	// ARM is the type in Resource Manager as Azure writes it: "Microsoft.Network/virtualNetworks/subnets".
	// Rows share one where azure-native has several resources for it, as it does for locks.
	ARM string
	// Siblings are the other ARM types that the token stands for: a word in braces of the path tells which.
	Siblings []string

	// Token is azure-native's name of the type in version 2, "module:Name", without package and version.
	Token string
	// NoToken says why azure-native has no such resource, where it has none.
	NoToken string
	// Aliases are its names in other versions of azure-native, in the same form.
	Aliases []string

	// APIVersion is the one that azure-native 2.90.0 uses for a token without a version; in a row that
	// [ByToken] returns, that of the token if it has one.
	APIVersion string

	// Path is the template of the ids of its resources.
	Path Path
	// Extension says that its resources are on others, which the inputs name and whose id comes first.
	Extension bool

	// Naming is how azure-native names a resource when the program gives no name.
	Naming Naming
	// Name is the rule that its names follow.
	Name azure.NameKind
	// NoName says why there is no rule for its names.
	NoName string

	// ReplaceOn are the inputs beside those in the id whose change makes azure-native replace a resource.
	ReplaceOn []string
	// ReplaceSource says who decides that, where ReplaceOn is not empty.
	ReplaceSource string

	// Location says which locations its resources can have.
	Location Location
	// Untagged says that its resources have no tags.
	Untagged bool

	// Model is the Azure SDK's struct for the body, its zero value.
	Model any
	// Request is the SDK's struct for the body of a PUT where that is another one than Model.
	Request any
	// Preview is the SDK's struct of a preview for what Model, of the generally available SDK, does not have;
	// nil where nothing is missing.
	Preview any
	// NoModel says why there is no Model.
	NoModel string
	// Added are the properties that not every api-version has which somebody here may use. A test of package
	// armschema holds them to azure-native's SDK, which has types for many api-versions.
	Added []Added
	// Versions are the type's api-versions, oldest first, as Azure listed them when it refused another one;
	// nil where nobody has published such a list. What is younger than the last may have come since.
	Versions []string
	// Nested says that azure-native keeps "properties" as an object of its own, in inputs and outputs: the
	// API's specification does not mark it for flattening.
	Nested bool

	// Noun is the word for a resource of the type in messages: "private endpoint".
	Noun string
}

// Naming is the way in which azure-native names a resource when the program gives no name.
type Naming int

const (
	// RandomSuffix appends eight hexadecimal digits to the logical name. Two resources can exist side by
	// side, so a replacement is created before the old one is deleted.
	RandomSuffix Naming = iota
	// LogicalName takes the logical name as it is: it only has to be unique below its parent.
	LogicalName
	// GUID makes a GUID, the only kind of name that a role assignment can have.
	GUID
)

// Location says which locations the resources of a type can have.
type Location int

const (
	// NoLocation is for parts of other resources and for what extends them: the body has no location.
	NoLocation Location = iota
	// Regional resources are in one region.
	Regional
	// Global resources are in all regions: their location is "global".
	Global
	// RegionalIfGiven resources may be in a region: a policy assignment is in that of its identity.
	RegionalIfGiven
)

const (
	// replaceInProvider: azure-native has a list of its own beside the API's specification.
	replaceInProvider = "azure-native: provider/pkg/gen/replacement.go"
	// replaceInSpec: the API's specification lets the property be set on creation only.
	replaceInSpec = "API specification: x-ms-mutability create, read"
)

// onLocation is what most types cannot change.
var onLocation = []string{"location"}

// OwnName is the input that names the resource itself.
func (t Type) OwnName() string {
	parameters := t.Path.Parameters()
	return parameters[len(parameters)-1]
}

// Replaces tells whether a change of the input makes another resource.
func (t Type) Replaces(input string) bool {
	return slices.Contains(t.Path.Parameters(), input) || slices.Contains(t.ReplaceOn, input)
}
