package image

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// mentions reports whether any of the properties is the target in some registry. Consumers of different kinds
// keep their images in different places, and a hook need not know them.
func mentions(properties resource.PropertyMap, target string) bool {
	for _, value := range properties {
		if names(value, target) {
			return true
		}
	}
	return false
}

func names(value resource.PropertyValue, target string) bool {
	switch {
	case value.IsString():
		return value.StringValue() == target || strings.HasSuffix(value.StringValue(), "/"+target)
	case value.IsSecret():
		return names(value.SecretValue().Element, target)
	case value.IsOutput():
		return names(value.OutputValue().Element, target)
	case value.IsObject():
		return mentions(value.ObjectValue(), target)
	case value.IsArray():
		for _, element := range value.ArrayValue() {
			if names(element, target) {
				return true
			}
		}
	}
	return false
}
