package arm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// metadataVersion is the API version of a cloud's metadata in which resourceManager is one URL.
const metadataVersion = "2022-09-01"

// metadataClient does not wait for a host that takes the connection and says nothing.
var metadataClient = &http.Client{Timeout: 30 * time.Second}

// longestMetadata bounds what is read of a cloud's metadata, in bytes; the public cloud's has about 8 KiB.
const longestMetadata = 1 << 20

// Discover returns the URL of the Resource Manager that belongs to a metadata host, the value of
// azure-native's metadataHost.
//
// A host on this machine is taken to serve the Resource Manager itself, over plain HTTP. That is this
// project's own convention for simulated Azure: with it nobody has to trust a certificate.
func Discover(ctx context.Context, metadataHost string) (resourceManager string, err error) {
	if loopback(hostname(metadataHost)) {
		return "http://" + metadataHost, nil
	}
	return discover(ctx, metadataClient, metadataHost)
}

func hostname(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return strings.Trim(hostport, "[]")
}

func discover(ctx context.Context, client *http.Client, host string) (string, error) {
	url := "https://" + host + "/metadata/endpoints?api-version=" + metadataVersion
	metadata, err := readMetadata(ctx, client, url)
	if err != nil {
		return "", fmt.Errorf("reading the cloud's metadata from %q: %w", host, err)
	}
	return strings.TrimSuffix(metadata.ResourceManager, "/"), nil
}

type metadata struct {
	ResourceManager string `json:"resourceManager"`
}

func readMetadata(ctx context.Context, client *http.Client, url string) (metadata, error) {
	var found metadata
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return found, err
	}
	response, err := client.Do(request)
	if err != nil {
		return found, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return found, fmt.Errorf("the host answered %q", response.Status)
	}
	err = json.NewDecoder(io.LimitReader(response.Body, longestMetadata)).Decode(&found)
	if err == nil && found.ResourceManager == "" {
		err = errors.New("the answer names no resourceManager")
	}
	return found, err
}
