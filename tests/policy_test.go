package tests

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/automation"
	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/spec"
)

// policyPack builds the policy pack for the test.
func policyPack(tb testing.TB) string {
	tb.Helper()
	executable := filepath.Join(tb.TempDir(), "policy")
	build := exec.CommandContext(tb.Context(), "go", "build", "-o", executable, "../policy")
	if out, err := build.CombinedOutput(); err != nil {
		tb.Fatalf("building the policy pack: %v\n%s", err, out)
	}
	return executable
}

// strictest is the configuration that comes with the pack and demands most.
func strictest(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../policy/production.json")
	if err != nil {
		t.Fatal(err)
	}
	// Looking at the file lets go test know that the result depends on it: it is Pulumi that reads it.
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// configured writes a configuration file of the policy pack.
func configured(tb testing.TB, entries map[string]any) string {
	tb.Helper()
	text, err := json.Marshal(entries)
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(tb.TempDir(), "policy.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// judge previews the stack with the policy pack and returns what was printed.
func (s *stack) judge(pack, config string) (string, error) {
	s.t.Helper()
	s.log.Reset()
	_, err := s.driven(automation.Policy{Pack: pack, Config: config}).Preview(s.t.Context())
	return s.log.String(), err
}

// upJudged updates the stack with the policy pack.
func (s *stack) upJudged(pack, config string) (string, error) {
	s.t.Helper()
	s.log.Reset()
	_, err := s.driven(automation.Policy{Pack: pack, Config: config}).Up(s.t.Context())
	return s.log.String(), err
}

// driven is the stack as the project's own Go API opens it.
func (s *stack) driven(policy automation.Policy) *automation.Stack {
	s.t.Helper()
	project, err := s.Workspace().ProjectSettings(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	options := s.engine.options(policy)
	options.Stdout, options.Stderr = &s.log, &s.log
	opened, err := automation.FromProgram(s.t.Context(), string(project.Name), s.Name(),
		s.Workspace().Program(), options)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = opened.Close() })
	return opened
}

func (s *stack) previewed() []optpreview.Option {
	return []optpreview.Option{optpreview.ProgressStreams(&s.log), optpreview.ErrorProgressStreams(&s.log)}
}

// leftToUsers are the advisory rules that our own stacks may break, each with the reason.
var leftToUsers = map[string]string{
	"acr-arm-audience-unneeded":   "consumers may lie in other stacks",
	"acr-trusted-services-unused": "consumers may lie in other stacks",
	"acr-retention":               "it deletes what a rollback by digest needs",
	"acr-zone-redundant":          "Azure has made all registries so; the property means nothing any more",
	"env-zone-redundant":          "it cannot be changed later, and some regions have no zones",
	"aci-zone":                    "some regions have no zones",
	"aci-logs":                    "there is no workspace in the stack",
	"diagnostics-present":         "there is no workspace in the stack",
	"aca-probes":                  "only the application knows what answers a probe",
	"subnet-nsg":                  "what a network lets through is its owner's to say",
	"subnet-private":              "the API version of subnets in azure-native 2 cannot say it",
	"undecided":                   "a first preview does not know everything",
}

var advisory = regexp.MustCompile(`\[advisory\] \[severity: \w+\]  ([a-z-]+)`)

// production is the settings of a stack that keeps the strictest levels: its registry is protected, its
// environment has no public address and its app has no callers from outside, which is the users' choice.
func production(values map[string]string) map[string]string {
	values = with(values, "private-acr:registry",
		`{"name": "acrmyapp", "replicas": ["japaneast"], "protect": true}`)
	if values["private-acr:containerApps"] == "" {
		return values
	}
	values = with(values, "private-acr:containerApps", `{"web": {"image": "myapp:1.0.0", "minReplicas": 2,
		"importFrom": "mcr.microsoft.com/azuredocs/containerapps-helloworld:latest"}}`)
	return with(values, "private-acr:environment", `{"internal": true}`)
}

// TestOwnStacksKeepEveryRule previews and builds the platform in each scenario at the strictest levels.
func TestOwnStacksKeepEveryRule(t *testing.T) {
	t.Parallel()
	pack := policyPack(t)
	scenarios := map[string]struct {
		privateLink world.PrivateLink
		settings    func(*engine) map[string]string
	}{
		"data endpoints as both": {
			world.BothPrivateLink, always(inMode(topology(), spec.DataEndpointsDedicated)),
		},
		"data endpoints as groups":    {world.GroupPrivateLink, always(topology())},
		"data endpoints as members":   {world.MemberPrivateLink, always(topology())},
		"static addresses, dedicated": {world.GroupPrivateLink, always(static("dedicated"))},
		"static addresses, shared":    {world.MemberPrivateLink, always(static("shared"))},
		"a registry without consumers": {world.GroupPrivateLink, always(map[string]string{
			"private-acr:name": "myapp", "private-acr:location": "koreacentral",
		})},
		"an adopted network": {world.GroupPrivateLink, func(e *engine) map[string]string {
			return adopting(topology(), e.stack("hub", "dev", e.hubProgram).up().Outputs)
		}},
	}
	for name, scenario := range scenarios {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := newEngine(t, azuresim.Options{World: world.Options{PrivateLink: scenario.privateLink}})
			s := e.stack("private-acr", "prod", e.platformProgram(production(scenario.settings(e))))
			said, err := s.upJudged(pack, strictest(t))
			if err != nil {
				t.Fatalf("the update: %v\n%s", err, said)
			}
			if !strings.Contains(said, "is not known yet") {
				t.Errorf("the first preview does not say what could not be judged:\n%s", said)
			}
			for _, broken := range advisory.FindAllStringSubmatch(said, -1) {
				if leftToUsers[broken[1]] == "" {
					t.Errorf("the update breaks %s:\n%s", broken[1], said)
				}
			}
			if said, err := s.judge(pack, strictest(t)); err != nil || strings.Contains(said, "undecided") {
				t.Errorf("a second preview, where everything is known: %v\n%s", err, said)
			}
		})
	}
}

