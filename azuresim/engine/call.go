package engine

import "strings"

// Call answers requests that are about no resource: about a namespace in a subscription, a resource group or
// a region, such as whether a name is free, or which resources were deleted.
type Call struct {
	// Method is that of the request: "GET" or "POST".
	Method string
	// Path is that of the request:
	// "/subscriptions/{subscription}/providers/<namespace>/checkNameAvailability". A word in braces stands
	// for any; as the first word it stands for a whole id, of what is asked about. Words are compared
	// without regard to case.
	Path string
	// Do answers. The result has a body, or an operation that goes on, or neither.
	Do func(Asked) (Result, error)
}

// Asked is what a request of a Call says.
type Asked struct {
	// Values are what stands for the path's words in braces.
	Values map[string]string
	// Body is the request's, nil if it has none.
	Body Body
}

// Answer adds calls. It is called before Open.
func (e *Engine) Answer(calls ...Call) {
	e.calls = append(e.calls, calls...)
}

// Answers reports whether a Call answers the request.
func (e *Engine) Answers(method, path string) bool {
	_, _, found := e.call(method, path)
	return found
}

// Call answers a request that Answers says it does. Refusals are of type *Error.
func (e *Engine) Call(method, path string, body Body) (Result, error) {
	if err := e.Advance(); err != nil {
		return Result{}, err
	}
	call, values, found := e.call(method, path)
	if !found {
		return Result{}, NotFound("InvalidResourceType", "The path '%s' could not be found.", path)
	}
	result, err := call.Do(Asked{Values: values, Body: body})
	if err != nil {
		return Result{}, err
	}
	return e.answer(nil, result)
}

func (e *Engine) call(method, path string) (Call, map[string]string, bool) {
	for _, call := range e.calls {
		if values, fits := match(call.Path, path); fits && call.Method == method {
			return call, values, true
		}
	}
	return Call{}, nil, false
}

// match reads the values of a template's words in braces from a path that fits it.
func match(template, path string) (map[string]string, bool) {
	words, given := strings.Split(template, "/"), strings.Split(strings.TrimRight(path, "/"), "/")
	if surplus := len(given) - len(words); surplus > 0 && strings.HasPrefix(template, "/{") {
		scope := strings.Join(given[1:2+surplus], "/")
		given = append([]string{"", scope}, given[2+surplus:]...)
	}
	if len(words) != len(given) {
		return nil, false
	}
	values := map[string]string{}
	for i, word := range words {
		name, free := strings.CutPrefix(word, "{")
		switch {
		case free:
			values[strings.TrimSuffix(name, "}")] = given[i]
		case !strings.EqualFold(word, given[i]):
			return nil, false
		}
	}
	return values, true
}

// ListOf is the body of an answer that is a list.
func ListOf(items []Body) Body {
	value := make([]any, len(items))
	for i, item := range items {
		value[i] = item
	}
	return Body{"value": value}
}
