package rule

import "fmt"

// Finding is what a rule says of one property of one resource.
type Finding struct {
	Resource *Resource
	// Property is the path of the property; empty means the resource as a whole.
	Property string
	// Problem continues the words "property of resource": `is "Enabled", which lets the internet in`.
	Problem string
	// Undecided means that the rule cannot tell yet, and Problem says why.
	Undecided bool
}

// Subject names what the finding is about: `publicNetworkAccess of registry "acr"`.
func (f Finding) Subject() string {
	if f.Property == "" {
		return f.Resource.String()
	}
	return f.Property + " of " + f.Resource.String()
}

// String is the sentence that the finding makes, without the remedy, which is the rule's.
func (f Finding) String() string {
	return f.Subject() + " " + f.Problem
}

// When is the finding that the answer asks for: a violation with the problem on yes, an undecided one on
// unknown, none on no. The problem is a format; give it [Value]s rather than what was read out of them,
// because they keep secrets to themselves.
func (r *Resource) When(broken Answer, at Value, problem string, args ...any) []Finding {
	switch broken {
	case Yes:
		return []Finding{{Resource: r, Property: at.Path(), Problem: fmt.Sprintf(problem, args...)}}
	case Unknown:
		return []Finding{{Resource: r, Property: at.Path(), Problem: undecided(at), Undecided: true}}
	default:
		return nil
	}
}

// Undecided is the finding that nothing can be said of the property, where the answer is unknown. There is
// none where the answer is yes or no.
func (r *Resource) Undecided(answer Answer, at Value) []Finding {
	if answer != Unknown {
		return nil
	}
	return r.When(Unknown, at, "")
}

// ForEach is what visit finds in the items of a list, which is a property of the resource. Where they cannot
// be seen it is an undecided finding; an absent list has no items.
func ForEach(r *Resource, list Value, visit func(item Value) []Finding) []Finding {
	items, known := list.Items()
	findings := r.Undecided(known, list)
	for _, item := range items {
		findings = append(findings, visit(item)...)
	}
	return findings
}

// undecided says why nothing can be said of a property.
func undecided(at Value) string {
	switch {
	case at.stray:
		return "is " + at.TypeName()
	case at.isComputed():
		return "is not known yet"
	default:
		return "cannot be judged: what decides about it is not known yet, or it is not of the right type"
	}
}
