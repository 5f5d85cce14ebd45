package automation

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/auto/events"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag/colors"

	"private-acr/automation/recovery"
)

// Changes counts the resources of an operation by what is done with them.
type Changes map[apitype.OpType]int

// Any tells whether any resource changes.
func (c Changes) Any() bool {
	for op, count := range c {
		if op != apitype.OpSame && op != apitype.OpRead && count > 0 {
			return true
		}
	}
	return false
}

// Violation is a mandatory rule of the policy pack that a resource breaks.
type Violation struct {
	// Rule is the rule's name.
	Rule string
	// URN is the resource's; that of the stack where the rule is about the whole.
	URN string
	// Message says what is wrong and how to mend it.
	Message string
}

// record is what the engine says during one operation.
type record struct {
	changes    Changes
	complaints []string
	violations []Violation
	// failed tells whether the step of a resource failed.
	failed bool
	// cancelled tells whether a signal reached the engine, from us or from a terminal.
	cancelled bool
	watch     recovery.Watch
}

// cancelling is what the engine says of the first signal that it gets.
const cancelling = "received; cancelling."

func (r *record) add(event apitype.EngineEvent) {
	r.watch.See(event)
	switch {
	case event.DiagnosticEvent != nil && event.DiagnosticEvent.Severity == "error":
		r.complaints = append(r.complaints, plain(event.DiagnosticEvent.Message))
	case event.PolicyEvent != nil && event.PolicyEvent.EnforcementLevel == "mandatory":
		e := event.PolicyEvent
		r.violations = append(r.violations, Violation{e.PolicyName, e.ResourceURN, plain(e.Message)})
	case event.ResOpFailedEvent != nil:
		r.failed = true
	case event.StdoutEvent != nil && strings.Contains(event.StdoutEvent.Message, cancelling):
		r.cancelled = true
	case event.SummaryEvent != nil:
		r.changes = Changes(event.SummaryEvent.ResourceChanges)
	}
}

// plain takes the engine's marks for colours out of a text.
func plain(text string) string { return strings.TrimSpace(colors.Never.Colorize(text)) }

// listen hands the engine's events on until the function that it returns is called, after the operation. The
// Automation API closes the channel only where the engine has connected to it.
func listen(see func(apitype.EngineEvent)) (chan<- events.EngineEvent, func()) {
	stream := make(chan events.EngineEvent)
	over, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-over:
				return
			case event, open := <-stream:
				if !open {
					return
				}
				// An error stands for an event that did not get through: the engine was killed.
				if event.Error == nil {
					see(event.EngineEvent)
				}
			}
		}
	}()
	return stream, func() { close(over); <-done }
}
