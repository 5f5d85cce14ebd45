package mocktest

import (
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// The identities that invokes and computed outputs bear.
const (
	SubscriptionID = "11111111-1111-4111-8111-111111111111"
	TenantID       = "22222222-2222-4222-8222-222222222222"
	PrincipalID    = "33333333-3333-4333-8333-333333333333"
	ClientID       = "44444444-4444-4444-8444-444444444444"
)

var apiVersion = regexp.MustCompile(`/v\d{8}(preview)?:`)

// Unversioned is the type token without its API version.
func Unversioned(token string) string {
	return apiVersion.ReplaceAllString(token, ":")
}

// answer is the id and the state of a resource that Azure has just made.
func (r *recorder) answer(args pulumi.MockResourceArgs) (string, resource.PropertyMap) {
	token := Unversioned(args.TypeToken)
	inputs := args.Inputs.Mappable()
	id, name := armID(kinds[token], args, inputs)
	state := args.Inputs.Copy()
	merge(state, map[string]any{"name": name})
	if computed := kinds[token].computed; computed != nil {
		merge(state, computed(name, inputs))
	}
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

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// armID is the id that Azure gives to the resource, and its name.
func armID(k kind, args pulumi.MockResourceArgs, inputs map[string]any) (id, name string) {
	groupName := input(inputs, "resourceGroupName", args.Name)
	group := "/subscriptions/" + SubscriptionID + "/resourceGroups/" + groupName
	if k.path == "" {
		return group, groupName
	}
	path := placeholder.ReplaceAllStringFunc(k.path, func(match string) string {
		name = input(inputs, strings.Trim(match, "{}"), args.Name)
		return name
	})
	if strings.HasPrefix(path, "/") {
		return path, name
	}
	return group + "/providers/" + path, name
}

func input(inputs map[string]any, key, fallback string) string {
	if value, ok := inputs[key].(string); ok && value != "" {
		return value
	}
	return fallback
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
