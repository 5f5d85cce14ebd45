package tests

import (
	"fmt"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
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
					"registryName": pulumi.String(name("acrteam")), "publicNetworkAccess": pulumi.String("Disabled"),
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
			return ctx.RegisterResource("azure-native:network:PrivateEndpoint", name("endpoint"), in(pulumi.Map{
				"privateEndpointName": pulumi.String(name("pe-team")),
				"subnet":              pulumi.Map{"id": pulumi.String(someSubnets + "endpoints")},
				"privateLinkServiceConnections": pulumi.Array{pulumi.Map{
					"name": pulumi.String("acr"), "privateLinkServiceId": registry.ID(),
					"groupIds": pulumi.StringArray{pulumi.String("registry")},
				}},
			}), &endpoint)
		},
		func() error {
			return ctx.RegisterResource("azure-native:network:PrivateDnsZoneGroup", name("records"), pulumi.Map{
				"privateDnsZoneGroupName": pulumi.String("default"), "resourceGroupName": pulumi.String("rg"),
				"privateEndpointName": pulumi.String(name("pe-team")),
				"privateDnsZoneConfigs": pulumi.Array{pulumi.Map{
					"name": pulumi.String("acr"), "privateDnsZoneId": pulumi.String(someZone),
				}},
			}, &records, pulumi.DependsOn([]pulumi.Resource{&endpoint}))
		},
		func() error {
			return ctx.RegisterResource("azure-native:authorization:RoleAssignment", name("grant"), pulumi.Map{
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
						"type": pulumi.String("UserAssigned"), "userAssignedIdentities": pulumi.Array{identity.ID()},
					},
					"containers": pulumi.Array{pulumi.Map{
						"name": pulumi.String("app"), "image": pulumi.String(name("acrteam") + ".azurecr.io/app:1.0.0"),
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
	someNetwork = "/subscriptions/" + azuresim.SubscriptionID + "/resourceGroups/hub/providers/Microsoft.Network/"
	someSubnets = someNetwork + "virtualNetworks/hub/subnets/"
	someZone    = someNetwork + "privateDnsZones/privatelink.azurecr.io"
	pullRole    = "/subscriptions/" + azuresim.SubscriptionID +
		"/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d"
)

// TestPolicyAddsASecondAtMost previews a thousand resources on the real engine, with the policy pack and without
// it, in turns. It runs beside no other test, which would take its time away.
func TestPolicyAddsASecondAtMost(t *testing.T) { //nolint:paralleltest // See above.
	const turns = 3
	pack := policyPack(t)
	config := configured(t, map[string]any{
		// What these ask for is not in the program.
		"acr-protected": "disabled", "diagnostics-present": "disabled",
	})
	s := newEngine(t, azuresim.Options{}).stack("large", "dev", thousand)
	without, with := time.Hour, time.Hour
	for range turns {
		without = min(without, previewTime(t, s, func(options ...optpreview.Option) error {
			_, err := s.Preview(t.Context(), options...)
			return err
		}))
		with = min(with, previewTime(t, s, func(options ...optpreview.Option) error {
			_, err := automation.Policy{Pack: pack, Config: config}.Preview(t.Context(), &s.Stack, options...)
			return err
		}))
	}
	t.Logf("a preview of a thousand resources takes %v, and %v with the policy pack", without, with)
	if added := with - without; added > time.Second {
		t.Errorf("the policy pack adds %v to a preview of a thousand resources, want a second at most", added)
	}
}

func previewTime(t *testing.T, s *stack, preview func(...optpreview.Option) error) time.Duration {
	t.Helper()
	s.log.Reset()
	start := time.Now()
	if err := preview(optpreview.ProgressStreams(&s.log)); err != nil {
		t.Fatalf("preview: %v\n%s", err, s.log.String())
	}
	return time.Since(start)
}
