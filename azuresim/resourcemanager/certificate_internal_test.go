package resourcemanager

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func newAuthority(t *testing.T) authority {
	t.Helper()
	dir := t.TempDir()
	ca, err := createAuthority(filepath.Join(dir, "ca.pem"), filepath.Join(dir, "ca-key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	return ca
}

// signedBy is a certificate that somebody who has the authority's key would make.
func signedBy(t *testing.T, ca authority, edit func(*x509.Certificate)) authority {
	t.Helper()
	template := certificate("forged", time.Hour)
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	edit(template)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := sign(template, ca, key)
	if err != nil {
		t.Fatal(err)
	}
	return authority{signed, key}
}

// TestAuthorityIsForThisMachineAlone verifies certificates as somebody who trusts the authority does.
func TestAuthorityIsForThisMachineAlone(t *testing.T) {
	t.Parallel()
	ca := newAuthority(t)
	tests := map[string]struct {
		edit    func(*x509.Certificate)
		name    string
		trusted bool
	}{
		"localhost": {
			func(c *x509.Certificate) { c.DNSNames = []string{"localhost"} }, "localhost", true,
		},
		"loopback address": {
			func(c *x509.Certificate) { c.IPAddresses = []net.IP{net.IPv6loopback} }, "::1", true,
		},
		"Azure": {
			func(c *x509.Certificate) { c.DNSNames = []string{"management.azure.com"} },
			"management.azure.com", false,
		},
		"another address": {
			func(c *x509.Certificate) { c.IPAddresses = []net.IP{net.IPv4(10, 0, 0, 1)} }, "10.0.0.1", false,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			leaf := signedBy(t, ca, test.edit).certificate
			roots := x509.NewCertPool()
			roots.AddCert(ca.certificate)
			_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: test.name})
			if (err == nil) != test.trusted {
				t.Errorf("verifying %q: %v", test.name, err)
			}
		})
	}
}

func TestAuthorityMakesNoOther(t *testing.T) {
	t.Parallel()
	ca := newAuthority(t)
	other := signedBy(t, ca, func(c *x509.Certificate) {
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
	})
	leaf := signedBy(t, other, func(c *x509.Certificate) { c.DNSNames = []string{"localhost"} })
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(ca.certificate)
	between.AddCert(other.certificate)
	_, err := leaf.certificate.Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: between, DNSName: "localhost",
	})
	if err == nil {
		t.Error("an authority that the authority signed is trusted")
	}
}

// TestUnconstrainedAuthorityIsMadeAnew is about those of earlier versions.
func TestUnconstrainedAuthorityIsMadeAnew(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	caFile, keyFile := filepath.Join(dir, "ca.pem"), filepath.Join(dir, "ca-key.pem")
	ca := newAuthority(t)
	old := signedBy(t, ca, func(c *x509.Certificate) {
		c.IsCA, c.BasicConstraintsValid, c.NotAfter = true, true, time.Now().Add(authorityLife)
	})
	secret, err := x509.MarshalPKCS8PrivateKey(old.key)
	if err != nil {
		t.Fatal(err)
	}
	if err := writePEM(keyFile, "PRIVATE KEY", secret, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writePEM(caFile, "CERTIFICATE", old.certificate.Raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := loadAuthority(caFile, keyFile); err == nil {
		t.Error("an authority for any name is used")
	}
}

// TestKeysAreNotFollowedThroughLinks plants a link where a key will be written.
func TestKeysAreNotFollowedThroughLinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "ca-key.pem")
	if err := os.WriteFile(target, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if err := writePEM(link, "PRIVATE KEY", []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm() != 0o600 {
		t.Errorf("the key is %v, %v", info, err)
	}
	if text, _ := os.ReadFile(target); string(text) != "mine" {
		t.Errorf("the link's target is %q now", text)
	}
}
