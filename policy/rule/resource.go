package rule

import (
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

// Resource is a resource of a stack as rules look at it.
type Resource struct {
	// Type is what kind of resource it is, whatever provider version its program uses.
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

// Type is a kind of resource, by module and name: "containerregistry:Registry". It is the same in every
// version of azure-native and of its API.
type Type string

// The types that rules look at.
const (
	AuthConfig          Type = "app:ContainerAppsAuthConfig"
	ContainerApp        Type = "app:ContainerApp"
	Job                 Type = "app:Job"
	ManagedEnvironment  Type = "app:ManagedEnvironment"
	RoleAssignment      Type = "authorization:RoleAssignment"
	LockAtScope         Type = "authorization:ManagementLockByScope"
	LockAtResource      Type = "authorization:ManagementLockAtResourceLevel"
	LockAtGroup         Type = "authorization:ManagementLockAtResourceGroupLevel"
	ContainerGroup      Type = "containerinstance:ContainerGroup"
	Registry            Type = "containerregistry:Registry"
	Replication         Type = "containerregistry:Replication"
	ScopeMap            Type = "containerregistry:ScopeMap"
	Token               Type = "containerregistry:Token"
	Webhook             Type = "containerregistry:Webhook"
	DiagnosticSetting   Type = "insights:DiagnosticSetting"
	FederatedCredential Type = "managedidentity:FederatedIdentityCredential"
	Identity            Type = "managedidentity:UserAssignedIdentity"
	PrivateEndpoint     Type = "network:PrivateEndpoint"
	Subnet              Type = "network:Subnet"
	VirtualNetwork      Type = "network:VirtualNetwork"
	ZoneGroup           Type = "network:PrivateDnsZoneGroup"
	VirtualNetworkLink  Type = "privatedns:VirtualNetworkLink"
	Zone                Type = "privatedns:PrivateZone"
	ResourceGroup       Type = "resources:ResourceGroup"
	RootStack           Type = "pulumi:pulumi:Stack"
)

// nouns are the words for types in messages.
var nouns = map[Type]string{
	AuthConfig: "authentication of container app", ContainerApp: "container app", Job: "job",
	ManagedEnvironment: "environment", RoleAssignment: "role assignment", ContainerGroup: "container group",
	Registry: "registry", Replication: "replication", ScopeMap: "scope map", Token: "token",
	Webhook: "webhook", DiagnosticSetting: "diagnostic setting",
	FederatedCredential: "federated credential", Identity: "identity",
	PrivateEndpoint: "private endpoint", Subnet: "subnet", VirtualNetwork: "virtual network",
	ZoneGroup: "zone group", VirtualNetworkLink: "virtual network link",
	Zone: "private DNS zone", ResourceGroup: "resource group", RootStack: "stack",
}

// Noun is the word for the type in a message.
func (t Type) Noun() string {
	if noun, known := nouns[t]; known {
		return noun
	}
	return string(t)
}

// Known says that the type is one of those that rules look at.
func (t Type) Known() bool { return nouns[t] != "" }

// moved has the modules that azure-native 3 split off: https://www.pulumi.com/registry/packages/azure-native.
var moved = map[Type]Type{
	"network:PrivateZone":        Zone,
	"network:VirtualNetworkLink": VirtualNetworkLink,
	"monitor:DiagnosticSetting":  DiagnosticSetting,
}

// token matches "azure-native:app/v20250101:ContainerApp", the same without a version, and
// "azure-native_app_v20250101:app:ContainerApp", as azure-native 3 names its generated packages.
var token = regexp.MustCompile(
	`^azure-native(?:_[a-z0-9]+_(v[0-9a-z]+))?:([a-z0-9]+)(?:/(v[0-9a-z]+))?:(\w+)$`)

// TypeOf reads a resource's type token. A token of another provider is its own type.
func TypeOf(typeToken string) Type {
	parts := token.FindStringSubmatch(typeToken)
	if parts == nil {
		return Type(typeToken)
	}
	t := Type(parts[2] + ":" + parts[4])
	if to, has := moved[t]; has {
		return to
	}
	return t
}

// APIVersion is the version that a token pins: "v20250101"; empty where it pins none.
func APIVersion(typeToken string) string {
	parts := token.FindStringSubmatch(typeToken)
	if parts == nil {
		return ""
	}
	return parts[1] + parts[3]
}

// IsAzure says that the resource is one of azure-native's.
func (r *Resource) IsAzure() bool { return strings.HasPrefix(r.Token, "azure-native") }
