package automation

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
)

// The reasons of an [*Error], for [errors.Is].
var (
	// ErrLocked says that another update of the stack is under way, or was killed and left its lock.
	ErrLocked = errors.New("the state is locked by another update")
	// ErrStackExists says that somebody else has created the stack at the same moment.
	ErrStackExists = errors.New("the stack has just been created by somebody else")
	// ErrPolicy says that mandatory rules of the policy pack are broken.
	ErrPolicy = errors.New("the policy pack refuses it")
	// ErrPreview says that the preview before an update failed, so that nothing was changed. It comes with
	// the reason of the preview.
	ErrPreview = errors.New("nothing was changed, because the preview failed")
	// ErrProgram says that the program ended with an error: faults in the settings, most of all. Where the
	// program is a Go function, [errors.As] finds what it returned.
	ErrProgram = errors.New("the program ended with an error")
	// ErrResourceExists says that Azure has a resource already that the state does not know.
	ErrResourceExists = errors.New("a resource exists in Azure that the state does not know")
	// ErrResource says that a resource could not be created, changed, read or deleted.
	ErrResource = errors.New("an operation on a resource failed")
	// ErrCancelled says that the operation was asked to end, and did so in order.
	ErrCancelled = errors.New("the operation was cancelled")
	// ErrPulumi says that Pulumi itself failed, before or outside of any resource.
	ErrPulumi = errors.New("pulumi failed")
)

// remedies say what to do, by reason. [ErrPulumi] has none: only its details can tell.
var remedies = []struct {
	reason error
	remedy string
}{
	{ErrLocked, "Wait until it has ended. If it was killed and nobody else uses this state, " +
		"recover the stack and clear the lock."},
	{ErrStackExists, "Run it again: it will use that stack."},
	{ErrPolicy, "Mend what each rule names, or exempt it in the policy pack's configuration."},
	{ErrProgram, "Mend what it names in the settings or in the program, and run it again."},
	{ErrResourceExists, "If an earlier run was interrupted, recover the stack; " +
		"otherwise import the resource or choose another name."},
	{ErrResource, "Mend what Azure names and run it again: what has been built is kept."},
	{ErrCancelled, "Run it again to go on."},
}

// Error is why an operation on a stack failed. [errors.Is] tells its reason.
type Error struct {
	// Doing is the operation, such as "updating".
	Doing string
	// Stack is the stack's name.
	Stack string
	// Reason is one of the package's Err values, or [ErrPreview] together with one.
	Reason error
	// Details are the engine's own error messages, or Pulumi's where the engine did not come to speak.
	Details []string
	// Violations are the broken rules where the reason is [ErrPolicy].
	Violations []Violation
	// Err is the cause: what the program returned, or the Automation API's error, on which the predicates of
	// package auto work.
	Err error

	// shown tells whether the streams of the options had the details already.
	shown bool
}

// Error says what failed and why, what the engine says of it, and what to do.
func (e *Error) Error() string { return e.text(e.details()) }

// Brief is Error for somebody who has seen what the streams of the options got: it leaves out what stands
// there already.
func (e *Error) Brief() string {
	if e.shown {
		return e.text(nil)
	}
	return e.Error()
}

func (e *Error) text(details []string) string {
	lines := append([]string{fmt.Sprintf("%s stack %q: %v", e.Doing, e.Stack, e.Reason)}, details...)
	if remedy := e.Remedy(); remedy != "" {
		lines = append(lines, remedy)
	}
	return strings.Join(lines, "\n")
}

// details are the broken rules, or the messages where it is not rules that are broken.
func (e *Error) details() []string {
	if len(e.Violations) == 0 {
		return e.Details
	}
	var lines []string
	for _, v := range e.Violations {
		lines = append(lines, v.Rule+": "+v.Message)
	}
	return lines
}

// Remedy is what to do, "" where only the details can tell.
func (e *Error) Remedy() string {
	for _, r := range remedies {
		if errors.Is(e.Reason, r.reason) {
			return r.remedy
		}
	}
	return ""
}

// Unwrap finds the reason and the cause.
func (e *Error) Unwrap() []error { return []error{e.Reason, e.Err} }

// failure makes an [*Error] of an error of the Automation API. That has to come as it is: its own predicates
// do not see through a wrapped one. The program's error is what a Go function returned, if it did.
func failure(ctx context.Context, doing, stack string, err, program error, r *record) *Error {
	e := &Error{
		Doing: doing, Stack: stack, Reason: reason(ctx, err, program, r),
		Details: r.complaints, Violations: r.violations, Err: err,
	}
	switch {
	case errors.Is(e.Reason, ErrProgram) && program != nil:
		e.Details, e.Err = []string{program.Error()}, program
	case ctx.Err() != nil:
		e.Err = errors.Join(ctx.Err(), err)
	case len(e.Details) == 0:
		e.Details = []string{complaint(err)}
	}
	return e
}

// refused is the error of an update whose preview failed.
func refused(err error) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	e.Doing, e.Reason = "updating", fmt.Errorf("%w: %w", ErrPreview, e.Reason)
	return err
}

// reason finds the first cause. A rule that refuses a resource, and a resource that fails, end the program
// with an error of its own, so that one comes last.
func reason(ctx context.Context, err, program error, r *record) error {
	switch {
	case auto.IsConcurrentUpdateError(err):
		return ErrLocked
	case auto.IsCreateStack409Error(err):
		return ErrStackExists
	case ctx.Err() != nil || r.cancelled:
		return ErrCancelled
	case len(r.violations) > 0:
		return ErrPolicy
	case alreadyExists.MatchString(strings.Join(r.complaints, "\n")):
		return ErrResourceExists
	case r.failed:
		return ErrResource
	case program != nil || auto.IsRuntimeError(err) || auto.IsCompilationError(err) || programEnded(r):
		return ErrProgram
	default:
		return ErrPulumi
	}
}

var (
	// alreadyExists is azure-native's answer to a creation.
	alreadyExists = regexp.MustCompile(`cannot create already existing resource`)
	// ended is how the engine tells of a program in a folder that ended with an error.
	ended = regexp.MustCompile(`an unhandled error occurred|program (failed|exited)|exit status \d+`)
)

func programEnded(r *record) bool { return ended.MatchString(strings.Join(r.complaints, "\n")) }

// complaint is what the CLI printed as an error, out of the text of an error of the Automation API.
func complaint(err error) string {
	_, stderr, found := strings.Cut(err.Error(), "\nstderr: ")
	if stderr = plain(stderr); !found || stderr == "" {
		return err.Error()
	}
	return strings.TrimPrefix(stderr, "error: ")
}
