// Package settings is what a stack can say: typed, defaulted, and validated all at once.
//
// Use [Parse] with the stack's configuration, in a Pulumi program the result of [Environment]. Either
// everything holds and the result is complete, or the error lists every fault with its path, the rule, the
// value and the remedy; no resource needs to exist for either. One table declares every setting: Parse
// reads configuration by it, [Reference] documents it.
package settings
