package privatelink_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate"
	"private-acr/components/gate/gatetest"
	"private-acr/components/privatelink"
	"private-acr/internal/arm/armtest"
	"private-acr/internal/azure"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

const listGroups = "GET " + registryID + "/privateLinkResources"

// What a registry in one region offers, before and after it is done, in every world.
var (
	loginOnly = map[string][]string{"registry": {"registry"}}
	asGroup   = map[string][]string{
		"registry": {"registry"}, "registry_data_koreacentral": {"registry_data_koreacentral"},
	}
	asMember = map[string][]string{"registry": {"registry", "registry_data_koreacentral"}}
	asBoth   = map[string][]string{
		"registry":                   {"registry", "registry_data_koreacentral"},
		"registry_data_koreacentral": {"registry_data_koreacentral"},
	}
)

// zoneGroup is the request for the records of an endpoint.
func zoneGroup(endpoint string) string {
	return "GET " + groupID + "/providers/Microsoft.Network/privateEndpoints/" + endpoint +
		"/privateDnsZoneGroups/default"
}

func records(host, address string) armtest.Answer {
	return armtest.Records(map[string][]string{host: {address}})
}

// azureSide is a Resource Manager for each run of a program, and the clock of its gates.
type azureSide struct {
	clock           *gatetest.Clock
	update, preview *armtest.Server
}

func newAzureSide(t *testing.T, script func(*armtest.Server)) *azureSide {
	t.Helper()
	clock := gatetest.NewClock(epoch)
	a := &azureSide{clock: clock}
	a.update, a.preview = armtest.NewServer(t, clock.Now), armtest.NewServer(t, clock.Now)
	script(a.update)
	script(a.preview)
	return a
}

func (a *azureSide) url(ctx *pulumi.Context) string {
	if ctx.DryRun() {
		return a.preview.URL
	}
	return a.update.URL
}

// program makes both stages. Where known is set, the first stage is done already and its ids are known in
// the preview too.
func (a *azureSide) program(
	known bool, edit func(*spec.DataEndpoints),
) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		args := &spec.DataEndpoints{
			Location:          pulumi.String("koreacentral"),
			ResourceGroupName: pulumi.String("rg"),
			RegistryID:        pulumi.String(registryID),
			RegistryName:      "contoso",
			LoginServer:       pulumi.String(loginServer),
			Regions:           []string{"koreacentral"},
			ZoneGroupID:       pulumi.String(strings.TrimPrefix(zoneGroup("pe-acr-contoso"), "GET ")),
			SubnetID:          pulumi.String(subnetID),
			PrivateDNSZoneID:  pulumi.String(zoneID),
			Tags:              spec.Tags{"team": pulumi.String("platform")},
			ResourceManager:   a.url(ctx),
		}
		if edit != nil {
			edit(args)
		}
		if !known {
			e, err := privatelink.NewEndpoint(ctx, "acr", endpointArgs())
			if err != nil {
				return err
			}
			args.ZoneGroupID = e.ZoneGroupID
		}
		d, err := privatelink.NewDataEndpoints(ctx, "data", args)
		if err != nil {
			return err
		}
		mocktest.Component(ctx, d)
		return nil
	}
}

// inGroupWorld offers the data endpoint as a group of its own, from the nth observation on.
func inGroupWorld(n int) func(*armtest.Server) {
	return func(s *armtest.Server) {
		s.On(listGroups, late(n, armtest.Groups(loginOnly), armtest.Groups(asGroup)))
		s.On(zoneGroup("pe-acr-contoso"), armtest.Always(records("contoso", "10.0.0.4")))
		data := records("contoso.koreacentral.data", "10.0.0.5")
		s.On(zoneGroup("pe-acr-data-koreacentral-contoso"), late(n, armtest.Records(nil), data))
	}
}

// inMemberWorld lets the group "registry" require the data endpoint, from the nth observation on.
func inMemberWorld(n int) func(*armtest.Server) {
	return func(s *armtest.Server) {
		s.On(listGroups, late(n, armtest.Groups(loginOnly), armtest.Groups(asMember)))
		early := map[string][]string{"contoso": {"10.0.0.4"}}
		all := map[string][]string{"contoso": {"10.0.0.4"}, "contoso.koreacentral.data": {"10.0.0.5"}}
		s.On(zoneGroup("pe-acr-contoso"), late(n, armtest.Records(early), armtest.Records(all)))
	}
}

func late(n int, early, then armtest.Answer) armtest.Script {
	return func(i int) armtest.Answer {
		if i < n {
			return early
		}
		return then
	}
}

