package containerapp

import (
	"math"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

var resourcesSet = rule.Rule{
	ID:       "aca-resources-set",
	Title:    "The containers of an app or a job have a CPU and memory that Azure offers.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerApp, rule.Job},
	Why: "A container that does not say gets Azure's default, whatever it needs. All containers together " +
		"have to make up one of the sizes of the Consumption profile, or the update ends with " +
		"ContainerAppInvalidResourceTotal.",
	Fix: "Set resources.cpu and resources.memory of each container so that together they are 0.25 to 4 " +
		"vCPU, in steps of 0.25, with 2Gi for each.",
	Link: "https://learn.microsoft.com/azure/container-apps/containers",
	Sources: []rule.Source{
		{Catalog: rule.LandingZone, ID: "required-cpu-and-memory"},
	},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		findings := rule.ForEach(r, containers(r), func(container rule.Value) []rule.Finding {
			return sizeGiven(r, container.At("resources"))
		})
		all, _ := containers(r).Items()
		if len(findings) > 0 || len(all) == 0 {
			return findings
		}
		broken := onConsumption(r).And(rule.Known(fits(all)).Not())
		return r.When(broken, containers(r), "add up to a size that the Consumption profile does not have")
	}),
}

// sizeGiven finds what is not given of a container's size. Container Apps measure memory in Gi alone.
func sizeGiven(r *rule.Resource, resources rule.Value) []rule.Finding {
	cpu, memory := resources.At("cpu"), resources.At("memory")
	_, isNumber := cpu.Number()
	isAmount := memory.Like(func(text string) bool {
		_, ok := azure.Gibibytes(text)
		return ok
	})
	findings := r.When(isNumber.Not(), cpu, "is %s: a number such as 0.5 is needed", cpu)
	return append(findings,
		r.When(isAmount.Not(), memory, "is %s: an amount such as 1Gi is needed", memory)...)
}

// onConsumption answers whether an app or a job runs in the Consumption profile, as it does where it names
// none: the others have sizes of their own. In the API of 2022-10-01 the property had another name.
func onConsumption(r *rule.Resource) rule.Answer {
	const consumption = "Consumption"
	return r.At("workloadProfileName").Or(consumption).Is(consumption).
		And(r.At("workloadProfileType").Or(consumption).Is(consumption))
}

// fits reports whether containers, whose sizes are all given, add up to a size of the Consumption profile.
func fits(all []rule.Value) bool {
	cpu, memory := 0.0, 0.0
	for _, container := range all {
		vCPU, _ := container.At("resources", "cpu").Number()
		text, _ := container.At("resources", "memory").Text()
		gib, _ := azure.Gibibytes(text)
		cpu, memory = plus(cpu, vCPU), plus(memory, gib)
	}
	return azure.ConsumptionCPU(cpu) && memory == azure.ConsumptionMemory(cpu)
}

// plus adds to two decimals, as many as Azure takes: otherwise 0.3, 0.6 and 0.1 would not make 1.
func plus(a, b float64) float64 {
	return math.Round((a+b)*100) / 100
}
