package recovery

import (
	"regexp"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// unanswered are the errors of a step that leave open whether Azure got the request: the plugin died, or
// the connection did, also while asking how it goes. A conflict is one of them: where the answer to a
// request is lost, the Azure SDK sends it again, and is told that the resource is busy, with the operation
// of the first. So is a server's own fault. Any other error is an answer, and the provider deals with what
// it left. The texts are azure-native's (AzureError in azure.go) and the Azure SDK's.
var unanswered = regexp.MustCompile(
	`error reading from server|transport is closing|(Get|Put|Delete) "https?://|Status=(409|429|5\d\d) |` +
		`operation timed out|context canceled`)

// neverSent are those that look like them, where nothing was sent. That existence cannot be checked is said
// of Azure's answers only: a connection that breaks at that moment looks as if the creation had been sent.
var neverSent = regexp.MustCompile(
	`[Ee]rror while dialing|cannot (check existence of|create already existing)`)

// Watch finds the steps that fail without an answer among the engine's events of one operation. Pulumi
// forgets a step that failed, even when it was the plugin that died while Azure went on. A resource that was
// being created is then unknown to the next update, "cannot create already existing resource"; one that was
// being deleted counts as there. The zero Watch is ready.
type Watch struct {
	open   map[string]bool
	failed []apitype.StepEventMetadata
}

// See takes the next event.
func (w *Watch) See(event apitype.EngineEvent) {
	if e := event.DiagnosticEvent; e != nil && e.Severity == "error" && isOpen(e.Message) {
		if w.open == nil {
			w.open = map[string]bool{}
		}
		w.open[e.URN] = true
	}
	if e := event.ResOpFailedEvent; e != nil && canBeLost(e.Metadata) {
		w.failed = append(w.failed, e.Metadata)
	}
}

// Lost are the steps whose outcome nobody knows, for [Recovery.Note].
func (w *Watch) Lost() []apitype.StepEventMetadata {
	return slices.DeleteFunc(slices.Clone(w.failed), func(step apitype.StepEventMetadata) bool {
		return !w.open[step.URN]
	})
}

func isOpen(message string) bool {
	return unanswered.MatchString(message) && !neverSent.MatchString(message)
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

// requested is the resource that a step was to make. What events leave out, its dependencies and secrets, the
// next update adds.
func requested(r apitype.StepEventStateMetadata) apitype.ResourceV3 {
	return apitype.ResourceV3{
		URN: resource.URN(r.URN), Type: tokens.Type(r.Type), Custom: true,
		Inputs: r.Inputs, Parent: resource.URN(r.Parent), Provider: r.Provider,
	}
}
