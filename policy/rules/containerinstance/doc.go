// Package containerinstance has the rules about container groups by themselves.
package containerinstance

//go:generate go run private-acr/tools/collect -type rule.Rule -func Rules -out rules.gen.go
