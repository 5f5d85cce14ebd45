package arm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2"
)

// RoleAssignmentAge tells how old a role assignment is, on Azure's own clock: from its createdOn to the
// Date of the answer, which has whole seconds. This machine's clock plays no part.
func (c *Client) RoleAssignmentAge(ctx context.Context, assignmentID string) (time.Duration, error) {
	doing := fmt.Sprintf("reading role assignment %q", nameOf(assignmentID))
	client, err := armauthorization.NewRoleAssignmentsClient("", c.credential, c.options)
	if err != nil {
		return 0, wrap(doing, err)
	}
	var answer *http.Response
	ctx = policy.WithCaptureResponse(ctx, &answer)
	assignment, err := client.GetByID(ctx, strings.TrimPrefix(assignmentID, "/"), nil)
	if err != nil {
		return 0, wrap(doing, err)
	}
	age, err := age(assignment.RoleAssignment, answer)
	if err != nil {
		return 0, wrap(doing, err)
	}
	return age, nil
}

func age(assignment armauthorization.RoleAssignment, answer *http.Response) (time.Duration, error) {
	properties := assignment.Properties
	if properties == nil || properties.CreatedOn == nil {
		return 0, errors.New("the answer has no createdOn")
	}
	now, err := http.ParseTime(answer.Header.Get("Date"))
	if err != nil {
		return 0, fmt.Errorf("reading the answer's Date: %w", err)
	}
	return now.Sub(*properties.CreatedOn), nil
}
