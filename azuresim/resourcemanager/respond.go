package resourcemanager

import (
	"encoding/json"
	"fmt"
	"net/http"

	"private-acr/azuresim/world"
)

// errorBody is the ARM error envelope's inner object.
type errorBody struct {
	Code    string      `json:"code"`
	Message string      `json:"message"`
	Target  string      `json:"target,omitempty"`
	Details []errorBody `json:"details,omitempty"`

	AdditionalInfo []world.AdditionalInfo `json:"additionalInfo,omitempty"`
}

func envelope(e *world.Error) map[string]errorBody {
	return map[string]errorBody{"error": bodyOf(*e)}
}

func bodyOf(e world.Error) errorBody {
	b := errorBody{
		Code: e.Code, Message: e.Message, Target: e.Target, AdditionalInfo: e.AdditionalInfo,
	}
	for _, detail := range e.Details {
		b.Details = append(b.Details, bodyOf(detail))
	}
	return b
}

func refuse(status int, code, format string, args ...any) *world.Error {
	return &world.Error{Status: status, Code: code, Message: fmt.Sprintf(format, args...)}
}

// challenge tells a client that sent no token where to get one; azcore looks for it after a 401.
func challenge(e *world.Error) map[string]string {
	if e.Status != http.StatusUnauthorized {
		return nil
	}
	return map[string]string{
		"WWW-Authenticate": fmt.Sprintf("Bearer error=%q, error_description=%q", "invalid_token", e.Message),
	}
}

func write(w http.ResponseWriter, r *http.Request, a answer) {
	if a.body == nil || r.Method == http.MethodHead {
		w.WriteHeader(a.status)
		return
	}
	text, err := json.Marshal(a.body)
	if err != nil { // Impossible: every body came out of JSON or is made of plain values.
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(a.status)
	_, _ = w.Write(text) // The client has gone; nobody is left to tell.
}

// base is the address the client used, so that links in answers lead back the same way, over HTTP or HTTPS.
func base(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
