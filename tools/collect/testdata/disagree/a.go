// Package disagree imports two packages of one name.
package disagree

import "private-acr/policy/rule"

var a = rule.Rule{}
