package faults

// What the tests build and run as programs of their own. go test keeps a result as long as nothing changes
// that a package imports: without these lines it would keep that of an older program.
import (
	_ "private-acr/automation"
	_ "private-acr/platform"
)
