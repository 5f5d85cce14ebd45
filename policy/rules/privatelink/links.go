package privatelink

// Azure's pages that several rules refer to.
const (
	learn         = "https://learn.microsoft.com/azure/"
	linkEndpoints = learn + "container-registry/container-registry-private-endpoints"
	linkNames     = learn + "private-link/private-endpoint-dns"
)
