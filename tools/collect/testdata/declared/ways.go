// Package declared declares variables of an interface, of a package that has a name here.
package declared

import shown "fmt"

var way shown.Stringer = newWay()

var none shown.Stringer
