// Package armschema knows which JSON body each resource type of the catalogue takes. Use it to check a body
// that a client sends, and to turn azure-native's flattened properties into a body and back.
//
// The shapes are those of the Azure SDK for Go's own models, read by reflection: a property that the SDK does
// not know is a property that Azure does not know, and nobody keeps a second list by hand. The SDK's structs
// carry no JSON tags, so the JSON name of a field is found by marshalling a value that has only that field.
package armschema