// options run a program with the provider's token, and its gates on the clock.
func (a *azureSide) options() []mocktest.Option {
	return []mocktest.Option{
		mocktest.WithToken(armtest.Token),
		mocktest.WithContext(a.clock.Context),
	}
}

func checkHandedOn(t *testing.T, g *mocktest.Graph) {
	t.Helper()
	for name, want := range map[string]any{
		"data.LoginServer": loginServer,
		"data.DataHosts":   map[string]string{"koreacentral": dataHost},
		"data.Addresses":   map[string]string{loginServer: "10.0.0.4", dataHost: "10.0.0.5"},
	} {
		if diff := cmp.Diff(want, g.Output(t, name)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func checkNames(t *testing.T, g *mocktest.Graph, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, g.Names()); diff != "" {
		t.Errorf("resources (dry run: %t) (-want +got):\n%s", g.DryRun, diff)
	}
}

var (
	stageOne = []string{"acr-endpoint", "acr-zone-group"}
	withData = append(stageOne[:2:2], "data-koreacentral-endpoint", "data-koreacentral-zone-group")
)

func TestDataEndpoints(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		mode               spec.DataEndpointMode
		world              func(int) func(*armtest.Server)
		updated, previewed []string
	}{
		"auto, group":      {"", inGroupWorld, withData, stageOne},
		"auto, member":     {spec.DataEndpointsAuto, inMemberWorld, stageOne, stageOne},
		"dedicated, group": {spec.DataEndpointsDedicated, inGroupWorld, withData, withData},
		"shared, member":   {spec.DataEndpointsShared, inMemberWorld, stageOne, stageOne},
	}
	for name, test := range tests {
		for _, lateness := range []int{1, 2, 9} {
			t.Run(fmt.Sprintf("%s, observation %d", name, lateness), func(t *testing.T) {
				t.Parallel()
				fake := newAzureSide(t, test.world(lateness))
				setMode := func(a *spec.DataEndpoints) { a.DataEndpoints = test.mode }
				g := mocktest.Run(t, fake.program(false, setMode), fake.options()...)
				checkHandedOn(t, g)
				checkNames(t, g, test.updated...)
				checkNames(t, g.Preview, test.previewed...)
				if asked := fake.preview.Requests(); len(asked) > 0 {
					t.Errorf("the preview asked %q", asked)
				}
			})
		}
	}
}

func TestDataEndpointFollowsTheGate(t *testing.T) {
	t.Parallel()
	for _, mode := range []spec.DataEndpointMode{spec.DataEndpointsAuto, spec.DataEndpointsDedicated} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			fake := newAzureSide(t, inGroupWorld(3))
			g := mocktest.Run(t, fake.program(false, func(a *spec.DataEndpoints) {
				a.DataEndpoints = mode
			}), fake.options()...)
			endpoint := g.Resource(t, "data-koreacentral-endpoint")
			checkInputs(t, endpoint, map[string]any{
				"privateEndpointName": "pe-acr-data-koreacentral-contoso",
				"subnet.id":           subnetID,
				"tags.team":           "platform",
				"ipConfigurations":    nil,
				"privateLinkServiceConnections[0].groupIds": []any{"registry_data_koreacentral"},
			})
			if !endpoint.PropertyDependsOn("privateLinkServiceConnections", "acr-zone-group") {
				t.Error("the endpoint's group does not come from behind the registry endpoint's zone group")
			}
		})
	}
}

func TestDataEndpointHasItsStaticAddress(t *testing.T) {
	t.Parallel()
	fake := newAzureSide(t, inGroupWorld(3))
	g := mocktest.Run(t, fake.program(false, func(a *spec.DataEndpoints) {
		a.DataEndpoints = spec.DataEndpointsDedicated
		a.StaticAddresses = map[string]string{
			"registry": "10.0.0.4", "registry_data_koreacentral": "10.0.0.5",
		}
	}), fake.options()...)
	checkInputs(t, g.Resource(t, "data-koreacentral-endpoint"), map[string]any{
		"ipConfigurations": []any{map[string]any{
			"name": "registry_data_koreacentral", "groupId": "registry_data_koreacentral",
			"memberName": "registry_data_koreacentral", "privateIPAddress": "10.0.0.5",
		}},
	})
}

