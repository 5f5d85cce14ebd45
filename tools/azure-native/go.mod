// The modules of azure-native's Go SDK that no component needs. tools/nativeschema reads their source.
module private-acr/tools/azure-native

go 1.26.0

require (
	github.com/pulumi/pulumi-azure-native-sdk/insights/v2 v2.90.0
	github.com/pulumi/pulumi-azure-native-sdk/keyvault/v2 v2.90.0
	github.com/pulumi/pulumi-azure-native-sdk/operationalinsights/v2 v2.90.0
)
