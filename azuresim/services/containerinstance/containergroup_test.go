package containerinstance_test

import (
	"strings"
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

func TestGroupRefusals(t *testing.T) {
	t.Parallel()
	ports := make([]any, 5+1)
	for i := range ports {
		ports[i] = world.Body{"port": float64(i + 1)}
	}
	tests := map[string]struct {
		body world.Body
		code string
	}{
		"private outside one": {
			bench.Changed(bench.ContainerGroup(bench.Image), func(p world.Body) { delete(p, "subnetIds") }),
			"PrivateIPAddressNotSupported",
		},
		"ports": {
			bench.Changed(bench.ContainerGroup(bench.Image),
				func(p world.Body) { p["ipAddress"].(world.Body)["ports"] = ports }),
			"TooManyPorts",
		},
		"no containers": {
			bench.Changed(bench.ContainerGroup(bench.Image), func(p world.Body) { delete(p, "containers") }),
			"MissingContainers",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Path()
			bench.Refused(t, b.Try(bench.ContainerID, test.body), test.code, "")
		})
	}
}

func TestGroupUpdates(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
	if ip := b.Property(bench.ContainerID, "ipAddress").(world.Body)["ip"]; ip != "10.0.3.4" {
		t.Errorf("got address %v", ip)
	}
	fixedOnes := map[string]func(world.Body){
		"osType":        func(p world.Body) { p["osType"] = "Windows" },
		"restartPolicy": func(p world.Body) { p["restartPolicy"] = "Never" },
		"ports": func(p world.Body) {
			p["ipAddress"].(world.Body)["ports"] = []any{world.Body{"port": 81.0}}
		},
		"cpu": func(p world.Body) {
			container := p["containers"].([]any)[0].(world.Body)
			engine.Properties(container)["resources"].(world.Body)["requests"].(world.Body)["cpu"] = 2.0
		},
	}
	for name, change := range fixedOnes {
		body := bench.ContainerGroup(bench.Image)
		change(engine.Properties(body))
		if err := b.Try(bench.ContainerID, body); err == nil || !strings.Contains(err.Error(),
			"you must delete "+
				"it first") {
			t.Errorf("changing %s: got %v", name, err)
		}
	}
	b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
	b.Put(bench.ContainerID, bench.ContainerGroup("mcr.microsoft.com/hello-world:latest"))
}
