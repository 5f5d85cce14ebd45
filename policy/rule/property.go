package rule

import "strings"

// The constructors below are for rules about a single property, given by its path: "sku.name". The problem
// is that of a [Finding], in which "%s" stands for the property's value.

// MustBe demands the text, in letters of any case, or the boolean.
func MustBe(path string, wanted any, problem string) Check {
	return onProperty(path, func(v Value) Answer { return v.Is(wanted).Not() }, problem)
}

// MustNotBe refuses the text, in letters of any case, or the boolean.
func MustNotBe(path string, refused any, problem string) Check {
	return onProperty(path, func(v Value) Answer { return v.Is(refused) }, problem)
}

// MustHaveText demands a text that is not empty.
func MustHaveText(path, problem string) Check {
	return onProperty(path, func(v Value) Answer { return v.HasText().Not() }, problem)
}

// MustMatch demands a text for which the test holds.
func MustMatch(path string, test func(string) bool, problem string) Check {
	return onProperty(path, func(v Value) Answer { return v.Like(test).Not() }, problem)
}

// MustNotMatch refuses a text for which the test holds. It takes the absence of one.
func MustNotMatch(path string, test func(string) bool, problem string) Check {
	return onProperty(path, func(v Value) Answer { return v.Like(test) }, problem)
}

// MustHaveItems demands a list with an item in it.
func MustHaveItems(path, problem string) Check {
	return onProperty(path, Value.IsEmpty, problem)
}

func onProperty(path string, broken func(Value) Answer, problem string) Check {
	return OnResource(func(r *Resource) []Finding {
		at := r.Properties.AtPath(path)
		return r.When(broken(at), at, "%s", strings.ReplaceAll(problem, "%s", at.String()))
	})
}
