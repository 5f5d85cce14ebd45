package azure

import "strings"

// RegistryGroup is the private-link group, and within it the member, of a registry's login server.
const RegistryGroup = "registry"

// dataMemberPrefix begins the member of each region's data endpoint. Azure docs:
// container-registry-private-endpoints.
const dataMemberPrefix = RegistryGroup + "_data_"

// DataMember is the private-link member of a region's data endpoint: "registry_data_koreacentral".
func DataMember(region string) string {
	return dataMemberPrefix + ShortRegion(region)
}

// DataRegion is the region whose data endpoint a private-link member, or a group, is that of, and whether it
// is one. The region need not be a known one.
func DataRegion(member string) (region string, is bool) {
	return strings.CutPrefix(strings.ToLower(member), dataMemberPrefix)
}

// IsDataMember reports whether a private-link member, or a group, is that of a known region's data endpoint.
func IsDataMember(member string) bool {
	region, is := DataRegion(member)
	_, err := ParseRegion(region)
	return is && err == nil
}

// IsRegistryGroup reports whether a private endpoint can lead to a registry through the group: "registry", or
// the one that some registries have for the data endpoint of each region.
func IsRegistryGroup(group string) bool {
	return strings.EqualFold(group, RegistryGroup) || IsDataMember(group)
}

// DataHost is the host that serves layers in a region: of "myreg.azurecr.io" and "koreacentral" it is
// "myreg.koreacentral.data.azurecr.io". It starts from the login server that Azure reports, because a
// registry with a domain name label has a hash in its host that nobody can guess.
func DataHost(loginServer, region string) string {
	name, suffix, _ := strings.Cut(loginServer, ".")
	return name + "." + region + ".data." + suffix
}

// RecordName is the name of a host's record in its private DNS zone: of
// "myreg.koreacentral.data.azurecr.io" and "azurecr.io" it is "myreg.koreacentral.data". A host outside the
// suffix comes back whole.
func RecordName(host, loginSuffix string) string {
	return strings.TrimSuffix(host, "."+loginSuffix)
}
