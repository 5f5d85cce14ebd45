package automation

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// reply is how a CLI ends, and what its engine says before.
type reply struct {
	events         []apitype.EngineEvent
	stdout, stderr string
	code           int
}

// fakePulumi is a CLI that replies by command, keeps how it was called, and knows every stack. A command that
// has no reply succeeds.
type fakePulumi struct {
	t       *testing.T
	replies map[string]reply
	// during is called while a command runs.
	during func(command string)

	mu     sync.Mutex
	called []string
	stdin  map[string]string
}

func (*fakePulumi) Version() semver.Version { return semver.MustParse("3.259.0") }

func (f *fakePulumi) Run(
	_ context.Context, _ string, stdin io.Reader, outputs, errorOutputs []io.Writer, _ []string,
	args ...string,
) (string, string, int, error) {
	f.t.Helper()
	command := f.command(args)
	f.keep(command, stdin, args)
	if f.during != nil {
		f.during(command)
	}
	answer := f.replies[command]
	f.stream(args, answer.events) //nolint:contextcheck // The events are sent after a cancellation too.
	for _, out := range outputs {
		_, _ = io.WriteString(out, answer.stdout)
	}
	for _, out := range errorOutputs {
		_, _ = io.WriteString(out, answer.stderr)
	}
	if answer.code != 0 {
		return answer.stdout, answer.stderr, answer.code, errors.New("exit status")
	}
	return answer.stdout, answer.stderr, 0, nil
}

// command is the command without its arguments: "up", "stack export".
func (f *fakePulumi) command(args []string) string {
	if args[0] == "stack" {
		return "stack " + args[1]
	}
	return args[0]
}

func (f *fakePulumi) keep(command string, stdin io.Reader, args []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.called = append(f.called, strings.Join(args, " "))
	if stdin == nil {
		return
	}
	text, err := io.ReadAll(stdin)
	if err != nil {
		f.t.Error(err)
	}
	if f.stdin == nil {
		f.stdin = map[string]string{}
	}
	f.stdin[command] = string(text)
}

// calls are the calls so far that begin with one of the words.
func (f *fakePulumi) calls(words ...string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []string
	for _, call := range f.called {
		for _, word := range words {
			if strings.HasPrefix(call, word+" ") {
				found = append(found, call)
			}
		}
	}
	return found
}

// stream sends the events, and a summary, where the engine is asked to send them.
func (f *fakePulumi) stream(args []string, events []apitype.EngineEvent) {
	f.t.Helper()
	address := ""
	for i, arg := range args {
		if arg == "--event-log" {
			address = strings.TrimPrefix(args[i+1], "tcp://")
		}
	}
	if address == "" {
		return
	}
	connection, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		f.t.Error(err)
		return
	}
	defer func() { _ = connection.Close() }()
	stream, err := pulumirpc.NewEventsClient(connection).StreamEvents(f.t.Context())
	if err != nil {
		f.t.Error(err)
		return
	}
	summary := &apitype.SummaryEvent{ResourceChanges: map[apitype.OpType]int{apitype.OpSame: 2}}
	for _, event := range append(events, apitype.EngineEvent{SummaryEvent: summary}) {
		text, err := json.Marshal(event)
		if err != nil {
			f.t.Error(err)
		}
		if err := stream.Send(&pulumirpc.EventRequest{Event: string(text)}); err != nil {
			f.t.Error(err)
		}
	}
	if _, err := stream.CloseAndRecv(); err != nil {
		f.t.Error(err)
	}
}
