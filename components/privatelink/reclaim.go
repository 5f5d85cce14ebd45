package privatelink

import (
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"

	"private-acr/internal/arm"
	"private-acr/internal/azure"
	"private-acr/spec"
)

// reclaim gives the records of data endpoints back to the registry's endpoint, where that carries them.
//
// A dedicated endpoint has overwritten its region's record, and Azure deletes the record with that endpoint's
// zone group, whoever has written it since. Pulumi deletes what a program no longer names at the end of an
// update, after everything that could write the record again. So the zone groups of dedicated endpoints go
// right before the registry's own is updated, which writes its records; Pulumi then finds them gone. A hook
// after their deletion would come in the right order too, but with delete hooks in a state Pulumi refuses a
// destroy that does not run the program.
type reclaim struct {
	ctx      context.Context //nolint:containedctx // Pulumi calls hooks without one.
	client   *arm.Client
	registry pulumi.StringOutput
}

// reclaimHooks are those of the registry endpoint's zone group. A dedicated endpoint keeps its record.
func reclaimHooks(
	ctx *pulumi.Context, name string, in *spec.PrivateEndpoint, opts ...pulumi.InvokeOption,
) (*pulumi.ResourceHookBinding, error) {
	if in.Group != azure.RegistryGroup || in.DataEndpoints == spec.DataEndpointsDedicated {
		return nil, nil //nolint:nilnil // No binding is what a resource without hooks has.
	}
	client, err := arm.New(ctx, in.ResourceManager, opts...)
	if err != nil {
		return nil, fmt.Errorf("creating private endpoint %q: %w", in.Name, err)
	}
	r := &reclaim{ctx: ctx.Context(), client: client, registry: in.RegistryID.ToStringOutput()}
	registered, err := ctx.RegisterResourceHook("reclaim-records-"+name, r.run, nil)
	if err != nil {
		return nil, fmt.Errorf("registering the hook of private endpoint %q: %w", in.Name, err)
	}
	return &pulumi.ResourceHookBinding{BeforeUpdate: []*pulumi.ResourceHook{registered}}, nil
}

// run deletes the zone groups of the dedicated endpoints that the registry's endpoint can stand in for.
func (r *reclaim) run(args *pulumi.ResourceHookArgs) error {
	resolved, err := internals.UnsafeAwaitOutput(r.ctx, r.registry)
	if err != nil {
		return fmt.Errorf("reclaiming records: %w", err)
	}
	registryID, _ := resolved.Value.(string)
	offered, err := r.client.PrivateLinkGroups(r.ctx, registryID)
	if err != nil {
		return err
	}
	for _, region := range carried(offered) {
		endpoint := dataEndpointName(region, path.Base(registryID))
		if err := r.client.DeleteZoneGroup(r.ctx, ofEndpoint(string(args.ID), endpoint)); err != nil {
			return err
		}
	}
	return nil
}

// carried are the regions whose data endpoints are members of the group registry.
func carried(offered []arm.Group) []string {
	var regions []string
	for _, group := range offered {
		for _, member := range group.Members {
			if region, is := azure.DataRegion(member); is && group.Name == azure.RegistryGroup {
				regions = append(regions, region)
			}
		}
	}
	return regions
}

// ofEndpoint is the id of the zone group of another endpoint beside that of the one given.
func ofEndpoint(zoneGroupID, endpoint string) string {
	const collection = "/privateEndpoints/"
	before, _, _ := strings.Cut(zoneGroupID, collection)
	return before + collection + endpoint + "/privateDnsZoneGroups/" + zoneGroupName
}
