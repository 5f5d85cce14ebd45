package settings

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"private-acr/internal/azure"
	"private-acr/spec"
)

// Check compares specs with one another.
func (s *Settings) Check(f *spec.Faults) {
	s.checkTags(f)
	s.checkSubnets(f)
	s.checkAddresses(f)
	s.checkZone(f)
	s.checkCredentials(f)
	s.checkNames(f)
	s.checkImports(f)
	s.checkGovernment(f)
}

func (s *Settings) checkTags(f *spec.Faults) {
	if s.Network.PrivateDNSZone.Linked {
		return
	}
	spec.CheckZoneTags(f, "tags", s.Tags)
}

func subnetPath(purpose string) string { return spec.Join("network.subnets", purpose) }

// checkSubnets demands a subnet for what is built, and room in it.
func (s *Settings) checkSubnets(f *spec.Faults) {
	for _, purpose := range spec.Purposes() {
		path, needed := subnetPath(purpose.Key), s.neededBy(purpose.Key)
		if _, given := s.Network.Subnets[purpose.Key]; needed != "" && !given && f.OK(path, "network.addressSpace") {
			f.Add(path, "is required, because "+needed+" is to be built", nil,
				"give it an id or an addressPrefix, or use the address space "+spec.DefaultAddressSpace)
		}
	}
	// An address for the login server, and one per region for its data endpoint.
	s.checkRoom(f, spec.PrivateEndpoints, 1+len(s.Regions()), "one for the login server and one per region")
	replicas := 0
	for _, app := range s.Apps {
		replicas += app.MaxReplicas
	}
	s.checkRoom(f, spec.ContainerApps, environmentAddresses(replicas),
		fmt.Sprintf("12 for the environment and, while apps are updated, 2 for every 10 of their %d replicas", replicas))
}

// environmentAddresses is how many addresses an environment takes with all replicas, during an update, when both
// revisions run. Azure docs: container-apps/custom-virtual-networks.
func environmentAddresses(replicas int) int {
	const own, perAddress, whileUpdating = 12, 10, 2
	return own + whileUpdating*((replicas+perAddress-1)/perAddress)
}

func (s *Settings) checkRoom(f *spec.Faults, purpose string, addresses int, reason string) {
	path := subnetPath(purpose) + ".addressPrefix"
	prefix, err := azure.ParsePrefix(s.Network.Subnets[purpose].AddressPrefix)
	if err != nil || !f.OK(path) || !f.Whole("registry.replicas") || azure.Usable(prefix) >= addresses {
		return
	}
	f.Add(path, fmt.Sprintf("must hand out %d addresses, %s; it has %d", addresses, reason, azure.Usable(prefix)),
		prefix.String(), fmt.Sprintf("widen it to a /%d", wideEnough(addresses)))
}

// wideEnough is the longest prefix whose subnets hand out that many addresses.
func wideEnough(addresses int) int {
	bits := 29
	for bits > 0 && azure.Usable(netip.PrefixFrom(netip.IPv4Unspecified(), bits)) < addresses {
		bits--
	}
	return bits
}

// checkAddresses compares static addresses with the subnet that they are in.
func (s *Settings) checkAddresses(f *spec.Faults) {
	subnet, err := azure.ParsePrefix(s.Network.Subnets[spec.PrivateEndpoints].AddressPrefix)
	if err != nil {
		return
	}
	for _, member := range slices.Sorted(maps.Keys(s.PrivateLink.StaticAddresses)) {
		path, text := spec.Join("privateLink.staticAddresses", member), s.PrivateLink.StaticAddresses[member]
		if address, err := netip.ParseAddr(text); err == nil && f.OK(path) && !azure.HandsOut(subnet, address) {
			f.Add(path, fmt.Sprintf("must be an address that %s (%s) hands out, the first being %s",
				subnetPath(spec.PrivateEndpoints), subnet, azure.FirstUsable(subnet)), text, "choose one inside")
		}
	}
}

func (s *Settings) checkZone(f *spec.Faults) {
	const path = "network.privateDnsZone.id"
	id, err := azure.ParseID(azure.TypePrivateDNSZone, s.Network.PrivateDNSZone.ID)
	want := azure.RegionCloud(s.Location).PrivateZone
	if err == nil && f.OK(path, "location") && s.Location != "" && !strings.EqualFold(id.Name, want) {
		f.Add(path, "must be the zone of the location's registries, "+want, s.Network.PrivateDNSZone.ID,
			"give the id of such a zone")
	}
}

