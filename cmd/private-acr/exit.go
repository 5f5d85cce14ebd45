package main

import (
	"errors"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/cmdutil"

	"private-acr/automation"
)

// exitTemporary asks to try again later, as EX_TEMPFAIL of sysexits.h does; Pulumi has no code for a lock.
const exitTemporary = 75

// exitCodes are Pulumi's own, so that a script need not care which of the two it runs.
const exitCodes = `Exit codes, as pulumi has them:
  0   done
  1   failed
  2   wrong usage
  4   Azure refused an operation on a resource
  5   a mandatory rule of the policy pack is broken; nothing was changed
  8   cancelled by a signal, in order
  75  another update holds the lock: try again later`

// exitCode is the code that tells a script what happened. What fails before a command has begun is usage.
func (c *command) exitCode(err error) int {
	switch {
	case err == nil:
		return cmdutil.ExitSuccess
	case !c.begun:
		return cmdutil.ExitConfigurationError
	case errors.Is(err, automation.ErrCancelled):
		return cmdutil.ExitCancelled
	case errors.Is(err, automation.ErrLocked):
		return exitTemporary
	case errors.Is(err, automation.ErrPolicy):
		return cmdutil.ExitPolicyViolation
	case errors.Is(err, automation.ErrResource), errors.Is(err, automation.ErrResourceExists):
		return cmdutil.ExitResourceError
	default:
		return cmdutil.ExitCodeError
	}
}

// message is what went wrong and then what to do, without what the engine's display has shown above it.
func (c *command) message(err error) string {
	if !c.begun {
		return err.Error() + "\nSee private-acr --help."
	}
	e, ok := err.(*automation.Error) //nolint:errorlint // An error that says more than this is shown whole.
	if !ok {
		return err.Error()
	}
	return e.Brief()
}
