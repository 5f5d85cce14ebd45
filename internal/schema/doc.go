// Package schema reads what the types of package spec declare, and does what follows from it: [Fields] lists
// a type's fields, [Decode] reads configuration into them, [Resolve] fills in defaults and checks rules,
// [JSON] is the JSON Schema and [Reference] the table.
//
// Settings and components both go through it, which is why they cannot disagree. A misdeclared field is a bug
// of this library and panics; a test looks at every spec.
package schema
