package pull

import (
	"errors"
	"fmt"
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/authorization"
	"private-acr/azuresim/services/containerregistry"
	"private-acr/azuresim/services/managedidentity"
)

// Credential is what a consumer presents to a registry.
type Credential struct {
	// Server is the registry's host.
	Server string
	Form   Form
}

// Form is one of the four forms that a credential has: ManagedIdentity, Password, NodeIdentity or None. The
// steps of a pull know none of them.
type Form interface {
	// logIn checks what is presented.
	logIn(a *attempt) (session, error)
}

// session is a login that worked.
type session struct {
	// as says who is logged in.
	as string
	// mayPull checks the right to pull the attempt's image, and says where it comes from.
	mayPull func() (string, error)
}

// presented is what the consumer has for the registry.
func (a *attempt) presented() Form {
	for _, c := range a.consumer.Credentials {
		if strings.EqualFold(c.Server, a.image.Host) {
			return c.Form
		}
	}
	return None{}
}

func (a *attempt) logIn() (string, error) {
	s, err := a.presented().logIn(a)
	var failed *Error
	switch {
	case errors.As(err, &failed):
		return "", failed
	case err != nil:
		return "", a.unauthorized(err)
	}
	a.session = s
	return s.as, nil
}

func (a *attempt) checkGrant() (string, error) {
	detail, err := a.session.mayPull()
	if err != nil {
		return "", a.unauthorized(err)
	}
	return detail, nil
}

// ManagedIdentity is an identity that is attached to the consumer.
type ManagedIdentity struct {
	// ID is that of a user-assigned identity. Others have no principal here, and pull nothing.
	ID string
}

func (m ManagedIdentity) logIn(a *attempt) (session, error) {
	if !managedidentity.Attached(a.consumer.Resource, m.ID) || a.Identities.Find(m.ID) == nil {
		return session{}, fmt.Errorf("identity %s is not attached to the consumer", m.ID)
	}
	return a.identitySession(m.ID)
}

// NodeIdentity is the identity of the machine that the consumer runs on, which it presents without having it
// attached: that of a kubelet, or of an App Service.
type NodeIdentity struct {
	// ID is that of a user-assigned identity.
	ID string
}

func (n NodeIdentity) logIn(a *attempt) (session, error) {
	if a.Identities.Find(n.ID) == nil {
		return session{}, fmt.Errorf("identity %s of the node does not exist", n.ID)
	}
	return a.identitySession(n.ID)
}

// identitySession logs in with an identity that exists.
func (a *attempt) identitySession(id string) (session, error) {
	switch {
	case a.consumer.ARMAudience && !containerregistry.TakesARMTokens(a.registry):
		return session{}, fmt.Errorf("%s takes no tokens of the Resource Manager's audience",
			a.registry.Name())
	case a.needsBypass() && !containerregistry.TrustsServices(a.registry):
		return session{}, fmt.Errorf("%s does not let trusted services in", a.registry.Name())
	}
	if err := a.signIn(id); err != nil {
		return session{}, err
	}
	principal := managedidentity.Principal(a.Identities.Find(id))
	actions, dataActions := containerregistry.PullOperations(a.registry)
	return session{as: "as " + engine.LastName(id), mayPull: func() (string, error) {
		needs := authorization.Permission{Actions: actions, DataActions: dataActions}
		return a.Grants.Granted(principal, needs, a.registry.ID)
	}}, nil
}

// needsBypass reports whether the consumer comes in as a trusted service alone.
func (a *attempt) needsBypass() bool {
	return a.consumer.Trusted && !containerregistry.Public(a.registry)
}

// Password is a user name with a password: those of a token of the registry.
type Password struct {
	User string
	// Digest is the password's engine.Digest: the password itself is kept nowhere.
	Digest string
}

// logIn refuses a trusted service with a password: it is trusted for its identity. Azure docs:
// container-instances/using-azure-container-registry-mi.
func (p Password) logIn(a *attempt) (session, error) {
	if a.needsBypass() {
		return session{}, fmt.Errorf("%s lets trusted services in with a managed identity only",
			a.registry.Name())
	}
	token, err := a.Registries.LogIn(a.registry, p.User, p.Digest)
	if err != nil {
		return session{}, err
	}
	return session{as: "as token " + p.User, mayPull: func() (string, error) {
		return a.Registries.MayPull(token, a.image.Repository)
	}}, nil
}

// None is what a consumer presents that names nothing for the registry.
type None struct{}

func (None) logIn(a *attempt) (session, error) {
	if a.needsBypass() || !containerregistry.PullsAnonymously(a.registry) {
		return session{}, errors.New("the consumer presents no credential for " + a.image.Host)
	}
	return session{as: "as nobody", mayPull: func() (string, error) {
		return "anonymous pull is enabled", nil
	}}, nil
}
