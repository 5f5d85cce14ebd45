package azure_test

import (
	"math"
	"strings"
	"testing"

	"private-acr/internal/azure"
)

func TestConsumptionCPU(t *testing.T) {
	t.Parallel()
	for cpu, want := range map[float64]bool{
		0.25: true, 0.5: true, 1.75: true, 4: true,
		-0.25: false, 0: false, 0.1: false, 0.3: false, 3.9: false, 4.25: false,
		math.Inf(1): false,
	} {
		if got := azure.ConsumptionCPU(cpu); got != want {
			t.Errorf("%g: got %t, want %t", cpu, got, want)
		}
	}
	if azure.ConsumptionCPU(math.NaN()) {
		t.Error("NaN is no number of vCPU")
	}
}

func TestConsumptionMemory(t *testing.T) {
	t.Parallel()
	for cpu, want := range map[float64]float64{0.25: 0.5, 1: 2, 4: 8} {
		if got := azure.ConsumptionMemory(cpu); got != want {
			t.Errorf("%g vCPU: got %g GiB, want %g", cpu, got, want)
		}
	}
}

func TestGibibytes(t *testing.T) {
	t.Parallel()
	for memory, want := range map[string]float64{
		"1Gi": 1, "1.0Gi": 1, "0.5Gi": 0.5, "12.25Gi": 12.25, "0Gi": 0,
	} {
		if got, ok := azure.Gibibytes(memory); !ok || got != want {
			t.Errorf("%q: got %g, %t, want %g", memory, got, ok, want)
		}
	}
	for _, memory := range []string{
		"", "Gi", "1", "1Gb", "512Mi", "1 Gi", "-1Gi", "1.Gi", ".5Gi", "1e3Gi", "InfGi",
		"NaNGi", "oneGi", "1Gi1Gi", strings.Repeat("9", 400) + "Gi",
	} {
		if got, ok := azure.Gibibytes(memory); ok {
			t.Errorf("%q: got %g, want it refused", memory, got)
		}
	}
}

func TestMemoryText(t *testing.T) {
	t.Parallel()
	for amount, want := range map[float64]string{
		1: "1Gi", 0.5: "0.5Gi", 3.25: "3.25Gi", 2000000: "2000000Gi", 0.1: "0.1Gi",
	} {
		if got := azure.MemoryText(amount); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
