// Package registry has the rules about registries themselves.
package registry

//go:generate go run private-acr/tools/collect -type rule.Rule -func Rules -out rules.gen.go
