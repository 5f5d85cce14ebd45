package plugin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil/rpcerror"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
)

// responseError is Azure's answer that something is wrong, in azure-native's words.
type responseError struct {
	status        int
	code, message string
	// body is the whole answer.
	body string
}

func (e *responseError) Error() string {
	if e.code == "" {
		return fmt.Sprintf(`Status=%d Message="%s"`, e.status, e.message)
	}
	return fmt.Sprintf(`Status=%d Code="%s" Message="%s"`, e.status, e.code, e.message)
}

func newResponseError(response *http.Response) error {
	code, message := errorOf(response)
	body, err := runtime.Payload(response)
	if err != nil {
		return fmt.Errorf("reading an answer of status %d: %w", response.StatusCode, err)
	}
	return &responseError{status: response.StatusCode, code: code, message: message, body: string(body)}
}

// errorOf reads the error out of a response: Resource Manager's envelope, or the whole body where there is
// none.
func errorOf(response *http.Response) (code, message string) {
	body, err := runtime.Payload(response)
	if err != nil {
		return "", err.Error()
	}
	var envelope struct {
		Error struct{ Code, Message string }
	}
	if json.Unmarshal(body, &envelope) != nil || envelope.Error.Message == "" {
		return envelope.Error.Code, string(body)
	}
	return envelope.Error.Code, envelope.Error.Message
}

func isNotFound(err error) bool {
	var refused *responseError
	return errors.As(err, &refused) && refused.status == http.StatusNotFound
}

// readable puts one error into other words: that the time is up (AzureError in azure.go). A cancellation
// stays "context canceled".
func readable(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("operation timed out")
	}
	return err
}

// initError tells the engine to keep a resource in the stack's state although its creation or update went
// wrong, with its outputs where they are known. The protocol carries this as a detail of the error.
func initError(cause error, id string, state, inputs resource.PropertyMap) error {
	detail := &pulumirpc.ErrorResourceInitFailed{Id: id, Reasons: []string{cause.Error()}}
	var err error
	if state != nil {
		if detail.Properties, err = plugin.MarshalProperties(state, marshalOptions("state")); err != nil {
			return fmt.Errorf("keeping the state of %q after %w: %w", id, cause, err)
		}
	}
	if detail.Inputs, err = plugin.MarshalProperties(inputs, marshalOptions("inputs")); err != nil {
		return fmt.Errorf("keeping the inputs of %q after %w: %w", id, cause, err)
	}
	return rpcerror.WithDetails(rpcerror.New(codes.Unknown, cause.Error()), detail)
}

func marshalOptions(label string) plugin.MarshalOptions {
	return plugin.MarshalOptions{Label: label, KeepUnknowns: true, KeepSecrets: true, SkipNulls: true}
}
