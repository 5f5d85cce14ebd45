package schema_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/schema"
	"private-acr/spec"
)

// TestSealLeavesNoSecretThatIsAText has one in each sort of place.
func TestSealLeavesNoSecretThatIsAText(t *testing.T) {
	t.Parallel()
	type places struct {
		Text    pulumi.StringInput
		Map     map[string]pulumi.StringInput
		Structs map[string]spec.ContainerApp
		List    []spec.Login
		Pointer *spec.BasicCredential
		Nil     *spec.BasicCredential
		Plain   pulumi.StringInput
	}
	secret := func() pulumi.StringInput { return spec.Secret("hush") }
	p := places{
		Text: secret(), Map: map[string]pulumi.StringInput{"a": secret()},
		Structs: map[string]spec.ContainerApp{"web": {Image: secret()}},
		List:    []spec.Login{{Password: secret()}}, Pointer: &spec.BasicCredential{Password: secret()},
		Plain: pulumi.String("text"),
	}
	schema.Seal(&p)
	for name, input := range map[string]pulumi.StringInput{
		"text": p.Text, "map": p.Map["a"], "struct in a map": p.Structs["web"].Image,
		"list":    p.List[0].Password,
		"pointer": p.Pointer.Password,
	} {
		if _, is := input.(pulumi.StringOutput); !is {
			t.Errorf("%s: is a %T, want an output", name, input)
		}
	}
	if p.Plain != pulumi.String("text") || p.Nil != nil {
		t.Errorf("what is no secret has become %v, %v", p.Plain, p.Nil)
	}
}
