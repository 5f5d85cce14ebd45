// Package tests holds the tests that need the whole: the real Pulumi engine running the real program against
// simulated Azure, and the test of the project's import arrows. They need a pulumi on PATH, which `make test`
// provides.
package tests
