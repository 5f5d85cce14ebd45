package app

import (
	"slices"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/services/managedidentity"
	"private-acr/azuresim/services/network"
	"private-acr/internal/catalog"
)

// workload is what apps and jobs have in common: containers in an environment, and what they log in with.
type workload struct {
	// noun is what errors call it.
	noun        string
	environment string
	containers  []container
	registries  []*armappcontainers.RegistryCredentials
	secrets     []*armappcontainers.Secret
}

type container struct{ name, image string }

// images are those of the workload that have been pulled: the state of apps and jobs.
type images struct {
	// Pulled are the images that were pulled with the present template.
	Pulled []string `json:"pulled,omitempty"`
}

func containersOf(
	first []*armappcontainers.InitContainer, then []*armappcontainers.Container,
) []container {
	var all []container
	for _, c := range first {
		c := engine.Value(c)
		all = append(all, container{engine.Value(c.Name), engine.Value(c.Image)})
	}
	for _, c := range then {
		c := engine.Value(c)
		all = append(all, container{engine.Value(c.Name), engine.Value(c.Image)})
	}
	return all
}

// environmentOf is the id of the environment that an app or a job is in.
func environmentOf(res *engine.Resource) string {
	if res.Type == catalog.Job.ARM {
		return jobWorkload(engine.As[armappcontainers.Job](res)).environment
	}
	return appWorkload(engine.As[armappcontainers.ContainerApp](res)).environment
}

// accept checks a request for the workload.
func (s *Service) accept(r *engine.Request, w workload) error {
	if err := s.checkEnvironment(r, w); err != nil {
		return err
	}
	if len(w.containers) == 0 {
		return engine.BadRequest("ContainerAppContainerRequired", "The %s '%s' must have at least one "+
			"container.", w.noun, r.ID.Name)
	}
	if err := s.identities.Attach(r); err != nil {
		return err
	}
	if err := checkSecrets(w, r.ID.Name); err != nil {
		return err
	}
	return checkRegistries(r, w)
}

func (s *Service) checkEnvironment(r *engine.Request, w workload) error {
	environment := s.engine.Find(catalog.ManagedEnvironment.ARM, w.environment)
	switch {
	case environment == nil:
		return engine.BadRequest("EnvironmentNotFound", "The environment '%s' of %s '%s' does not exist.",
			w.environment, w.noun, r.ID.Name)
	case !environment.Works():
		return engine.BadRequest("ManagedEnvironmentNotProvisioned", "The environment '%s' is not "+
			"provisioned: it is in state %s.", environment.Name(), environment.ProvisioningState())
	case r.Old != nil && !same(environmentOf(r.Old), environment.ID):
		return engine.BadRequest("ContainerAppEnvironmentChangeNotAllowed", "The environment of %s '%s' "+
			"cannot be changed.", w.noun, r.ID.Name)
	}
	return nil
}

// checkSecrets refuses a secret that is named without saying what it is: they are never shown, so what was
// read cannot be put back. (pulumi-azure-native#3198.)
func checkSecrets(w workload, name string) error {
	for _, secret := range w.secrets {
		secret := engine.Value(secret)
		if secret.Value == nil && secret.KeyVaultURL == nil {
			return engine.BadRequest("ContainerAppSecretInvalid", "Invalid Request: Container app secret(s) "+
				"with name(s) '%s' are invalid: value or keyVaultUrl and identity should be provided. (%s "+
				"'%s')",
				engine.Value(secret.Name), w.noun, name)
		}
	}
	return nil
}

// checkRegistries refuses credentials that the workload does not have. The codes are assumed.
func checkRegistries(r *engine.Request, w workload) error {
	for _, registry := range w.registries {
		c := engine.Value(registry)
		identity, ref := engine.Value(c.Identity), engine.Value(c.PasswordSecretRef)
		if isID(identity) && !managedidentity.Attached(r.Resource, identity) {
			return engine.BadRequest("InvalidRegistryIdentity", "The identity '%s' of registry '%s' is not "+
				"assigned to %s '%s'.", identity, engine.Value(c.Server), w.noun, r.ID.Name)
		}
		if _, exists := w.secret(ref); ref != "" && !exists {
			return engine.BadRequest("ContainerAppSecretRefNotFound",
				"SecretRef '%s' of registry '%s' was not "+
					"found among the secrets of %s '%s'.", ref, engine.Value(c.Server), w.noun, r.ID.Name)
		}
	}
	return nil
}

// secret is the value of a secret, as it is kept.
func (w workload) secret(name string) (string, bool) {
	for _, secret := range w.secrets {
		if secret := engine.Value(secret); engine.Value(secret.Name) == name {
			return engine.Value(secret.Value), true
		}
	}
	return "", false
}

// credentials are what the workload presents to registries.
func (w workload) credentials() []pull.Credential {
	var all []pull.Credential
	for _, registry := range w.registries {
		c := engine.Value(registry)
		presented := pull.Credential{Server: engine.Value(c.Server)}
		switch {
		case c.Identity != nil && *c.Identity != "":
			presented.Form = pull.ManagedIdentity{ID: *c.Identity}
		case c.Username != nil:
			digest, _ := w.secret(engine.Value(c.PasswordSecretRef))
			presented.Form = pull.Password{User: *c.Username, Digest: digest}
		default:
			presented.Form = pull.None{}
		}
		all = append(all, presented)
	}
	return all
}

func (s *Service) consumer(res *engine.Resource, w workload) pull.Consumer {
	c := pull.Consumer{
		Resource: res, Credentials: w.credentials(), ARMAudience: true, Resolver: pull.AppsResolver,
	}
	environment := s.engine.Find(catalog.ManagedEnvironment.ARM, w.environment)
	if environment == nil || network.TenancyOf(environment).Subnet == "" {
		return c
	}
	c.Network = network.VirtualNetworkOf(network.TenancyOf(environment).Subnet)
	if vnet := s.engine.Find(catalog.VirtualNetwork.ARM, c.Network); vnet != nil {
		c.DNSServers = network.DNSServers(vnet)
	}
	return c
}

// pullImages validates the images that have changed, and returns all of them. A template whose images are
// those last validated is not looked at again, however broken its path has become. Azure docs:
// container-apps/troubleshoot-image-pull-failures.
func (s *Service) pullImages(res *engine.Resource, w workload, pulled []string) ([]string, error) {
	var all []string
	for _, c := range w.containers {
		all = append(all, c.image)
		if slices.Contains(pulled, c.image) {
			continue
		}
		if failed := s.puller.Pull(s.consumer(res, w), c.image); failed != nil {
			return nil, notPulled(res, w, c, failed)
		}
	}
	return all, nil
}

// notPulled puts a failed pull in the words of Container Apps; that jobs have the same is assumed.
func notPulled(res *engine.Resource, w workload, c container, failed *pull.Error) *engine.Error {
	code := "ContainerAppOperationError"
	if failed.Unauthorized {
		code = "InvalidParameterValueInContainerTemplate"
	}
	return engine.BadRequest(code, "Failed to provision revision for %s '%s'. Error details: The following "+
		"field(s) are either invalid or missing. Field 'template.containers.%s.image' is invalid with "+
		"details: 'Invalid value: \"%s\": %s';..", w.noun, res.Name(), c.name, c.image, failed.Text)
}
