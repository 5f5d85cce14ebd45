package containerregistry

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// passwordNames are the passwords that a token can have.
var passwordNames = []string{"password1", "password2"}

// generation is a request for passwords.
type generation struct {
	names  []string
	expiry time.Time
}

// generate makes passwords, the one that is named or both, and answers them at once: the API's specification
// lets it go on after the answer, but terraform-provider-azurerm looks for them in the first one alone
// (container_registry_token_password_resource.go). The codes of its refusals are assumed.
func (s *Service) generate(reg *engine.Resource, body engine.Body) (engine.Result, error) {
	given, err := engine.Read[armcontainerregistry.GenerateCredentialsParameters](body)
	if err != nil {
		return engine.Result{}, err
	}
	if reg.Ready.IsZero() || reg.Operation != "" {
		return engine.Result{}, s.engine.Busy(reg)
	}
	in := generation{names: passwordNames, expiry: engine.Value(given.Expiry)}
	if given.Name != nil {
		in.names = []string{string(*given.Name)}
	}
	id := engine.Value(given.TokenID)
	token := s.engine.Find(catalog.RegistryToken.ARM, id)
	switch {
	case token == nil || !same(registryIDOf(token), reg.ID):
		return engine.Result{}, engine.NotFound("TokenNotFound", "The token '%s' was not found in registry "+
			"'%s'.", id, reg.Name())
	case !slices.Contains(passwordNames, in.names[0]):
		return engine.Result{}, engine.BadRequest("InvalidPasswordName", "The password name '%s' must be "+
			"password1 or password2.", in.names[0])
	}
	if err := s.engine.Idle(token); err != nil {
		return engine.Result{}, err
	}
	s.replacePasswords(token, in)
	return engine.Result{Body: in.shown(token)}, nil
}

// replacePasswords makes those that were asked for. The old ones work no more.
func (s *Service) replacePasswords(token *engine.Resource, in generation) {
	state := engine.State[tokenState](token)
	last := 0
	for _, p := range state.Passwords {
		last = max(last, p.Generation)
	}
	passwords := slices.DeleteFunc(slices.Clone(state.Passwords), func(p password) bool {
		return slices.Contains(in.names, p.Name)
	})
	for _, name := range in.names {
		passwords = append(passwords, password{
			Name: name, Created: s.engine.Now(), Expiry: in.expiry, Generation: last + 1,
		})
	}
	slices.SortFunc(passwords, func(a, b password) int { return strings.Compare(a.Name, b.Name) })
	engine.SetState(token, tokenState{Passwords: passwords})
	s.engine.Keep(token)
}

// shown are the passwords with their values, which only this answer has.
func (in generation) shown(token *engine.Resource) engine.Body {
	shown := []any{}
	for _, p := range engine.State[tokenState](token).Passwords {
		if slices.Contains(in.names, p.Name) {
			body := p.body()
			body["value"] = p.value(token)
			shown = append(shown, body)
		}
	}
	return engine.Body{"username": token.Name(), "passwords": shown}
}

// value is the password itself. It follows from the token and from how often it had passwords generated.
func (p password) value(token *engine.Resource) string {
	sum := sha256.Sum256([]byte(token.GUID(p.Name + "/" + strconv.Itoa(p.Generation))))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// LogIn checks a user name and a password, given as its digest, and returns whose they are: a token, or the
// registry itself for its admin user. The error says what is wrong with them, never what they are.
func (s *Service) LogIn(reg *engine.Resource, user, digest string) (*engine.Resource, error) {
	if admin, err := isAdmin(reg, user, digest); admin {
		return reg, err
	}
	token := s.engine.Find(catalog.RegistryToken.ARM, reg.ID+"/tokens/"+user)
	if token == nil {
		return nil, fmt.Errorf("%s has no token %q", reg.Name(), user)
	}
	p := engine.Value(engine.As[armcontainerregistry.Token](token).Properties)
	if engine.Is(p.Status, armcontainerregistry.TokenStatusDisabled) {
		return nil, fmt.Errorf("token %q is disabled", user)
	}
	for _, p := range engine.State[tokenState](token).Passwords {
		if engine.Digest(p.value(token)) == digest {
			return token, s.inForce(p, user)
		}
	}
	return nil, fmt.Errorf("the password is none of token %q", user)
}

// inForce refuses a password that works not yet or no longer.
func (s *Service) inForce(p password, user string) error {
	now := s.engine.Now()
	if !p.Expiry.IsZero() && !now.Before(p.Expiry) {
		return fmt.Errorf("%s of token %q expired at %s", p.Name, user, p.Expiry.Format(time.RFC3339))
	}
	if age := now.Sub(p.Created); age < s.options.PasswordDelay {
		return fmt.Errorf("%s of token %q is %s old and works only after %s", p.Name, user,
			age.Round(time.Second), s.options.PasswordDelay)
	}
	return nil
}

// MayPull checks that a token's scope map lets it read a repository, and says by which. The admin user may do
// everything. The error says why not.
func (s *Service) MayPull(token *engine.Resource, repository string) (string, error) {
	if token.Type == catalog.Registry.ARM {
		return "the admin user may do everything", nil
	}
	p := engine.Value(engine.As[armcontainerregistry.Token](token).Properties)
	scope := s.engine.Find(catalog.ScopeMap.ARM, engine.Value(p.ScopeMapID))
	if scope == nil || !lets(scope, repository) {
		return "", fmt.Errorf("scope map %s does not let token %q read %s",
			engine.LastName(engine.Value(p.ScopeMapID)), token.Name(), repository)
	}
	return fmt.Sprintf("scope map %s lets token %q read %s", scope.Name(), token.Name(), repository), nil
}

// registryIDOf is the id of the registry that a part of it lies in.
func registryIDOf(part *engine.Resource) string { return azure.ParentID(part.ID) }
