package image

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// referencesImage reports whether any of the properties is the target in some registry. Consumers of
// different kinds keep their images in different places, and a hook need not know them.
func referencesImage(properties resource.PropertyMap, target string) bool {
	for _, value := range properties {
		if isImage(value, target) {
			return true
		}
	}
	return false
}

func isImage(value resource.PropertyValue, target string) bool {
	switch {
	case value.IsString():
		return value.StringValue() == target || strings.HasSuffix(value.StringValue(), "/"+target)
	case value.IsSecret():
		return isImage(value.SecretValue().Element, target)
	case value.IsOutput():
		return isImage(value.OutputValue().Element, target)
	case value.IsObject():
		return referencesImage(value.ObjectValue(), target)
	case value.IsArray():
		for _, element := range value.ArrayValue() {
			if isImage(element, target) {
				return true
			}
		}
	}
	return false
}
