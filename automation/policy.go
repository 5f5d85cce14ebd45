package automation

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Policy is the policy pack that checks a stack.
type Policy struct {
	// Pack is the path of the pack's executable. Its folder works as well with an official Pulumi CLI,
	// which compiles it at each run.
	Pack string
	// Config is the path of a configuration file; "" leaves levels and settings as the rules have them.
	Config string
	// Disabled says that no pack checks the stack here, on purpose: because it is done elsewhere, or because
	// a test is about something else.
	Disabled bool
}

// check finds the mistakes in a policy that can be seen without an engine.
func (p Policy) check(ctx context.Context) error {
	switch {
	case p.Disabled && (p.Pack != "" || p.Config != ""):
		return errors.New("a policy pack is given and the policy is disabled: leave one of them out")
	case p.Disabled:
		return nil
	case p.Pack == "":
		return errors.New("no policy pack is given: name its executable, " +
			"or disable the policy in so many words")
	case p.Config == "" || isFolder(p.Pack):
		return nil
	default:
		return p.checkConfig(ctx)
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// checkConfig asks the pack about its configuration, because it says what would be right, where Pulumi only
// says what is wrong.
func (p Policy) checkConfig(ctx context.Context) error {
	//nolint:gosec // Running the pack that the caller names is what it is named for.
	said, err := exec.CommandContext(ctx, p.Pack, "-check", p.Config).CombinedOutput()
	if err != nil {
		return fmt.Errorf("checking configuration %q of the policy pack: %w\n%s",
			p.Config, err, strings.TrimSpace(string(said)))
	}
	return nil
}

// packs and configs are the lists that the Automation API takes.
func (p Policy) packs() []string { return given(p.Pack) }

func (p Policy) configs() []string { return given(p.Config) }

func given(path string) []string {
	if path == "" {
		return nil
	}
	return []string{path}
}
