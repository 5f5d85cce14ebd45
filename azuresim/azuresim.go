package azuresim

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/faults"
	"private-acr/azuresim/plugin"
	"private-acr/azuresim/resourcemanager"
	"private-acr/azuresim/world"
)

// The one account of simulated Azure. The client secret is a fixed, public value: it opens nothing but a
// simulation on the same machine, and exists because clients refuse to sign in without one.
const (
	TenantID       = engine.TenantID
	SubscriptionID = "5b0fd3a2-8c47-4e19-8f66-3d9b7e2c4a02"
	ClientID       = "c19e7f64-2d38-4b95-a0d1-6f8e4b7a9c03"
	ObjectID       = "e42b9d85-71f6-4c3a-b5e8-9a1d2c6f0b04"
	ClientSecret   = "simulated-azure-no-secret"
)

var account = resourcemanager.Options{
	TenantID: TenantID, SubscriptionID: SubscriptionID, ClientID: ClientID, ObjectID: ObjectID,
	ClientSecret: ClientSecret,
}

// DefaultScale is how much faster than ours Azure's clock runs: an hour of Azure in a minute.
const DefaultScale = 60

// lastRequests is how long Close lets requests under way take.
const lastRequests = time.Second

// Options says which Azure to simulate. The zero value is a good one, forgotten at Close.
type Options struct {
	// World says how this Azure behaves. Its Scale defaults to DefaultScale; its Journal follows from Dir.
	World world.Options

	// Dir is an existing folder that keeps state and certificates across restarts. One simulation at a
	// time may use it, which cmd/azuresim ensures with a lock and a caller of Start must. Empty means
	// memory only.
	Dir string

	// Port is the TCP port on 127.0.0.1 to listen on; 0 means a free one.
	Port int

	// Faults injects faults once it is armed; nil leaves everything well.
	Faults *faults.Injector

	// Log receives requests at debug level and faults of the simulation; nil discards them.
	Log *slog.Logger
}

// Azure is a running simulation. Its methods may be called from several goroutines.
type Azure struct {
	opts     Options
	identity resourcemanager.Identity
	listener net.Listener
	server   *http.Server
	front    front

	mu     sync.Mutex // Guards world and plugin, which Restart and KillPlugin replace.
	world  *world.World
	plugin *plugin.Server

	scratch string // A folder of our own to remove at Close, if any.
	cancel  context.CancelFunc
	release func() error
}

// Start runs a simulation until Close is called or ctx ends. It fails when the port is taken or the state in
// Dir cannot be read.
func Start(ctx context.Context, opts Options) (*Azure, error) {
	opts = opts.withDefaults()
	a := &Azure{opts: opts}
	ctx, a.cancel = context.WithCancel(ctx)
	a.release = sync.OnceValue(a.stopParts)
	listen := func(opts Options) error { return a.listen(ctx, opts) }
	for _, step := range []func(Options) error{a.prepare, a.openWorld, listen, a.attach} {
		if err := step(opts); err != nil {
			return nil, errors.Join(fmt.Errorf("starting simulated Azure: %w", err), a.Close())
		}
	}
	context.AfterFunc(ctx, func() { _ = a.release() })
	return a, nil
}

