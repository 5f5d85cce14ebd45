package plugin

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	armpolicy "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm/policy"
	armruntime "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// client is an ordinary client of Resource Manager: the Azure SDK's own pipeline with its retries.
type client struct {
	endpoint string
	pipeline runtime.Pipeline
}

func newClient(endpoint string, credential azcore.TokenCredential) (*client, error) {
	options := &armpolicy.ClientOptions{
		ClientOptions: policy.ClientOptions{
			Cloud: cloud.Configuration{Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
				cloud.ResourceManager: {Endpoint: endpoint, Audience: endpoint},
			}},
			// Loopback only: no certificate store knows the simulation's authority.
			InsecureAllowCredentialWithHTTP: true,
			Retry:                           retries(),
			Telemetry:                       policy.TelemetryOptions{ApplicationID: "pulumi-azure-native"},
		},
		DisableRPRegistration: true,
	}
	none := runtime.PipelineOptions{}
	pipeline, err := armruntime.NewPipeline("azuresim", "v"+Version, credential, none, options)
	if err != nil {
		return nil, fmt.Errorf("building the pipeline to %q: %w", endpoint, err)
	}
	return &client{endpoint: endpoint, pipeline: pipeline}, nil
}

// maxRetries is azcore's default, which azure-native leaves as it is: four tries in all.
const maxRetries = 3

// transient are the statuses that azcore repeats by default.
var transient = []int{
	http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError,
	http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
}

// retries repeats what azure-native repeats, and as often (initPipelineOpts in client_azcore.go), at the
// pace of a simulation: the real plugin starts at 20 s and ends at 120 s.
func retries() policy.RetryOptions {
	return policy.RetryOptions{
		MaxRetries:    maxRetries,
		RetryDelay:    100 * time.Millisecond,
		MaxRetryDelay: 600 * time.Millisecond,
		ShouldRetry: func(response *http.Response, err error) bool {
			return err != nil || slices.Contains(transient, response.StatusCode) || anotherOperation(response)
		},
	}
}

// anotherOperation recognises the conflict that goes away by itself.
func anotherOperation(response *http.Response) bool {
	if response.StatusCode != http.StatusConflict {
		return false
	}
	code, _ := errorOf(response)
	return code == "AnotherOperationInProgress"
}

func (c *client) request(ctx context.Context, method, id, apiVersion string) (*policy.Request, error) {
	request, err := runtime.NewRequest(ctx, method, runtime.JoinPaths(c.endpoint, id))
	if err != nil {
		return nil, fmt.Errorf("addressing %q: %w", id, err)
	}
	request.Raw().URL.RawQuery = url.Values{"api-version": {apiVersion}}.Encode()
	request.Raw().Header.Set("Accept", "application/json")
	return request, nil
}

// get returns the body of a resource. A resource that does not exist is an error for which isNotFound holds.
func (c *client) get(ctx context.Context, id, apiVersion string) (map[string]any, error) {
	request, err := c.request(ctx, http.MethodGet, id, apiVersion)
	if err != nil {
		return nil, err
	}
	response, err := c.pipeline.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	if !runtime.HasStatusCode(response, http.StatusOK) {
		return nil, newResponseError(response)
	}
	var body map[string]any
	if err := runtime.UnmarshalAsJSON(response, &body); err != nil {
		return nil, fmt.Errorf("reading the body of %q: %w", id, err)
	}
	return body, nil
}

// put writes a resource and waits for the operation to end. accepted tells whether Azure took the request,
// after which the resource may exist even if an error is returned.
func (c *client) put(
	ctx context.Context, id, apiVersion string, body map[string]any,
) (result map[string]any, accepted bool, err error) {
	request, err := c.request(ctx, http.MethodPut, id, apiVersion)
	if err == nil {
		err = runtime.MarshalAsJSON(request, body)
	}
	if err != nil {
		return nil, false, err
	}
	response, err := c.pipeline.Do(request)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = response.Body.Close() }()
	if !runtime.HasStatusCode(response, http.StatusOK, http.StatusCreated, http.StatusAccepted) {
		return nil, false, newResponseError(response)
	}
	result, err = await[map[string]any](ctx, c, response)
	return result, true, err
}

// delete removes a resource and waits until it is gone. A resource that is gone already is fine.
func (c *client) delete(ctx context.Context, id, apiVersion string) error {
	request, err := c.request(ctx, http.MethodDelete, id, apiVersion)
	if err != nil {
		return err
	}
	response, err := c.pipeline.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if runtime.HasStatusCode(response, http.StatusNotFound) {
		return nil
	}
	if !runtime.HasStatusCode(response, http.StatusOK, http.StatusAccepted, http.StatusNoContent) {
		return newResponseError(response)
	}
	_, err = await[any](ctx, c, response)
	if isNotFound(err) {
		return nil
	}
	return err
}
