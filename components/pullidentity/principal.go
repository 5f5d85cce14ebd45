package pullidentity

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/managedidentity/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"

	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// principal is the identity's object id in Entra. A preview that changes the identity, be it a tag, knows
// its id and none of its other outputs. The grant would then be shown replaced, as its name and its
// principal could be others, so such a preview asks Azure. What a preview knows already is not asked, nor
// is anything in an update: there, the identity's own outputs are the truth.
func (i *Identity) principal(ctx *pulumi.Context) pulumi.StringOutput {
	told := i.UserAssignedIdentity.PrincipalId
	if !ctx.DryRun() {
		return told
	}
	// An Apply of the output itself would not run where a preview does not know it.
	return pulumi.Bool(true).ToBoolOutput().ApplyT(func(bool) (pulumi.StringOutput, error) {
		resolved, err := internals.UnsafeAwaitOutput(ctx.Context(), told)
		if err != nil || resolved.Known {
			return told, err
		}
		return i.principalInAzure(ctx), nil
	}).(pulumi.StringOutput)
}

func (i *Identity) principalInAzure(ctx *pulumi.Context) pulumi.StringOutput {
	return i.UserAssignedIdentity.ID().ToStringOutput().ApplyT(func(id string) (string, error) {
		parsed, err := azure.ParseID(azure.TypeIdentity, id)
		if err != nil {
			return "", err
		}
		found, err := managedidentity.LookupUserAssignedIdentity(ctx,
			&managedidentity.LookupUserAssignedIdentityArgs{
				ResourceGroupName: parsed.ResourceGroupName, ResourceName: parsed.Name,
			}, pulumi.Parent(i), component.ProviderVersion())
		if err != nil {
			return "", fmt.Errorf("reading identity %q: %w", parsed.Name, err)
		}
		return found.PrincipalId, nil
	}).(pulumi.StringOutput)
}
