// Package unimported forgets an import.
package unimported

var a = rule.Rule{}
