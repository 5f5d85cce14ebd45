package resourcemanager_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The random sequences: randomSeeds worlds, each of which is sent randomRequests requests, legal and illegal.
const (
	randomSeeds    = 24
	randomRequests = 900

	// checkEvery is how many requests lie between two looks at the whole world, each some 70 reads.
	checkEvery = 25

	// legalEnough is how many requests of a world must be accepted, lest the test be one of refusals alone.
	legalEnough = 100
)

// move is a resource with a body that it may have, when the world around it is right.
type move struct{ path, body string }

const linkZone = "/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io"

func ref(path string) string { return `{"id":"` + groupPath + path + `"}` }

func moves() []move {
	const net = "/providers/Microsoft.Network/virtualNetworks/net"
	const reg = "/providers/Microsoft.ContainerRegistry/registries/imagehub"
	const env = "/providers/Microsoft.App/managedEnvironments/env"
	const here = `"location":"koreacentral"`
	subnets := `{"name":"endpoints","properties":{"addressPrefix":"10.0.1.0/28"}},
		{"name":"jobs","properties":{"addressPrefix":"10.0.2.0/28","delegations":[{"name":"d","properties":
		{"serviceName":"Microsoft.ContainerInstance/containerGroups"}}]}}`
	network := func(subnets string) string {
		return `{` + here + `,"properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[` +
			subnets + `]}}`
	}
	container := `"containers":[{"name":"a","properties":{"image":"mcr.microsoft.com/hello-world:latest",
		"resources":{"requests":{"cpu":1,"memoryInGB":1}}}}]`
	all := []move{
		{"", `{` + here + `}`},
		{net, network(subnets)},
		{net, network("")},
		{net + "/subnets/more", `{"properties":{"addressPrefix":"10.0.3.0/29"}}`},
		{linkZone, `{"location":"global"}`},
		{linkZone + "/virtualNetworkLinks/hub", `{"location":"global","properties":{"virtualNetwork":` +
			ref(net) + `}}`},
		{linkZone + "/A/manual", `{"properties":{"aRecords":[{"ipv4Address":"10.9.9.9"}]}}`},
		{reg, `{` + here + `,"sku":{"name":"Premium"}}`},
		{reg + "/replications/westeurope", `{"location":"westeurope"}`},
		{"/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller", `{` + here + `}`},
		{"/providers/Microsoft.OperationalInsights/workspaces/logs", `{` + here + `}`},
		{env, `{` + here + `}`},
		{"/providers/Microsoft.App/containerApps/web", `{` + here + `,"properties":{
			"managedEnvironmentId":"` +
			groupPath + env + `","template":{"containers":[{"name":"a",
			"image":"mcr.microsoft.com/hello-world:latest"}]}}}`},
		{"/providers/Microsoft.ContainerInstance/containerGroups/out", `{` + here + `,"properties":{
			"osType":"Linux",` + container + `}}`},
		{"/providers/Microsoft.ContainerInstance/containerGroups/in", `{` + here + `,"properties":{
			"osType":"Linux","ipAddress":{"type":"Private","ports":[{"port":80}]},"subnetIds":[` +
			ref(net+"/subnets/jobs") + `],` + container + `}}`},
	}
	for i := range 4 {
		endpoint := fmt.Sprintf("/providers/Microsoft.Network/privateEndpoints/login%d", i)
		all = append(all,
			move{endpoint, `{` + here + `,"properties":{"subnet":` + ref(net+"/subnets/endpoints") + `,
				"privateLinkServiceConnections":[{"name":"c","properties":{"groupIds":["registry"],
				"privateLinkServiceId":"` + groupPath + reg + `"}}]}}`},
			move{endpoint + "/privateDnsZoneGroups/default", `{"properties":{"privateDnsZoneConfigs":[
				{"name":"a","properties":{"privateDnsZoneId":"` + groupPath + linkZone + `"}}]}}`})
	}
	return all
}

// player makes the moves of one seed.
type player struct {
	*testing.T

	handler  http.Handler
	clock    *handClock
	random   *rand.Rand
	accepted int
}

// TestRandomRequests sends tens of thousands of requests to worlds in every state: none may be answered as a
// fault of the simulation, and what can be read must fit together at all times.
func TestRandomRequests(t *testing.T) {
	t.Parallel()
	all := moves()
	seeds := uint64(randomSeeds)
	if raceDetector {
		seeds /= raceSlows // One client at a time: what the detector looks for happens elsewhere.
	}
	for seed := range seeds {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			handler, clock := bench(t)
			p := &player{t, handler, clock, rand.New(rand.NewPCG(seed, 3)), 0}
			for i := range randomRequests {
				p.play(all)
				if i%checkEvery == 0 {
					p.check(all)
				}
			}
			if p.accepted < legalEnough {
				t.Errorf("only %d requests were accepted", p.accepted)
			}
		})
	}
}

