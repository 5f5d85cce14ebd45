package azuresim

import (
	"errors"
	"net/http"
	"sync"
	"time"
)

// Restart ends the Resource Manager and starts it again from its journal, at the same address and with the
// same plugin, as if its process had been killed and started anew. Requests that come in the time down have
// their connections closed. Without Options.Dir everything is forgotten.
func (a *Azure) Restart(down time.Duration) error {
	reopen := a.front.close()
	time.Sleep(down)
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := errors.Join(a.world.Close(), a.openWorld(a.opts)); err != nil {
		return err
	}
	reopen(a.handler(a.opts))
	return nil
}

// KillPlugin ends the plugin as a kill would, and starts another on another port, which Env then names. An
// engine that is attached to the first one fails.
func (a *Azure) KillPlugin() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return errors.Join(a.plugin.Close(), a.attach(a.opts))
}

// front is the handler that stays where the world behind it is replaced.
type front struct {
	mu      sync.RWMutex
	serving http.Handler
}

// ServeHTTP passes a request on, or closes its connection while there is nobody to pass it to.
func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !f.mu.TryRLock() {
		panic(http.ErrAbortHandler)
	}
	defer f.mu.RUnlock()
	f.serving.ServeHTTP(w, r)
}

// close lets the requests under way end and none in, until it is reopened with a handler.
func (f *front) close() (reopen func(http.Handler)) {
	f.mu.Lock()
	return func(next http.Handler) {
		f.serving = next
		f.mu.Unlock()
	}
}
