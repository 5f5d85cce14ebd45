//go:build unix

package faults

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

// changes are the lines of a preview's summary that say that something would change.
var changes = regexp.MustCompile(`(?m)^\s*\S? ?\d+ to \w+$`)

// agree checks that the program, the state and Azure say the same.
func (r *run) agree() error {
	out, err := r.output(r.programs.command, "preview", "--unlock", "--no-policy")
	if err != nil {
		return fmt.Errorf("afterwards: %w", err)
	}
	if changes.MatchString(out) || !strings.Contains(out, "unchanged") {
		return fmt.Errorf("a preview afterwards shows changes:\n%s", out)
	}
	return r.compare()
}

// compare holds the resources in the state against those in Azure, one for one.
func (r *run) compare() error {
	out, err := r.output("pulumi", "stack", "export", "--stack", "dev", "--non-interactive")
	if err != nil {
		return err
	}
	var state struct{ Deployment apitype.DeploymentV3 }
	if err := json.Unmarshal([]byte(out), &state); err != nil {
		return fmt.Errorf("reading the state: %w", err)
	}
	if n := len(state.Deployment.PendingOperations); n > 0 {
		return fmt.Errorf("%d operations are pending in the state", n)
	}
	var inState []string
	for _, resource := range state.Deployment.Resources {
		if resource.Custom && !strings.HasPrefix(string(resource.Type), "pulumi:") {
			inState = append(inState, strings.ToLower(string(resource.ID)))
		}
	}
	if diff := cmp.Diff(sorted(r.azure.World().IDs()), sorted(inState)); diff != "" {
		return fmt.Errorf("state and Azure disagree (-Azure +state):\n%s", diff)
	}
	return nil
}

func sorted(ids []string) []string {
	lower := make([]string, len(ids))
	for i, id := range ids {
		lower[i] = strings.ToLower(id)
	}
	slices.Sort(lower)
	return lower
}

// empty destroys everything and checks that neither the state, which the command looks at, nor Azure has a
// resource left.
func (r *run) empty() error {
	if err := r.command("destroy"); err != nil {
		return fmt.Errorf("destroying at the end: %w", err)
	}
	if left := r.azure.World().IDs(); len(left) > 0 {
		return errors.New("destroying left in Azure:\n  " + strings.Join(left, "\n  "))
	}
	return nil
}