func always(values map[string]string) func(*engine) map[string]string {
	return func(*engine) map[string]string { return values }
}

// careless is a program of somebody who knows nothing of private-acr: a registry with an admin account, and a
// container group that pulls from it without waiting for its grant.
func careless(versioned bool) pulumi.RunFunc {
	registry := "azure-native:containerregistry:Registry"
	if versioned {
		registry = "azure-native:containerregistry/v20241101preview:Registry"
	}
	return func(ctx *pulumi.Context) error {
		var acr, aci pulumi.CustomResourceState
		err := ctx.RegisterResource(registry, "acr", pulumi.Map{
			"registryName": pulumi.String("acrcareless"), "resourceGroupName": pulumi.String("rg"),
			"location": pulumi.String("koreacentral"), "adminUserEnabled": pulumi.Bool(true),
			"sku": pulumi.Map{"name": pulumi.String("Premium")},
		}, &acr)
		if err != nil {
			return err
		}
		return ctx.RegisterResource("azure-native:containerinstance:ContainerGroup", "aci", pulumi.Map{
			"containerGroupName": pulumi.String("aci"), "resourceGroupName": pulumi.String("rg"),
			"location": pulumi.String("koreacentral"), "osType": pulumi.String("Linux"),
			"containers": pulumi.Array{pulumi.Map{
				"name": pulumi.String("app"), "image": pulumi.String("acrcareless.azurecr.io/app:1.0.0"),
				"resources": pulumi.Map{"requests": pulumi.Map{
					"cpu": pulumi.Float64(1), "memoryInGB": pulumi.Float64(1),
				}},
			}},
			"imageRegistryCredentials": pulumi.Array{pulumi.Map{
				"server":   pulumi.String("acrcareless.azurecr.io"),
				"username": pulumi.String("acrcareless"),
				"password": pulumi.ToSecret(pulumi.String("hunter2-hunter2")),
			}},
		}, &aci)
	}
}

// TestPolicyOnOtherPrograms judges a program that is not ours.
func TestPolicyOnOtherPrograms(t *testing.T) {
	t.Parallel()
	pack := policyPack(t)
	for name, versioned := range map[string]bool{
		"types without a version": false, "types with a version": true,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := newEngine(t, azuresim.Options{})
			s := e.stack("shop", "dev", careless(versioned))
			said, err := s.upJudged(pack, configured(t, map[string]any{}))
			if err == nil || e.azure.World().Count() > 0 {
				t.Error("the program is let through")
			}
			for _, want := range []string{
				"[mandatory]", "acr-admin-disabled", `adminUserEnabled of registry "acr" is true.`,
				"Fix: Leave adminUserEnabled out", "dc921057-6b28-4fbe-9b83-f7bec05db6c2",
				"no-registry-passwords", "aci-in-vnet",
				// A rule about the stack.
				`registry "acr" has no private endpoint in the stack.`,
			} {
				if !strings.Contains(said, want) {
					t.Errorf("the preview does not say %q:\n%s", want, said)
				}
			}
			if strings.Contains(said, "hunter2") {
				t.Errorf("the preview shows a password:\n%s", said)
			}
		})
	}
}

