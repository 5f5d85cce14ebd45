package pullidentity_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate"
	"private-acr/components/gate/gatetest"
	"private-acr/components/pullidentity"
	"private-acr/internal/arm/armtest"
	"private-acr/internal/azure"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

const (
	registrySubscription = "99999999-9999-4999-8999-999999999999"
	registryID           = "/subscriptions/" + registrySubscription +
		"/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/contoso"
	identityID = "/subscriptions/" + mocktest.SubscriptionID +
		"/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-pull"
)

var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func roleID(role azure.Role) string { return azure.RoleDefinitionID(registrySubscription, role) }

func grantName(role azure.Role) string {
	return azure.AssignmentName(registryID, mocktest.PrincipalID, roleID(role))
}

func readGrant(role azure.Role) string {
	return "GET " + registryID + "/providers/Microsoft.Authorization/roleAssignments/" + grantName(role)
}

// setting is a Resource Manager whose clock is the gate's, and arguments that use it.
type setting struct {
	clock  *gatetest.Clock
	server *armtest.Server
	args   spec.PullIdentity
}

func newSetting(t *testing.T) *setting {
	t.Helper()
	clock := gatetest.NewClock(epoch)
	server := armtest.NewServer(t, clock.Now)
	return &setting{clock: clock, server: server, args: spec.PullIdentity{
		Location:          pulumi.String("koreacentral"),
		ResourceGroupName: pulumi.String("rg"),
		Name:              "id-pull",
		RegistryID:        pulumi.String(registryID),
		ResourceManager:   server.URL,
		Tags:              spec.Tags{"team": pulumi.String("platform")},
	}}
}

// options run a program with the provider's token, and its gates on the clock.
func (s *setting) options() []mocktest.Option {
	return []mocktest.Option{
		mocktest.WithToken(armtest.Token),
		mocktest.WithContext(s.clock.Context),
	}
}

func (s *setting) program(ctx *pulumi.Context) error {
	i, err := pullidentity.New(ctx, "pull", &s.args)
	if err != nil {
		return err
	}
	mocktest.Component(ctx, i)
	return nil
}

func TestIdentityIsHandedOnWhenTheGrantIsOldEnough(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		window    string
		age, wait time.Duration
	}{
		"new":                 {"", 0, 10 * time.Minute},
		"half way":            {"", 5 * time.Minute, 5 * time.Minute},
		"old":                 {"", 10 * time.Minute, 0},
		"of an earlier run":   {"", 300 * time.Hour, 0},
		"with a short window": {"1m", 0, time.Minute},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSetting(t)
			s.args.PropagationWindow = test.window
			s.server.On(readGrant(azure.AcrPull), armtest.Always(armtest.Assignment(epoch.Add(-test.age))))
			g := mocktest.Run(t, s.program, s.options()...)
			for output, want := range map[string]string{
				"pull.ID":          identityID,
				"pull.ClientID":    mocktest.ClientID,
				"pull.PrincipalID": mocktest.PrincipalID,
			} {
				if got := g.Output(t, output); got != want {
					t.Errorf("%s = %v", output, got)
				}
			}
			// A pause can pass the moment by no more than the longest pause.
			waited := s.clock.Now().Sub(epoch)
			if waited < test.wait || waited > test.wait+gate.DefaultLongest {
				t.Errorf("waited %s, want %s", waited, test.wait)
			}
		})
	}
}

func TestPreviewAsksNothing(t *testing.T) {
	t.Parallel()
	s := newSetting(t)
	s.server.On(readGrant(azure.AcrPull), armtest.Always(armtest.Assignment(epoch.Add(-time.Hour))))
	g := mocktest.Run(t, s.program, s.options()...)
	if n := len(s.server.Requests()); n != 1 {
		t.Errorf("%d requests, want the update's one", n)
	}
	if got := g.Preview.Output(t, "pull.ID"); got != mocktest.Unknown {
		t.Errorf("ID = %v", got)
	}
}

func TestGrant(t *testing.T) {
	t.Parallel()
	for _, abac := range []bool{false, true} {
		s := newSetting(t)
		role := azure.AcrPull
		if abac {
			role = azure.RepositoryReader
		}
		t.Run(role.Name, func(t *testing.T) {
			t.Parallel()
			s.args.ABAC = abac
			s.server.On(readGrant(role), armtest.Always(armtest.Assignment(epoch.Add(-time.Hour))))
			g := mocktest.Run(t, s.program, s.options()...)
			grant := g.Resource(t, "pull-grant")
			for path, want := range map[string]any{
				"scope":              registryID,
				"roleDefinitionId":   roleID(role),
				"roleAssignmentName": grantName(role),
				"principalId":        mocktest.PrincipalID,
				"principalType":      "ServicePrincipal",
			} {
				if diff := cmp.Diff(want, grant.Input(t, path)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", path, diff)
				}
			}
		})
	}
	if grantName(azure.AcrPull) == grantName(azure.RepositoryReader) {
		t.Error("both roles' grants have one name, so changing the role would not replace the grant")
	}
}

