package probe

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// Answer is what Azure has answered to a request, and to the operation that it began.
type Answer struct {
	// Status is the HTTP status, such as 200.
	Status int
	// Code and Message are those of a refusal; empty otherwise.
	Code, Message string
	// Late says that the request was accepted, and its operation refused.
	Late bool
	// Body is the body of what was accepted.
	Body map[string]any
}

// Refused reports whether Azure said no, at once or later.
func (a Answer) Refused() bool { return a.Late || a.Status >= http.StatusBadRequest }

// failure is why a request did not do what it had to: the error, or the refusal; nil if it did.
func (a Answer) failure(err error) error {
	if err == nil && a.Refused() {
		err = fmt.Errorf("%s: %s", a, a.Message)
	}
	return err
}

// String is the same whenever Azure does the same: "accepted", "409 ConflictError", or
// "accepted, then Conflict".
func (a Answer) String() string {
	switch {
	case a.Late:
		return "accepted, then " + a.Code
	case a.Refused():
		return fmt.Sprintf("%d %s", a.Status, a.Code)
	}
	return "accepted"
}

// finding is what a probe found that asks for nothing but the answer.
func (a Answer) finding() Finding {
	f := Finding{Answer: a.String()}
	if a.Message != "" {
		f.Details = []string{a.Message}
	}
	return f
}

// answerOf reads a response. Azure's error envelope comes with and without its outer object.
func answerOf(response *http.Response) (Answer, error) {
	answer := Answer{Status: response.StatusCode}
	raw, err := runtime.Payload(response)
	if err != nil || len(raw) == 0 {
		return answer, err
	}
	if !answer.Refused() {
		_ = json.Unmarshal(raw, &answer.Body) // A list, or text, has no body to read.
		return answer, nil
	}
	var body struct {
		Error         struct{ Code, Message string }
		Code, Message string
	}
	_ = json.Unmarshal(raw, &body) // What is no envelope has no code.
	answer.Code = body.Error.Code + body.Code
	answer.Message = strings.TrimSpace(body.Error.Message + body.Message)
	return answer, nil
}
