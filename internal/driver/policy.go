package driver

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
)

// Policy says which policy pack judges a stack.
type Policy struct {
	// Pack is the pack's executable; "" is none.
	Pack string
	// Config is the file with levels and settings; "" leaves those of the rules.
	Config string
}

func (p Policy) flags() []string {
	var flags []string
	if p.Pack != "" {
		flags = append(flags, "--policy-pack", p.Pack)
	}
	if p.Config != "" {
		flags = append(flags, "--policy-pack-config", p.Config)
	}
	return flags
}

// judgedPreview previews the stack with the policy pack, after a look at the pack's configuration: the pack
// says what would be right, where Pulumi only says what is wrong.
func (d *Driver) judgedPreview(ctx context.Context) error {
	if err := d.checkPolicy(ctx); err != nil {
		return err
	}
	return d.show(ctx, "preview", d.Policy.flags()...)
}

func (d *Driver) checkPolicy(ctx context.Context) error {
	switch {
	case d.Policy.Config == "":
		return nil
	case d.Policy.Pack == "":
		return errors.New("a configuration of a policy pack is given, but no pack: name its executable too")
	}
	//nolint:gosec // Running the pack that the caller names is what it is named for.
	cmd := exec.CommandContext(ctx, d.Policy.Pack, "-check", d.Policy.Config)
	cmd.Dir, cmd.Stderr = d.Dir, d.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("checking the configuration of the policy pack, %s: %w", d.Policy.Config, err)
	}
	return nil
}
