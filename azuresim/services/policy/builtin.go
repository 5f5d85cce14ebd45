package policy

import (
	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// builtIn is a definition of Azure's own.
type builtIn struct {
	name, displayName, mode string
	parameters              engine.Body
	condition, then         engine.Body
}

// What built-in definitions name.
const (
	ofRegistries = "Microsoft.ContainerRegistry/registries/"
	armAudience  = ofRegistries + "policies.azureADAuthenticationAsArmPolicy"
	publicAccess = ofRegistries + "publicNetworkAccess"
	groupsOf     = "Microsoft.Network/privateEndpoints/privateLinkServiceConnections[*].groupIds[*]"
	addressesOf  = "Microsoft.Network/networkInterfaces/ipconfigurations[*].publicIpAddress.id"
	tagNamed     = "[concat('tags[', parameters('tagName'), ']')]"
	groupsTag    = "[resourceGroup().tags[parameters('tagName')]]"

	// The modes of definitions: see definition.isAbout.
	modeAll, modeIndexed = "All", "Indexed"
)

// builtIns are those that a private registry and what is around it meet most. Names, parameters and what they
// do are Azure/azure-policy's: built-in-policies/policyDefinitions/Container Registry, General, Network and
// Tags.
var builtIns = []builtIn{
	{
		name:        "785596ed-054f-41bc-aaec-7f3d0ba05725",
		displayName: "Configure container registries to disable ARM audience token authentication.",
		mode:        modeIndexed, parameters: effectOf("Modify", "Disabled"),
		condition: takesARMAudience(), then: replaces(armAudience+".status", "disabled"),
	},
	{
		name:        "42781ec6-6127-4c30-bdfa-fb423a0047d3",
		displayName: "Container registries should have ARM audience token authentication disabled.",
		mode:        modeIndexed, parameters: effectOf("Audit", "Deny", "Disabled"),
		condition: takesARMAudience(), then: byParameter(),
	},
	{
		name:        "a3701552-92ea-433e-9d17-33b7f1208fc9",
		displayName: "Configure Container registries to disable public network access",
		mode:        modeIndexed, parameters: effectOf("Modify", "Disabled"),
		condition: isPublic(), then: replaces(publicAccess, "Disabled"),
	},
	{
		name:        "0fdf0491-d080-4575-b627-ad0e843cba0f",
		displayName: "Public network access should be disabled for Container registries",
		mode:        modeIndexed, parameters: effectOf("Audit", "Deny", "Disabled"),
		condition: isPublic(), then: byParameter(),
	},
	{
		name:        "e9585a95-5b8c-4d03-b193-dc7eb5ac4c32",
		displayName: "Configure Container registries to use private DNS zones",
		mode:        modeIndexed,
		parameters: engine.Body{
			"privateDnsZoneId": engine.Body{"type": "String"},
			"effect":           effectOf("DeployIfNotExists", "Disabled")["effect"],
		},
		condition: allOf(isType(catalog.PrivateEndpoint.ARM), engine.Body{
			"count": engine.Body{
				"field": groupsOf, "where": engine.Body{"field": groupsOf, "equals": azure.RegistryGroup},
			},
			"greaterOrEquals": 1.0,
		}),
		then: deploysZoneGroup(),
	},
	{
		name: "e56962a6-4747-49cd-b67b-bf8b01975c4c", displayName: "Allowed locations", mode: modeIndexed,
		parameters: listOf("listOfAllowedLocations"),
		condition: allOf(
			engine.Body{"field": "location", "notIn": "[parameters('listOfAllowedLocations')]"},
			engine.Body{"field": "location", "notEquals": "global"},
		),
		then: engine.Body{"effect": effectDeny},
	},
	{
		name:        "e765b5de-1225-4ba3-bd56-1ac6695af988",
		displayName: "Allowed locations for resource groups", mode: modeAll,
		parameters: listOf("listOfAllowedLocations"),
		condition: allOf(
			isType(resourceGroups),
			engine.Body{"field": "location", "notIn": "[parameters('listOfAllowedLocations')]"},
		),
		then: engine.Body{"effect": effectDeny},
	},
	{
		name:        "6c112d4e-5bc7-47ae-a041-ea2d9dccd749",
		displayName: "Not allowed resource types", mode: modeAll,
		parameters: engine.Body{
			"listOfResourceTypesNotAllowed": engine.Body{"type": "Array"},
			"effect":                        effectOf("Deny", "Audit", "Disabled")["effect"],
		},
		condition: engine.Body{"field": "type", "in": "[parameters('listOfResourceTypesNotAllowed')]"},
		then:      byParameter(),
	},
	{
		name: "871b6d14-10aa-478d-b590-94f262ecfa99", displayName: "Require a tag on resources",
		mode: modeIndexed, parameters: textsOf("tagName"),
		condition: engine.Body{"field": tagNamed, "exists": "false"}, then: engine.Body{"effect": effectDeny},
	},
	{
		name: "96670d01-0a4d-4649-9c89-2d3abc0a5025", displayName: "Require a tag on resource groups",
		mode: modeAll, parameters: textsOf("tagName"),
		condition: allOf(isType(resourceGroups), engine.Body{"field": tagNamed, "exists": "false"}),
		then:      engine.Body{"effect": effectDeny},
	},
	{
		name: "5ffd78d9-436d-4b41-a421-5baa819e3008", displayName: "Add or replace a tag on resources",
		mode: modeIndexed, parameters: textsOf("tagName", "tagValue"),
		condition: engine.Body{"field": tagNamed, "notEquals": "[parameters('tagValue')]"},
		then:      modifies("addOrReplace", tagNamed, "[parameters('tagValue')]"),
	},
	{
		name:        "ea3f2387-9b95-492a-a190-fcdc54f7b070",
		displayName: "Inherit a tag from the resource group if missing",
		mode:        modeIndexed, parameters: textsOf("tagName"),
		condition: allOf(
			engine.Body{"field": tagNamed, "exists": "false"},
			engine.Body{"value": groupsTag, "notEquals": ""},
		),
		then: modifies("add", tagNamed, groupsTag),
	},
	{
		name:        "83a86a26-fd1f-447c-b59d-e51f44264114",
		displayName: "Network interfaces should not have public IPs", mode: modeIndexed,
		condition: allOf(
			isType(catalog.NetworkInterface.ARM),
			engine.Body{"not": engine.Body{"field": addressesOf, "notLike": "*"}},
		),
		then: engine.Body{"effect": effectDeny},
	},
}

func isType(kind string) engine.Body { return engine.Body{"field": "type", "equals": kind} }

func allOf(conditions ...any) engine.Body { return engine.Body{"allOf": conditions} }

func takesARMAudience() engine.Body {
	return allOf(isType(catalog.Registry.ARM), engine.Body{"anyOf": []any{
		engine.Body{"field": armAudience + ".status", "exists": false},
		engine.Body{"field": armAudience + ".status", "equals": "enabled"},
	}})
}

func isPublic() engine.Body {
	return allOf(isType(catalog.Registry.ARM), engine.Body{"field": publicAccess, "notEquals": "Disabled"})
}

// effectOf is the parameter "effect", whose default is the first of the values.
func effectOf(values ...any) engine.Body {
	return engine.Body{"effect": engine.Body{
		"type": "String", "defaultValue": values[0], "allowedValues": values,
	}}
}

func textsOf(names ...string) engine.Body {
	parameters := engine.Body{}
	for _, name := range names {
		parameters[name] = engine.Body{"type": "String"}
	}
	return parameters
}

func listOf(name string) engine.Body { return engine.Body{name: engine.Body{"type": "Array"}} }

func byParameter() engine.Body { return engine.Body{"effect": "[parameters('effect')]"} }

// replaces sets a field, if the parameter "effect" says so.
func replaces(field, value string) engine.Body {
	then := modifies("addOrReplace", field, value)
	then["effect"] = "[parameters('effect')]"
	return then
}

func modifies(operation, field, value string) engine.Body {
	return engine.Body{"effect": effectModify, "details": engine.Body{
		"conflictEffect": "audit",
		"operations":     []any{engine.Body{"operation": operation, "field": field, "value": value}},
	}}
}

// deploysZoneGroup gives an endpoint a group for the zone of the parameter.
func deploysZoneGroup() engine.Body {
	zone := engine.Body{"privateDnsZoneId": "[parameters('privateDnsZoneId')]"}
	return engine.Body{"effect": "[parameters('effect')]", "details": engine.Body{
		"type": catalog.ZoneGroup.ARM,
		"deployment": engine.Body{"properties": engine.Body{
			"mode": "incremental",
			"template": engine.Body{"resources": []any{engine.Body{
				"name": "[concat(parameters('privateEndpointName'), '/deployedByPolicy')]",
				"type": catalog.ZoneGroup.ARM,
				"properties": engine.Body{"privateDnsZoneConfigs": []any{
					engine.Body{"name": "containerRegistry-privateDnsZone", "properties": zone},
				}},
			}}},
			"parameters": engine.Body{
				"privateDnsZoneId":    engine.Body{"value": "[parameters('privateDnsZoneId')]"},
				"privateEndpointName": engine.Body{"value": "[field('name')]"},
			},
		}},
	}}
}

// givenDefinitions are the bodies of Azure's own definitions. Subscriptions list them too, but know them
// under no id of their own.
func givenDefinitions(string) []engine.Body {
	bodies := make([]engine.Body, len(builtIns))
	for i, b := range builtIns {
		bodies[i] = engine.Body{
			"id":   "/providers/" + catalog.PolicyDefinition.ARM + "/" + b.name,
			"name": b.name, "type": catalog.PolicyDefinition.ARM,
			"properties": engine.Body{
				"displayName": b.displayName, "policyType": "BuiltIn", "mode": b.mode,
				"parameters": b.parameters,
				"policyRule": engine.Body{"if": b.condition, "then": b.then},
			},
		}
	}
	return bodies
}
