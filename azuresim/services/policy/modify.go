package policy

import (
	"fmt"
	"strings"

	"private-acr/azuresim/engine"
)

// modify changes a request's body if the rule holds. Azure docs: governance/policy/concepts/effect-modify.
func (p applied) modify(about *subject) {
	if effect := p.effect(); effect != effectModify && effect != "append" || !p.holds(about) {
		return
	}
	for _, operation := range p.operations() {
		condition, conditional := operation["condition"]
		if !conditional || isTrue(about.resolve(condition)) {
			about.operate(operation)
		}
	}
}

// operations are what is done to the body. What the older effect "append" lists is added.
func (p applied) operations() []engine.Body {
	list, appends := p.then()["details"].([]any)
	if !appends {
		list, _ = p.details()["operations"].([]any)
	}
	var operations []engine.Body
	for _, item := range list {
		operation := engine.Body{"operation": "add"}
		for key, value := range object(item) {
			operation[key] = value
		}
		operations = append(operations, operation)
	}
	return operations
}

// operate does one operation: add leaves what is there, addOrReplace does not, remove takes it away.
func (a *subject) operate(operation engine.Body) {
	name := fmt.Sprint(a.resolve(operation["field"]))
	key, holder := a.place(name)
	if holder == nil {
		return
	}
	_, present := holder[key]
	switch strings.ToLower(fmt.Sprint(operation["operation"])) {
	case "add":
		if !present {
			holder[key] = a.resolve(operation["value"])
		}
	case "addorreplace":
		holder[key] = a.resolve(operation["value"])
	case "remove":
		delete(holder, key)
	}
}

// place is where a field is, or would be: what leads to it is made. It is nil for fields of all items of a
// list, which are not simulated, and for those of other types.
func (a *subject) place(name string) (string, engine.Body) {
	body := a.resource.Body
	if tag, is := tagIn(name); is {
		tags := engine.Within(body, "tags")
		key, _ := locate(tags, tag)
		return key, tags
	}
	path := pathOf(a.resource, name)
	if path == nil || strings.Contains(name, "[*]") {
		return "", nil
	}
	holder := body
	if _, found := locate(body, path[0]); found != nil {
		holder = found
	} else if strings.Contains(name, "/") && !ofAll[strings.ToLower(path[0])] {
		holder = engine.Properties(body)
	}
	for _, word := range path[:len(path)-1] {
		key, found := locate(holder, word)
		if found == nil {
			found = holder
		}
		holder = engine.Within(found, key)
	}
	key, found := locate(holder, path[len(path)-1])
	if found == nil {
		found = holder
	}
	return key, found
}

// ofAll are the parts of a body that are not among its "properties", in lower case.
var ofAll = map[string]bool{
	"extendedlocation": true, "identity": true, "kind": true, "managedby": true, "plan": true, "sku": true,
	"zones": true,
}
