package probe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"sync"
	"time"
)

// Options say how probes are run.
type Options struct {
	// Probes are those to run, [All] of them in most cases.
	Probes []Probe
	// Parallel is how many run at once, where the target has no Clock; 0 means 4.
	Parallel int
	// Log hears of each probe as it begins and ends; nil hears nothing.
	Log io.Writer
}

// Result is what became of a probe.
type Result struct {
	Probe   Probe
	Finding Finding
	// Took is the time from the probe's first request to its last, in Azure's time.
	Took time.Duration
	// Err says why there is no finding, or what could not be removed.
	Err error
}

// Agrees reports whether Azure does what simulated Azure does.
func (r Result) Agrees() bool { return r.Err == nil && r.Finding.Answer == r.Probe.Simulated }

// Run puts the probes to Azure. It returns when the last resource group is gone. When the context ends, the
// probes under way are given up, and what they have made is removed.
func Run(ctx context.Context, target Target, options Options) (Report, error) {
	c, err := newClient(target)
	if err != nil {
		return Report{}, err
	}
	if options.Parallel == 0 {
		options.Parallel = 4
	}
	if target.Clock != nil {
		options.Parallel = 1
	}
	if options.Log == nil {
		options.Log = io.Discard
	}
	report := Report{Target: target, Began: time.Now(), Results: make([]Result, len(options.Probes))}
	places := make(chan struct{}, options.Parallel)
	var running sync.WaitGroup
	for i, probe := range options.Probes {
		running.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			report.Results[i] = c.put(ctx, probe, options.Log)
		})
	}
	running.Wait()
	return report, nil
}

// put runs one probe, from making its resource group to removing it.
func (c *client) put(ctx context.Context, probe Probe, log io.Writer) Result {
	r := Result{Probe: probe}
	if r.Err = ctx.Err(); r.Err != nil {
		return r
	}
	scene, began := newScene(c, probe), c.now()
	say(log, "%s: in resource group %s\n", probe.Name, path.Base(scene.group))
	limited, cancel := context.WithTimeout(ctx, probe.Takes)
	defer cancel()
	if r.Err = scene.open(limited, probe); r.Err == nil {
		r.Finding, r.Err = probe.Ask(limited, scene)
	}
	r.Err = errors.Join(r.Err, scene.close(ctx))
	r.Took = c.now().Sub(began)
	r.Finding.Answer = scene.redact(r.Finding.Answer)
	for i, detail := range r.Finding.Details {
		r.Finding.Details[i] = scene.redact(detail)
	}
	if r.Err != nil {
		r.Err = errors.New(scene.redact(r.Err.Error()))
	}
	say(log, "%s: %s\n", probe.Name, r.outcome())
	return r
}

func (r Result) outcome() string {
	switch {
	case r.Err != nil:
		return "no answer: " + r.Err.Error()
	case r.Agrees():
		return r.Finding.Answer + ", as simulated Azure"
	}
	return fmt.Sprintf("%s; simulated Azure: %s", r.Finding.Answer, r.Probe.Simulated)
}

// say prints for a person, who may have closed the output.
func say(to io.Writer, format string, values ...any) { _, _ = fmt.Fprintf(to, format, values...) }
