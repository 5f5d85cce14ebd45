package plugin

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"private-acr/azuresim/armschema"
)

// naming says how a resource is named when the program gives no name.
type naming int

const (
	// randomName appends eight hexadecimal digits to the logical name: two can exist, so a replacement is
	// created before the old one is deleted.
	randomName naming = iota
	// logicalName takes the logical name as it is: the name only has to be unique below its parent.
	logicalName
	// uuidName makes a UUID, the only kind of name that a role assignment can have.
	uuidName
)

// definition is what the stand-in must be told about a resource type, because neither its name nor the models
// of the Azure SDK say it.
type definition struct {
	// member is azure-native's token of the type, without the package and without an API version.
	member string

	// path is the template of the resource's id. Names in braces are inputs, but for subscriptionId; the last
	// is the resource's own name.
	path string

	// armType is the resource type in the catalogue of armschema, where the path does not say it.
	armType string

	// apiVersion is the default: the one that azure-native 2.90.0 uses for a token without version.
	apiVersion string

	naming naming

	// replaceOn lists the inputs, other than those of the path, that Azure cannot change in place.
	replaceOn []string
}

const (
	subscriptionParameter = "subscriptionId"
	inGroup               = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/"

	networkVersion    = "2023-02-01"
	privateDNSVersion = "2020-06-01"
	registryVersion   = "2022-12-01"
	appVersion        = "2022-10-01"
)

// location is what most types cannot change. azure-native reads it off the API specifications
// (x-ms-mutability) and its own list of replacements.
var location = []string{"location"}

// definitions is the one table of types. The lists of replacements are azure-native's own
// (provider/pkg/gen/replacement.go): it does not replace a container group, whatever changes.
var definitions = []definition{
	{
		member: "resources:ResourceGroup", armType: "Microsoft.Resources/resourceGroups",
		apiVersion: "2022-09-01", replaceOn: location,
		path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
	},
	{
		member: "network:VirtualNetwork", apiVersion: networkVersion, replaceOn: location,
		path: inGroup + "Microsoft.Network/virtualNetworks/{virtualNetworkName}",
	},
	{
		member: "network:Subnet", apiVersion: networkVersion, naming: logicalName,
		path: inGroup + "Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}",
	},
	{
		member: "network:PublicIPAddress", apiVersion: networkVersion,
		replaceOn: []string{"location", "publicIPAddressVersion", "publicIPPrefix", "sku"},
		path:      inGroup + "Microsoft.Network/publicIPAddresses/{publicIpAddressName}",
	},
	{
		member: "network:NatGateway", apiVersion: networkVersion, replaceOn: location,
		path: inGroup + "Microsoft.Network/natGateways/{natGatewayName}",
	},
	{
		member: "network:NetworkInterface", apiVersion: networkVersion, replaceOn: location,
		path: inGroup + "Microsoft.Network/networkInterfaces/{networkInterfaceName}",
	},
	{
		member: "network:PrivateEndpoint", apiVersion: networkVersion,
		replaceOn: []string{"location", "subnet"},
		path:      inGroup + "Microsoft.Network/privateEndpoints/{privateEndpointName}",
	},
	{
		member: "network:PrivateDnsZoneGroup", apiVersion: networkVersion, naming: logicalName,
		path: inGroup + "Microsoft.Network/privateEndpoints/{privateEndpointName}" +
			"/privateDnsZoneGroups/{privateDnsZoneGroupName}",
	},
	{
		member: "network:PrivateZone", apiVersion: privateDNSVersion, replaceOn: location,
		path: inGroup + "Microsoft.Network/privateDnsZones/{privateZoneName}",
	},
	{
		member: "network:VirtualNetworkLink", apiVersion: privateDNSVersion, naming: logicalName,
		replaceOn: location,
		path: inGroup + "Microsoft.Network/privateDnsZones/{privateZoneName}" +
			"/virtualNetworkLinks/{virtualNetworkLinkName}",
	},
	{
		member: "network:PrivateRecordSet", armType: "Microsoft.Network/privateDnsZones/A",
		apiVersion: privateDNSVersion, naming: logicalName,
		path: inGroup + "Microsoft.Network/privateDnsZones/{privateZoneName}" +
			"/{recordType}/{relativeRecordSetName}",
	},
	{
		member: "containerregistry:Registry", apiVersion: registryVersion, replaceOn: location,
		path: inGroup + "Microsoft.ContainerRegistry/registries/{registryName}",
	},
	{
		member: "containerregistry:Replication", apiVersion: registryVersion, naming: logicalName,
		replaceOn: location,
		path: inGroup + "Microsoft.ContainerRegistry/registries/{registryName}" +
			"/replications/{replicationName}",
	},
	{
		member: "managedidentity:UserAssignedIdentity", apiVersion: "2023-01-31", replaceOn: location,
		path: inGroup + "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}",
	},
	{
		member: "authorization:RoleAssignment", apiVersion: "2022-04-01", naming: uuidName,
		replaceOn: []string{"principalId"},
		path:      "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
	},
	{
		member: "app:ManagedEnvironment", apiVersion: appVersion, replaceOn: location,
		path: inGroup + "Microsoft.App/managedEnvironments/{environmentName}",
	},
	{
		member: "app:ContainerApp", apiVersion: appVersion, replaceOn: location,
		path: inGroup + "Microsoft.App/containerApps/{containerAppName}",
	},
	{
		member: "containerinstance:ContainerGroup", apiVersion: "2023-05-01", replaceOn: location,
		path: inGroup + "Microsoft.ContainerInstance/containerGroups/{containerGroupName}",
	},
}

