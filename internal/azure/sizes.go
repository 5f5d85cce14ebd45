package azure

import (
	"math"
	"regexp"
	"strconv"
)

// A replica in the Consumption profile of Container Apps has one of sixteen sizes. Azure docs:
// container-apps/containers.
const (
	consumptionStep      = 0.25
	consumptionLargest   = 4
	consumptionGibPerCPU = 2
)

// ConsumptionCPU reports whether the Consumption profile has replicas with so many vCPU.
func ConsumptionCPU(cpu float64) bool {
	steps := cpu / consumptionStep
	return cpu >= consumptionStep && cpu <= consumptionLargest && steps == math.Trunc(steps)
}

// ConsumptionMemory is the only memory, in GiB, that the Consumption profile takes with the vCPU.
func ConsumptionMemory(cpu float64) float64 {
	return consumptionGibPerCPU * cpu
}

var gibibytes = regexp.MustCompile(`^((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)Gi$`)

// MemoryText is an amount of memory, in GiB, as Container Apps write it: "0.5Gi".
func MemoryText(amount float64) string { return strconv.FormatFloat(amount, 'f', -1, 64) + "Gi" }

// Gibibytes reads an amount of memory as Container Apps write it, "1Gi", "1.0Gi" or "0.5Gi": they take no
// other unit, and no zero in front.
func Gibibytes(memory string) (amount float64, ok bool) {
	parts := gibibytes.FindStringSubmatch(memory)
	if parts == nil {
		return 0, false
	}
	amount, err := strconv.ParseFloat(parts[1], 64)
	return amount, err == nil
}
