// Package clients holds nothing but tests: the Azure SDK for Go's own clients at work on simulated Azure,
// over HTTPS and signed in with a client secret, as a program that nobody here wrote would be.
package clients