// checkCredentials holds the credential that a consumer names against those that there are and that its kind can
// present.
func (s *Settings) checkCredentials(f *spec.Faults) {
	for _, c := range s.Consumers() {
		key, path := c.Pulls().Credential, c.Path+".credential"
		credential, is := s.Credentials[key]
		switch {
		case key == "" || !f.OK(path, spec.Join("credentials", key)):
		case !is:
			f.Add(path, "must be a key of credentials", key, "add it there, or leave it out to pull with the identity")
		case !slices.Contains(c.Kind().Accepts, credential.Form()):
			f.Add(path, fmt.Sprintf("must be a credential that a %s can present: it presents %v, and this one is of form "+
				"%s", c.Kind().Noun, c.Kind().Accepts, credential.Form()), key, "use another credential")
		}
	}
}

// checkNames finds two of a kind that would be one resource.
func (s *Settings) checkNames(f *spec.Faults) {
	seen := map[string]string{}
	for _, c := range s.Consumers() {
		name := c.Kind().Noun + " " + c.Pulls().Name
		if twin := seen[name]; twin != "" && c.Pulls().Name != "" {
			f.Add(c.Path+".name", "must differ from that of "+twin, c.Pulls().Name, "choose another name")
		}
		seen[name] = c.Path
	}
}

// checkImports finds a tag that would be imported from two sources: the first import would win, and the consumer of
// the other would run an image that is not its own.
func (s *Settings) checkImports(f *spec.Faults) {
	type source struct{ path, text string }
	seen := map[string]source{}
	for _, c := range s.Consumers() {
		target, _ := spec.Known(c.Pulls().Image)
		text, given := spec.Known(c.Pulls().ImportFrom)
		path := c.Path + ".importFrom"
		if !given || !f.OK(path, c.Path+".image") {
			continue
		}
		if first, twice := seen[target]; twice && first.text != text {
			f.Add(path, fmt.Sprintf("must be what %s says, because both import %s", first.path, target), text,
				"give one of the two images another tag")
		}
		if image, _ := azure.ParseImage(text); strings.EqualFold(image.Registry(), s.loginServer()) {
			f.Add(path, "must not be the registry itself", text, "remove it: the image is there already")
		}
		seen[target] = source{path, text}
	}
}

// loginServer is what the registry's host is, unless it has a domain name label.
func (s *Settings) loginServer() string {
	return s.Registry.Name + "." + azure.RegionCloud(s.Location).RegistrySuffix
}

// checkGovernment: Azure docs: container-instances-virtual-network-concepts.
func (s *Settings) checkGovernment(f *spec.Faults) {
	if azure.RegionCloud(s.Location) != azure.USGovernment {
		return
	}
	for key, group := range s.Instances {
		if group.Credential == "" {
			f.Add(spec.Join("containerInstances", key), "must not pull with the identity in Azure Government: groups in a "+
				"network there cannot", nil, "use containerApps instead, or a credential of form password")
		}
	}
}

// checkSubscriptions finds what is adopted from another subscription where the stack would have to write to it: the
// provider writes to one.
func (s *Settings) checkSubscriptions(subscription string, f *spec.Faults) {
	if subscription == "" {
		return
	}
	check := func(path, resourceType, id, reason string) {
		parsed, err := azure.ParseID(resourceType, id)
		if err == nil && f.OK(path) && !strings.EqualFold(parsed.SubscriptionID, subscription) {
			f.Add(path, "must be in the subscription that is deployed to, "+subscription+", because "+reason, id,
				"have its owner do that, and adopt the result")
		}
	}
	n := s.Network
	for _, key := range slices.Sorted(maps.Keys(n.Subnets)) {
		if n.Subnets[key].Created() {
			check("network.virtualNetworkId", azure.TypeVirtualNetwork, n.VirtualNetworkID,
				"the subnet "+key+" is created in it")
		}
	}
	if !n.PrivateDNSZone.Linked {
		check("network.privateDnsZone.id", azure.TypePrivateDNSZone, n.PrivateDNSZone.ID, "a link is created in it")
	}
	check("network.natGateway.id", azure.TypeNatGateway, n.NatGateway.ID, "a subnet is attached to it")
}
