package privatelink

import (
	"context"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"

	"private-acr/components/gate"
	"private-acr/internal/arm"
	"private-acr/internal/azure"
	"private-acr/internal/schema"
	"private-acr/spec"
)

// stage is the data-endpoint stage under construction: discovered, connected, resolved.
type stage struct {
	*spec.DataEndpoints

	ctx    *pulumi.Context
	name   string
	parent *DataEndpoints
	client *arm.Client
}

// discovered is the discovery gate. It maps each region to the private-link group that serves it.
func (s *stage) discovered() pulumi.Output {
	ids := pulumi.All(s.RegistryID, s.ZoneGroupID)
	return s.gated("discovering", ids, func(values []any) (observe, error) {
		registryID, err := as[string](values[0])
		return func(ctx context.Context) (observation, error) { return s.observeGroups(ctx, registryID) }, err
	})
}

func (s *stage) observeGroups(ctx context.Context, registryID string) (observation, error) {
	offered, err := s.client.PrivateLinkGroups(ctx, registryID)
	if err != nil {
		return observation{}, err
	}
	groups, missing, err := discover(s.mode(), s.Regions, offered)
	return observation{
		Value: groups, Holds: len(missing) == 0,
		Reason: awaited(s.RegistryName, s.mode(), missing, offered),
	}, err
}

// connected makes the endpoints and returns their zone groups' ids. In every mode these follow from the
// groups, so that nothing after them can miss what the gate found.
func (s *stage) connected(observed pulumi.Output) (pulumi.StringArrayOutput, error) {
	switch s.mode() {
	case spec.DataEndpointsDedicated:
		return s.create(s.Regions, complete(observed))
	case spec.DataEndpointsShared:
		none := func(map[string]string) []string { return nil }
		return complete(observed).ApplyT(none).(pulumi.StringArrayOutput), nil
	default:
		return s.createOffered(observed), nil
	}
}

// createOffered makes the endpoints inside an Apply, because only Azure knows which there are. It is the one
// place where a preview may not show every resource: it shows those that are offered already.
func (s *stage) createOffered(observed pulumi.Output) pulumi.StringArrayOutput {
	groups := complete(observed)
	if s.ctx.DryRun() {
		s.announce(groups)
	}
	offered := available(observed)
	made := offered.ApplyT(func(groups map[string]string) (pulumi.StringArrayOutput, error) {
		var regions []string
		for _, region := range s.Regions {
			if group, is := groups[region]; is && group != azure.RegistryGroup {
				regions = append(regions, region)
			}
		}
		return s.create(regions, offered)
	}).(pulumi.StringArrayOutput)
	// What follows is unknown as long as a region is missing.
	return pulumi.All(made, groups).ApplyT(func(values []any) ([]string, error) {
		return as[[]string](values[0])
	}).(pulumi.StringArrayOutput)
}

// announce says in a preview that it cannot show every endpoint, if so. It awaits the groups in an Apply
// that always runs, because one of theirs would not run just when there is something to say.
func (s *stage) announce(groups pulumi.StringMapOutput) {
	const note = "more data endpoints may follow: which, follows from what the registry offers to " +
		"private link when it and all its replicas exist"
	pulumi.Bool(true).ToBoolOutput().ApplyT(func(bool) (bool, error) {
		resolved, err := internals.UnsafeAwaitOutput(s.ctx.Context(), groups)
		if err == nil && !resolved.Known {
			err = s.ctx.Log.Info(note, &pulumi.LogArgs{Resource: s.parent})
		}
		return resolved.Known, err
	})
}

// create makes an endpoint and a zone group for each of the regions, each after the one before it.
func (s *stage) create(regions []string, groups pulumi.StringMapOutput) (pulumi.StringArrayOutput, error) {
	zoneGroups := pulumi.StringArray{}
	var before []pulumi.Resource
	for _, region := range regions {
		_, zoneGroup, err := s.connection(region, groups).create(s.ctx, s.parent, before...)
		if err != nil {
			return pulumi.StringArrayOutput{}, err
		}
		zoneGroups = append(zoneGroups, zoneGroup.ID().ToStringOutput())
		before = []pulumi.Resource{zoneGroup}
	}
	return zoneGroups.ToStringArrayOutput(), nil
}

func (s *stage) connection(region string, groups pulumi.StringMapOutput) connection {
	member := azure.DataMember(region)
	static := map[string]string{}
	if address, given := s.StaticAddresses[member]; given {
		static[member] = address
	}
	return connection{
		logical: s.name + "-" + region, name: dataEndpointName(region, s.RegistryName), records: allRecords,
		location: s.Location, resourceGroup: s.ResourceGroupName, registryID: s.RegistryID,
		subnetID: s.SubnetID, zoneID: s.PrivateDNSZoneID,
		// Taking the group from the gate, even where it is known, keeps the endpoint behind the gate.
		group:  groups.MapIndex(pulumi.String(region)),
		static: static, tags: s.Tags,
	}
}

// dataEndpointName names the endpoint of a region's data endpoint.
func dataEndpointName(region, registry string) string {
	return azure.FitName(azure.NamePrivateEndpoint, "pe-acr-data-"+region+"-"+registry)
}

// resolved is the records gate. It maps each host to its address.
func (s *stage) resolved(zoneGroups pulumi.StringArrayOutput) pulumi.StringMapOutput {
	all := pulumi.All(s.LoginServer, s.ZoneGroupID, zoneGroups)
	return complete(s.gated("resolving", all, func(values []any) (observe, error) {
		loginServer, err := as[string](values[0])
		if err != nil {
			return nil, err
		}
		first, err := as[string](values[1])
		if err != nil {
			return nil, err
		}
		others, err := as[[]string](values[2])
		return func(ctx context.Context) (observation, error) {
			return s.observeRecords(ctx, loginServer, append([]string{first}, others...))
		}, err
	}))
}

func (s *stage) observeRecords(
	ctx context.Context, loginServer string, zoneGroups []string,
) (observation, error) {
	var records []arm.Record
	for _, zoneGroup := range zoneGroups {
		found, err := s.client.ZoneGroupRecords(ctx, zoneGroup)
		if err != nil {
			return observation{}, err
		}
		records = append(records, found...)
	}
	addresses, missing := resolve(loginServer, s.Regions, records)
	return observation{
		Value: addresses, Holds: len(missing) == 0,
		Reason: "waiting for an address in the private DNS zone of " + strings.Join(missing, ", "),
	}, nil
}

func (s *stage) gate() gate.Gate {
	return gate.Of(s.ctx, s.parent, schema.Duration(s.DiscoveryTimeout))
}

func (s *stage) mode() spec.DataEndpointMode { return s.DataEndpoints.DataEndpoints }
