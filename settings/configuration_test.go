package settings_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/settings"
)

func TestConfiguration(t *testing.T) {
	tests := []struct {
		name, text string
		want       map[string]string
	}{
		{"outside Pulumi", "", map[string]string{}},
		{"nothing configured", "{}", map[string]string{}},
		{
			"configured", `{"private-acr:tags":"{\"a\":\"b\"}","azure-native:location":"eastus"}`,
			map[string]string{
				"private-acr:tags": `{"a":"b"}`, "azure-native:location": "eastus",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("PULUMI_CONFIG", test.text)
			got, err := settings.Configuration()
			if diff := cmp.Diff(test.want, got.Values); err != nil || diff != "" {
				t.Errorf("got %v, and the other side of (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestConfigurationKeepsFaultyTextToItself(t *testing.T) {
	for _, text := range []string{`{"a:b":"hunter2"`, `["hunter2"]`, `{"a:b":{"c":"hunter2"}}`} {
		t.Setenv("PULUMI_CONFIG", text)
		_, err := settings.Configuration()
		if err == nil {
			t.Fatalf("%s: got no error, want one", text)
		}
		if !strings.Contains(err.Error(), "PULUMI_CONFIG") || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("got %v, want an error with the variable and without its text", err)
		}
	}
}

func TestConfigurationKnowsSecretsAndSubscription(t *testing.T) {
	for name, test := range map[string]struct {
		values, secret, environment string
		want                        settings.Source
	}{
		"secrets": {
			`{"private-acr:tags":"{}"}`, `["private-acr:tags"]`, "",
			settings.Source{
				Values: map[string]string{"private-acr:tags": "{}"}, Secret: []string{"private-acr:tags"},
			},
		},
		"subscription of the stack": {
			`{"azure-native:subscriptionId":"one"}`, "", "two",
			settings.Source{
				Values:       map[string]string{"azure-native:subscriptionId": "one"},
				Subscription: "one",
			},
		},
		"subscription of the environment": {
			"", "", "two", settings.Source{Values: map[string]string{}, Subscription: "two"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("PULUMI_CONFIG", test.values)
			t.Setenv("PULUMI_CONFIG_SECRET_KEYS", test.secret)
			t.Setenv("ARM_SUBSCRIPTION_ID", test.environment)
			got, err := settings.Configuration()
			if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
				t.Errorf("got %v, and the other side of (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestConfigurationNamesTheFaultyVariable(t *testing.T) {
	t.Setenv("PULUMI_CONFIG", "{}")
	t.Setenv("PULUMI_CONFIG_SECRET_KEYS", `"hunter2"`)
	_, err := settings.Configuration()
	if err == nil || !strings.Contains(err.Error(), "PULUMI_CONFIG_SECRET_KEYS") {
		t.Errorf("got %v, want an error with the variable", err)
	}
}
