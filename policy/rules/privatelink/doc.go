// Package privatelink has the rules about the way from a consumer to a registry: private endpoints, their
// subnets, and the names that lead to them.
//
// Only endpoints that lead to a registry are judged; those of other services come in where they are in the
// way.
package privatelink

//go:generate go run private-acr/tools/collect -type rule.Rule -func Rules -out rules.gen.go
