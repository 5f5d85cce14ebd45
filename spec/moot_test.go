package spec_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// TestRulesOfSeveralFieldsKeepQuiet holds that what is wrong by itself is not compared with anything.
func TestRulesOfSeveralFieldsKeepQuiet(t *testing.T) {
	t.Parallel()
	sized := func(cpu float64, memory string, least, most int) any {
		return of(app, func(a *spec.ContainerApp) {
			a.CPU, a.Memory, a.MinReplicas, a.MaxReplicas = cpu, memory, pulumi.IntRef(least), most
		})
	}
	for name, test := range map[string]struct {
		target any
		want   []string
	}{
		"cpu":         {sized(9, "3Gi", 1, 3), []string{"cpu"}},
		"memory":      {sized(1, "3Gb", 1, 3), []string{"memory"}},
		"minReplicas": {sized(1, "2Gi", 2000, 3), []string{"minReplicas"}},
		"maxReplicas": {sized(1, "2Gi", 1, -5), []string{"maxReplicas"}},
		"several":     {sized(1, "1Gi", 4, 3), []string{"memory", "minReplicas"}},
		"image with a digest": {
			of(app, func(a *spec.ContainerApp) {
				a.ImportFrom, a.RegistryID = pulumi.String("ghcr.io/a:1"), pulumi.String(registry)
				a.Image = pulumi.String("a:1@sha256:" + strings.Repeat("0", 64))
			}), []string{"image"},
		},
		"password": {
			&spec.Credential{Basic: &spec.BasicCredential{
				Server: pulumi.String("a.b"), Username: here, Password: pulumi.String(""),
			}}, []string{"basic.password"},
		},
		"address space": {
			of(network, func(n *spec.Network) { n.AddressSpace = "169.254.0.0/16" }),
			[]string{"addressSpace"},
		},
		"address space and gateway": {
			of(network, func(n *spec.Network) {
				n.AddressSpace, n.NatGateway.Create = "10.0.0.1/16", pulumi.BoolRef(true)
				delete(n.Subnets, spec.ContainerInstances)
			}), []string{"addressSpace"},
		},
		"address space and what lies in it": {
			of(network, func(n *spec.Network) {
				n.AddressSpace = "169.254.0.0/16"
				n.Subnets[spec.PrivateEndpoints] = spec.Subnet{AddressPrefix: "169.254.0.0/24"}
			}), []string{"addressSpace"},
		},
		"virtual network": {
			of(network, func(n *spec.Network) {
				n.VirtualNetworkID, n.NatGateway.Create = "hub", pulumi.BoolRef(true)
				n.Subnets = map[string]spec.Subnet{spec.PrivateEndpoints: {ID: vnet + "/subnets/s"}}
			}), []string{"virtualNetworkId"},
		},
		"gateway": {
			of(network, func(n *spec.Network) {
				n.NatGateway.ID = "x"
				delete(n.Subnets, spec.ContainerInstances)
			}), []string{"natGateway.id"},
		},
		"subnet of the gateway": {
			of(network, func(n *spec.Network) {
				n.NatGateway.ID = gateway
				n.Subnets = map[string]spec.Subnet{"x": {AddressPrefix: "10.0.0.0/24"}}
			}), []string{"subnets.x"},
		},
		"subnet both ways": {
			of(network, func(n *spec.Network) {
				n.VirtualNetworkID = vnet
				n.Subnets[spec.PrivateEndpoints] = spec.Subnet{
					ID:            vnet + "/subnets/s",
					AddressPrefix: "10.0.2.0/24",
				}
			}), []string{"subnets.privateEndpoints"},
		},
		"addresses": {
			of(dataEndpoints, func(d *spec.DataEndpoints) {
				d.DataEndpoints,
					d.StaticAddresses["registry"] = "", "x"
			}),
			[]string{"staticAddresses", "staticAddresses.registry"},
		},
		"location": {of(registryOf, func(r *spec.Registry) { r.Location = "mars" }), []string{"location"}},
		"no location": {of(registryOf, func(r *spec.Registry) {
			r.Location, r.Replicas[0] = "", "chinaeast"
		}), []string{"location"}},
	} {
		var got []string
		for _, fault := range faultsOf(test.target) {
			got = append(got, fault.Path)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestEveryChoiceIsTaken(t *testing.T) {
	t.Parallel()
	for _, policy := range []spec.RestartPolicy{
		spec.RestartAlways, spec.RestartOnFailure,
		spec.RestartNever,
	} {
		target := of(instance, func(i *spec.ContainerInstance) {
			i.RestartPolicy, i.OSType = policy,
				spec.Windows
		})
		if faults := faultsOf(target); len(faults) > 0 {
			t.Errorf("got %v", faults)
		}
	}
	for _, mode := range []spec.DataEndpointMode{spec.DataEndpointsDedicated, spec.DataEndpointsShared} {
		target := of(dataEndpoints, func(d *spec.DataEndpoints) { d.DataEndpoints = mode })
		if faults := faultsOf(target); len(faults) > 0 {
			t.Errorf("got %v", faults)
		}
	}
}
