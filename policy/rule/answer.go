package rule

// Answer is what a question about a stack yields.
type Answer uint8

// The answers. The zero value is the careful one: what nobody has answered is unknown.
const (
	Unknown Answer = iota
	No
	Yes
)

// Known is the answer of a question that can be decided.
func Known(yes bool) Answer {
	if yes {
		return Yes
	}
	return No
}

// Not turns yes into no and no into yes.
func (a Answer) Not() Answer {
	switch a {
	case Yes:
		return No
	case No:
		return Yes
	default:
		return Unknown
	}
}

// And is yes where both are, and no where one of them is, however unknown the other.
func (a Answer) And(b Answer) Answer {
	switch {
	case a == No || b == No:
		return No
	case a == Yes && b == Yes:
		return Yes
	default:
		return Unknown
	}
}

// Or is yes where one of them is, however unknown the other, and no where neither is.
func (a Answer) Or(b Answer) Answer {
	return a.Not().And(b.Not()).Not()
}

// Then is the other answer where this one is yes, and unknown where it is not: `known.Then(rule.No)` is how
// to say no of a list that may have more in it than can be seen.
func (a Answer) Then(b Answer) Answer {
	if a == Yes {
		return b
	}
	return Unknown
}

// Every is yes where the question has that answer for all values, and for none at all.
func Every(values []Value, question func(Value) Answer) Answer {
	answer := Yes
	for _, value := range values {
		answer = answer.And(question(value))
	}
	return answer
}

// Some is yes where the question has that answer for at least one of the values.
func Some(values []Value, question func(Value) Answer) Answer {
	return Every(values, func(v Value) Answer { return question(v).Not() }).Not()
}

// String is the word for the answer.
func (a Answer) String() string {
	switch a {
	case Yes:
		return "yes"
	case No:
		return "no"
	default:
		return "unknown"
	}
}
