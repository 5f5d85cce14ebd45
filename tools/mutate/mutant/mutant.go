// Package mutant is what sources with mutants in them call: each function is one kind of change, and changes
// nothing until the mutant of its id is the one that the environment chooses. Command mutate writes the
// calls; nothing else uses them.
package mutant

import (
	"cmp"
	"os"
	"strconv"
)

// Variable is the environment variable with the id of the mutant to live. Ids begin with 1.
const Variable = "MUTANT"

var living, _ = strconv.Atoi(os.Getenv(Variable))

func lives(id int) bool { return id == living }

// Answer is a three-valued answer: unknown is 0, no is 1 and yes is 2.
type Answer[A any] interface {
	~uint8
	Not() A
	And(A) A
	Or(A) A
}

// Integral is a whole number.
type Integral interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// Numeric is a number that is computed with.
type Numeric interface{ Integral | ~float32 | ~float64 }

// Bool is the condition, negated.
func Bool(id int, condition bool) bool { return condition != lives(id) }

// Text is the text, made another one.
func Text[S ~string](id int, text S) S {
	if lives(id) {
		return text + "~"
	}
	return text
}

// Number is the number, made another one.
func Number[N Numeric](id int, number N) N {
	if lives(id) {
		return number + 1
	}
	return number
}

// Pick is the other of two values.
func Pick[T any](id int, original, other T) T {
	if lives(id) {
		return other
	}
	return original
}

// Less is <, turned into <=.
func Less[T cmp.Ordered](id int, a, b T) bool { return a < b || lives(id) && a == b }

// AtMost is <=, turned into <.
func AtMost[T cmp.Ordered](id int, a, b T) bool { return a < b || !lives(id) && a == b }

// More is >, turned into >=.
func More[T cmp.Ordered](id int, a, b T) bool { return a > b || lives(id) && a == b }

// AtLeast is >=, turned into >.
func AtLeast[T cmp.Ordered](id int, a, b T) bool { return a > b || !lives(id) && a == b }

// Plus is +, turned into -.
func Plus[N Numeric](id int, a, b N) N {
	if lives(id) {
		return a - b
	}
	return a + b
}

// Minus is -, turned into +.
func Minus[N Numeric](id int, a, b N) N {
	if lives(id) {
		return a + b
	}
	return a - b
}

// Negated is the answer, negated.
func Negated[A Answer[A]](id int, answer A) A {
	if lives(id) {
		return answer.Not()
	}
	return answer
}

// Unknown is the answer, where an unknown one becomes another.
func Unknown[A Answer[A]](id int, answer, instead A) A {
	if lives(id) && answer == 0 {
		return instead
	}
	return answer
}

// Not is x.Not() without the Not.
func Not[A Answer[A]](id int, x A) A {
	if lives(id) {
		return x
	}
	return x.Not()
}

// And is x.And(y), turned into an Or.
func And[A Answer[A]](id int, x, y A) A {
	if lives(id) {
		return x.Or(y)
	}
	return x.And(y)
}

// Or is x.Or(y), turned into an And.
func Or[A Answer[A]](id int, x, y A) A {
	if lives(id) {
		return x.And(y)
	}
	return x.Or(y)
}

// Then is x.Then(y) without the x.
func Then[A interface{ Then(A) A }](id int, x, y A) A {
	if lives(id) {
		return y
	}
	return x.Then(y)
}
