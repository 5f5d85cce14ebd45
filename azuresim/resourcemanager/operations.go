package resourcemanager

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

const (
	// A client that understands milliseconds is asked back no sooner than pollFloor, so that waiting
	// costs no processor, and no later than pollCeiling, so that a fast clock is noticed.
	pollFloor   = 20 * time.Millisecond
	pollCeiling = time.Second
)

// track adds what a client needs to follow the result's operation. An operation that has already failed
// is the request's own failure.
func (s *server) track(r *http.Request, t target, result world.Result, a answer) (answer, error) {
	op := result.Operation
	if op == nil || op.Status == world.StatusSucceeded && r.Method != http.MethodDelete {
		return a, nil
	}
	if op.Error != nil {
		return answer{}, op.Error
	}
	a.header = merged(a.header, s.pace(*op))
	a.header["Azure-AsyncOperation"] = s.operationURL(r, t, *op, "operationStatuses")
	if a.status == http.StatusAccepted {
		a.header["Location"] = s.operationURL(r, t, *op, "operationResults")
	}
	return a, nil
}

// pace says when to ask again, in our time: Azure's remaining time divided by the scale of its clock.
func (s *server) pace(op world.Operation) map[string]string {
	left := op.Ends.Sub(s.world.Now())
	if scale := s.world.Scale(); scale > 0 {
		left = time.Duration(float64(left) / scale)
	}
	soon := min(max(left, pollFloor), pollCeiling)
	seconds := max(1, int(math.Ceil(left.Seconds())))
	return map[string]string{
		"Retry-After":         strconv.Itoa(seconds),
		"X-Ms-Retry-After-Ms": strconv.FormatInt(soon.Milliseconds(), 10),
	}
}

func (s *server) operationURL(r *http.Request, t target, op world.Operation, collection string) string {
	version := url.Values{"api-version": {r.URL.Query().Get("api-version")}}
	return fmt.Sprintf("%s/subscriptions/%s/providers/%s/locations/%s/%s/%s?%s", base(r), t.subscription,
		t.namespace, s.region(op), collection, url.PathEscape(op.ID), version.Encode())
}

// region is the resource's, written as a path segment; what has none, a zone or a grant, is global.
func (s *server) region(op world.Operation) string {
	body, err := s.world.Get(op.ResourceID)
	if err != nil {
		return "global"
	}
	location, _ := body["location"].(string)
	if location == "" {
		return "global"
	}
	return url.PathEscape(azure.ShortRegion(location))
}

// operationStatus answers 200 whatever became of the operation: its failure is in the body.
func (s *server) operationStatus(r *http.Request, t target) (answer, error) {
	op, err := s.world.Operation(t.name)
	if err != nil {
		return answer{}, err
	}
	body := map[string]any{
		"id": r.URL.Path, "name": op.ID, "status": op.Status, "startTime": azureTime(op.Started),
	}
	if op.Status == world.StatusInProgress {
		return answer{status: http.StatusOK, header: s.pace(op), body: body}, nil
	}
	body["endTime"] = azureTime(op.Ends)
	if op.Error != nil {
		body["error"] = bodyOf(*op.Error)
	}
	return answer{status: http.StatusOK, body: body}, nil
}

// operationResult is the older way to follow an operation: 202 until it ends, then its outcome itself.
func (s *server) operationResult(r *http.Request, t target) (answer, error) {
	op, err := s.world.Operation(t.name)
	switch {
	case err != nil:
		return answer{}, err
	case op.Status == world.StatusInProgress:
		a := answer{status: http.StatusAccepted, header: s.pace(op)}
		a.header["Location"] = base(r) + r.URL.RequestURI()
		return a, nil
	case op.Error != nil:
		return answer{}, op.Error
	case op.Result != nil:
		return answer{status: http.StatusOK, body: op.Result}, nil
	}
	return answer{status: http.StatusNoContent}, nil
}

func azureTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.0000000Z") }
