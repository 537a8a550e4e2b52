package quotareport

import (
	"bytes"
	"testing"

	"k8s.io/apimachinery/pkg/api/resource"
)

func TestBars(t *testing.T) {
	for _, c := range []struct{ amount, hard, percent, bar, color string }{
		{"0", "0", "0%", "[....................]", plain},
		{"1", "0", "over", "[####################]!", red}, // of nothing
		{"1m", "2", "1%", "[#...................]", plain}, // a little shows
		{"1600m", "2", "80%", "[################....]", plain},
		{"1601m", "2", "81%", "[################....]", yellow},
		{"2", "2", "100%", "[####################]", yellow},
		{"2001m", "2", "101%", "[####################]!", red}, // rounded, it would fit
	} {
		amount, hard := resource.MustParse(c.amount), resource.MustParse(c.hard)
		if got := percentText(amount, hard); got != c.percent {
			t.Errorf("%s of %s is %s, want %s", c.amount, c.hard, got, c.percent)
		}
		if got := bar(amount, hard); got != c.bar {
			t.Errorf("the bar of %s of %s is %s, want %s", c.amount, c.hard, got, c.bar)
		}
		if got := shade(amount, hard); got != c.color {
			t.Errorf("%s of %s has the colour %q, want %q", c.amount, c.hard, got, c.color)
		}
	}
}

func TestTablesAlignWhateverTheColour(t *testing.T) {
	table := [][]cell{{{"object", plain}, {"pods", plain}, {}}, {{"Job/é", plain}, {"5%", red}, {"later", plain}}}
	var out bytes.Buffer
	printTable(&out, table, 2, true)
	if want := "  object  pods\n  Job/é     \x1b[1;31m5%\x1b[0m  later\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestNamesCannotSteerTheTerminal(t *testing.T) {
	if got := visible("a\x1b[2Jb"); got != `"a\x1b[2Jb"` {
		t.Errorf("got %s", got)
	}
}
