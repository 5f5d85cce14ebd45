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
	list, appends := entry(p.then(), "details").([]any)
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
	if tag, is := tagIn(name); is {
		return within(engine.Within(a.resource.Body, "tags"), tag)
	}
	path := pathOf(a.resource, name)
	if path == nil || strings.Contains(name, "[*]") {
		return "", nil
	}
	holder := a.home(name, path[0])
	for _, word := range path[:len(path)-1] {
		key, found := within(holder, word)
		holder = engine.Within(found, key)
	}
	return within(holder, path[len(path)-1])
}

// within is where a word of an alias leads in an object, or would.
func within(body engine.Body, word string) (string, engine.Body) {
	key, found := locate(body, word)
	if found == nil {
		return word, body
	}
	return key, found
}

// home is the part of the body that a field begins in: aliases leave out "properties".
func (a *subject) home(name, word string) engine.Body {
	_, found := locate(a.resource.Body, word)
	switch {
	case found != nil:
		return found
	case strings.Contains(name, "/") && !ofAll[strings.ToLower(word)]:
		return a.resource.Properties()
	}
	return a.resource.Body
}

// ofAll are the parts of a body that are not among its "properties", in lower case.
var ofAll = map[string]bool{
	"extendedlocation": true, "identity": true, "kind": true, "managedby": true, "plan": true, "sku": true,
	"zones": true,
}
