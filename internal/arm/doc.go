// Package arm makes the few Resource Manager calls that azure-native has no resource or function for:
// listing what a registry offers to private link, reading a zone group's live records, telling a role
// assignment's age, and importing an image.
//
// The calls go through the Azure SDK's own clients, with the token of the azure-native provider, so that
// a deployment has one login.
package arm
