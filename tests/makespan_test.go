package tests

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"private-acr/azuresim"
	"private-acr/azuresim/timeline"
	"private-acr/azuresim/world"
)

// timelines is the variable that names a folder for the pictures of the runs: `make bench` sets it.
const timelines = "TIMELINES"

// BenchmarkUp measures a first `up` against what Azure itself forces on it. Besides the time that it took, it
// reports as of Azure's time the longest chain of operations, how many times as long the run took, and how
// much longer the operations would take one after the other.
func BenchmarkUp(b *testing.B) {
	for _, scale := range []float64{10, 30} {
		for _, name := range slices.Sorted(maps.Keys(makespans())) {
			values := makespans()[name]
			b.Run(fmt.Sprintf("%s/scale=%g", name, scale), func(b *testing.B) {
				for range b.N {
					measureUp(b, name, scale, values)
				}
			})
		}
	}
}

// makespans are the stacks whose first run is measured.
func makespans() map[string]map[string]string {
	alone := with(topology(), "private-acr:registry", `{"name": "acrmyapp"}`)
	apps := make([]string, 10)
	for i := range apps {
		apps[i] = fmt.Sprintf(`"app%d": {"image": "myapp:1.0.0",
			"importFrom": "mcr.microsoft.com/azuredocs/containerapps-helloworld:latest"}`, i)
	}
	return map[string]map[string]string{
		"dev":            inMode(alone, "dedicated"),
		"geo-replicated": inMode(topology(), "dedicated"),
		"ten-apps": inMode(with(alone, "private-acr:containerApps", "{"+strings.Join(apps, ",")+"}"),
			"dedicated"),
	}
}

func measureUp(b *testing.B, name string, scale float64, values map[string]string) {
	b.Helper()
	e := newEngine(b, azuresim.Options{World: world.Options{Scale: scale}})
	dev := e.stack("private-acr", "dev", e.platformProgram(values))
	recorder := timeline.Record(e.azure.World())
	began := time.Now()
	dev.up()
	took := time.Since(began)
	run := recorder.Timeline()
	_, longest := run.Chain()
	if longest == 0 {
		b.Fatal("nothing was recorded")
	}
	wall := took.Seconds() * scale
	b.ReportMetric(longest.Seconds(), "chain-s")
	b.ReportMetric(wall/longest.Seconds(), "run/chain")
	b.ReportMetric(run.OneByOne().Seconds()/wall, "one-by-one/run")
	draw(b, run, fmt.Sprintf("up of stack %s, at %g times Azure's pace", name, scale),
		fmt.Sprintf("%s-%g.svg", name, scale))
}

func draw(b *testing.B, run timeline.Timeline, title, file string) {
	b.Helper()
	folder := os.Getenv(timelines)
	if folder == "" {
		return
	}
	picture, err := os.Create(filepath.Join(folder, file))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = picture.Close() }()
	if err := run.WriteSVG(picture, title); err != nil {
		b.Fatal(err)
	}
}
