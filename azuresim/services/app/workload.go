package app

import (
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

// container is one of a template.
type container struct {
	Name  string `json:"name"`
	Image string `json:"image"`
	// Init says that the others wait for its end.
	Init bool `json:"init,omitempty"`
}

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
		all = append(all, container{Name: engine.Value(c.Name), Image: engine.Value(c.Image), Init: true})
	}
	for _, c := range then {
		c := engine.Value(c)
		all = append(all, container{Name: engine.Value(c.Name), Image: engine.Value(c.Image)})
	}
	return all
}

// workloadOf is a revision as what pulls: its own containers, with what its app logs in with.
func (s *Service) workloadOf(revision *engine.Resource) workload {
	w := appWorkload(engine.As[armappcontainers.ContainerApp](s.appOf(revision)))
	own := engine.Value(engine.As[armappcontainers.Revision](revision).Properties)
	template := engine.Value(own.Template)
	w.containers = containersOf(template.InitContainers, template.Containers)
	return w
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
		Origin: network.Origin{OwnAddress: true},
	}
	environment := s.engine.Find(catalog.ManagedEnvironment.ARM, w.environment)
	if environment == nil || network.TenancyOf(environment).Subnet == "" {
		return c
	}
	tenancy := network.TenancyOf(environment)
	c.Network = network.VirtualNetworkOf(tenancy.Subnet)
	c.Origin.Subnet, c.Origin.IP = tenancy.Subnet, tenancy.Addresses[0].IP
	if vnet := s.engine.Find(catalog.VirtualNetwork.ARM, c.Network); vnet != nil {
		c.DNSServers = network.DNSServers(vnet)
	}
	return c
}
