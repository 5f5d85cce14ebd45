// Package rules is the rules of the policy pack: a package per subject, a file per rule.
package rules

import (
	"slices"

	"private-acr/policy/rule"
	"private-acr/policy/rules/containerapp"
	"private-acr/policy/rules/containerinstance"
	"private-acr/policy/rules/general"
	"private-acr/policy/rules/identity"
	"private-acr/policy/rules/image"
	"private-acr/policy/rules/privatelink"
	"private-acr/policy/rules/registry"
)

// Subject is what a group of rules is about.
type Subject struct {
	// Title is its heading in the documentation.
	Title string
	// Folder is the package under policy/rules.
	Folder string
	Rules  []rule.Rule
}

// Subjects are all rules by subject, in the order of the documentation.
func Subjects() []Subject {
	return []Subject{
		{"Registry", "registry", registry.Rules()},
		{"Private link, DNS and subnets", "privatelink", privatelink.Rules()},
		{"Identities and grants", "identity", identity.Rules()},
		{"Images", "image", image.Rules()},
		{"Container Instances", "containerinstance", containerinstance.Rules()},
		{"Container Apps", "containerapp", containerapp.Rules()},
		{"Every stack", "general", general.Rules()},
	}
}

// All are all rules.
func All() []rule.Rule {
	var all []rule.Rule
	for _, subject := range Subjects() {
		all = slices.Concat(all, subject.Rules)
	}
	return all
}
