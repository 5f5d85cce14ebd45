package pullidentity

import (
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate"
	"private-acr/internal/component"
)

// DefaultPropagationWindow is how old a grant must be to be relied on. Azure docs, container-registry-faq:
// up to ten minutes.
const DefaultPropagationWindow = 10 * time.Minute

// margin is what the gate waits beyond the window, for Azure's clock and its reads to catch up.
const margin = 5 * time.Minute

// Args are the arguments of New.
type Args struct {
	// Location is the identity's region.
	Location pulumi.StringInput
	// ResourceGroupName is where the identity goes.
	ResourceGroupName pulumi.StringInput
	// Name is the identity's name in Azure, such as "id-contoso-pull".
	Name string
	// RegistryID is the registry's ARM id, the scope of the grant. It need not wait for replicas.
	RegistryID pulumi.StringInput
	// ABAC says that the registry uses ABAC repository permissions, where the role is Container Registry
	// Repository Reader because AcrPull is not honoured. Changing it replaces the grant.
	ABAC bool
	// PropagationWindow is how old the grant must be, on Azure's clock, before the identity is handed on;
	// zero means DefaultPropagationWindow.
	PropagationWindow time.Duration
	// ResourceManager is the URL of the Resource Manager; empty means the public cloud's.
	ResourceManager string
	// Clock is the time the gate waits by; nil is the machine's own clock. It does not measure the grant's
	// age.
	Clock gate.Clock
	// Tags are put on the identity; a role assignment takes none.
	Tags map[string]string
}

func (a Args) withDefaults() Args {
	if a.PropagationWindow == 0 {
		a.PropagationWindow = DefaultPropagationWindow
	}
	return a
}

func (a Args) check(name string) error {
	var faults component.Faults
	faults.Require("location", a.Location != nil, "")
	faults.Require("resourceGroupName", a.ResourceGroupName != nil, "")
	faults.Require("registryId", a.RegistryID != nil, "")
	faults.Require("name", a.Name != "", `give the identity's name in Azure, such as "id-contoso-pull"`)
	if a.PropagationWindow < 0 {
		faults.Add("propagationWindow", "must not be negative", a.PropagationWindow.String(), "")
	}
	return faults.Err("pull identity", name)
}

func (a Args) inputs() pulumi.Map {
	return pulumi.Map{
		"name": pulumi.String(a.Name), "registryId": a.RegistryID, "abac": pulumi.Bool(a.ABAC),
		"propagationWindow": pulumi.String(a.PropagationWindow.String()),
	}
}
