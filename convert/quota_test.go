package convert_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/lint/parallel"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/rules/workload"
)

// unforeseen are the rules whose fixes the rules of the quota do not foresee: they give a name, a namespace or a value to what the
// server cannot read, or move it to where the server reads it. The command quota counts what convert really makes.
var unforeseen = []string{
	"syntax-error", "lost-document", "yaml-tab", "unknown-field", "wrong-type", "invalid-value", "namespace-in-labels", "api-wrong-group",
	"dead-annotation", "preset-conflict-volume", "duplicate-key", "typographic-quotes", "service-manifest", "manifest-limits",
}

// TestTheQuotaCountsWhatConvertMakes compares what the objects of a text use of the quota with what those of the converted text use.
func TestTheQuotaCountsWhatConvertMakes(t *testing.T) {
	all := samples(t)
	problems := parallel.Map(len(all), func(i int) string {
		cfg := rules.Config(workload.NewSettings(), rules.All)
		r, err := convert.File(&convert.Options{Config: cfg, Pin: rules.Pin}, manifest.Parse(all[i].file, []byte(all[i].text)))
		if err != nil || !r.Changed {
			return ""
		}
		if slices.ContainsFunc(r.Applied, func(a convert.Applied) bool { return slices.Contains(unforeseen, a.Rule.Name) }) {
			return ""
		}
		before, after := usageOf(all[i].file, all[i].text), usageOf(all[i].file, string(r.File.Src))
		if before == after {
			return ""
		}
		var applied []string
		for _, a := range r.Applied {
			applied = append(applied, a.Rule.Name)
		}
		return fmt.Sprintf("%s: after %s\n%sbecomes\n%s", all[i].name, strings.Join(applied, ", "), before, after)
	})
	for _, problem := range problems {
		if problem != "" {
			t.Error(problem)
		}
	}
}

// usageOf lists what the objects of a text use of the quota.
func usageOf(name, text string) string {
	var b strings.Builder
	sum := quota.SumQuota(func(u *quota.Usage) {
		n := u.Sum()
		for _, o := range n.Objects {
			if o.CreatedBy != nil { // convert may remove it
				continue
			}
			fmt.Fprintf(&b, "%s %s:", n.Namespace, o.Object.Name)
			for i, q := range o.Takes {
				if !q.IsZero() {
					fmt.Fprintf(&b, " %s %s", n.Rows[i].Resource, q.String())
				}
			}
			b.WriteByte('\n')
		}
	})
	lint.Run(rules.Config(workload.NewSettings(), append(slices.Clone(rules.All), sum)), []*manifest.File{manifest.Parse(name, []byte(text))})
	return b.String()
}
