// Package schema knows what azure-native's schema says of the resource types that simulated Azure has:
// inputs and outputs with their types, what is required, what it is by default, what identifies the items
// of a list. Use it to behave as the plugin does, which knows Azure's bodies by that schema alone.
//
// The plugin's own schema is 100 MB. What is here is written by tools/nativeschema from the source of its
// Go SDK; the SDK itself would take minutes to link. A test of the tool holds the two together. What the
// SDK does not say, which lists have keys, is in keys.go, and which strings have a form, in patterns.go,
// each from the API's specification.
package schema

//go:generate go run private-acr/tools/nativeschema -out schema.gen.txt
