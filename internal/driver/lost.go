package driver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// unanswered are the errors of a step that leave open whether Azure got the request: the plugin died, or
// the connection did, also while asking how it goes. A conflict is one of them: where the answer to a request
// is lost, the Azure SDK sends it again, and is told that the resource is busy, with the operation of the
// first. So is a server's own fault. Any other error is an answer, and the provider deals with what it left.
var unanswered = regexp.MustCompile(
	`error reading from server|transport is closing|(Get|Put|Delete) "https?://|Status=(409|429|5\d\d) |` +
		`operation (timed out|was cancelled)`)

// neverSent are those that look like them, where nothing was sent.
var neverSent = regexp.MustCompile(
	`[Ee]rror while dialing|cannot (check existence of|create already existing)`)

// change runs a command that changes resources. When it fails, the steps whose outcome nobody knows are noted
// in the state.
//
// Pulumi forgets a step that failed, even when it was the plugin that died while Azure went on. A resource
// that was being created is then unknown to the next update, "cannot create already existing resource"; one
// that was being deleted counts as there. Here both are treated as what an engine that died has left, but
// they are not read yet: the plugin may still be dead.
func (d *Driver) change(ctx context.Context, command string, args ...string) error {
	folder, err := os.MkdirTemp("", "private-acr-")
	if err != nil {
		return fmt.Errorf("making a folder for the engine's events: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "events")
	if err = d.show(ctx, command, append(args, "--event-log", path)...); err == nil {
		return nil
	}
	return errors.Join(err, d.noteLost(ctx, path))
}

// noteLost enters the steps that the events leave open into the state.
func (d *Driver) noteLost(ctx context.Context, path string) error {
	file, err := os.Open(path) //nolint:gosec // our own
	if errors.Is(err, os.ErrNotExist) {
		return nil // It failed before anything happened.
	}
	if err != nil {
		return fmt.Errorf("reading the engine's events: %w", err)
	}
	defer func() { _ = file.Close() }()
	lost := lostSteps(file)
	if len(lost) == 0 {
		return nil
	}
	s, err := d.export(ctx)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(d.Stderr, "What became of %d operations is not known: the next run will look.\n",
		len(lost))
	note(&s.Deployment, lost)
	return d.adopt(ctx, s)
}

// note marks what was being deleted, and enters what was being created among what is pending.
func note(deployment *apitype.DeploymentV3, lost []apitype.StepEventMetadata) {
	for _, step := range lost {
		if step.Op != apitype.OpDelete && step.Op != apitype.OpDeleteReplaced {
			deployment.PendingOperations = append(deployment.PendingOperations,
				apitype.OperationV2{Type: apitype.OperationTypeCreating, Resource: asked(*step.New)})
			continue
		}
		for i, r := range deployment.Resources {
			if string(r.URN) == step.URN && string(r.ID) == step.Old.ID {
				deployment.Resources[i].InitErrors = []string{unread}
			}
		}
	}
}

// lostSteps reads events up to their end, or up to where a kill has torn them.
func lostSteps(events io.Reader) []apitype.StepEventMetadata {
	open := map[string]bool{}
	var failed []apitype.StepEventMetadata
	for decoder := json.NewDecoder(events); ; {
		var event apitype.EngineEvent
		if decoder.Decode(&event) != nil {
			break
		}
		if e := event.DiagnosticEvent; e != nil && e.Severity == "error" {
			asked := unanswered.MatchString(e.Message) && !neverSent.MatchString(e.Message)
			open[e.URN] = open[e.URN] || asked
		}
		if e := event.ResOpFailedEvent; e != nil && canBeLost(e.Metadata) {
			failed = append(failed, e.Metadata)
		}
	}
	return slices.DeleteFunc(failed, func(step apitype.StepEventMetadata) bool { return !open[step.URN] })
}

// canBeLost tells the steps that the state can be wrong about. An update is not one: it is repeated.
func canBeLost(step apitype.StepEventMetadata) bool {
	switch step.Op {
	case apitype.OpCreate, apitype.OpCreateReplacement:
		return step.New != nil && step.New.Custom
	case apitype.OpDelete, apitype.OpDeleteReplaced:
		return step.Old != nil && step.Old.Custom
	default:
		return false
	}
}

// asked is the resource that a step was to make. What events leave out, its dependencies and secrets, the
// next update adds.
func asked(r apitype.StepEventStateMetadata) apitype.ResourceV3 {
	return apitype.ResourceV3{
		URN: resource.URN(r.URN), Type: tokens.Type(r.Type), Custom: true,
		Inputs: r.Inputs, Parent: resource.URN(r.Parent), Provider: r.Provider,
	}
}
