package privatelink

import (
	"strings"

	"private-acr/internal/arm"
	"private-acr/internal/azure"
)

// dataHosts maps each region to the host that serves its layers.
func dataHosts(loginServer string, regions []string) map[string]string {
	hosts := map[string]string{}
	for _, region := range regions {
		hosts[region] = azure.DataHost(loginServer, region)
	}
	return hosts
}

// hostsOf lists every host that a pull needs: the login server, then the data hosts.
func hostsOf(loginServer string, regions []string) []string {
	hosts := []string{loginServer}
	for _, region := range regions {
		hosts = append(hosts, azure.DataHost(loginServer, region))
	}
	return hosts
}

// resolve finds each host's address among the records, and names the hosts that have none. Of several
// addresses the lowest is told, as any of them serves.
func resolve(
	loginServer string, regions []string, records []arm.Record,
) (addresses map[string]string, missing []string) {
	_, suffix, _ := strings.Cut(loginServer, ".")
	known := map[string]string{}
	for _, record := range records {
		if len(record.Addresses) > 0 {
			known[record.Name] = record.Addresses[0]
		}
	}
	addresses = map[string]string{}
	for _, host := range hostsOf(loginServer, regions) {
		address, ok := known[strings.ToLower(azure.RecordName(host, suffix))]
		if !ok {
			missing = append(missing, host)
			continue
		}
		addresses[host] = address
	}
	return addresses, missing
}
