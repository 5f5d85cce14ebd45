package main

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"private-acr/policy/fixture"
	"private-acr/policy/protocol"
	"private-acr/policy/rule"
	"private-acr/policy/rules"
)

// rulesFolder is where the pages of the rules are.
const rulesFolder = "docs/rules"

// library is the rules with their examples.
type library struct {
	pack     *protocol.Pack
	subjects []subject
}

type subject struct {
	title   string
	entries []entry
}

// entry is a rule of the library.
type entry struct {
	*rule.Rule
	// folder is the one of the rule's package, below the root of the repository.
	folder   string
	examples *fixture.Fixture
}

// load reads the examples of all rules.
func load(repository fs.FS, subjects []rules.Subject) (*library, error) {
	all := &library{}
	var every []rule.Rule
	for _, from := range subjects {
		folder := path.Join("policy/rules", from.Folder)
		files, err := fs.Sub(repository, folder)
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", folder, err)
		}
		loaded := subject{title: from.Title}
		for i := range from.Rules {
			examples, err := fixture.Load(files, from.Rules[i].ID)
			if err != nil {
				return nil, fmt.Errorf("reading %s: %w", folder, err)
			}
			loaded.entries = append(loaded.entries, entry{&from.Rules[i], folder, examples})
		}
		all.subjects = append(all.subjects, loaded)
		every = slices.Concat(every, from.Rules)
	}
	all.pack = protocol.PrivateACR(every)
	return all, nil
}

// all are the entries of every subject.
func (l *library) all() []entry {
	var all []entry
	for _, s := range l.subjects {
		all = slices.Concat(all, s.entries)
	}
	return all
}

func (e entry) kind() string {
	if e.NeedsStack() {
		return "stack"
	}
	return "resource"
}

// page is the name of the rule's page in [rulesFolder].
func (e entry) page() string { return e.ID + ".md" }

// fixture is the path of its examples.
func (e entry) fixture() string { return path.Join(e.folder, "testdata", e.ID+".yaml") }

// link leads to the rule's page from another page beside it.
func (e entry) link() string { return link(e.ID, e.page()) }
