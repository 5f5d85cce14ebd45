package identity

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// isIdentity answers whether the property is the id of a user-assigned identity.
func isIdentity(v rule.Value) rule.Answer {
	return v.Like(func(id string) bool {
		_, err := azure.ParseID(azure.TypeIdentity, id)
		return err == nil
	})
}

// hasPassword answers whether a user name or a password is given. An empty text is none: it is how
// Container Apps report that they have none.
func hasPassword(credential consumer.Credential) rule.Answer {
	given := func(text string) bool { return text != "" }
	return credential.Username.Like(given).Or(credential.Password.Like(given))
}
