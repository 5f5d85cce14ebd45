package rule

import (
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/internal/catalog"
)

// Resource is a resource of a stack as rules look at it.
type Resource struct {
	// Type is the type of resource, whatever provider version its program uses.
	Type Type
	// Token is the type as the program has it: "azure-native:app/v20250101:ContainerApp".
	Token string
	// URN and Name are those of Pulumi.
	URN, Name string
	// Properties are the inputs where one resource is looked at, and the outputs where a stack is.
	Properties Value
	// Protect is the resource option of that name.
	Protect bool

	// Parent is the URN of the resource it is a child of. A resource rule does not learn it, nor what
	// follows.
	Parent string
	// Dependencies are the URNs of what has to be there before it.
	Dependencies []string
	// PropertyDependencies are, for each property, the URNs of the resources it was computed from.
	PropertyDependencies map[string][]string
}

// NewResource is the view of a resource with the token and properties.
func NewResource(token, urn, name string, properties property.Map) *Resource {
	return &Resource{
		Type: TypeOf(token), Token: token, URN: urn, Name: name,
		Properties: NewValue("", property.New(properties)),
	}
}

// At is the property under the keys, one below the other.
func (r *Resource) At(keys ...string) Value { return r.Properties.At(keys...) }

// Here stands for the resource as a whole, where a finding is about no property.
func (r *Resource) Here() Value { return Value{} }

// String names the resource in a message: `private endpoint "myapp-registry-endpoint"`.
func (r *Resource) String() string { return r.Type.Noun() + ` "` + r.Name + `"` }

// Type is a type of resource, as the catalogue writes its token: "containerregistry:Registry". It is the same
// in every version of azure-native and of its API.
type Type string

// The types that rules look at.
var (
	AuthConfig          = typeOf(catalog.AuthConfig)
	ContainerApp        = typeOf(catalog.ContainerApp)
	Job                 = typeOf(catalog.Job)
	ManagedEnvironment  = typeOf(catalog.ManagedEnvironment)
	RoleAssignment      = typeOf(catalog.RoleAssignment)
	LockAtScope         = typeOf(catalog.LockAtScope)
	LockAtResource      = typeOf(catalog.LockAtResource)
	LockAtGroup         = typeOf(catalog.LockAtGroup)
	LockAtSubscription  = typeOf(catalog.LockAtSubscription)
	ContainerGroup      = typeOf(catalog.ContainerGroup)
	Registry            = typeOf(catalog.Registry)
	Replication         = typeOf(catalog.Replication)
	ScopeMap            = typeOf(catalog.ScopeMap)
	Token               = typeOf(catalog.RegistryToken)
	Webhook             = typeOf(catalog.Webhook)
	DiagnosticSetting   = typeOf(catalog.DiagnosticSetting)
	FederatedCredential = typeOf(catalog.FederatedCredential)
	Identity            = typeOf(catalog.Identity)
	PrivateEndpoint     = typeOf(catalog.PrivateEndpoint)
	Subnet              = typeOf(catalog.Subnet)
	VirtualNetwork      = typeOf(catalog.VirtualNetwork)
	ZoneGroup           = typeOf(catalog.ZoneGroup)
	VirtualNetworkLink  = typeOf(catalog.VirtualNetworkLink)
	Zone                = typeOf(catalog.PrivateZone)
	ResourceGroup       = typeOf(catalog.ResourceGroup)
	WebApp              = typeOf(catalog.WebApp)
	WebAppSlot          = typeOf(catalog.WebAppSlot)
)

// RootStack is the type of the stack itself, which is Pulumi's own.
const RootStack Type = "pulumi:pulumi:Stack"

func typeOf(row catalog.Type) Type { return Type(row.Token) }

// Row is what the catalogue says of the type, and whether it has it.
func (t Type) Row() (catalog.Type, bool) { return catalog.ByToken(string(t)) }

// Noun is the word for the type in a message.
func (t Type) Noun() string {
	row, known := t.Row()
	switch {
	case known:
		return row.Noun
	case t == RootStack:
		return "stack"
	default:
		return string(t)
	}
}

// Known says that the type is in the catalogue, or the stack itself.
func (t Type) Known() bool {
	_, known := t.Row()
	return known || t == RootStack
}

// TypeOf reads a resource's type token. A token of another provider is its own type.
func TypeOf(token string) Type {
	parsed, ok := catalog.ParseToken(token)
	if !ok {
		return Type(token)
	}
	if row, known := catalog.ByToken(token); known {
		return typeOf(row)
	}
	return Type(parsed.Unversioned())
}

// APIVersion is the version that a token pins: "v20250101"; empty where it pins none.
func APIVersion(token string) string {
	parsed, _ := catalog.ParseToken(token)
	return parsed.Version
}

// Module is the module of a token of azure-native: "app" of "azure-native:app/v20250101:ContainerApp".
func Module(token string) string {
	parsed, _ := catalog.ParseToken(token)
	return parsed.Module
}

// IsAzure says that the resource is one of azure-native's.
func (r *Resource) IsAzure() bool {
	_, ok := catalog.ParseToken(r.Token)
	return ok
}
