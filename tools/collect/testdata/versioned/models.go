// Package versioned declares variables of a package whose path ends in its major version.
package versioned

import "example.com/sdk/model/v7"

var subnet = model.Model{}