func TestPreviewOfWhatExistsShowsEverything(t *testing.T) {
	t.Parallel()
	for _, mode := range []spec.DataEndpointMode{spec.DataEndpointsAuto, spec.DataEndpointsDedicated} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			fake := newAzureSide(t, inGroupWorld(1))
			setMode := func(a *spec.DataEndpoints) { a.DataEndpoints = mode }
			g := mocktest.Run(t, fake.program(true, setMode), fake.options()...)
			checkNames(t, g, withData[2:]...)
			checkNames(t, g.Preview, withData[2:]...)
			if diff := cmp.Diff([]string{listGroups}, fake.preview.Requests()); diff != "" {
				t.Errorf("requests of the preview (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPreviewDoesNotWait(t *testing.T) {
	t.Parallel()
	fake := newAzureSide(t, inGroupWorld(1000))
	fake.update.On(listGroups, armtest.Always(armtest.Groups(asGroup)))
	fake.update.On(zoneGroup("pe-acr-data-koreacentral-contoso"),
		armtest.Always(records("contoso.koreacentral.data", "10.0.0.5")))
	g := mocktest.Run(t, fake.program(true, nil), fake.options()...)
	if n := len(fake.preview.Requests()); n != 1 || len(fake.clock.Waits()) != 0 {
		t.Errorf("%d requests, %d waits", n, len(fake.clock.Waits()))
	}
	if got := g.Preview.Output(t, "data.Addresses"); got != mocktest.Unknown {
		t.Errorf("Addresses = %v", got)
	}
}

func TestPreviewKnowsTheOutputsOfWhatExists(t *testing.T) {
	t.Parallel()
	fake := newAzureSide(t, inMemberWorld(1))
	g := mocktest.Run(t, fake.program(true, nil), fake.options()...)
	checkHandedOn(t, g)
	checkHandedOn(t, g.Preview)
}

func TestDataEndpointsAreMadeOneAfterTheOther(t *testing.T) {
	t.Parallel()
	regions := []string{"koreacentral", "japaneast", "eastus"}
	for _, mode := range []spec.DataEndpointMode{spec.DataEndpointsAuto, spec.DataEndpointsDedicated} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			fake := newAzureSide(t, func(s *armtest.Server) {
				offered := map[string][]string{"registry": {"registry"}}
				for _, region := range regions {
					offered["registry_data_"+region] = []string{"registry_data_" + region}
					data := records("contoso."+region+".data", "10.0.0.5")
					s.On(zoneGroup("pe-acr-data-"+region+"-contoso"), armtest.Always(data))
				}
				s.On(listGroups, armtest.Always(armtest.Groups(offered)))
				s.On(zoneGroup("pe-acr-contoso"), armtest.Always(records("contoso", "10.0.0.4")))
			})
			g := mocktest.Run(t, fake.program(false, func(a *spec.DataEndpoints) {
				a.DataEndpoints, a.Regions = mode, regions
			}), fake.options()...)
			for i, region := range regions[1:] {
				endpoint := g.Resource(t, "data-"+region+"-endpoint")
				if !endpoint.DependsOn("data-" + regions[i] + "-zone-group") {
					t.Errorf("the endpoint of %s does not follow that of %s", region, regions[i])
				}
			}
		})
	}
}

func TestContradictionFailsBeforeAnyEndpoint(t *testing.T) {
	t.Parallel()
	fake := newAzureSide(t, inGroupWorld(1))
	setMode := func(a *spec.DataEndpoints) { a.DataEndpoints = spec.DataEndpointsShared }
	g, err := mocktest.FailsUpdate(t, fake.program(false, setMode), fake.options()...)
	var fault *spec.Fault
	if !errors.As(err, &fault) || !strings.Contains(err.Error(), `is a group of its own`) {
		t.Errorf("error = %v", err)
	}
	checkNames(t, g, stageOne...)
}

// TestDedicatedWaitsForItsGroup is the race that is lost without the stage, where the member serves already.
func TestDedicatedWaitsForItsGroup(t *testing.T) {
	t.Parallel()
	setMode := func(a *spec.DataEndpoints) { a.DataEndpoints = spec.DataEndpointsDedicated }
	fake := newAzureSide(t, func(s *armtest.Server) {
		inGroupWorld(3)(s)
		s.On(listGroups, late(3, armtest.Groups(asMember), armtest.Groups(asBoth)))
	})
	g := mocktest.Run(t, fake.program(false, setMode), fake.options()...)
	checkHandedOn(t, g)

	fake = newAzureSide(t, inMemberWorld(1))
	_, err := mocktest.FailsUpdate(t, fake.program(false, setMode), fake.options()...)
	var deadline *gate.DeadlineError
	if !errors.As(err, &deadline) || !strings.Contains(err.Error(), `set it to "auto", or to "shared"`) {
		t.Errorf("where the group never comes: %v", err)
	}
}

