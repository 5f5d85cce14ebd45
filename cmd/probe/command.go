package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/google/uuid"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
	"private-acr/probe"
)

// command is a command line that has been understood.
type command struct {
	probes                         []probe.Probe
	subscription, location, report string
	parallel                       int
	list, clean, yes               bool
}

func parse(args []string, help io.Writer) (command, error) {
	var c command
	flags := flag.NewFlagSet("probe", flag.ContinueOnError)
	flags.SetOutput(help)
	flags.StringVar(&c.subscription, "subscription", "",
		"`ID` of the real subscription to ask in (default: simulated Azure)")
	flags.StringVar(&c.location, "location", "koreacentral", "`REGION` of all that is made")
	flags.StringVar(&c.report, "report", "", "`FILE` for the report (default: print it)")
	flags.IntVar(&c.parallel, "parallel", 4, "`NUMBER` of probes at once in real Azure")
	flags.BoolVar(&c.list, "list", false, "only say what would be asked, and what it costs at most")
	flags.BoolVar(&c.clean, "clean", false, "only remove what a killed run has left")
	flags.BoolVar(&c.yes, "yes", false, "do not ask before anything is made in real Azure")
	wanted := flags.String("run", "", "only the probes whose names match the `EXPRESSION`")
	if err := flags.Parse(args); err != nil {
		return c, err
	}
	if flags.NArg() > 0 {
		return c, fmt.Errorf("reading argument %q: there are only flags", flags.Arg(0))
	}
	return c, c.complete(*wanted)
}

func (c *command) complete(wanted string) error {
	expression, err := regexp.Compile(wanted)
	if err != nil {
		return fmt.Errorf("reading -run: %w", err)
	}
	c.probes = slices.DeleteFunc(probe.All(), func(p probe.Probe) bool {
		return !expression.MatchString(p.Name)
	})
	if len(c.probes) == 0 {
		return fmt.Errorf("reading -run %q: no probe has such a name; -list shows them", wanted)
	}
	if c.parallel < 1 {
		return fmt.Errorf("reading -parallel %d: it must be at least 1", c.parallel)
	}
	if c.location, err = azure.ParseRegion(c.location); err != nil {
		return fmt.Errorf("reading -location: %w", err)
	}
	if c.real() && uuid.Validate(c.subscription) != nil {
		return fmt.Errorf("reading -subscription %q: it must be a subscription's id, a GUID", c.subscription)
	}
	if c.clean && !c.real() {
		return errors.New("reading -clean: it needs -subscription; simulated Azure keeps nothing")
	}
	return nil
}

// real reports whether real Azure is asked.
func (c command) real() bool { return c.subscription != "" }

// target is the Azure to ask, and how to leave it.
func (c command) target(ctx context.Context) (probe.Target, func() error, error) {
	if !c.real() {
		return c.simulated(ctx)
	}
	login, err := azidentity.NewDefaultAzureCredential(nil)
	if err != nil {
		return probe.Target{}, nil, fmt.Errorf("logging in: %w", err)
	}
	cloud := azure.RegionCloud(c.location)
	return probe.Target{
		Endpoint: cloud.ResourceManager, Audience: cloud.ResourceManager, Credential: login,
		SubscriptionID: c.subscription, Location: c.location,
	}, func() error { return nil }, nil
}

func (c command) simulated(ctx context.Context) (probe.Target, func() error, error) {
	clock := probe.NewClock()
	simulated, err := azuresim.Start(ctx, azuresim.Options{World: world.Options{Clock: clock}})
	if err != nil {
		return probe.Target{}, nil, err
	}
	return probe.Target{
		Endpoint: simulated.PlainURL(), Audience: simulated.PlainURL(), Credential: simulated.Credential(),
		SubscriptionID: azuresim.SubscriptionID, Location: c.location, Clock: clock,
	}, simulated.Close, nil
}
