package containerregistry_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

const hookID = bench.RegistryID + "/webhooks/deploy"

func webhook(location string, properties world.Body) world.Body {
	p := world.Body{"serviceUri": "https://ci.example.com/hook", "actions": []any{"push"}}
	for name, value := range properties {
		p[name] = value
	}
	return world.Body{"location": location, "properties": p}
}

func TestWebhookRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		id, code string
		body     world.Body
	}{
		"nowhere to call": {
			hookID, "WebhookServiceUriRequired", webhook(bench.Region, world.Body{"serviceUri": nil}),
		},
		"nothing to tell": {
			hookID, "WebhookActionRequired", webhook(bench.Region, world.Body{"actions": []any{}}),
		},
		"no replica there": {hookID, "WebhookLocationInvalid", webhook("japaneast", nil)},
		"name":             {hookID + "-1", "ResourceNameInvalid", webhook(bench.Region, nil)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(bench.RegistryID, bench.Registry())
			bench.Refused(t, b.Try(test.id, test.body), test.code, "")
		})
	}
}

// TestWebhookKeepsWhereItCalls patches a webhook, whose service URI nobody can read and put back.
func TestWebhookKeepsWhereItCalls(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.ReplicaID, bench.Replica())
	b.Put(hookID, webhook("japaneast", nil))
	if uri := b.Property(hookID, "serviceUri"); uri != nil {
		t.Errorf("the service URI is shown: %v", uri)
	}
	patch := world.Body{"properties": world.Body{"status": "disabled"}}
	result, err := b.World.Patch(hookID, patch)
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Await(result.Operation), "", "")
	if status := b.Property(hookID, "status"); status != "disabled" {
		t.Errorf("got status %v", status)
	}
}
