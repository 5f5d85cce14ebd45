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
}

func (e *responseError) Error() string {
	if e.code == "" {
		return fmt.Sprintf(`Status=%d Message="%s"`, e.status, e.message)
	}
	return fmt.Sprintf(`Status=%d Code="%s" Message="%s"`, e.status, e.code, e.message)
}

func newResponseError(response *http.Response) error {
	code, message := errorOf(response)
	return &responseError{status: response.StatusCode, code: code, message: message}
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

// isRefusal tells whether Azure itself answered no; any other error leaves open what Azure did.
func isRefusal(err error) bool {
	var refused *responseError
	return errors.As(err, &refused)
}

func isNotFound(err error) bool {
	var refused *responseError
	return errors.As(err, &refused) && refused.status == http.StatusNotFound
}

// readable names what context errors mean to somebody who waits for Azure.
func readable(err error) error {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return errors.New("operation timed out")
	case errors.Is(err, context.Canceled):
		return errors.New("operation was cancelled; Azure may still go on with it")
	default:
		return err
	}
}

// initError tells the engine that a resource exists although its creation or update went wrong, so that it is
// kept in the stack's state. The protocol carries this as a detail of the error.
func initError(cause error, id string, state, inputs resource.PropertyMap) error {
	detail := &pulumirpc.ErrorResourceInitFailed{Id: id, Reasons: []string{cause.Error()}}
	var err error
	if detail.Properties, err = plugin.MarshalProperties(state, marshalOptions("state")); err != nil {
		return fmt.Errorf("keeping the state of %q after %w: %w", id, cause, err)
	}
	if detail.Inputs, err = plugin.MarshalProperties(inputs, marshalOptions("inputs")); err != nil {
		return fmt.Errorf("keeping the inputs of %q after %w: %w", id, cause, err)
	}
	return rpcerror.WithDetails(rpcerror.New(codes.Unknown, cause.Error()), detail)
}

func marshalOptions(label string) plugin.MarshalOptions {
	return plugin.MarshalOptions{Label: label, KeepUnknowns: true, KeepSecrets: true, SkipNulls: true}
}
