package resourcemanager

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/google/uuid"

	"private-acr/azuresim/world"
)

// Options says who may sign in and where requests are logged.
type Options struct {
	// TenantID, SubscriptionID, ClientID, ObjectID and ClientSecret are the one simulated account. The
	// subscription is what /subscriptions lists; a path may name any other subscription by its GUID, so
	// that a stack which spans two subscriptions can be tried.
	TenantID, SubscriptionID, ClientID, ObjectID, ClientSecret string

	// Log receives a line per request at debug level and an error for a panic. Nil discards both.
	Log *slog.Logger
}

type server struct {
	Options

	world  *world.World
	writes sync.RWMutex // See conditionally.
}

// answer is a response before it is written. A nil body writes none.
type answer struct {
	status int
	header map[string]string
	body   any
}

// handle answers one request; its error becomes Azure's error envelope.
type handle func(r *http.Request) (answer, error)

// Handler serves azure as Azure Resource Manager, with the metadata and sign-in addresses a client needs to
// find its way. It never panics: a fault inside answers 500 InternalServerError and is logged.
func Handler(azure *world.World, opts Options) http.Handler {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	s := &server{Options: opts, world: azure}
	fixed := s.fixed()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// ServeMux redirects a path with an empty segment, which Azure refuses, so only the fixed
		// addresses go through it.
		if _, pattern := fixed.Handler(r); pattern != "" {
			fixed.ServeHTTP(w, r)
			return
		}
		s.serve(w, r, s.manage)
	})
}

func (s *server) fixed() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern, h := range map[string]handle{
		"GET /metadata/endpoints":                             s.metadata,
		"POST /{tenant}/oauth2/v2.0/token":                    s.token,
		"POST /{tenant}/oauth2/token":                         s.oldToken,
		"GET /{tenant}/discovery/v2.0/keys":                   s.signingKeys,
		"GET /{tenant}/v2.0/.well-known/openid-configuration": s.openID,
		"GET /adfs/.well-known/openid-configuration":          s.openIDOfADFS,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			s.serve(w, r, h)
		})
	}
	return mux
}

func (s *server) serve(w http.ResponseWriter, r *http.Request, h handle) {
	started := time.Now()
	a, err := s.guarded(w, r, h)
	if err != nil {
		a = s.failure(r, err)
	}
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	write(w, r, a)
	s.Log.DebugContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path, "status", a.status,
		"took", time.Since(started), "error", err)
}

func (s *server) guarded(w http.ResponseWriter, r *http.Request, h handle) (a answer, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &panicError{fault, debug.Stack()}
		}
	}()
	s.commonHeaders(w, r)
	return h(r)
}

func (s *server) commonHeaders(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Date", s.world.Now().UTC().Format(http.TimeFormat))
	h.Set("Cache-Control", "no-cache")
	request := uuid.NewString()
	h.Set("X-Ms-Request-Id", request)
	h.Set("X-Ms-Routing-Request-Id", "SIMULATED:"+s.world.Now().UTC().Format("20060102T150405Z")+":"+request)
	correlation := r.Header.Get("X-Ms-Correlation-Request-Id")
	if correlation == "" {
		correlation = uuid.NewString()
	}
	h.Set("X-Ms-Correlation-Request-Id", correlation)
	if id := r.Header.Get("X-Ms-Client-Request-Id"); id != "" {
		h.Set("X-Ms-Client-Request-Id", id)
	}
}

// panicError is a panic caught. Its stack is for the log alone.
type panicError struct {
	fault any
	stack []byte
}

// Error is what the client is told.
func (e *panicError) Error() string { return fmt.Sprint(e.fault) }

// LogValue is what the log is told.
func (e *panicError) LogValue() slog.Value {
	return slog.StringValue(fmt.Sprintf("%v\n%s", e.fault, e.stack))
}

// failure turns any error into an answer. What is not Azure's own error is a fault of the simulation.
func (s *server) failure(r *http.Request, err error) answer {
	var refused *world.Error
	if errors.As(err, &refused) {
		return answer{status: refused.Status, header: challenge(refused), body: envelope(refused)}
	}
	var denied *signInError
	if errors.As(err, &denied) {
		return answer{status: denied.status, body: denied}
	}
	s.Log.ErrorContext(r.Context(), "fault in simulated Azure", "method", r.Method, "path", r.URL.Path,
		"error", err)
	internal := &world.Error{
		Status:  http.StatusInternalServerError,
		Code:    "InternalServerError",
		Message: "Encountered internal server error. " + err.Error(),
	}
	return answer{status: internal.Status, body: envelope(internal)}
}
