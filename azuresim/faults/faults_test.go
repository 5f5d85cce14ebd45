package faults_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/faults"
	"private-acr/azuresim/world"
)

func TestScheduleFollowsFromItsNumber(t *testing.T) {
	t.Parallel()
	kinds := map[faults.Kind]bool{}
	for number := range uint64(1000) {
		s := faults.New(number)
		if diff := cmp.Diff(s, faults.New(number)); diff != "" {
			t.Fatalf("schedule %d is another the second time:\n%s", number, diff)
		}
		if len(s.Faults) == 0 {
			t.Errorf("%v has no faults", s)
		}
		for _, f := range s.Faults {
			kinds[f.Kind] = true
			if f.Nth < 1 || f.Times < 1 || !strings.Contains(s.String(), f.String()) {
				t.Errorf("fault %v of %v", f, s)
			}
		}
	}
	if len(kinds) != 14 {
		t.Errorf("%d kinds of faults come up, want all 14: %v", len(kinds), kinds)
	}
}

// counting is a Resource Manager that counts what reaches it.
func counting(
	t *testing.T, injector *faults.Injector, s faults.Schedule,
) (url string, reached *atomic.Int64) {
	t.Helper()
	reached = new(atomic.Int64)
	server := httptest.NewServer(injector.Handler(http.HandlerFunc(
		func(http.ResponseWriter, *http.Request) { reached.Add(1) })))
	t.Cleanup(server.Close)
	injector.Arm(s, faults.Actions{})
	return server.URL + "/subscriptions/s/resourceGroups/g", reached
}

// send returns the status of the answer.
func send(t *testing.T, method, url string) (int, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Close = true // A connection of its own, which the client does not try again.
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

func TestRequestsThatGoWrong(t *testing.T) {
	t.Parallel()
	tests := map[faults.Kind]struct{ status, reached int }{
		faults.Throttled:   {http.StatusTooManyRequests, 0},
		faults.Busy:        {http.StatusConflict, 0},
		faults.Conflict:    {http.StatusConflict, 0},
		faults.ServerError: {http.StatusInternalServerError, 0},
		faults.BadGateway:  {http.StatusBadGateway, 0},
		faults.Unavailable: {http.StatusServiceUnavailable, 0},
		faults.ResetBefore: {0, 0},
		faults.ResetAfter:  {0, 1},
	}
	for kind, want := range tests {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			injector := &faults.Injector{}
			url, reached := counting(t, injector, faults.Schedule{
				Faults: []faults.Fault{{Kind: kind, At: faults.Write, Nth: 1, Times: 1}},
			})
			status, err := send(t, http.MethodPut, url)
			if reset := want.status == 0; status != want.status || reset != (err != nil) {
				t.Errorf("answer %d, %v; want %d", status, err, want.status)
			}
			if int(reached.Load()) != want.reached {
				t.Errorf("reached Azure %d times, want %d", reached.Load(), want.reached)
			}
			if happened := injector.Disarm(); len(happened) != 1 {
				t.Errorf("happened: %v", happened)
			}
			if status, err := send(t, http.MethodPut, url); err != nil || status != http.StatusOK {
				t.Errorf("a disarmed injector answers %d, %v", status, err)
			}
		})
	}
}

func TestMomentsAreCountedApart(t *testing.T) {
	t.Parallel()
	injector := &faults.Injector{}
	url, _ := counting(t, injector, faults.Schedule{Faults: []faults.Fault{
		{Kind: faults.Throttled, At: faults.Write, Nth: 2, Times: 1},
		{Kind: faults.Unavailable, At: faults.Poll, Nth: 1, Times: 2},
	}})
	poll := strings.Replace(url, "resourceGroups", "operationStatuses", 1)
	var got []int
	for _, r := range [][2]string{
		{http.MethodGet, url},
		{http.MethodPut, url},
		{http.MethodGet, poll},
		{http.MethodDelete, url},
		{http.MethodGet, poll},
		{http.MethodGet, poll},
		{http.MethodPut, url},
	} {
		status, err := send(t, r[0], r[1])
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, status)
	}
	if diff := cmp.Diff([]int{200, 200, 503, 429, 503, 200, 200}, got); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
}

func TestActionsAreDoneBeforeDisarmReturns(t *testing.T) {
	t.Parallel()
	for _, kind := range []faults.Kind{faults.EngineKilled, faults.PluginKilled, faults.Restarted} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			injector, done := &faults.Injector{}, []faults.Kind{}
			act := func(kind faults.Kind) func() { return func() { done = append(done, kind) } }
			injector.Arm(
				faults.Schedule{Faults: []faults.Fault{{Kind: kind, At: faults.End, Nth: 1, Times: 1}}},
				faults.Actions{
					KillEngine: act(faults.EngineKilled), KillPlugin: act(faults.PluginKilled),
					Restart: act(faults.Restarted),
				})
			if outcome := injector.Outcome(world.Operation{}); outcome.Error != nil || outcome.Delay != 0 {
				t.Errorf("the operation ends otherwise: %v", outcome)
			}
			injector.Disarm()
			if diff := cmp.Diff([]faults.Kind{kind}, done); diff != "" {
				t.Errorf("actions (-want +got):\n%s", diff)
			}
		})
	}
}