// TestExemptionsOnTheEngine lets one finding through, and refuses an exemption whose day has passed.
func TestExemptionsOnTheEngine(t *testing.T) {
	t.Parallel()
	pack := policyPack(t)
	exempting := func(day string) string {
		return configured(t, map[string]any{
			"all": "disabled", "acr-admin-disabled": "mandatory", "exemptions": map[string]any{
				"enforcementLevel": "advisory",
				"list": []any{map[string]any{
					"rule": "acr-admin-disabled", "urn": "*::acr",
					"reason": "the old build server", "expires": day,
				}},
			},
		})
	}
	e := newEngine(t, azuresim.Options{})
	s := e.stack("shop", "dev", careless(false))
	said, err := s.judge(pack, exempting("2999-12-31"))
	listed := strings.Contains(said, "the old build server")
	if err != nil || !listed || strings.Contains(said, "[mandatory]") {
		t.Errorf("with an exemption the preview says %v\n%s", err, said)
	}
	said, err = s.judge(pack, exempting("2026-01-01"))
	if err == nil || !strings.Contains(said, "Its exemption ended on 2026-01-01.") {
		t.Errorf("with an exemption of the past the preview says %v\n%s", err, said)
	}
}

// TestPolicyConfigurationOnTheEngine makes sure that a name that is no rule's does not pass unseen.
func TestPolicyConfigurationOnTheEngine(t *testing.T) {
	t.Parallel()
	pack := policyPack(t)
	e := newEngine(t, azuresim.Options{})
	s := e.stack("shop", "dev", careless(false))
	misspelt := configured(t, map[string]any{"acr-admin-disable": "mandatory"})
	_, err := s.Preview(t.Context(), append(s.previewed(),
		optpreview.PolicyPacks(pack), optpreview.PolicyPackConfigs(misspelt))...)
	if err == nil || !strings.Contains(s.log.String()+err.Error(), `Did you mean "acr-admin-disabled"?`) {
		t.Errorf("a misspelt rule: %v\n%s", err, s.log.String())
	}
}

// TestPolicyOffline judges an exported state, without a program, a backend or Azure, and reports as SARIF.
func TestPolicyOffline(t *testing.T) {
	t.Parallel()
	pack := policyPack(t)
	e := newEngine(t, azuresim.Options{})
	s := e.stack("private-acr", "prod", e.platformProgram(topology()))
	s.up()
	exported, err := s.Export(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	clean, broken := filepath.Join(t.TempDir(), "state.json"), filepath.Join(t.TempDir(), "state.json")
	writeJSON(t, clean, exported)
	// The one change to a state that is easy to read: the account that nobody asked for.
	exported.Deployment = regexp.MustCompile(`("adminUserEnabled":\s*)false`).
		ReplaceAll(exported.Deployment, []byte("${1}true"))
	writeJSON(t, broken, exported)

	report := filepath.Join(t.TempDir(), "policy.sarif")
	config := configured(t, map[string]any{"report": map[string]any{"sarif": report}})
	if said, err := analyze(t, clean, pack, config); err != nil {
		t.Errorf("the state as it is: %v\n%s", err, said)
	}
	said, err := analyze(t, broken, pack, config)
	if err == nil || !strings.Contains(said, "adminUserEnabled of registry") {
		t.Errorf("a state with the admin account on: %v\n%s", err, said)
	}
	sarif, err := os.ReadFile(report)
	if err != nil || !strings.Contains(string(sarif), `"ruleId": "acr-admin-disabled"`) {
		t.Errorf("the report does not have the finding (%v)", err)
	}
}

// analyze runs `pulumi policy analyze` on a file.
func analyze(t *testing.T, state, pack, config string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "pulumi", "policy", "analyze", "--file", state,
		"--policy-pack", pack, "--policy-pack-config", config)
	cmd.Env = append(os.Environ(), "PULUMI_HOME="+t.TempDir(), "PULUMI_SKIP_UPDATE_CHECK=1",
		"PULUMI_CONFIG_PASSPHRASE=a test")
	said, err := cmd.CombinedOutput()
	return string(said), err
}

func writeJSON(t *testing.T, path string, value any) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
