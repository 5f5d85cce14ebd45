package world

import (
	"reflect"
	"strings"

	"private-acr/internal/azure"
)

const typeContainerGroup = "Microsoft.ContainerInstance/containerGroups"

// containerGroup pulls its images at the end of every create and update, because each restarts its
// containers.
var containerGroup = kind{
	typ: typeContainerGroup, name: azure.NameContainerGroup, nameCode: "InvalidContainerGroupName",
	place: regional, takes: containerGroupTakes, busyCode: "ContainerGroupTransitioning",
	readOnly: []string{"instanceView"},
	accept:   acceptGroup, settle: settleGroup, removed: leaveSubnet,
}

type groupView struct {
	Properties struct {
		Containers []struct {
			Name       string `json:"name"`
			Properties struct {
				Image     string `json:"image"`
				Resources struct {
					Requests struct {
						CPU    float64 `json:"cpu"`
						Memory float64 `json:"memoryInGB"`
					} `json:"requests"`
				} `json:"resources"`
			} `json:"properties"`
		} `json:"containers"`
		OSType        string           `json:"osType"`
		RestartPolicy string           `json:"restartPolicy"`
		SubnetIDs     []reference      `json:"subnetIds"`
		Credentials   []credential     `json:"imageRegistryCredentials"`
		Address       *groupAddressing `json:"ipAddress"`
		DNS           struct {
			Servers []string `json:"nameServers"`
		} `json:"dnsConfig"`
	} `json:"properties"`
}

type groupAddressing struct {
	Type  string `json:"type"`
	Label string `json:"dnsNameLabel"`
	Ports []struct {
		Port float64 `json:"port"`
	} `json:"ports"`
}

// portsPerGroup is Azure's limit for one address. Azure docs: container-instances-container-groups.
const portsPerGroup = 5

func acceptGroup(r *request) error {
	fill(r.properties(), Body{"restartPolicy": "Always", "sku": "Standard", "initContainers": []any{}})
	v, err := read[groupView](r.rec.Body)
	if err != nil {
		return err
	}
	if err := checkGroup(v, r.id.Name); err != nil {
		return err
	}
	if r.old != nil && !reflect.DeepEqual(fixed(see[groupView](r.old.Body)), fixed(v)) {
		// The code and the text are in azure-docs#31168 and #38067; newer texts name the property.
		return badRequest("InvalidContainerGroupUpdate", "The updates on container group '%s' are invalid. "+
			"If you are going to update the os type, restart policy, network profile, CPU, memory or GPU "+
			"resources for a container group, you must delete it first and then create a new one.", r.id.Name)
	}
	if err := r.attachIdentities(); err != nil {
		return err
	}
	for _, c := range v.Properties.Credentials {
		if c.Identity != "" && !attached(r.rec.Body, c.Identity) {
			return badRequest("InvalidImageRegistryIdentity", "The identity in the "+
				"'imageRegistryCredentials' of container group '%s' not found in container group identity "+
				"list.", r.id.Name)
		}
	}
	return r.placeGroup(v)
}

// fixed are the parts of a container group that no update can change: a value to compare.
func fixed(v groupView) []any {
	p := v.Properties
	values := []any{strings.ToLower(p.OSType), strings.ToLower(p.RestartPolicy)}
	for _, c := range p.Containers {
		values = append(values, c.Properties.Resources.Requests)
	}
	for _, s := range p.SubnetIDs {
		values = append(values, key(s.ID))
	}
	if p.Address != nil {
		values = append(values, p.Address.Ports)
	}
	return values
}

// checkGroup checks what needs no look at other resources.
func checkGroup(v groupView, name string) error {
	a := v.Properties.Address
	inNetwork := len(v.Properties.SubnetIDs) > 0
	switch {
	case len(v.Properties.Containers) == 0:
		return badRequest("MissingContainers", "Container group '%s' has no containers.", name)
	case a == nil:
		return nil
	case len(a.Ports) > portsPerGroup:
		return badRequest("TooManyPorts", "Container group '%s' has more than %d ports.", name, portsPerGroup)
	case inNetwork && strings.EqualFold(a.Type, "Public"):
		return badRequest("PublicIPAddressNotSupported", "IP Address type can't be public when network "+
			"profile is set.")
	case inNetwork && a.Label != "":
		return badRequest("DnsNameLabelNotSupported", "DNS name label for container group is only supported "+
			"when IP Address type is public.")
	case !inNetwork && strings.EqualFold(a.Type, "Private"):
		return badRequest("PrivateIPAddressNotSupported", "Private IP address is only supported when "+
			"network profile is defined.")
	}
	return nil
}

// placeGroup gives a group in a network its address there.
func (r *request) placeGroup(v groupView) error {
	if len(v.Properties.SubnetIDs) == 0 {
		return nil
	}
	sub, err := r.refer(typeSubnet, v.Properties.SubnetIDs[0].ID)
	if err != nil {
		return err
	}
	if !delegatedTo(sub, delegateContainers) {
		return badRequest("SubnetMissingRequiredDelegation", "Subnet %s requires the following delegation "+
			"to be used by container group '%s': %s.", sub.ID, r.id.Name, delegateContainers)
	}
	addresses := r.rec.Facts.Addresses
	if addresses == nil {
		addresses = []address{{}}
	}
	if err := r.w.allocate(sub, r.rec, addresses); err != nil {
		return err
	}
	r.rec.Facts.Subnet, r.rec.Facts.Addresses = sub.ID, addresses
	return nil
}

func settleGroup(w *World, rec *record) error {
	v := see[groupView](rec.Body)
	p := properties(rec.Body)
	for _, c := range v.Properties.Containers {
		if fault := w.pull(groupConsumer(rec, v), c.Properties.Image); fault != nil {
			p["instanceView"] = Body{"state": stateFailed, "events": []any{}}
			return badRequest("InaccessibleImage", "The image '%s' in container group '%s' is not "+
				"accessible. Please check the image and registry credential.", c.Properties.Image, rec.name())
		}
	}
	p["instanceView"] = Body{"state": "Running", "events": []any{}}
	if v.Properties.Address == nil {
		return nil
	}
	ip := publicAddress(rec.ID)
	if len(rec.Facts.Addresses) > 0 {
		ip = rec.Facts.Addresses[0].IP
	}
	within(p, "ipAddress")["ip"] = ip
	return nil
}

// groupConsumer asks the DNS servers of the group's own settings, and never those of its network. Azure docs:
// container-instances-virtual-network-concepts.
func groupConsumer(rec *record, v groupView) consumer {
	c := consumer{
		rec: rec, credentials: v.Properties.Credentials, trusted: true, resolver: azureResolver,
		dnsServers: v.Properties.DNS.Servers,
	}
	if rec.Facts.Subnet != "" {
		c.network = network(rec.Facts.Subnet)
	}
	return c
}
