package gate

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
)

// Transient reports whether err may pass by itself. An error in the chain that has a method
// Transient() bool decides for itself; a broken or refused connection may always pass, but a certificate
// that is not trusted stays so.
func Transient(err error) bool {
	var says interface{ Transient() bool }
	if errors.As(err, &says) {
		return says.Transient()
	}
	var untrusted *tls.CertificateVerificationError
	if errors.As(err, &untrusted) {
		return false
	}
	var connection net.Error
	return errors.As(err, &connection) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}