func TestIdentityInputs(t *testing.T) {
	t.Parallel()
	s := newSetting(t)
	s.server.On(readGrant(azure.AcrPull), armtest.Always(armtest.Assignment(epoch.Add(-time.Hour))))
	identity := mocktest.Run(t, s.program, s.options()...).Resource(t, "pull-identity")
	for path, want := range map[string]any{
		"resourceName": "id-pull", "location": "koreacentral",
		"resourceGroupName": "rg", "tags.team": "platform",
	} {
		if diff := cmp.Diff(want, identity.Input(t, path)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func TestGrantThatIsNotListedYet(t *testing.T) {
	t.Parallel()
	s := newSetting(t)
	s.server.On(readGrant(azure.AcrPull), func(n int) armtest.Answer {
		if n < 4 {
			return armtest.Fault(404, "RoleAssignmentNotFound", "The role assignment is not found.")
		}
		return armtest.Assignment(epoch.Add(-time.Hour))
	})
	mocktest.Run(t, s.program, s.options()...)
	if n := len(s.server.Requests()); n != 4 {
		t.Errorf("%d requests", n)
	}
}

func TestGrantThatNeverAges(t *testing.T) {
	t.Parallel()
	s := newSetting(t)
	s.server.On(readGrant(azure.AcrPull), func(int) armtest.Answer {
		return armtest.Assignment(s.clock.Now().Add(-130 * time.Second))
	})
	_, err := mocktest.FailsUpdate(t, s.program, s.options()...)
	const want = `waiting for the grant of pull identity "pull": not ready after 15m0s: ` +
		`waiting for the grant to take effect: 2m10s of 10m0s`
	var late *gate.DeadlineError
	if !errors.As(err, &late) || !strings.Contains(err.Error(), want) {
		t.Errorf("error = %v\nwant    %s", err, want)
	}
}

func TestRefusedReadEndsTheWait(t *testing.T) {
	t.Parallel()
	s := newSetting(t)
	refused := armtest.Fault(403, "AuthorizationFailed", "No right to read.")
	s.server.On(readGrant(azure.AcrPull), armtest.Always(refused))
	_, err := mocktest.FailsUpdate(t, s.program, s.options()...)
	if !strings.Contains(err.Error(), "AuthorizationFailed: No right to read. (403)") {
		t.Errorf("error = %v", err)
	}
}

// TestRegistryIDMustBeARegistrys has the id at once, and as another resource's output.
func TestRegistryIDMustBeARegistrys(t *testing.T) {
	t.Parallel()
	const want = "registryId: must be the id of a Microsoft.ContainerRegistry/registries"
	s := newSetting(t)
	s.args.RegistryID = pulumi.String("contoso")
	faults := mocktest.CheckFaults(t, s.program, "registryId")
	if fault := faults[0].Error(); !strings.Contains(fault, want) {
		t.Errorf("fault = %s, want %s", fault, want)
	}
	s.args.RegistryID = pulumi.String("contoso").ToStringOutput()
	_, err := mocktest.Fails(t, s.program, s.options()...)
	if !strings.Contains(err.Error(), faults[0].Error()) {
		t.Errorf("error = %v, want the words of %v", err, faults)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	mocktest.CheckFaults(t, func(ctx *pulumi.Context) error {
		_, err := pullidentity.New(ctx, "pull", &spec.PullIdentity{Name: "?", PropagationWindow: "-1s"})
		return err
	}, "location", "name", "propagationWindow", "registryId", "resourceGroupName")
}

func TestTokenIsNotSentInClear(t *testing.T) {
	t.Parallel()
	s := newSetting(t)
	s.args.ResourceManager = "http://management.azure.com"
	_, err := mocktest.Fails(t, s.program, s.options()...)
	if !strings.Contains(err.Error(), "not this machine") {
		t.Errorf("error = %v", err)
	}
}

// TestAPreviewOfAChangeKeepsTheGrant has a preview that knows the identity's id and not its principal: see
// [mocktest.WithChanges].
func TestAPreviewOfAChangeKeepsTheGrant(t *testing.T) {
	t.Parallel()
	s := newSetting(t)
	var asked resource.PropertyMap
	found := mocktest.WithInvoke("azure-native:managedidentity:getUserAssignedIdentity",
		func(args resource.PropertyMap) (map[string]any, error) {
			asked = args
			return map[string]any{"principalId": mocktest.PrincipalID}, nil
		})
	s.server.On(readGrant(azure.AcrPull), armtest.Always(armtest.Assignment(epoch.Add(-time.Hour))))
	graph := mocktest.Run(t, s.program, append(s.options(), found, mocktest.WithChanges())...)
	grant := graph.Preview.Resource(t, "pull-grant")
	for property, want := range map[string]any{
		"principalId": mocktest.PrincipalID, "roleAssignmentName": grantName(azure.AcrPull),
		"scope": registryID,
	} {
		if got := grant.Input(t, property); got != want {
			t.Errorf("%s is %v in the preview, want %v", property, got, want)
		}
	}
	if !grant.PropertyDependsOn("principalId", "pull-identity") {
		t.Error("the grant does not depend on its identity any more")
	}
	want := resource.NewPropertyMapFromMap(
		map[string]any{"resourceGroupName": "rg", "resourceName": "id-pull"})
	if !asked.DeepEquals(want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
}
