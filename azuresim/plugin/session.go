package plugin

import (
	"context"
	"sync"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"google.golang.org/grpc/stats"

	"private-acr/internal/catalog"
)

// operationTimeout is azure-native's limit for an operation that names none.
const operationTimeout = 2 * time.Hour

// session is one connection: one provider of one engine. The engine connects every provider of a stack,
// default or explicit, to the same port, and each has a configuration of its own.
type session struct {
	ctx    context.Context //nolint:containedctx // the life of a connection, which outlives each of its calls
	cancel context.CancelFunc

	options Options

	mu         sync.Mutex
	configured resource.PropertyMap
}

func newSession(options Options) *session {
	ctx, cancel := context.WithCancel(context.Background())
	return &session{ctx: ctx, cancel: cancel, options: options}
}

func (s *session) configure(inputs resource.PropertyMap) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.configured = inputs
}

// setting returns what the provider's configuration says, else the fallback.
func (s *session) setting(name resource.PropertyKey, fallback string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if value, ok := catalog.Text(s.configured[name]); ok && value != "" {
		return value
	}
	return fallback
}

func (s *session) subscription() string {
	return s.setting(catalog.SubscriptionParameter, s.options.SubscriptionID)
}

// operation bounds a call by the timeout that the engine gives (in seconds, 0 for none) and by the session:
// when the engine asks to cancel, all that is under way ends.
func (s *session) operation(ctx context.Context, seconds float64) (context.Context, context.CancelFunc) {
	limit := operationTimeout
	if seconds > 0 {
		limit = time.Duration(seconds * float64(time.Second))
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	stop := context.AfterFunc(s.ctx, cancel)
	return ctx, func() {
		stop()
		cancel()
	}
}

type sessionKey struct{}

// sessionOf returns the session of the connection that a call came by.
func (p *provider) sessionOf(ctx context.Context) *session {
	if found, ok := ctx.Value(sessionKey{}).(*session); ok {
		return found
	}
	return newSession(p.options)
}

// sessions gives each connection of a gRPC server its session. Only the connection tells providers apart: the
// protocol's calls do not name the one they are for.
type sessions struct{ options Options }

func (s sessions) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context {
	return context.WithValue(ctx, sessionKey{}, newSession(s.options))
}

func (s sessions) HandleConn(ctx context.Context, event stats.ConnStats) {
	found, ok := ctx.Value(sessionKey{}).(*session)
	if _, ended := event.(*stats.ConnEnd); ok && ended {
		found.cancel()
	}
}

func (s sessions) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context { return ctx }

func (s sessions) HandleRPC(context.Context, stats.RPCStats) {}
