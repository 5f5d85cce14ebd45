package faults

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"private-acr/azuresim/world"
)

// Actions do what happens outside of Azure. Each is called on a goroutine of its own but KillEngine, which is
// done before the request goes on. Nil does nothing.
type Actions struct {
	KillEngine, KillPlugin, Restart func()
}

func (a Actions) orNothing() Actions {
	for _, action := range []*func(){&a.KillEngine, &a.KillPlugin, &a.Restart} {
		if *action == nil {
			*action = func() {}
		}
	}
	return a
}

// Injector lets the faults of a schedule happen. The zero Injector lets nothing happen; its methods may be
// called from several goroutines.
type Injector struct {
	mu       sync.Mutex
	armed    Schedule
	actions  Actions
	acting   sync.WaitGroup
	seen     map[Moment]int
	happened []string
}

// Arm begins to count, and to let the faults of the schedule happen.
func (i *Injector) Arm(s Schedule, actions Actions) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.armed, i.actions, i.seen, i.happened = s, actions.orNothing(), map[Moment]int{}, nil
}

// Disarm ends it, waits for the actions under way, and returns what has happened, in order. A fault is
// missing if its moment did not come.
func (i *Injector) Disarm() []string {
	defer i.acting.Wait()
	i.mu.Lock()
	defer i.mu.Unlock()
	i.armed = Schedule{}
	return i.happened
}

// Handler lets faults happen to the requests that are about resources, and passes all others on.
func (i *Injector) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(strings.ToLower(r.URL.Path), "/subscriptions/") {
			next.ServeHTTP(w, r)
			return
		}
		hit, _ := i.next(momentOf(r), r.Method+" "+r.URL.Path)
		happen(hit, w, r, next)
	})
}

func momentOf(r *http.Request) Moment {
	path := strings.ToLower(r.URL.Path)
	switch {
	case strings.Contains(path, "/operationstatuses/"), strings.Contains(path, "/operationresults/"):
		return Poll
	case r.Method == http.MethodGet, r.Method == http.MethodHead:
		return Read
	}
	return Write
}

// slowness is how much longer, in Azure's time, a slow operation takes.
const slowness = 20 * time.Minute

// Outcome says how an operation ends, for [world.World.InjectOutcomes].
func (i *Injector) Outcome(op world.Operation) world.Outcome {
	hit, number := i.next(End, op.Verb+" "+op.ResourceID)
	switch hit {
	case Slow:
		return world.Outcome{Delay: slowness}
	case Failed:
		return world.Outcome{Error: &world.Error{
			Status: http.StatusInternalServerError, Code: "InternalServerError",
			Message: fmt.Sprintf("Encountered internal server error (injected at end %d).", number),
		}}
	case Canceled:
		return world.Outcome{Canceled: true, Error: &world.Error{
			Status: http.StatusConflict, Code: "Canceled",
			Message: fmt.Sprintf("Operation was canceled (injected at end %d).", number),
		}}
	default:
		return world.Outcome{}
	}
}

// next counts a moment, acts, and returns the first kind of fault that hits it, "" for none, with its number.
func (i *Injector) next(at Moment, what string) (Kind, int) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.armed.Faults) == 0 {
		return "", 0
	}
	i.seen[at]++
	number, hit := i.seen[at], Kind("")
	for _, f := range i.armed.Faults {
		if f.At != at || number < f.Nth || number >= f.Nth+f.Times {
			continue
		}
		i.happened = append(i.happened, fmt.Sprintf("%s at %s %d, %s", f.Kind, at, number, what))
		if !i.act(f.Kind) && hit == "" {
			hit = f.Kind
		}
	}
	return hit, number
}

// act does what a fault does outside of Azure, and reports whether it is of that sort. The others wait for no
// request: a restart waits for all that are under way, this one included.
func (i *Injector) act(kind Kind) bool {
	switch kind {
	case EngineKilled:
		i.actions.KillEngine()
	case PluginKilled:
		i.acting.Go(i.actions.KillPlugin)
	case Restarted:
		i.acting.Go(i.actions.Restart)
	default:
		return false
	}
	return true
}
