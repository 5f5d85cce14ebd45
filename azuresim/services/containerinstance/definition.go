package containerinstance

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerinstance/armcontainerinstance/v2"

	"private-acr/azuresim/engine"
)

// definition is a container of a group, init containers included, as its group's body defines it.
type definition struct {
	name, image string
	variables   []*armcontainerinstance.EnvironmentVariable
	// init says that the others wait for its end.
	init bool
}

// definitions are the containers of a group, in the order in which they start.
func definitions(p properties) []definition {
	var all []definition
	for _, c := range p.InitContainers {
		own := engine.Value(engine.Value(c).Properties)
		all = append(all, definition{
			name: engine.Value(c.Name), image: engine.Value(own.Image), variables: own.EnvironmentVariables,
			init: true,
		})
	}
	for _, c := range p.Containers {
		own := engine.Value(engine.Value(c).Properties)
		all = append(all, definition{
			name: engine.Value(c.Name), image: engine.Value(own.Image), variables: own.EnvironmentVariables,
		})
	}
	return all
}

// checkVariables refuses environment variables without exactly one value: virtual-kubelet#296. The empty text
// is none.
func checkVariables(p properties, group string) error {
	for _, d := range definitions(p) {
		for _, given := range d.variables {
			variable := engine.Value(given)
			if hasOneValue(variable) {
				continue
			}
			return engine.BadRequest("InvalidEnvironmentVariable", "The environment variable '%s' in "+
				"container '%s' of container group '%s' is invalid. One and only one property of 'value' "+
				"and 'secureValue' can be specified in an environment variable.",
				engine.Value(variable.Name), d.name, group)
		}
	}
	return nil
}

func hasOneValue(variable armcontainerinstance.EnvironmentVariable) bool {
	plain, secure := engine.Value(variable.Value), engine.Value(variable.SecureValue)
	return (plain != "") != (secure != "" && secure != engine.Digest(""))
}
