// Package spec is what each component can be told: the arguments of the components, and with them the
// settings of a stack.
//
// A field is declared once. Its key and whether it may be left out stand in its pulumi tag, its type is its
// Go type, its rule stands in its rule tag, and Annotate says what it means and what it is when it is left
// out. Decoding of a stack's configuration, the tables of the README, the JSON Schema for editors, the
// components' arguments and their validation follow from that; see internal/schema for how.
//
//	pulumi:"key,optional"  the key, as in Pulumi's component framework
//	rule:"name=registry"   what holds for the value; for each item of a list and each value of a map
//	keys:"variable=app"    what holds for the keys of a map
//	derived:"rg-<name>"    the default in words, where it follows from other values; "<name>" is the name of
//	                       the workload, or of the component
//	without:"id"           only without that other field: both given is a fault, with it there is no default
//	from:"deployment"      not a setting: only a deployment knows it, such as the id of another one
//
// A field is plain where its value decides what exists, and a Pulumi Input where a caller may compute it from
// another resource or keep it secret. What is known is checked at once, what becomes known later is checked
// then, with the same words: the error is a [*Faults] in both cases. A field whose zero value means something
// else than its absence is a pointer.
//
// The types are flat, and made of what Pulumi's component framework fills (no embedded structs), so that the
// components can be offered in every language as they are.
package spec
