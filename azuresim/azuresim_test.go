package azuresim_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
)

func start(t *testing.T, opts azuresim.Options) *azuresim.Azure {
	t.Helper()
	azure, err := azuresim.Start(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := azure.Close(); err != nil {
			t.Error(err)
		}
	})
	return azure
}

// variable reads one of Env's variables.
func variable(t *testing.T, azure *azuresim.Azure, name string) string {
	t.Helper()
	for _, v := range azure.Env() {
		if value, found := strings.CutPrefix(v, name+"="); found {
			return value
		}
	}
	t.Fatalf("no %s in %v", name, azure.Env())
	return ""
}

func TestEnvLeadsToTheResourceManager(t *testing.T) {
	t.Parallel()
	azure := start(t, azuresim.Options{})
	client := &http.Client{Transport: &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: azure.CertPool(), MinVersion: tls.VersionTLS12},
		DisableKeepAlives: true,
	}}
	host := variable(t, azure, "ARM_METADATA_HOSTNAME")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet,
		"https://"+host+"/metadata/endpoints?api-version=2022-09-01", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK || azure.URL() != "https://"+host {
		t.Errorf("%s answers %s", azure.URL(), response.Status)
	}
	if _, err := os.Stat(azure.CertFile()); err != nil {
		t.Errorf("certificate: %v", err)
	}
}

func TestEnvLeadsToThePlugin(t *testing.T) {
	t.Parallel()
	azure := start(t, azuresim.Options{})
	port, _ := strings.CutPrefix(variable(t, azure, "PULUMI_DEBUG_PROVIDERS"), "azure-native:")
	conn, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
}

func TestStateSurvivesRestart(t *testing.T) {
	t.Parallel()
	opts := azuresim.Options{Dir: t.TempDir(), World: world.Options{PrivateLink: world.MemberPrivateLink}}
	group := "/subscriptions/" + azuresim.SubscriptionID + "/resourceGroups/hub"
	first := start(t, opts)
	if _, err := first.World().Put(group, world.Body{"location": "koreacentral"}); err != nil {
		t.Fatal(err)
	}
	before := first.World().Now()
	if err := errors.Join(first.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	second := start(t, opts)
	if _, err := second.World().Get(group); err != nil {
		t.Error(err)
	}
	if now := second.World().Now(); now.Before(before) {
		t.Errorf("time went back from %v to %v", before, now)
	}
}

func TestContextEndsTheSimulation(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	azure, err := azuresim.Start(ctx, azuresim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	certificate := azure.CertFile()
	cancel()
	if err := azure.Close(); err != nil { // Waits for what the context began.
		t.Error(err)
	}
	if _, err := os.Stat(certificate); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("certificate is left behind: %v", err)
	}
}

func TestStartFails(t *testing.T) {
	t.Parallel()
	running := start(t, azuresim.Options{})
	_, port, err := net.SplitHostPort(variable(t, running, "ARM_METADATA_HOSTNAME"))
	if err != nil {
		t.Fatal(err)
	}
	taken := azuresim.Options{}
	if _, err := fmt.Sscan(port, &taken.Port); err != nil {
		t.Fatal(err)
	}
	for name, opts := range map[string]azuresim.Options{
		"port in use": taken,
		"no folder":   {Dir: t.TempDir() + "/none"},
		"odd world":   {World: world.Options{PrivateLink: "sideways"}},
	} {
		azure, err := azuresim.Start(t.Context(), opts)
		if err == nil {
			_ = azure.Close()
			t.Errorf("%s: starts", name)
		}
	}
}

func TestEnvHoldsNoCertificateSetting(t *testing.T) {
	t.Parallel()
	azure := start(t, azuresim.Options{})
	if slices.ContainsFunc(azure.Env(), func(v string) bool { return strings.HasPrefix(v, "SSL_CERT") }) {
		t.Error("Env takes trust in everybody else away")
	}
}

// A program runs against simulated Azure when Env is in its environment. Here the program only shows the
// subscription that it would deploy to.
func Example() {
	ctx := context.Background()
	azure, err := azuresim.Start(ctx, azuresim.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = azure.Close() }()

	program := exec.CommandContext(ctx, "sh", "-c", "echo deploying to $ARM_SUBSCRIPTION_ID")
	program.Env = append(os.Environ(), azure.Env()...)
	output, err := program.Output()
	fmt.Printf("%s%d resources, %v\n", output, azure.World().Count(), err)
	// Output:
	// deploying to 5b0fd3a2-8c47-4e19-8f66-3d9b7e2c4a02
	// 0 resources, <nil>
}
