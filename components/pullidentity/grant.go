package pullidentity

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/authorization/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/internal/component"
	"private-acr/spec"
)

// grant assigns the role to the principal at the registry, under a name that follows from the three: the
// same grant made twice is one, and another role is another grant, because Azure refuses to change a role
// assignment.
func grant(in *spec.PullIdentity, principalID pulumi.StringOutput) *authorization.RoleAssignmentArgs {
	registryID := in.RegistryID.ToStringOutput()
	roleID := registryID.ApplyT(func(scope string) (string, error) {
		return roleDefinition(scope, in.ABAC)
	}).(pulumi.StringOutput)
	name := pulumi.All(registryID, principalID, roleID).ApplyT(assignmentName).(pulumi.StringOutput)
	return &authorization.RoleAssignmentArgs{
		RoleAssignmentName: component.Ptr(name),
		Scope:              registryID,
		RoleDefinitionId:   roleID,
		PrincipalId:        principalID,
		// Without it Azure looks the new principal up and may not find it yet (PrincipalNotFound).
		PrincipalType: pulumi.String("ServicePrincipal"),
	}
}

// roleDefinition is the id of the role that lets an identity pull, in the registry's own subscription.
func roleDefinition(registryID string, abac bool) (string, error) {
	id, err := azure.ParseID(azure.TypeRegistry, registryID)
	if err != nil {
		return "", err
	}
	return azure.RoleDefinitionID(id.SubscriptionID, azure.PullRole(abac)), nil
}

func assignmentName(values []any) (string, error) {
	var parts [3]string
	for i, value := range values {
		text, ok := value.(string)
		if !ok {
			return "", fmt.Errorf("naming the grant: %T in place of a string (a bug in this library, "+
				"please report it)", value)
		}
		parts[i] = text
	}
	return azure.AssignmentName(parts[0], parts[1], parts[2]), nil
}
