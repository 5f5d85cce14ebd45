package engine

// Observe has every operation told of as it ends, Azure's own among them, and each create and update that the
// request itself does, which starts and ends at one moment. Nil ends the telling.
func (e *Engine) Observe(ended func(Operation)) { e.observe = ended }

func (e *Engine) observed(op Operation) {
	if e.observe != nil {
		e.observe(op)
	}
}
