package arm

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"private-acr/internal/arm/armtest"
)

const importPath = "POST " + registryID + "/importImage"

var sample = Import{
	Source: "mcr.microsoft.com/azuredocs/aci-helloworld:latest",
	Target: "samples/helloworld:v1",
}

func accepted(server *armtest.Server) armtest.Script {
	return armtest.Always(armtest.Answer{
		Status: http.StatusAccepted,
		Header: map[string]string{"Location": server.URL + "/operation", "retry-after-ms": "1"},
	})
}

func TestImportImageWaitsForTheOperation(t *testing.T) {
	t.Parallel()
	client, server := newTestClient(t)
	server.On(importPath, accepted(server))
	soon := map[string]string{"retry-after-ms": "1"}
	server.On("GET /operation", func(n int) armtest.Answer {
		if n < 3 {
			return armtest.Answer{Status: http.StatusAccepted, Header: soon}
		}
		return armtest.Answer{}
	})
	if err := client.ImportImage(t.Context(), registryID, sample); err != nil {
		t.Fatal(err)
	}
	if n := len(server.Requests()); n != 4 {
		t.Errorf("requests = %q", server.Requests())
	}
	const want = `{"mode":"NoForce","source":{"registryUri":"mcr.microsoft.com",` +
		`"sourceImage":"azuredocs/aci-helloworld:latest"},"targetTags":["samples/helloworld:v1"]}`
	if got := server.Body(importPath); got != want {
		t.Errorf("body = %s\nwant   %s", got, want)
	}
}

func TestImportImageAcceptsATagThatExists(t *testing.T) {
	t.Parallel()
	const message = "Tag samples/helloworld:v1 already exists in target registry."
	t.Run("refused at once", func(t *testing.T) {
		t.Parallel()
		client, server := newTestClient(t)
		server.On(importPath, armtest.Always(armtest.Fault(http.StatusConflict, "Conflict", message)))
		if err := client.ImportImage(t.Context(), registryID, sample); err != nil {
			t.Error(err)
		}
	})
	t.Run("refused by the operation", func(t *testing.T) {
		t.Parallel()
		client, server := newTestClient(t)
		server.On(importPath, accepted(server))
		server.On("GET /operation", armtest.Always(armtest.Fault(http.StatusConflict, "Conflict", message)))
		if err := client.ImportImage(t.Context(), registryID, sample); err != nil {
			t.Error(err)
		}
	})
}

func TestImportImageReportsFailures(t *testing.T) {
	t.Parallel()
	client, server := newTestClient(t)
	fault := armtest.Fault(http.StatusBadRequest, "InvalidParameters", "No such image.")
	server.On(importPath, armtest.Always(fault))
	err := client.ImportImage(t.Context(), registryID, sample)
	var answer *Error
	if !errors.As(err, &answer) || answer.Code != "InvalidParameters" {
		t.Fatalf("error = %v", err)
	}
	const want = `importing image "mcr.microsoft.com/azuredocs/aci-helloworld:latest" into registry ` +
		`"contoso": InvalidParameters: No such image. (400)`
	if err.Error() != want {
		t.Errorf("error = %v", err)
	}
}

func TestImportImageNeedsARegistryHost(t *testing.T) {
	t.Parallel()
	client, _ := newTestClient(t)
	err := client.ImportImage(t.Context(), registryID, Import{Source: "nginx:1", Target: "nginx:1"})
	if err == nil || !strings.Contains(err.Error(), "no registry host") {
		t.Errorf("error = %v", err)
	}
}
