package spec_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// TestSecretsAreNeverPrinted tries the verbs, alone and within other values, but for %p, which asks no type
// and which go vet refuses here.
func TestSecretsAreNeverPrinted(t *testing.T) {
	t.Parallel()
	const secret = spec.Secret("hunter2")
	holders := []any{
		secret,
		[]spec.Secret{secret},
		map[string]spec.Secret{"a": secret},
		struct{ Inner spec.Secret }{secret},
		map[string]pulumi.StringInput{"a": secret},
		spec.BasicCredential{Password: secret},
		spec.ContainerApp{Image: secret, Env: map[string]pulumi.StringInput{"A": secret}},
	}
	var log bytes.Buffer
	for _, holder := range holders {
		for _, verb := range []string{
			"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%10.3s",
			"%U",
		} {
			if text := fmt.Sprintf(verb, holder); strings.Contains(text, "hunter2") || strings.Contains(text,
				"68756e") {
				t.Errorf("%s of %T: %s", verb, holder, text)
			}
		}
		if text, err := json.Marshal(holder); err == nil && strings.Contains(string(text), "hunter2") {
			t.Errorf("JSON: %s", text)
		}
		slog.New(slog.NewTextHandler(&log, nil)).Info("a", "b", holder)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("a", "b", holder)
	}
	text, err := xml.Marshal(secret)
	if err != nil || strings.Contains(string(text)+log.String()+fmt.Sprint(holders...), "hunter2") {
		t.Errorf("XML or a log has it: %s, %v, %s", text, err, &log)
	}
	if got := fmt.Sprint(secret); got != "(secret)" || secret.String() != got {
		t.Errorf("got %q", got)
	}
}

func TestSecretsAreSecretOutputs(t *testing.T) {
	t.Parallel()
	const secret = spec.Secret("hunter2")
	err := pulumi.RunErr(func(ctx *pulumi.Context) error {
		if !pulumi.IsSecret(secret.ToStringOutput()) || !pulumi.IsSecret(secret.ToStringPtrOutput()) ||
			!pulumi.IsSecret(secret.ToStringOutputWithContext(ctx.Context())) ||
			!pulumi.IsSecret(secret.ToStringPtrOutputWithContext(ctx.Context())) {
			t.Error("an output of a Secret is none")
		}
		got := make(chan string, 2)
		secret.ToStringOutput().ApplyT(func(text string) string { got <- text; return text })
		secret.ToStringPtrOutput().ApplyT(func(text *string) string { got <- *text; return *text })
		if first, second := <-got, <-got; first != "hunter2" || second != "hunter2" {
			t.Errorf("got %q and %q, want the text", first, second)
		}
		if pulumi.IsSecret(pulumi.ToOutput(map[string]string{"a": "b"})) {
			t.Error("what is no secret is one")
		}
		return nil
	}, pulumi.WithMocks("project", "stack", mocks{}))
	if err != nil {
		t.Fatal(err)
	}
}

type mocks struct{ pulumi.MockResourceMonitor }

func TestWhatIsKnownOfInputs(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		input         pulumi.StringInput
		text          string
		known, secret bool
		shown         any
	}{
		"nothing":     {nil, "", false, false, nil},
		"a text":      {pulumi.String("a"), "a", true, false, "a"},
		"an empty":    {pulumi.String(""), "", true, false, ""},
		"a secret":    {spec.Secret("b"), "b", true, true, spec.Secret("b")},
		"an output":   {pulumi.String("c").ToStringOutput(), "", false, false, nil},
		"its pointer": {pulumi.StringOutput{}, "", false, false, nil},
	} {
		text, known := spec.Known(test.input)
		if text != test.text || known != test.known || spec.IsSecret(test.input) != test.secret ||
			spec.Shown(test.input) != test.shown {
			t.Errorf("%s: got %q, %t, %v", name, text, known, spec.Shown(test.input))
		}
	}
}
