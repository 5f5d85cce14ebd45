package identity

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

// isIdentity answers whether the property is the id of a user-assigned identity.
func isIdentity(v rule.Value) rule.Answer {
	return v.Like(func(id string) bool {
		_, err := azure.ParseID(azure.TypeIdentity, id)
		return err == nil
	})
}
