// Package settings is what a stack can say: the specs of the components, put together, and read from the
// stack's configuration.
//
// Use [Parse] with the stack's configuration, in a Pulumi program the result of [Configuration]. Either
// everything holds and the result is complete, or the error lists every fault with its path, the rule, the
// value and the remedy; no resource needs to exist for either. What a setting is stands in package spec; here
// are the rules that concern several specs.
package settings
