package mocktest

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/catalog"
)

// The identities that invokes and computed outputs bear.
const (
	SubscriptionID = "11111111-1111-4111-8111-111111111111"
	TenantID       = "22222222-2222-4222-8222-222222222222"
	PrincipalID    = "33333333-3333-4333-8333-333333333333"
	ClientID       = "44444444-4444-4444-8444-444444444444"
)

// typeToken is the catalogue's token of the type, the same in every version of azure-native and of its API.
// What the catalogue does not have is its own type.
func typeToken(token string) string {
	if row, ok := catalog.ByToken(token); ok {
		return row.Token
	}
	return token
}

// answer is the id and the state of a resource that Azure has just made.
func (r *recorder) answer(args pulumi.MockResourceArgs) (string, resource.PropertyMap) {
	token := typeToken(args.TypeToken)
	id, name := armID(args)
	state := args.Inputs.Copy()
	merge(state, map[string]any{"name": name})
	if outputs := computed[token]; outputs != nil {
		inputs, _ := plain(resource.NewProperty(args.Inputs)).(map[string]any)
		merge(state, outputs(name, inputs))
	}
	keepSecrets(state, args.Inputs)
	if override := r.outputs[token]; override != nil {
		merge(state, override(args))
	}
	return id, state
}

func merge(state resource.PropertyMap, values map[string]any) {
	for key, value := range resource.NewPropertyMapFromMap(values) {
		state[key] = value
	}
}

// keepSecrets makes secret what an input of the same name was, as providers do.
func keepSecrets(state, inputs resource.PropertyMap) {
	for key, input := range inputs {
		if input.IsSecret() && !state[key].IsSecret() {
			state[key] = resource.MakeSecret(state[key])
		}
	}
}

// armID is the id that Azure gives to the resource, and its name. What the inputs do not name has the
// resource's logical name.
func armID(args pulumi.MockResourceArgs) (id, name string) {
	row, ok := catalog.ByToken(args.TypeToken)
	if !ok {
		return args.Name, args.Name // reported by the check of the graph
	}
	inputs := resource.PropertyMap{}
	for _, parameter := range row.Path.Parameters() {
		name = args.Name
		if text, _ := catalog.Text(args.Inputs[resource.PropertyKey(parameter)]); text != "" {
			name = text
		}
		inputs[resource.PropertyKey(parameter)] = resource.NewProperty(name)
	}
	id, _ = row.Path.Fill(SubscriptionID, inputs)
	return id, name
}

// defaultInvokes answers what components ask the provider for: who it is, and its token.
func defaultInvokes() map[string]func(resource.PropertyMap) (map[string]any, error) {
	return map[string]func(resource.PropertyMap) (map[string]any, error){
		"azure-native:authorization:getClientConfig": func(resource.PropertyMap) (map[string]any, error) {
			return map[string]any{
				"clientId": ClientID, "objectId": PrincipalID,
				"subscriptionId": SubscriptionID, "tenantId": TenantID,
			}, nil
		},
		"azure-native:authorization:getClientToken": func(resource.PropertyMap) (map[string]any, error) {
			return map[string]any{"token": "token"}, nil
		},
	}
}
