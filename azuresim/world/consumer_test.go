package world

import (
	"strings"
	"testing"
)

func TestEnvironmentIsAloneInItsSubnet(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(envID, envBody())
	refused(t, b.try(envID+"2", envBody()), "ManagedEnvironmentInvalidNetworkConfiguration", "cae")
	moved := envBody()
	properties(moved)["vnetConfiguration"].(Body)["infrastructureSubnetId"] = ciSubnet
	refused(t, b.try(envID, moved), "ManagedEnvironmentInvalidNetworkConfiguration", "cannot be changed")
}

func TestInternalEnvironment(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.remove(envID)
	body := envBody()
	properties(body)["vnetConfiguration"].(Body)["internal"] = true
	b.put(envID, body)
	if got := b.property(envID, "staticIp"); got != "10.0.0.4" {
		t.Errorf("got address %v", got)
	}
	app := appBody(imageRef)
	properties(app)["configuration"].(Body)["ingress"].(Body)["external"] = false
	b.put(appID, app)
	ingress := b.property(appID, "configuration").(Body)["ingress"].(Body)
	if fqdn := ingress["fqdn"].(string); !strings.HasPrefix(fqdn, "ca-myapp.internal.simulated-") {
		t.Errorf("got name %s", fqdn)
	}
}

func TestAppRefusals(t *testing.T) {
	t.Parallel()
	empty := appBody(imageRef)
	delete(properties(empty), "template")
	homeless := appBody(imageRef)
	properties(homeless)["managedEnvironmentId"] = envID + "x"
	tests := map[string]struct {
		id   string
		body Body
		code string
	}{
		"name":           {appID + "--x", appBody(imageRef), "ContainerAppInvalidName"},
		"no container":   {appID, empty, "ContainerAppContainerRequired"},
		"no environment": {appID, homeless, "EnvironmentNotFound"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, Options{})
			b.path()
			refused(t, b.try(test.id, test.body), test.code, "")
		})
	}
}

func TestAppNeedsAWorkingEnvironment(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.remove(envID)
	creating, err := b.w.Put(envID, envBody())
	refused(t, err, "", "")
	refused(t, b.try(appID, appBody(imageRef)), "ManagedEnvironmentNotProvisioned", "Creating")
	_, err = b.w.Put(envID, envBody())
	refused(t, err, "ManagedEnvironmentOperationInProgress", "")
	refused(t, b.await(creating.Operation), "", "")
	b.put(appID, appBody(imageRef))
	_, err = b.w.Delete(envID)
	refused(t, err, "ManagedEnvironmentHasContainerApps", "ca-myapp")
}

func TestRevisionsFollowTheTemplate(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.put(appID, appBody(imageRef))
	b.put(appID, appBody(imageRef))
	if got := b.property(appID, "latestRevisionName"); got != "ca-myapp--0000001" {
		t.Errorf("got revision %v after a PUT without changes", got)
	}
	b.put(appID, appBody("mcr.microsoft.com/hello-world:latest"))
	if got := b.property(appID, "latestRevisionName"); got != "ca-myapp--0000002" {
		t.Errorf("got revision %v after a new image", got)
	}
}

func TestGroupRefusals(t *testing.T) {
	t.Parallel()
	ports := make([]any, portsPerGroup+1)
	for i := range ports {
		ports[i] = Body{"port": float64(i + 1)}
	}
	tests := map[string]struct {
		body Body
		code string
	}{
		"private outside one": {
			changed(containerBody(imageRef), func(p Body) { delete(p, "subnetIds") }),
			"PrivateIPAddressNotSupported",
		},
		"ports": {
			changed(containerBody(imageRef), func(p Body) { p["ipAddress"].(Body)["ports"] = ports }),
			"TooManyPorts",
		},
		"no containers": {
			changed(containerBody(imageRef), func(p Body) { delete(p, "containers") }),
			"MissingContainers",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, Options{})
			b.path()
			refused(t, b.try(containerID, test.body), test.code, "")
		})
	}
}

func TestGroupUpdates(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.put(containerID, containerBody(imageRef))
	if ip := b.property(containerID, "ipAddress").(Body)["ip"]; ip != "10.0.3.4" {
		t.Errorf("got address %v", ip)
	}
	fixedOnes := map[string]func(Body){
		"osType":        func(p Body) { p["osType"] = "Windows" },
		"restartPolicy": func(p Body) { p["restartPolicy"] = "Never" },
		"ports":         func(p Body) { p["ipAddress"].(Body)["ports"] = []any{Body{"port": 81.0}} },
		"cpu": func(p Body) {
			container := p["containers"].([]any)[0].(Body)
			properties(container)["resources"].(Body)["requests"].(Body)["cpu"] = 2.0
		},
	}
	for name, change := range fixedOnes {
		body := containerBody(imageRef)
		change(properties(body))
		if err := b.try(containerID, body); err == nil || !strings.Contains(err.Error(), "you must delete "+
			"it first") {
			t.Errorf("changing %s: got %v", name, err)
		}
	}
	b.put(containerID, containerBody(imageRef))
	b.put(containerID, containerBody("mcr.microsoft.com/hello-world:latest"))
}
