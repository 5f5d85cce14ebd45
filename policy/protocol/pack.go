// Package protocol serves rules to Pulumi's engine as a policy pack, over Pulumi's own analyzer protocol.
//
// Pulumi's SDK for such packs, policyx, is not used. At 3.259 it reads nil when the engine asks for the rules
// before it has a stack, which ends `pulumi policy analyze` and `pulumi policy publish`; it cannot say that a
// finding is less than its rule's level, which a value that a preview does not know needs; and it gives
// stack rules no settings. The protocol has all of that. Tests in policyx_test.go notice when the SDK
// changes.
package protocol

import (
	"fmt"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"

	"private-acr/policy/rule"
)

// Pack is a policy pack.
type Pack struct {
	// Name and Version are what Pulumi shows.
	Name, Version string
	// Rules are its rules, which [rule.Validate] has to accept.
	Rules []rule.Rule
	// Now is the time that exemptions expire by; nil means the clock.
	Now func() time.Time
}

// PrivateACR is the project's own pack, with its rules.
func PrivateACR(rules []rule.Rule) *Pack {
	return &Pack{Name: "private-acr", Version: "0.1.0", Rules: rules}
}

// Serve serves the pack until the engine has no more use for it. It prints the port that it listens on to
// standard output, as the engine expects.
func (p *Pack) Serve() error {
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{Init: p.Register})
	if err != nil {
		return fmt.Errorf("serving policy pack %q: %w", p.Name, err)
	}
	if _, err := fmt.Println(handle.Port); err != nil {
		return fmt.Errorf("telling the engine the port: %w", err)
	}
	return <-handle.Done
}

// Register adds the pack to a gRPC server.
func (p *Pack) Register(server *grpc.Server) error {
	analyzer, err := newAnalyzer(p)
	if err != nil {
		return err
	}
	pulumirpc.RegisterAnalyzerServer(server, analyzer)
	return nil
}

func (p *Pack) now() time.Time {
	if p.Now == nil {
		return time.Now()
	}
	return p.Now()
}
