package timeline

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"time"
)

//go:embed timeline.svg.tmpl
var picture string

var pictureTemplate = template.Must(template.New("timeline").Parse(picture))

// The sizes of a picture, in pixels.
const (
	labelWidth = 330
	barsWidth  = 760
	rowHeight  = 17
	headHeight = 52
)

// bar is a span in a picture.
type bar struct {
	Label, Class string
	// Title is shown where a pointer rests on the bar.
	Title       string
	Y, X, Width int
}

// tick is a mark of the time axis.
type tick struct {
	Label string
	X     int
}

// WriteSVG draws the run, a row for each span that takes time, those of the longest chain marked.
func (t Timeline) WriteSVG(to io.Writer, title string) error {
	chain, longest := t.Chain()
	drawn := t.bars(chain)
	height := headHeight + rowHeight*len(drawn)
	err := pictureTemplate.Execute(to, map[string]any{
		"Title": title, "Bars": drawn, "Ticks": t.ticks(), "Height": height + rowHeight, "Bottom": height,
		"Width": labelWidth + barsWidth + rowHeight, "End": t.x(t.Took),
		"Summary": fmt.Sprintf("%s of Azure's time; the longest chain takes %s, one after the other %s",
			short(t.Took), short(longest), short(t.OneByOne())),
	})
	if err != nil {
		return fmt.Errorf("drawing timeline %q: %w", title, err)
	}
	return nil
}

func (t Timeline) bars(chain []int) []bar {
	var bars []bar
	for i, span := range t.Spans {
		if span.Takes() == 0 || span.Start > t.Took {
			continue
		}
		end := min(span.End, t.Took)
		bars = append(bars, bar{
			Label: span.Name, Class: span.class(slices.Contains(chain, i)),
			Title: fmt.Sprintf("%s: %s, from %s on", span.Name, short(span.Takes()), short(span.Start)),
			Y:     headHeight + rowHeight*len(bars), X: t.x(span.Start),
			Width: max(1, t.x(end)-t.x(span.Start)),
		})
	}
	return bars
}

func (s Span) class(inChain bool) string {
	switch {
	case s.Waits && inChain:
		return "wait chain"
	case s.Waits:
		return "wait"
	case inChain:
		return "work chain"
	}
	return "work"
}

func (t Timeline) x(at time.Duration) int {
	return labelWidth + int(int64(barsWidth)*int64(at)/max(1, int64(t.Took)))
}

// ticks are at full minutes, ten of them or fewer.
func (t Timeline) ticks() []tick {
	step := max(time.Minute, (t.Took / 10).Round(time.Minute)) //nolint:mnd // As many as can be read.
	var ticks []tick
	for at := time.Duration(0); at <= t.Took; at += step {
		ticks = append(ticks, tick{Label: fmt.Sprintf("%d min", int(at.Minutes())), X: t.x(at)})
	}
	return ticks
}

func short(d time.Duration) string { return d.Round(time.Second).String() }