func TestDeadlineSaysWhatIsOffered(t *testing.T) {
	t.Parallel()
	fake := newAzureSide(t, inGroupWorld(100000))
	_, err := mocktest.FailsUpdate(t, fake.program(false, nil), fake.options()...)
	const want = `discovering data endpoints "data": not ready after 20m0s: waiting for registry "contoso" ` +
		`to offer registry_data_koreacentral to private link (offered: registry (registry))`
	var late *gate.DeadlineError
	if !errors.As(err, &late) || !strings.Contains(err.Error(), want) {
		t.Errorf("error = %v\nwant    %s", err, want)
	}
}

func TestDeadlineSaysWhichHostHasNoAddress(t *testing.T) {
	t.Parallel()
	fake := newAzureSide(t, func(s *armtest.Server) {
		inMemberWorld(1)(s)
		s.On(zoneGroup("pe-acr-contoso"), armtest.Always(records("contoso", "10.0.0.4")))
	})
	setDeadline := func(a *spec.DataEndpoints) { a.DiscoveryTimeout = "1m" }
	_, err := mocktest.FailsUpdate(t, fake.program(false, setDeadline), fake.options()...)
	const want = `resolving data endpoints "data": not ready after 1m0s: waiting for an address in the ` +
		`private DNS zone of ` + dataHost
	if !strings.Contains(err.Error(), want) {
		t.Errorf("error = %v\nwant    %s", err, want)
	}
}

func TestAzuresRefusalEndsTheWait(t *testing.T) {
	t.Parallel()
	fake := newAzureSide(t, func(s *armtest.Server) {
		s.On(listGroups, armtest.Always(armtest.Fault(403, "AuthorizationFailed", "No right to list.")))
	})
	_, err := mocktest.FailsUpdate(t, fake.program(false, nil), fake.options()...)
	if !strings.Contains(err.Error(), "AuthorizationFailed: No right to list. (403)") {
		t.Errorf("error = %v", err)
	}
}

func TestDataEndpointsFaults(t *testing.T) {
	t.Parallel()
	mocktest.CheckFaults(t, func(ctx *pulumi.Context) error {
		_, err := privatelink.NewDataEndpoints(ctx, "data", &spec.DataEndpoints{
			DataEndpoints:    "some",
			DiscoveryTimeout: "-1s",
			Regions:          []string{"Korea Central", "koreasouth", "koreacentrall"},
			StaticAddresses:  map[string]string{"registry": "nowhere"},
		})
		return err
	}, "dataEndpoints", "discoveryTimeout", "location", "loginServer", "privateDnsZoneId", "regions[2]",
		"registryId", "registryName", "resourceGroupName", "staticAddresses.registry", "subnetId",
		"zoneGroupId")
}

// TestStaticAddressesAreAllOrNone is the rule that Azure has for the members of a registry.
func TestStaticAddressesAreAllOrNone(t *testing.T) {
	t.Parallel()
	fake := newAzureSide(t, inGroupWorld(1))
	mocktest.CheckFaults(t, fake.program(true, func(a *spec.DataEndpoints) {
		a.DataEndpoints = spec.DataEndpointsDedicated
		a.StaticAddresses = map[string]string{
			"registry": "10.0.0.5", "registry_data_koreacentral": "10.0.0.6",
			"registry_data_koreasouth": "10.0.0.7",
		}
		a.Regions = []string{"koreacentral", "japaneast"}
	}), "staticAddresses", "staticAddresses.registry_data_koreasouth")
}

// TestLongNamesAreFitted has the longest name that a registry can have, of which the endpoint's is made.
func TestLongNamesAreFitted(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 50)
	fake := newAzureSide(t, inGroupWorld(1))
	fitted := azure.FitName(azure.NamePrivateEndpoint, "pe-acr-data-koreacentral-"+long)
	fake.update.On(zoneGroup(fitted), armtest.Always(records("contoso.koreacentral.data", "10.0.0.5")))
	setName := func(a *spec.DataEndpoints) { a.RegistryName = long }
	g := mocktest.Run(t, fake.program(false, setName), fake.options()...)
	name := g.Resource(t, "data-koreacentral-endpoint").Input(t, "privateEndpointName")
	if err := azure.CheckName(azure.NamePrivateEndpoint, fmt.Sprint(name)); err != nil || name != fitted {
		t.Errorf("name of the endpoint = %v: %v", name, err)
	}
}

func TestDataEndpointsRefuseATokenInClear(t *testing.T) {
	t.Parallel()
	fake := newAzureSide(t, inGroupWorld(1))
	program := fake.program(false, func(a *spec.DataEndpoints) {
		a.ResourceManager = "http://management.azure.com"
	})
	_, err := mocktest.Fails(t, program, fake.options()...)
	if !strings.Contains(err.Error(), "not this machine") {
		t.Errorf("error = %v", err)
	}
}
