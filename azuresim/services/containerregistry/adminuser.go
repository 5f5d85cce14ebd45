package containerregistry

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
)

// adminPasswords are the passwords of a registry's admin user. Azure docs: container-registry-authentication.
var adminPasswords = []string{
	string(armcontainerregistry.PasswordNamePassword), string(armcontainerregistry.PasswordNamePassword2),
}

// listCredentials shows the admin user's passwords, if there is one.
func listCredentials(reg *engine.Resource, _ engine.Body) (engine.Result, error) {
	if !hasAdmin(reg) {
		return engine.Result{}, engine.BadRequest("UnAuthorizedForCredentialOperations", "Cannot perform "+
			"credential operations for %s as admin user is disabled. Kindly enable admin user as per docs: "+
			"https://docs.microsoft.com/en-us/azure/container-registry/container-registry-authentication"+
			"#admin-account", reg.ID)
	}
	passwords := []any{}
	for _, name := range adminPasswords {
		passwords = append(passwords, engine.Body{"name": name, "value": adminPassword(reg, name)})
	}
	return engine.Result{Body: engine.Body{"username": reg.Name(), "passwords": passwords}}, nil
}

// regenerateCredential replaces one of the admin user's passwords, and shows both. The refusal's code and
// text are assumed.
func (s *Service) regenerateCredential(reg *engine.Resource, body engine.Body) (engine.Result, error) {
	given, err := engine.Read[armcontainerregistry.RegenerateCredentialParameters](body)
	if err != nil {
		return engine.Result{}, err
	}
	name := string(engine.Value(given.Name))
	switch {
	case !hasAdmin(reg):
		return listCredentials(reg, nil)
	case !slices.Contains(adminPasswords, name):
		return engine.Result{}, engine.BadRequest("InvalidPasswordName", "The password name '%s' must be "+
			"password or password2.", name)
	}
	state := engine.State[registryState](reg)
	state.AdminGenerations = maps.Clone(state.AdminGenerations)
	if state.AdminGenerations == nil {
		state.AdminGenerations = map[string]int{}
	}
	state.AdminGenerations[name]++
	engine.SetState(reg, state)
	s.engine.Keep(reg)
	return listCredentials(reg, nil)
}

func hasAdmin(reg *engine.Resource) bool { return engine.Value(propertiesOf(reg).AdminUserEnabled) }

// adminPassword follows from the registry and from how often the password was generated, so that it is kept
// nowhere.
func adminPassword(reg *engine.Resource, name string) string {
	generation := engine.State[registryState](reg).AdminGenerations[name]
	sum := sha256.Sum256([]byte(reg.GUID("admin/" + name + "/" + strconv.Itoa(generation))))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// isAdmin reports whether a user name is that of the admin user, whose name is the registry's, and by the
// error why the password, given as its digest, is none of that one's.
func isAdmin(reg *engine.Resource, user, digest string) (bool, error) {
	if !hasAdmin(reg) || user != reg.Name() {
		return false, nil
	}
	for _, name := range adminPasswords {
		if engine.Digest(adminPassword(reg, name)) == digest {
			return true, nil
		}
	}
	return true, fmt.Errorf("the password is none of admin user %q", user)
}
