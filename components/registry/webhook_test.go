package registry_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/mocktest"
	"private-acr/spec"
)

func TestWebhooks(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Webhooks = []spec.Webhook{
		{Name: "deploy", ServiceURI: pulumi.String("https://ci.example.com/acr")},
		{
			Name: "audit", ServiceURI: pulumi.String("https://audit.example.com"), Scope: "shop/*",
			Actions: []spec.WebhookAction{spec.WebhookPush, spec.WebhookDelete},
			Headers: map[string]pulumi.StringInput{"Authorization": spec.Secret("Basic hunter2")},
		},
	}
	graph := mocktest.Run(t, program(args))
	for name, want := range map[string]map[string]any{
		"acr-webhook-deploy": {
			"webhookName": "deploy", "serviceUri": "https://ci.example.com/acr", "scope": "",
			"actions": []any{"push"}, "customHeaders": map[string]any{},
		},
		"acr-webhook-audit": {
			"webhookName": "audit", "serviceUri": "https://audit.example.com", "scope": "shop/*",
			"actions": []any{"push", "delete"},
		},
	} {
		hook := graph.Resource(t, name)
		for path, value := range want {
			if diff := cmp.Diff(value, hook.Input(t, path)); diff != "" {
				t.Errorf("%s of %s (-want +got):\n%s", path, name, diff)
			}
		}
	}
	headers := graph.Resource(t, "acr-webhook-audit").Inputs["customHeaders"]
	if !headers.ContainsSecrets() {
		t.Errorf("the headers are %v, want what is secret kept", headers)
	}
}
