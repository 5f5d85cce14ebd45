package settings

import (
	"fmt"
	"strings"

	"private-acr/internal/azure"
)

// completeEnvironment gives an app the environment that it runs in.
func (s *Settings) completeEnvironment() {
	if s.ContainerApp != nil && s.Environment == nil {
		s.Environment = &Environment{Name: "cae-" + s.Name}
	}
}

func (s *Settings) checkConsumers(p *parser) {
	if a := s.ContainerApp; a != nil {
		checkHome(p, "containerApp", pathContainerApps, s.Network.ContainerApps)
		checkImport(p, "containerApp", a.Image, a.ImportFrom)
		a.checkSize(p)
	}
	if s.Environment != nil && s.ContainerApp == nil {
		checkHome(p, "environment", pathContainerApps, s.Network.ContainerApps)
	}
	if c := s.ContainerInstance; c != nil {
		checkHome(p, "containerInstance", pathContainerInstances, s.Network.ContainerInstances)
		checkImport(p, "containerInstance", c.Image, c.ImportFrom)
		s.checkGovernment(p)
	}
}

// checkHome demands a subnet for what is built.
func checkHome(p *parser, built, path string, home *Subnet) {
	if home != nil || p.given[path] || !p.sound(pathAddressSpace, path) {
		return
	}
	p.report(path, flaw{
		"is required, because " + built + " is to be built",
		"give an id or an addressPrefix, or remove " + built,
	}, nil)
}

// checkGovernment: Azure docs: container-instances-virtual-network-concepts.
func (s *Settings) checkGovernment(p *parser) {
	if azure.RegionCloud(s.Location) == azure.USGovernment {
		p.report("containerInstance", flaw{
			"must not be built in Azure Government: groups in a network there cannot pull with an identity",
			"use containerApp instead",
		}, nil)
	}
}

func checkImport(p *parser, consumer, image, from string) {
	if from != "" && strings.Contains(image, "@") {
		p.report(consumer+".image", flaw{
			"must have a tag where importFrom is given, because images are imported by tag",
			`write it as "repository:tag", or remove importFrom`,
		}, image)
	}
}

func (a *ContainerApp) checkSize(p *parser) {
	const cpu, memory, least = "containerApp.cpu", "containerApp.memory", "containerApp.minReplicas"
	const most = "containerApp.maxReplicas"
	given, _ := azure.Gibibytes(a.Memory)
	if fitting := azure.ConsumptionMemory(a.CPU); p.sound(cpu, memory) && given != fitting {
		p.report(memory, flaw{
			fmt.Sprintf("must be twice the cpu of %s in Gi", decimal(a.CPU)),
			fmt.Sprintf("set it to %q, or cpu to half of it", decimal(fitting)+"Gi"),
		}, a.Memory)
	}
	if p.sound(least, most) && a.MinReplicas > a.MaxReplicas {
		p.report(least, flaw{
			fmt.Sprintf("must not exceed maxReplicas, which is %d", a.MaxReplicas),
			"lower it, or raise maxReplicas",
		}, a.MinReplicas)
	}
}
