// Package image has the rules about the images that consumers run.
package image

//go:generate go run private-acr/tools/collect -type rule.Rule -func Rules -out rules.gen.go
