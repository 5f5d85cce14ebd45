package probe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	azarm "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	armruntime "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// Target is the Azure that is asked.
type Target struct {
	// Endpoint is the URL of Resource Manager, and Audience that of its tokens.
	Endpoint, Audience string
	// Credential signs in.
	Credential azcore.TokenCredential
	// Transport sends requests; nil is the usual one.
	Transport policy.Transporter
	// SubscriptionID is where resource groups are made.
	SubscriptionID string
	// Location is the region of all that probes make, such as "koreacentral".
	Location string
	// Clock is that of a simulated Azure; probes then run one after the other, because each moves it. nil is
	// our time.
	Clock *Clock
}

// client is a plain client of Resource Manager: probes ask what the SDK's own clients would refuse to ask.
type client struct {
	Target
	pipeline runtime.Pipeline
}

func newClient(target Target) (*client, error) {
	options := &azarm.ClientOptions{ClientOptions: policy.ClientOptions{
		Cloud:     cloudOf(target),
		Transport: target.Transport,
		Telemetry: policy.TelemetryOptions{ApplicationID: "private-acr-probe"},
		// Probes are about Azure's answers, conflicts among them.
		Retry: policy.RetryOptions{MaxRetries: 3, StatusCodes: []int{
			http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable,
		}},
		InsecureAllowCredentialWithHTTP: strings.HasPrefix(target.Endpoint, "http://"),
	}}
	pipeline, err := armruntime.NewPipeline("private-acr-probe", "v1", target.Credential,
		runtime.PipelineOptions{}, options)
	return &client{target, pipeline}, err
}

// request sends a request and returns Azure's answer at once, whatever it is.
func (c *client) request(
	ctx context.Context, method, path, version string, body Body,
) (*http.Response, error) {
	request, err := runtime.NewRequest(ctx, method, runtime.JoinPaths(c.Endpoint, path))
	if err != nil {
		return nil, err
	}
	request.Raw().URL.RawQuery = url.Values{"api-version": {version}}.Encode()
	request.Raw().Header.Set("Accept", "application/json")
	if body != nil {
		if err := runtime.MarshalAsJSON(request, body); err != nil {
			return nil, err
		}
	}
	return c.pipeline.Do(request)
}

// now is Azure's time, as far as our clock is right.
func (c *client) now() time.Time {
	if c.Clock != nil {
		return c.Clock.Now()
	}
	return time.Now()
}

// pause waits for a while of Azure's time.
func (c *client) pause(ctx context.Context, azures time.Duration) error {
	if c.Clock != nil {
		c.Clock.pass(azures)
		return context.Cause(ctx)
	}
	timer := time.NewTimer(azures)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

// pollInterval is how often an operation is asked about, in Azure's time.
const pollInterval = 5 * time.Second

// await follows the operation that a response begins to its end. A refusal on the way is part of the answer.
func (c *client) await(ctx context.Context, response *http.Response) (Answer, error) {
	answer, err := answerOf(response)
	if err != nil || answer.Refused() || !operates(response) {
		return answer, err
	}
	poller, err := runtime.NewPoller[map[string]any](response, c.pipeline, nil)
	if err != nil {
		return answer, fmt.Errorf("following the operation of %q: %w", response.Request.URL.Path, err)
	}
	for !poller.Done() {
		if err := c.pause(ctx, pollInterval); err != nil {
			return answer, err
		}
		//nolint:bodyclose // the pipeline has read the body into memory and closed the connection's
		if _, err := poller.Poll(ctx); err != nil {
			return late(err)
		}
	}
	body, err := poller.Result(ctx)
	if err != nil {
		return late(err)
	}
	answer.Body = body
	return answer, nil
}

// operates reports whether a response begins an operation that goes on after it.
func operates(response *http.Response) bool {
	return response.Header.Get("Azure-AsyncOperation") != "" || response.Header.Get("Location") != "" ||
		response.StatusCode == http.StatusAccepted || response.StatusCode == http.StatusCreated
}

// late is the answer of an operation that was accepted and failed.
func late(err error) (Answer, error) {
	var refused *azcore.ResponseError
	if !errors.As(err, &refused) {
		return Answer{}, err
	}
	answer, err := answerOf(refused.RawResponse)
	answer.Code, answer.Late = refused.ErrorCode, true
	if answer.Message == "" {
		answer.Message = operationMessage(refused.RawResponse)
	}
	return answer, err
}

func operationMessage(response *http.Response) string {
	raw, err := runtime.Payload(response)
	if err != nil {
		return ""
	}
	var operation struct {
		Error      struct{ Message string }
		Properties struct{ Error struct{ Message string } }
	}
	if json.Unmarshal(raw, &operation) != nil {
		return string(raw)
	}
	return operation.Error.Message + operation.Properties.Error.Message
}

func cloudOf(target Target) cloud.Configuration {
	return cloud.Configuration{Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
		cloud.ResourceManager: {Endpoint: target.Endpoint, Audience: target.Audience},
	}}
}
