package quotareport

import (
	"bytes"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

func TestBars(t *testing.T) {
	for _, c := range []struct{ amount, hard, percent, bar, color string }{
		{"0", "0", "0%", "[....................]", plain},
		{"1", "0", "over", "[####################]!", red}, // of nothing
		{"1m", "2", "1%", "[#...................]", plain}, // a little shows
		{"1600m", "2", "80%", "[################....]", plain},
		{"1610m", "2", "81%", "[################....]", yellow},
		{"1999m", "2", "99%", "[###################.]", yellow}, // rounded, it would be all of it
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
			t.Errorf("%s of %s has the color %q, want %q", c.amount, c.hard, got, c.color)
		}
	}
}

func TestTablesAlignWhateverTheColor(t *testing.T) {
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

func TestARowHasOneUnit(t *testing.T) {
	for _, c := range []struct{ quantities, want string }{
		{"1600m 2", "1.6 2"},
		{"700m 50m 0", "0.7 0.05 0"},
		{"512Mi 8Gi", "0.5Gi 8Gi"},
		{"100Mi 8Gi 0", "100Mi 8192Mi 0"},
		{"8388609Ki 8Gi", "8388609Ki 8388608Ki"}, // just over, and rounded it would fit
		{"1Gi 1073741825", "1073741824 1073741825"},
		{"3 4", "3 4"},
	} {
		var all []resource.Quantity
		for text := range strings.FieldsSeq(c.quantities) {
			all = append(all, resource.MustParse(text))
		}
		if got := strings.Join(amounts(all...), " "); got != c.want {
			t.Errorf("%s is written as %s, want %s", c.quantities, got, c.want)
		}
	}
}

func TestTheVerdictSaysWhatDoesNotFit(t *testing.T) {
	row := func(name, used, hard string) quota.QuotaRow {
		by := []quota.QuotaShare{{Amount: resource.MustParse(used)}}
		return quota.QuotaRow{Resource: name, Used: resource.MustParse(used), Hard: resource.MustParse(hard), By: by}
	}
	object := func(kind, name string, pods, fitting int64) quota.QuotaObject {
		return quota.QuotaObject{Object: &manifest.ID{Kind: kind, Name: name}, Pods: pods, Fitting: fitting}
	}
	sweep := object("CronJob", "sweep", 1, 0)
	sweep.Later, sweep.Over = true, true
	for _, c := range []struct {
		n    quota.NamespaceQuota
		want string
	}{
		{quota.NamespaceQuota{Namespace: "tool-bot", Rows: []quota.QuotaRow{row("pods", "9", "4"), row("limits.cpu", "4500m", "2")}, Objects: []quota.QuotaObject{object("Deployment", "bot", 9, 4)}},
			"Over the quota of tool-bot: pods 9 of 4, limits.cpu 4.5 of 2. At most 4 of the 9 pods of Deployment/bot fit.\n"},
		{quota.NamespaceQuota{Rows: []quota.QuotaRow{row("pods", "1", "4"), row("limits.cpu", "500m", "2"), row("secrets", "2", "10")}, Objects: []quota.QuotaObject{object("Pod", "a", 1, 1)}},
			"Within the quota: the fullest resource is pods, 1 of 4.\nNo object names its namespace: set the tool with --tool.\n"},
		{quota.NamespaceQuota{Namespace: "tool-bot", Rows: []quota.QuotaRow{row("pods", "4", "4")}, Objects: []quota.QuotaObject{sweep}},
			"Over the quota of tool-bot while a CronJob runs. The pod of CronJob/sweep does not fit together with the rest.\n"},
		{quota.NamespaceQuota{Namespace: "tool-bot", Objects: []quota.QuotaObject{
			object("Pod", "a", 1, 0), object("Job", "b", 1, 0), object("Job", "c", 2, 0), object("Job", "d", 2, 1), object("Job", "e", 2, 1)},
			Rows: []quota.QuotaRow{row("pods", "8", "4")}},
			"Over the quota of tool-bot: pods 8 of 4. Pod/a does not fit. The pod of Job/b does not fit. No pod of Job/c fits. Pods of 2 more objects do not fit.\n"},
		{quota.NamespaceQuota{Namespace: "tool-bot", Objects: []quota.QuotaObject{{Object: &manifest.ID{Kind: "Job", Name: "a"}, Rejected: true}}},
			"Within the quota of tool-bot.\nCounted as far as it can be read: 1 object that the cluster rejects (see tfk8s lint).\n"},
	} {
		var out bytes.Buffer
		if printVerdict(&out, &c.n); out.String() != c.want {
			t.Errorf("got  %swant %s", out.String(), c.want)
		}
	}
}
