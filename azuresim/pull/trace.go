package pull

import (
	"slices"
	"time"
)

// Trace is what became of a consumer's attempt to pull an image. No password is in it.
type Trace struct {
	// Time is Azure's.
	Time time.Time `json:"time"`
	// Consumer is the id of the resource that runs the container.
	Consumer string `json:"consumer"`
	// Image is the reference as the consumer wrote it.
	Image string `json:"image"`
	// Steps end with the first that went wrong.
	Steps []Step `json:"steps"`
	// Error is empty when the image was pulled.
	Error string `json:"error,omitempty"`
	// Reason is what the system log of Container Apps calls the failure: ImagePullUnauthorized or
	// ImagePullFailed. It is empty when the image was pulled.
	Reason string `json:"reason,omitempty"`
}

// Step is one link of the path from a consumer to an image.
type Step struct {
	Name   string `json:"name"`
	Detail string `json:"detail"`
	OK     bool   `json:"ok"`
}

// keptTraces is how many traces are kept, in memory.
const keptTraces = 100

// Traces are those of the latest pulls, the oldest first.
func (p *Puller) Traces() []Trace { return slices.Clone(p.traces) }

func (p *Puller) keep(trace Trace) {
	p.traces = append(p.traces, trace)
	if extra := len(p.traces) - keptTraces; extra > 0 {
		p.traces = slices.Clone(p.traces[extra:])
	}
}
