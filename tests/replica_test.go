package tests

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

// TestAddingAReplica grows a registry that is in use. The preview must not frighten: nothing that serves the
// home region is deleted or replaced.
func TestAddingAReplica(t *testing.T) {
	t.Parallel()
	inEveryWorld(t, func(t *testing.T, e *engine, values map[string]string) {
		t.Helper()
		one := with(values, "private-acr:registry", `{"name": "acrmyapp`+e.unique+`"}`)
		dev := e.stack("private-acr", "dev", e.platformProgram(one))
		dev.up()

		dev.Workspace().SetProgram(e.platformProgram(values))
		planned := dev.preview()
		for _, step := range []apitype.OpType{apitype.OpDelete, apitype.OpReplace} {
			if planned[step] > 0 {
				t.Errorf("preview: %d resources to %s\n%s", planned[step], step, dev.log.String())
			}
		}
		checkContract(t, contract(t, dev.up()))
		dev.changesNothing()
	})
}
