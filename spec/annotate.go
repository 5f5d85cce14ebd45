package spec

// Annotator takes what a type says about its fields. It has the methods of the Annotator of Pulumi's
// component framework (pulumi-go-provider/infer) that the specs need. That one is not named here because it
// brings the engine's own packages into every program, some 800 of them.
type Annotator interface {
	// Describe says what the field means, in a sentence or two. The field is given by its address.
	Describe(field any, description string)
	// SetDefault says what the field is when it is left out. The field is given by its address.
	SetDefault(field, value any, environment ...string)
}

// Annotated is a spec that documents its fields.
type Annotated interface {
	Annotate(Annotator)
}

// Checked is a spec with rules that concern several of its fields.
type Checked interface {
	// Check notes what is wrong, by the paths of the fields. Every default is filled in; whether a field is
	// right by itself [Faults.OK] tells.
	Check(*Faults)
}

// Completed is a spec with defaults that follow from others of its fields.
type Completed interface {
	// Complete fills them in. It is called when the plain defaults are filled in, and before anything is
	// checked: what it finds may be wrong.
	Complete()
}
