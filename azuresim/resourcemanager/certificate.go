package resourcemanager

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

const (
	authorityLife = 10 * 365 * 24 * time.Hour

	// leafLife stays under the 825 days beyond which macOS refuses a certificate; a new one is made at
	// each start, so it only has to outlive a run.
	leafLife = 90 * 24 * time.Hour
)

// Identity is what the simulation proves itself with over HTTPS.
type Identity struct {
	// Certificate serves 127.0.0.1, ::1 and localhost.
	Certificate tls.Certificate

	// CAFile is the path of the authority's certificate, in PEM: what a client has to trust, for instance
	// through SSL_CERT_FILE or REQUESTS_CA_BUNDLE.
	CAFile string

	// Pool holds that same certificate, for a client in this process.
	Pool *x509.CertPool
}

type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// NewIdentity makes a certificate signed by the authority kept in dir, which it creates on first use and
// when it is near its end. Trust given to the authority once so survives restarts.
//
// Whoever trusts the authority trusts it for this machine alone: it is constrained to loopback names, and
// cannot make another authority. Its files must be this user's own, because who can write a key can be the
// Azure that others trust.
func NewIdentity(dir string) (Identity, error) {
	caFile, keyFile := filepath.Join(dir, "ca.pem"), filepath.Join(dir, "ca-key.pem")
	err := errors.Join(ownedByUser(dir), ownedByUser(caFile), ownedByUser(keyFile))
	if err != nil {
		return Identity{}, fmt.Errorf("making certificate authority %q: %w", caFile, err)
	}
	ca, err := loadAuthority(caFile, keyFile)
	if err != nil {
		ca, err = createAuthority(caFile, keyFile)
	}
	if err != nil {
		return Identity{}, fmt.Errorf("making certificate authority %q: %w", caFile, err)
	}
	leaf, err := ca.issue()
	if err != nil {
		return Identity{}, fmt.Errorf("making certificate of %q: %w", caFile, err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(ca.certificate)
	return Identity{Certificate: leaf, CAFile: caFile, Pool: pool}, nil
}

// loadAuthority fails on anything unusable, also a pair half written by a killed run: the caller makes anew.
func loadAuthority(caFile, keyFile string) (authority, error) {
	pair, err := tls.LoadX509KeyPair(caFile, keyFile)
	if err != nil {
		return authority{}, err
	}
	key, ok := pair.PrivateKey.(*ecdsa.PrivateKey)
	if !ok || !pair.Leaf.PermittedDNSDomainsCritical || time.Now().Add(leafLife).After(pair.Leaf.NotAfter) {
		return authority{}, errors.New("authority is of another kind or near its end")
	}
	return authority{pair.Leaf, key}, nil
}

func createAuthority(caFile, keyFile string) (authority, error) {
	template := certificate("private-acr simulated Azure", authorityLife)
	template.IsCA, template.BasicConstraintsValid, template.MaxPathLenZero = true, true, true
	template.KeyUsage = x509.KeyUsageCertSign
	template.PermittedDNSDomainsCritical = true
	template.PermittedDNSDomains = []string{"localhost"}
	template.PermittedIPRanges = loopbackRanges()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return authority{}, err
	}
	signed, err := sign(template, authority{template, key}, key)
	if err != nil {
		return authority{}, err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return authority{}, err
	}
	return authority{signed, key}, errors.Join(
		writePEM(keyFile, "PRIVATE KEY", secret, 0o600), writePEM(caFile, "CERTIFICATE", signed.Raw, 0o644))
}

func loopbackRanges() []*net.IPNet {
	return []*net.IPNet{
		{IP: net.IPv4(127, 0, 0, 0).To4(), Mask: net.CIDRMask(8, 32)},
		{IP: net.IPv6loopback, Mask: net.CIDRMask(128, 128)},
	}
}

func (ca authority) issue() (tls.Certificate, error) {
	template := certificate("localhost", leafLife)
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	template.DNSNames = []string{"localhost"}
	template.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	leaf, err := sign(template, ca, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{leaf.Raw}, PrivateKey: key, Leaf: leaf}, nil
}

func certificate(name string, life time.Duration) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: new(big.Int).SetUint64(uint64(time.Now().UnixNano())),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(life),
	}
}

func sign(template *x509.Certificate, by authority, key *ecdsa.PrivateKey) (*x509.Certificate, error) {
	raw, err := x509.CreateCertificate(rand.Reader, template, by.certificate, &key.PublicKey, by.key)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(raw)
}

// writePEM makes a file anew. What was in its place is removed, so that a link is not followed, and a file
// that somebody makes in between is not written to.
func writePEM(path, kind string, der []byte, mode os.FileMode) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	//nolint:gosec // The user names the folder.
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	return errors.Join(pem.Encode(file, &pem.Block{Type: kind, Bytes: der}), file.Close())
}
