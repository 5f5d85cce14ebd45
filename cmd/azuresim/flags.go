//go:build unix

package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
)

const usage = `Usage:
  azuresim exec  [flags] -- COMMAND [ARGUMENT...]   run COMMAND against simulated Azure; its exit code is ours
  azuresim serve [flags]                            run simulated Azure until interrupted

Both set, or print, the environment that makes Pulumi and ARM clients use the simulation.

Flags:
`

// invocation is a command line that has been understood. Without a command it serves.
type invocation struct {
	command []string
	world   world.Options
	dir     string
	port    int
	verbose bool
}

func parse(args []string, help io.Writer) (invocation, error) {
	var inv invocation
	flags := inv.flags(help)
	if len(args) == 0 {
		return inv, errors.New("naming a verb is required: exec or serve")
	}
	if args[0] != "exec" && args[0] != "serve" {
		// Parsed only so that -h and -help work without a verb.
		if err := flags.Parse(args); err != nil {
			return inv, err
		}
		return inv, fmt.Errorf("reading verb %q: the verbs are exec and serve", args[0])
	}
	if err := flags.Parse(args[1:]); err != nil {
		return inv, err
	}
	if args[0] == "exec" {
		inv.command = flags.Args()
	}
	return inv, inv.check(args[0], flags.Args())
}

func (inv *invocation) flags(help io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("azuresim", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // Errors are printed by run, once.
	flags.Usage = func() {
		say(help, "%s", usage)
		flags.SetOutput(help)
		flags.PrintDefaults()
		flags.SetOutput(io.Discard)
	}
	flags.StringVar(&inv.dir, "dir", "", "keep state in `FOLDER` across runs (default: forget it at the end)")
	flags.StringVar((*string)(&inv.world.PrivateLink), "private-link", string(world.BothPrivateLink),
		"`WORLD` of private link: whether the registry offers data endpoints as a group of their own\n"+
			"(group), as members of group \"registry\" (member), or both")
	flags.Float64Var(&inv.world.Scale, "scale", azuresim.DefaultScale,
		"how many `TIMES` as fast Azure's clock runs")
	flags.DurationVar(&inv.world.DataGroupDelay, "data-group-delay", 0,
		"Azure `TIME` from a registry's success until its data endpoint is offered; negative: at once")
	flags.DurationVar(&inv.world.GrantDelay, "grant-delay", 0,
		"age, in Azure's `TIME`, at which a role assignment works; negative: at once "+
			"(default: each has its own, 30 s to 2 min)")
	flags.Uint64Var(&inv.world.Seed, "seed", 0,
		"`NUMBER` that decides which grants work late, up to 10 min; 0: none does")
	flags.DurationVar(&inv.world.PasswordDelay, "password-delay", 0,
		"age, in Azure's `TIME`, at which a generated password of a token works; negative: at once")
	flags.DurationVar(&inv.world.ServiceLinkLag, "service-link-lag", 0,
		"Azure `TIME` that a subnet stays tied to a service after the last resource in it is gone")
	flags.DurationVar(&inv.world.ReplicationDelay, "replication-delay", 0,
		"Azure `TIME` that an image needs from its registry's home to a replica; negative: none")
	flags.StringVar((*string)(&inv.world.ImageCheck), "image-check", "",
		"when Container Apps look whether an image can be pulled, `request` or operation (default: now the "+
			"one, now the other)")
	flags.BoolVar(&inv.world.Egress.WithoutNatGateway, "without-nat-gateway", false,
		"container groups leave their network without a NAT gateway")
	flags.Func("appliance-allows",
		"service `TAG` that a firewall on a route lets through; repeat it for more",
		func(tag string) error {
			inv.world.Egress.ApplianceAllows = append(inv.world.Egress.ApplianceAllows, tag)
			return nil
		})
	flags.IntVar(&inv.port, "port", 0, "TCP `PORT` on 127.0.0.1 (default: a free one)")
	flags.BoolVar(&inv.verbose, "v", false, "log every request")
	return flags
}

func (inv invocation) check(verb string, rest []string) error {
	switch {
	case verb == "exec" && len(rest) == 0:
		return errors.New("naming a command is required: azuresim exec [flags] -- COMMAND")
	case verb == "serve" && len(rest) > 0:
		return fmt.Errorf("reading argument %q: serve takes none", rest[0])
	case inv.world.Scale <= 0:
		return fmt.Errorf("reading -scale %v: it must be above 0", inv.world.Scale)
	case inv.port < 0 || inv.port > 65535:
		return fmt.Errorf("reading -port %d: it must be from 0 to 65535", inv.port)
	}
	if err := inv.world.PrivateLink.Check(); err != nil {
		return fmt.Errorf("reading -private-link: %w", err)
	}
	if err := inv.world.ImageCheck.Check(); err != nil {
		return fmt.Errorf("reading -image-check: %w", err)
	}
	return nil
}

func (inv invocation) options(log io.Writer) azuresim.Options {
	level := slog.LevelWarn
	if inv.verbose {
		level = slog.LevelDebug
	}
	return azuresim.Options{
		World: inv.world,
		Dir:   inv.dir,
		Port:  inv.port,
		Log:   slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: level})),
	}
}
