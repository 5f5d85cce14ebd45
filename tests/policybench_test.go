package tests

import (
	"fmt"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/automation"
	"private-acr/azuresim"
)

// thousand is a program of a thousand resources that keeps the rules: for each of many teams what it takes to
// pull an image.
func thousand(ctx *pulumi.Context) error {
	for i := range 167 {
		if err := registerTeam(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

func registerTeam(ctx *pulumi.Context, i int) error {
	name := func(kind string) string { return fmt.Sprintf("%s%d", kind, i) }
	var registry, identity, endpoint, records, grant, group pulumi.CustomResourceState
	in := func(own pulumi.Map) pulumi.Map {
		own["resourceGroupName"], own["location"] = pulumi.String("rg"), pulumi.String("koreacentral")
		return own
	}
	steps := []func() error{
		func() error {
			return ctx.RegisterResource("azure-native:containerregistry:Registry", name("registry"),
				in(pulumi.Map{
					"registryName":        pulumi.String(name("acrteam")),
					"publicNetworkAccess": pulumi.String("Disabled"),
					"sku":                 pulumi.Map{"name": pulumi.String("Premium")},
					"dataEndpointEnabled": pulumi.Bool(true), "zoneRedundancy": pulumi.String("Enabled"),
					"policies": pulumi.Map{
						"exportPolicy":    pulumi.Map{"status": pulumi.String("disabled")},
						"retentionPolicy": pulumi.Map{"status": pulumi.String("enabled")},
					},
				}), &registry)
		},
		func() error {
			return ctx.RegisterResource("azure-native:managedidentity:UserAssignedIdentity", name("identity"),
				in(pulumi.Map{"resourceName": pulumi.String(name("id-team"))}), &identity)
		},
		func() error {
			return ctx.RegisterResource("azure-native:network:PrivateEndpoint", name("pe"), in(pulumi.Map{
				"privateEndpointName": pulumi.String(name("pe-team")),
				"subnet":              pulumi.Map{"id": pulumi.String(someSubnets + "endpoints")},
				"privateLinkServiceConnections": pulumi.Array{pulumi.Map{
					"name": pulumi.String("acr"), "privateLinkServiceId": registry.ID(),
					"groupIds": pulumi.StringArray{pulumi.String("registry")},
				}},
			}), &endpoint)
		},
		func() error {
			return ctx.RegisterResource("azure-native:network:PrivateDnsZoneGroup", name("dns"), pulumi.Map{
				"privateDnsZoneGroupName": pulumi.String("default"), "resourceGroupName": pulumi.String("rg"),
				"privateEndpointName": pulumi.String(name("pe-team")),
				"privateDnsZoneConfigs": pulumi.Array{pulumi.Map{
					"name": pulumi.String("acr"), "privateDnsZoneId": pulumi.String(someZone),
				}},
			}, &records, pulumi.DependsOn([]pulumi.Resource{&endpoint}))
		},
		func() error {
			return ctx.RegisterResource("azure-native:authorization:RoleAssignment", name("role"), pulumi.Map{
				"scope": registry.ID(), "principalId": pulumi.String("0d7fb118-a42c-5f9e-ad35-fffee7ed2e34"),
				"principalType":    pulumi.String("ServicePrincipal"),
				"roleDefinitionId": pulumi.String(pullRole),
			}, &grant)
		},
		func() error {
			return ctx.RegisterResource("azure-native:containerinstance:ContainerGroup", name("group"),
				in(pulumi.Map{
					"containerGroupName": pulumi.String(name("ci-team")), "osType": pulumi.String("Linux"),
					"subnetIds": pulumi.Array{pulumi.Map{"id": pulumi.String(someSubnets + "groups")}},
					"zones":     pulumi.StringArray{pulumi.String("1")},
					"diagnostics": pulumi.Map{
						"logAnalytics": pulumi.Map{"workspaceId": pulumi.String("workspace")},
					},
					"identity": pulumi.Map{
						"type":                   pulumi.String("UserAssigned"),
						"userAssignedIdentities": pulumi.Array{identity.ID()},
					},
					"containers": pulumi.Array{pulumi.Map{
						"name":  pulumi.String("app"),
						"image": pulumi.String(name("acrteam") + ".azurecr.io/app:1.0.0"),
					}},
					"imageRegistryCredentials": pulumi.Array{pulumi.Map{
						"server": pulumi.String(name("acrteam") + ".azurecr.io"), "identity": identity.ID(),
					}},
				}), &group, pulumi.DependsOn([]pulumi.Resource{&grant, &endpoint, &records}))
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

const (
	someNetwork = "/subscriptions/" + azuresim.SubscriptionID +
		"/resourceGroups/hub/providers/Microsoft.Network/"
	someSubnets = someNetwork + "virtualNetworks/hub/subnets/"
	someZone    = someNetwork + "privateDnsZones/privatelink.azurecr.io"
	pullRole    = "/subscriptions/" + azuresim.SubscriptionID +
		"/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d"
)

// BenchmarkPreview previews a thousand resources on the real engine, without the policy pack and with it. The
// test that holds the pack to its time is in policy/rules, where no engine and no neighbour is in the way.
func BenchmarkPreview(b *testing.B) {
	s := newEngine(b, azuresim.Options{}).stack("large", "dev", thousand)
	b.Run("without the policy pack", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Preview(b.Context(), s.previewed()...); err != nil {
				b.Fatalf("%v\n%s", err, s.log.String())
			}
		}
	})
	b.Run("with the policy pack", func(b *testing.B) {
		pack, config := policyPack(b), configured(b, map[string]any{
			// What these ask for is not in the program.
			"acr-protected": "disabled", "diagnostics-present": "disabled",
		})
		judged := s.driven(automation.Policy{Pack: pack, Config: config})
		for b.Loop() {
			if _, err := judged.Preview(b.Context()); err != nil {
				b.Fatalf("%v\n%s", err, s.log.String())
			}
		}
	})
}
