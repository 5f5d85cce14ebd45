package registry

import "private-acr/policy/rule"

// answers are the answers to a question by what it was asked of. The answer is no for what it was not asked
// of.
type answers[K comparable] map[K]rule.Answer

func (a answers[K]) of(key K) rule.Answer {
	if answer, has := a[key]; has {
		return answer
	}
	return rule.No
}

// add is yes for the key where one of the answers that were added for it is.
func (a answers[K]) add(key K, answer rule.Answer) { a[key] = a.of(key).Or(answer) }
