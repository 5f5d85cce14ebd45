package platform

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// ContractOutput is the name of the stack output that holds the [Contract].
const ContractOutput = "contract"

// ContractVersion is the version of the contract that this package writes and reads. Within a version,
// fields are only added.
const ContractVersion = 1

// Contract is what a platform stack promises to the stacks that build on it. Its values exist only once
// the private path is complete: when a stack has exported it, a container with the pull identity can pull.
//
// What a platform may lack is read by a method, whose error says so.
type Contract struct {
	Version        int       `json:"version" doc:"version of this structure"`
	Location       string    `json:"location" doc:"home region of the registry and of everything else"`
	ResourceGroup  string    `json:"resourceGroup" doc:"name of the resource group that holds the platform"`
	Registry       Registry  `json:"registry"`
	PullIdentity   Identity  `json:"pullIdentity"`
	Network        Network   `json:"network"`
	AppEnvironment *Ref      `json:"environment,omitempty" doc:"environment of Container Apps, if any"`
	Consumers      Consumers `json:"consumers" doc:"consumers that the platform itself runs, by kind and key"`

	// stack is where it was read from, for messages.
	stack string
}

// Registry is the registry and the hosts a pull talks to.
type Registry struct {
	ID          string            `json:"id" doc:"ARM id of the registry"`
	Name        string            `json:"name" doc:"name of the registry"`
	LoginServer string            `json:"loginServer" doc:"host that image references start with"`
	DataHosts   map[string]string `json:"dataHosts" doc:"host that serves the layers, by region"`
	Addresses   map[string]string `json:"addresses" doc:"private address of each host, the login server too"`
}

// Identity is the user-assigned identity that may pull.
type Identity struct {
	ID          string `json:"id" doc:"ARM id, for a consumer's identity and registry credentials"`
	ClientID    string `json:"clientId" doc:"client id, for AZURE_CLIENT_ID"`
	PrincipalID string `json:"principalId" doc:"object id, for further role assignments"`
}

// Network is where consumers and endpoints live.
type Network struct {
	VirtualNetworkID string            `json:"virtualNetworkId" doc:"ARM id of the virtual network"`
	PrivateDNSZoneID string            `json:"privateDnsZoneId" doc:"ARM id of the private DNS zone"`
	Subnets          map[string]string `json:"subnets" doc:"ARM id of each subnet, by what it is for"`
}

// Ref names a resource that was built.
type Ref struct {
	ID   string `json:"id" doc:"ARM id"`
	Name string `json:"name" doc:"name"`
	Host string `json:"host" doc:"default domain, fully qualified name or private address"`
}

// Consumers are the consumers that the platform stack itself runs, by kind ("containerApps") and key ("web").
type Consumers map[string]map[string]Ref

// Environment is the environment of Container Apps. It is an error where the platform has none.
func (c *Contract) Environment() (Ref, error) {
	if c.AppEnvironment == nil {
		return Ref{}, fmt.Errorf("the platform of stack %q has no environment of Container Apps: ask its "+
			"owners to add the setting `environment: {}`", c.stack)
	}
	return *c.AppEnvironment, nil
}

// Subnet is the ARM id of the subnet of the purpose, such as "containerInstances". It is an error where the
// platform has none.
func (c *Contract) Subnet(purpose string) (string, error) {
	if id := c.Network.Subnets[purpose]; id != "" {
		return id, nil
	}
	return "", fmt.Errorf("the platform of stack %q has no subnet %q, only %q: ask its owners to add it "+
		"under network.subnets", c.stack, purpose, slices.Sorted(maps.Keys(c.Network.Subnets)))
}

// Consumer is the consumer of the kind ("containerApps") with the key ("web"). It is an error where the
// platform runs none.
func (c *Contract) Consumer(kind, key string) (Ref, error) {
	if ref, is := c.Consumers[kind][key]; is {
		return ref, nil
	}
	return Ref{}, fmt.Errorf("the platform of stack %q runs no %q in %s, only %q", c.stack, key, kind,
		slices.Sorted(maps.Keys(c.Consumers[kind])))
}

// Login is what a consumer of this platform presents to its registry.
func (c *Contract) Login() spec.Login {
	return spec.Login{
		Form:       spec.FormIdentity,
		Server:     pulumi.String(c.Registry.LoginServer),
		IdentityID: pulumi.String(c.PullIdentity.ID),
		ClientID:   pulumi.String(c.PullIdentity.ClientID),
	}
}

// ReadContract reads the contract of another stack, named as a stack reference names it:
// "organization/project/stack". It fails when that stack exports none, or one of another version.
func ReadContract(ctx *pulumi.Context, stack string) (*Contract, error) {
	reference, err := pulumi.NewStackReference(ctx, stack, nil)
	if err != nil {
		return nil, fmt.Errorf("referring to stack %q: %w", stack, err)
	}
	details, err := reference.GetOutputDetails(ContractOutput)
	if err != nil {
		return nil, fmt.Errorf("reading output %q of stack %q: %w", ContractOutput, stack, err)
	}
	if details.Value == nil {
		return nil, fmt.Errorf("reading output %q of stack %q: it exports none: "+
			"run `pulumi up` on that stack first", ContractOutput, stack)
	}
	contract, err := decodeContract(details.Value)
	if err != nil {
		return nil, fmt.Errorf("reading output %q of stack %q: %w", ContractOutput, stack, err)
	}
	contract.stack = stack
	return contract, nil
}

// decodeContract reads the contract out of a stack output. Fields it does not know are let pass: they were
// added within the version by a newer platform.
func decodeContract(output any) (*Contract, error) {
	text, err := json.Marshal(output)
	if err != nil {
		return nil, fmt.Errorf("encoding it as JSON: %w", err)
	}
	var contract Contract
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&contract); err != nil {
		return nil, fmt.Errorf("decoding it: %w", err)
	}
	if contract.Version != ContractVersion {
		return nil, fmt.Errorf("it is a contract of version %d and this library reads version %d: "+
			"use the library's release that goes with the platform", contract.Version, ContractVersion)
	}
	return &contract, nil
}