func (o Options) withDefaults() Options {
	if o.World.Scale == 0 {
		o.World.Scale = DefaultScale
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// prepare makes the certificates, in a folder of our own when the caller keeps no state.
func (a *Azure) prepare(opts Options) (err error) {
	dir := opts.Dir
	if dir == "" {
		if a.scratch, err = os.MkdirTemp("", "azuresim-"); err != nil {
			return fmt.Errorf("making folder for certificates: %w", err)
		}
		dir = a.scratch
	}
	a.identity, err = resourcemanager.NewIdentity(dir)
	return err
}

func (a *Azure) openWorld(opts Options) (err error) {
	options := opts.World
	options.Journal = ""
	if opts.Dir != "" {
		options.Journal = filepath.Join(opts.Dir, "journal.jsonl")
	}
	a.world, err = world.Open(options)
	if err == nil && opts.Faults != nil {
		a.world.InjectOutcomes(opts.Faults.Outcome)
	}
	return err
}

// handler serves the world that is open.
func (a *Azure) handler(opts Options) http.Handler {
	account := account
	account.Log = opts.Log
	serving := resourcemanager.Handler(a.world, account)
	if opts.Faults != nil {
		return opts.Faults.Handler(serving)
	}
	return serving
}

func (a *Azure) listen(ctx context.Context, opts Options) (err error) {
	a.listener, err = resourcemanager.Listen(ctx, opts.Port, a.identity.Certificate)
	if err != nil {
		return err
	}
	a.front.serving = a.handler(opts)
	a.server = &http.Server{
		Handler:           &a.front,
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          slog.NewLogLogger(opts.Log.Handler(), slog.LevelDebug),
	}
	go func() { _ = a.server.Serve(a.listener) }() // It ends with the listener, at Close.
	return nil
}

func (a *Azure) attach(Options) (err error) {
	a.plugin, err = plugin.Serve(plugin.Options{
		ResourceManager: a.PlainURL(),
		SubscriptionID:  SubscriptionID, TenantID: TenantID, ClientID: ClientID, ObjectID: ObjectID,
		Credential: a.Credential(),
	})
	return err
}

func (a *Azure) address() string { return a.listener.Addr().String() }

// Env is what a program needs in its environment, as NAME=value, to take this simulation for Azure: Pulumi's
// engine attaches to the stand-in plugin, and ARM clients find the Resource Manager and sign in. Nothing in
// it is secret.
func (a *Azure) Env() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return []string{
		fmt.Sprintf("PULUMI_DEBUG_PROVIDERS=azure-native:%d", a.plugin.Port()),
		"ARM_METADATA_HOSTNAME=" + a.address(),
		"ARM_SUBSCRIPTION_ID=" + SubscriptionID,
		"ARM_TENANT_ID=" + TenantID,
		"ARM_CLIENT_ID=" + ClientID,
		"ARM_CLIENT_SECRET=" + ClientSecret,
	}
}

// URL is the Resource Manager's address, over HTTPS. The same host and port answer plain HTTP.
func (a *Azure) URL() string { return "https://" + a.address() }

// PlainURL is the same address over plain HTTP, for clients that do not trust the certificate. It serves
// this machine alone.
func (a *Azure) PlainURL() string { return "http://" + a.address() }

// Credential signs a client of the Azure SDK in to PlainURL.
func (a *Azure) Credential() azcore.TokenCredential {
	return resourcemanager.Credential{Account: account, Audience: a.PlainURL()}
}

// CertFile is the path of the certificate, in PEM, that a client must trust to use URL. It is not part of
// Env, because SSL_CERT_FILE would take a program's trust in everybody else away.
func (a *Azure) CertFile() string { return a.identity.CAFile }

// CertPool is the certificate of CertFile for an HTTP client in this process.
func (a *Azure) CertPool() *x509.CertPool { return a.identity.Pool }

// World is the simulated world, for a test to look into or to prepare. It is another after Restart.
func (a *Azure) World() *world.World {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.world
}

// Close stops the simulation. State kept in Dir stays. Closing again does nothing.
func (a *Azure) Close() error {
	a.cancel()
	return a.release()
}

// stopParts ends what was started, latest first: nobody may ask a world that is closed.
func (a *Azure) stopParts() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	var errs []error
	if a.plugin != nil {
		errs = append(errs, a.plugin.Close())
	}
	if a.server != nil {
		errs = append(errs, stopServing(a.server, a.listener))
	}
	if a.world != nil {
		errs = append(errs, a.world.Close())
	}
	if a.scratch != "" {
		errs = append(errs, os.RemoveAll(a.scratch))
	}
	return errors.Join(errs...)
}

// stopServing lets requests under way end, but waits for nobody who keeps a connection open.
func stopServing(server *http.Server, listener net.Listener) error {
	ctx, cancel := context.WithTimeout(context.Background(), lastRequests)
	defer cancel()
	_ = listener.Close() // The server closes it too, unless it has not begun to serve.
	if server.Shutdown(ctx) == nil {
		return nil
	}
	return server.Close()
}
