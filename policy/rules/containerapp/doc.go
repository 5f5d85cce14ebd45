// Package containerapp has the rules about container apps, jobs and their environments.
package containerapp

//go:generate go run private-acr/tools/collect -type rule.Rule -func Rules -out rules.gen.go
