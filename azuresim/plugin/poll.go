package plugin

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

const (
	// defaultDelay is for servers that do not say when to ask again.
	defaultDelay = 200 * time.Millisecond
	// shortestDelay keeps a server that says "at once" from being asked in a tight loop.
	shortestDelay = 20 * time.Millisecond
)

// await follows the operation that a response begins, to its result. The SDK's own loop never waits less
// than a second, which is an hour of simulated Azure too long.
func await[T any](ctx context.Context, c *client, response *http.Response) (T, error) {
	var none T
	absoluteLocation(c.endpoint, response)
	poller, err := runtime.NewPoller[T](response, c.pipeline, nil)
	if err != nil {
		return none, concise(err)
	}
	for !poller.Done() {
		if err := pause(ctx, delayOf(response.Header)); err != nil {
			return none, err
		}
		//nolint:bodyclose // the pipeline has read the body into memory and closed the connection's
		if response, err = poller.Poll(ctx); err != nil {
			return none, concise(err)
		}
	}
	result, err := poller.Result(ctx)
	return result, concise(err)
}

// absoluteLocation completes a relative Location header, which some resource providers send (user-assigned
// identities do) and which the SDK refuses.
func absoluteLocation(endpoint string, response *http.Response) {
	location := response.Header.Get("Location")
	parsed, err := url.Parse(location)
	if location != "" && err == nil && !parsed.IsAbs() {
		response.Header.Set("Location", runtime.JoinPaths(endpoint, location))
	}
}

// delayOf reads how long to wait, preferring the headers that count milliseconds.
func delayOf(header http.Header) time.Duration {
	units := []struct {
		name string
		unit time.Duration
	}{
		{"retry-after-ms", time.Millisecond},
		{"x-ms-retry-after-ms", time.Millisecond},
		{"Retry-After", time.Second},
	}
	for _, known := range units {
		if count, err := strconv.Atoi(header.Get(known.name)); err == nil {
			return max(time.Duration(count)*known.unit, shortestDelay)
		}
	}
	return defaultDelay
}

func pause(ctx context.Context, delay time.Duration) error {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

// concise replaces the SDK's many-line error by azure-native's one-line error.
func concise(err error) error {
	var verbose *azcore.ResponseError
	if errors.As(err, &verbose) && verbose.RawResponse != nil {
		return newResponseError(verbose.RawResponse)
	}
	return err
}
