package resourcemanager_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"testing"
	"time"

	"private-acr/azuresim/resourcemanager"
)

// listen serves h on a free port and returns its host and port.
func listen(t *testing.T, identity resourcemanager.Identity, h http.Handler) string {
	t.Helper()
	l, err := resourcemanager.Listen(t.Context(), 0, identity.Certificate)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	return l.Addr().String()
}

func newIdentity(t *testing.T, dir string) resourcemanager.Identity {
	t.Helper()
	identity, err := resourcemanager.NewIdentity(dir)
	if err != nil {
		t.Fatal(err)
	}
	return identity
}

func trusting(t *testing.T, pool *x509.CertPool) *http.Client {
	t.Helper()
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func fetch(t *testing.T, client *http.Client, url string) (string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	return string(text), err
}

var scheme = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	if r.TLS != nil {
		_, _ = io.WriteString(w, "https")
		return
	}
	_, _ = io.WriteString(w, "http")
})

func TestOnePortAnswersBothSchemes(t *testing.T) {
	t.Parallel()
	identity := newIdentity(t, t.TempDir())
	address := listen(t, identity, scheme)
	// A client that says nothing must not hold up the others.
	silent, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	client := trusting(t, identity.Pool)
	for _, want := range []string{"http", "https", "http"} {
		if got, err := fetch(t, client, want+"://"+address); err != nil || got != want {
			t.Errorf("answers %q, %v, want %q", got, err, want)
		}
	}
}

func TestTrustSurvivesRestarts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := newIdentity(t, dir)
	second := newIdentity(t, dir)
	address := listen(t, second, scheme)
	if _, err := fetch(t, trusting(t, first.Pool), "https://"+address); err != nil {
		t.Errorf("a client of the first run: %v", err)
	}
	var unknown x509.UnknownAuthorityError
	if _, err := fetch(t, trusting(t, x509.NewCertPool()), "https://"+address); !errors.As(err, &unknown) {
		t.Errorf("a client that trusts nobody: %v", err)
	}
}

func TestHalfWrittenAuthorityIsMadeAnew(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := newIdentity(t, dir)
	if err := os.WriteFile(first.CAFile, []byte("-----BEGIN"), 0o600); err != nil {
		t.Fatal(err)
	}
	second := newIdentity(t, dir)
	if _, err := fetch(t, trusting(t, second.Pool), "https://"+listen(t, second, scheme)); err != nil {
		t.Error(err)
	}
}

func TestPortInUse(t *testing.T) {
	t.Parallel()
	identity := newIdentity(t, t.TempDir())
	l, err := resourcemanager.Listen(t.Context(), 0, identity.Certificate)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	port := l.Addr().(*net.TCPAddr).Port
	if second, err := resourcemanager.Listen(t.Context(), port, identity.Certificate); err == nil {
		_ = second.Close()
		t.Error("listens twice on one port")
	}
}

func TestClosedListenerAcceptsNobody(t *testing.T) {
	t.Parallel()
	l, err := resourcemanager.Listen(t.Context(), 0, newIdentity(t, t.TempDir()).Certificate)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("accept answers %v", err)
	}
}
