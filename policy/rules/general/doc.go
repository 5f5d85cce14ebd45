// Package general has the rules about what every stack on Azure has: logs, regions, tags, names, APIs and
// outputs.
package general

//go:generate go run private-acr/tools/collect -type rule.Rule -func Rules -out rules.gen.go
