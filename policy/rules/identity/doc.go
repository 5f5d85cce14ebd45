// Package identity has the rules about who pulls, and about the grants that let them.
package identity

//go:generate go run private-acr/tools/collect -type rule.Rule -func Rules -out rules.gen.go
