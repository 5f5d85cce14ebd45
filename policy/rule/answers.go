package rule

// Answers are the answers to a question about several things. The answer is no for what has none.
type Answers[K comparable] map[K]Answer

// Of is the answer for the key.
func (a Answers[K]) Of(key K) Answer {
	if answer, has := a[key]; has {
		return answer
	}
	return No
}

// Add adds an answer for the key: it is yes where one that was added is.
func (a Answers[K]) Add(key K, answer Answer) { a[key] = a.Of(key).Or(answer) }
