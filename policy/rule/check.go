package rule

// Check is what a rule finds in each resource of its types. Make one with [OnResource] or [InStack], with
// [MustBe] and its neighbours where it is about a single property, and with [With] where users may choose
// something about it.
type Check struct {
	onResource func(*Resource) []Finding
	inStack    func(*Stack, *Resource) []Finding
	settings   []SettingInfo
	// configure makes the check again, with values for its settings. It is nil where there are none.
	configure func(Settings) Check
}

// OnResource checks a resource by its inputs alone, before it is created or updated.
func OnResource(find func(*Resource) []Finding) Check { return Check{onResource: find} }

// InStack checks a resource with the whole stack around it, after a preview or an update. What it has to know
// of all resources it asks a view for, see [Once].
func InStack(find func(*Stack, *Resource) []Finding) Check { return Check{inStack: find} }

// With is a check that reads a setting: build makes the check for the setting's value. There is no other way
// to that value, so that a setting which its rule does not list cannot be read. A check with two settings is
// a With inside of a With, which must not depend on the outer value.
func With[T Choice](setting Setting[T], build func(T) Check) Check {
	check := build(setting.Default)
	check.settings = append([]SettingInfo{setting.Info()}, check.settings...)
	check.configure = func(settings Settings) Check {
		return build(setting.Of(settings)).configured(settings)
	}
	return check
}

// OnResourceWith is [OnResource] for a check that reads a setting.
func OnResourceWith[T Choice](setting Setting[T], find func(*Resource, T) []Finding) Check {
	return With(setting, func(value T) Check {
		return OnResource(func(r *Resource) []Finding { return find(r, value) })
	})
}

// InStackWith is [InStack] for a check that reads a setting.
func InStackWith[T Choice](setting Setting[T], find func(*Stack, *Resource, T) []Finding) Check {
	return With(setting, func(value T) Check {
		return InStack(func(s *Stack, r *Resource) []Finding { return find(s, r, value) })
	})
}

// configured is the check with the values of its settings.
func (c Check) configured(settings Settings) Check {
	if c.configure == nil {
		return c
	}
	return c.configure(settings)
}

// Configured is a rule with values for all of its settings.
type Configured struct {
	*Rule
	check Check
}

// Configure gives the rule's settings the values, and their defaults where there is none. The error has every
// fault of the values: see [Resolve].
func (r *Rule) Configure(values map[string]any) (*Configured, error) {
	settings, err := Resolve(r.ID, r.Settings(), values)
	return &Configured{Rule: r, check: r.Check.configured(settings)}, err
}

// OnResource is what the rule finds in a resource by its inputs: nothing where the rule does not apply to it
// or needs the stack.
func (c *Configured) OnResource(r *Resource) []Finding {
	if c.NeedsStack() || !c.Applies(r) {
		return nil
	}
	return c.check.onResource(r)
}

// InStack is what the rule finds in the stack; nothing where it does not need the stack.
func (c *Configured) InStack(s *Stack) []Finding {
	if !c.NeedsStack() {
		return nil
	}
	var findings []Finding
	for _, r := range s.All(c.Types...) {
		findings = append(findings, c.check.inStack(s, r)...)
	}
	return findings
}

// Evaluate is what the rule finds in the resources of a stack, whether it needs the stack or not.
func (c *Configured) Evaluate(resources []*Resource) []Finding {
	if c.NeedsStack() {
		return c.InStack(NewStack(resources))
	}
	var findings []Finding
	for _, r := range resources {
		findings = append(findings, c.OnResource(r)...)
	}
	return findings
}