// play sends one request: mostly a legal body to its resource, else a spoilt body, a patch, a deletion, an
// action or a path that is nobody's.
func (p *player) play(all []move) {
	m := all[p.random.IntN(len(all))]
	method, path, body := http.MethodPut, m.path, m.body
	switch p.random.IntN(12) {
	case 0, 1:
		// Deleting the group and the network ends most of a world, so they go less often.
		if len(path) > len(linkZone) || p.random.IntN(6) == 0 {
			method = http.MethodDelete
		}
	case 2:
		body = p.spoilt(body)
	case 3:
		method, body = http.MethodPatch, `{"tags":{"a":"b"}}`
	case 4:
		method, path = http.MethodPost, path+"/importImage"
	case 5:
		path += "/" + m.path[max(0, len(m.path)-p.random.IntN(20)):]
	case 6:
		method = []string{http.MethodGet, http.MethodHead, http.MethodPost}[p.random.IntN(3)]
	}
	if got := answerTo(p, p.handler, method, groupPath+path, body); got.Code < http.StatusBadRequest {
		p.accepted++
	}
	p.clock.add(time.Duration(p.random.IntN(120)) * time.Second)
}

// spoilt cuts a part out of a body, which may leave JSON or not.
func (p *player) spoilt(body string) string {
	from := p.random.IntN(len(body))
	to := from + p.random.IntN(len(body)-from)
	return body[:from] + body[to:]
}

func (p *player) read(path string) (map[string]any, bool) {
	p.Helper()
	got := answerTo(p, p.handler, http.MethodGet, groupPath+path, "")
	var body map[string]any
	if err := json.Unmarshal(got.Body.Bytes(), &body); err != nil {
		p.Fatalf("GET %s: %d %s: %v", path, got.Code, got.Body, err)
	}
	if got.Code != http.StatusOK && got.Code != http.StatusNotFound {
		p.Fatalf("GET %s: %d %s", path, got.Code, got.Body)
	}
	return body, got.Code == http.StatusOK
}

// list decodes a collection into items, which stay as they are when there is none.
func (p *player) list(path string, items any) {
	p.Helper()
	body, found := p.read(path)
	if !found {
		return
	}
	text, err := json.Marshal(body["value"])
	if err == nil {
		err = json.Unmarshal(text, items)
	}
	if err != nil {
		p.Fatalf("reading %s: %v", path, err)
	}
}

func (p *player) check(all []move) {
	p.Helper()
	p.checkParents(all)
	hosts := p.checkAddresses()
	p.checkRecords(hosts)
}

// checkParents finds no resource whose parent is not there.
func (p *player) checkParents(all []move) {
	p.Helper()
	for _, m := range all {
		_, exists := p.read(m.path)
		parts := strings.Split(m.path, "/")
		parent := ""
		if len(parts) > 5 { // More than "", providers, the namespace, the type and the name.
			parent = strings.Join(parts[:len(parts)-2], "/")
		}
		if _, there := p.read(parent); exists && !there {
			p.Fatalf("%s exists and %q does not", m.path, parent)
		}
	}
}

type held struct {
	ID         string
	Properties struct {
		IPAddress        struct{ IP, Type string }
		IPConfigurations []struct {
			Properties struct {
				Address string `json:"privateIPAddress"`
				Link    struct {
					FQDNs []string `json:"fqdns"`
				} `json:"privateLinkConnectionProperties"`
			}
		}
	}
}

// checkAddresses finds no address twice, and returns the addresses by the names they are served at. All
// subnets here lie in one network, so an address has one holder whatever its subnet.
func (p *player) checkAddresses() map[string][]string {
	p.Helper()
	hosts, holders := map[string][]string{}, map[string]string{}
	hold := func(address, id string) {
		if other, taken := holders[address]; taken {
			p.Fatalf("%s and %s both have address %s", other, id, address)
		}
		holders[address] = id
	}
	var interfaces, groups []held
	p.list("/providers/Microsoft.Network/networkInterfaces", &interfaces)
	p.list("/providers/Microsoft.ContainerInstance/containerGroups", &groups)
	for _, nic := range interfaces {
		for _, c := range nic.Properties.IPConfigurations {
			hold(c.Properties.Address, nic.ID)
			for _, host := range c.Properties.Link.FQDNs {
				hosts[host] = append(hosts[host], c.Properties.Address)
			}
		}
	}
	for _, g := range groups {
		if a := g.Properties.IPAddress; a.IP != "" && a.Type == "Private" {
			hold(a.IP, g.ID)
		}
	}
	return hosts
}

// checkRecords finds no record of a zone group that leads to an address which does not serve its name.
func (p *player) checkRecords(hosts map[string][]string) {
	p.Helper()
	var records []struct {
		Name       string
		Properties struct {
			Metadata map[string]string
			ARecords []struct {
				Address string `json:"ipv4Address"`
			}
		}
	}
	p.list(linkZone+"/A", &records)
	for _, r := range records {
		if r.Properties.Metadata["creator"] == "" {
			continue
		}
		host := r.Name + ".azurecr.io"
		for _, a := range r.Properties.ARecords {
			if !slices.Contains(hosts[host], a.Address) {
				p.Fatalf("record %s leads to %s, and %v serve %s", r.Name, a.Address, hosts[host], host)
			}
		}
	}
}
