package tests

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"

	"private-acr/azuresim"
)

// TestPreviewOfARetag changes a tag of everything that has tags. A preview of an update knows of Azure's
// answers only what no update changes, so that whatever is made of anything else seems to be replaced.
func TestPreviewOfARetag(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	dev := e.stack("private-acr", "dev", e.platformProgram(topology()))
	dev.up()

	retagged := with(topology(), "private-acr:tags", `{"team": "registry"}`)
	dev.Workspace().SetProgram(e.platformProgram(retagged))
	planned := dev.preview()
	for _, step := range []apitype.OpType{apitype.OpCreate, apitype.OpDelete, apitype.OpReplace} {
		if planned[step] > 0 {
			t.Errorf("preview: %d resources to %s\n%s", planned[step], step, dev.log.String())
		}
	}
	checkUpdatesInPlace(t, dev)
	dev.changesNothing()
}

// TestRulesInThePreviewOfARetag previews the same with the policy pack at the strictest levels. What it
// knows less than the update does must not break a rule, and no rule may take what it refers to for another
// stack's.
func TestRulesInThePreviewOfARetag(t *testing.T) {
	t.Parallel()
	pack := policyPack(t)
	e := newEngine(t, azuresim.Options{})
	s := e.stack("private-acr", "prod", e.platformProgram(production(topology())))
	s.up()

	retagged := with(production(topology()), "private-acr:tags", `{"team": "registry"}`)
	s.Workspace().SetProgram(e.platformProgram(retagged))
	said, err := s.judge(pack, strictest(t))
	if err != nil {
		t.Fatalf("the retag breaks rules: %v\n%s", err, said)
	}
	for _, rule := range advisory.FindAllStringSubmatch(said, -1) {
		if leftToUsers[rule[1]] == "" {
			t.Errorf("the retag breaks %s\n%s", rule[1], said)
		}
	}
}

// TestMoveToAnotherRegion has everything replaced that is in a region. Resources whose location
// azure-native would update, and Azure refuse to, are replaced because the components say so.
func TestMoveToAnotherRegion(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	here := with(topology(), "private-acr:registry", `{"name": "acrmyapp"}`)
	dev := e.stack("private-acr", "dev", e.platformProgram(here))
	dev.up()

	dev.Workspace().SetProgram(e.platformProgram(with(here, "private-acr:location", "japaneast")))
	planned := dev.preview()
	if planned[apitype.OpReplace] == 0 || strings.Contains(dev.log.String(), "~ azure-native:") {
		t.Errorf("preview: %v, of which Azure refuses any update\n%s", planned, dev.log.String())
	}
	c := contract(t, dev.up())
	if c.Location != "japaneast" || c.Registry.DataHosts["japaneast"] == "" {
		t.Errorf("the contract is of %q, with data hosts %v", c.Location, c.Registry.DataHosts)
	}
	dev.changesNothing()
}