// resourceType is a definition with all that follows from it and from the token that asked for it.
type resourceType struct {
	definition
	model armschema.Model
	id    idTemplate
}

var byToken = sync.OnceValue(func() map[string]resourceType {
	types := make(map[string]resourceType, len(definitions))
	for _, known := range definitions {
		if known.armType == "" {
			known.armType = typeInPath(known.path)
		}
		model, _ := armschema.For(known.armType)
		types[strings.ToLower(known.member)] = resourceType{known, model, parseTemplate(known.path)}
	}
	return types
})

// typeInPath reads the resource type off a path: the words after the provider that are no parameters.
func typeInPath(path string) string {
	_, inProvider, _ := strings.Cut(path, "/providers/")
	words := slices.DeleteFunc(strings.Split(inProvider, "/"), parameterPattern.MatchString)
	return strings.Join(words, "/")
}

// tokenPattern splits azure-native:MODULE/VERSION:NAME, of which the version may be absent. A version is a
// date with an optional word after it: v20241101preview.
var tokenPattern = regexp.MustCompile(`^azure-native:(\w+)(?:/v(\d{4})(\d{2})(\d{2})(\w*))?:(\w+)$`)

// lookup finds the type of a resource token, whose version, if any, becomes the API version.
func lookup(token string) (resourceType, bool) {
	part := tokenPattern.FindStringSubmatch(token)
	if part == nil {
		return resourceType{}, false
	}
	found, ok := byToken()[strings.ToLower(part[1]+":"+part[6])]
	if ok && part[2] != "" {
		found.apiVersion = strings.Join(part[2:5], "-")
		if part[5] != "" {
			found.apiVersion += "-" + part[5]
		}
	}
	return found, ok
}

// ownName is the input that names the resource itself.
func (r resourceType) ownName() string {
	return r.id.parameters[len(r.id.parameters)-1]
}

// hasLocation tells whether the type's body has a location.
func (r resourceType) hasLocation() bool {
	return r.model.OutputShapes()["location"] != nil
}

// replaces tells whether a change of the input makes another resource.
func (r resourceType) replaces(input string) bool {
	return slices.Contains(r.id.parameters, input) || slices.Contains(r.replaceOn, input)
}
