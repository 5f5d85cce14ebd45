//go:build unix

package faults

import (
	"context"
	"errors"
	"fmt"
	"time"

	"private-acr/azuresim/faults"
)

// scene is what is being done while things go wrong.
type scene struct {
	name string
	// before is what is done in peace, faulted the command that things go wrong in, and then what is wanted
	// afterwards.
	before  func(*run) error
	faulted string
	then    string
}

// scenes in the order in which numbers choose them. More than half are creations, where most can be lost.
var scenes = []scene{
	{"create", nothing, "up", "up"},
	{"update", changed, "up", "up"},
	{"create", nothing, "up", "up"},
	{"destroy", built, "destroy", "destroy"},
	{"create, then destroy", nothing, "up", "destroy"},
	{"destroy, then create", built, "destroy", "up"},
	{"create", nothing, "up", "up"},
}

// sceneOf chooses a scene by the number's bits, for schedules go through their kinds in step with it.
func sceneOf(number uint64) scene {
	return scenes[(number/3+number)%uint64(len(scenes))]
}

func nothing(*run) error { return nil }

func built(r *run) error { return r.command("up") }

func changed(r *run) error {
	if err := built(r); err != nil {
		return err
	}
	return r.settings(
		"  private-acr:location", "  private-acr:tags: {team: platform}\n  private-acr:location",
		modeSetting+string(r.modes.first), modeSetting+string(r.modes.then),
		"      port: 80", "      cpu: 2\n      port: 80")
}

// try runs a schedule from nothing to nothing.
func (p programs) try(ctx context.Context, number uint64) outcome {
	o := outcome{schedule: faults.New(number), scene: sceneOf(number)}
	if o.scene.faulted == "destroy" {
		o.schedule = o.schedule.WithoutReads()
	}
	began := time.Now()
	r, err := p.start(ctx, number)
	if err == nil {
		err = r.play(&o) //nolint:contextcheck // The run has the context.
		err = errors.Join(err, r.close())
	}
	o.took, o.err = time.Since(began), err
	return o
}

func (r *run) play(o *outcome) error {
	if err := o.scene.before(r); err != nil {
		return fmt.Errorf("before anything went wrong: %w", err)
	}
	r.injector.Arm(o.schedule, faults.Actions{
		KillEngine: r.kill, KillPlugin: r.try(r.azure.KillPlugin), Restart: r.try(r.restart),
	})
	o.faulted = r.command(o.scene.faulted) // Whether it fails is not the question.
	o.happened = r.injector.Disarm()
	if err := errors.Join(r.failures...); err != nil {
		return fmt.Errorf("injecting: %w", err)
	}
	if err := r.converge(o.scene.then); err != nil {
		return err
	}
	if o.scene.then == "up" {
		if err := r.agree(); err != nil {
			return err
		}
	}
	return r.empty()
}

// mostRepeats is how often a command may have to be run again.
const mostRepeats = 3

// converge repeats the command until it succeeds.
func (r *run) converge(command string) error {
	var errs []error
	for n := range mostRepeats {
		err := r.command(command)
		if err == nil {
			return nil
		}
		errs = append(errs, fmt.Errorf("repeat %d: %w", n+1, err))
	}
	return errors.Join(errs...)
}
