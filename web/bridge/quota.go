package bridge

import (
	"slices"

	"github.com/toolforge/tfk8s/convert"
	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/quota"
)

// A namespace is what objects use of the quota of their namespace, as convert makes them.
type namespace struct {
	Name      string        `json:"name"` // "" if no object names it
	Over      bool          `json:"over"`
	Resources []resourceUse `json:"resources"`
	Rejected  int           `json:"rejected"` // objects that the cluster rejects
	Short     []string      `json:"short"`    // the Jobs and CronJobs whose pods do not fit beside the rest
}

// Amounts are in the unit of the resource: bytes, cores, or a number of objects.
type resourceUse struct {
	Resource string  `json:"resource"`
	Used     float64 `json:"used"`
	Worst    float64 `json:"worst"` // if all Jobs and CronJobs run at the same time
	Hard     float64 `json:"hard"`
	Over     bool    `json:"over"`
	Own      float64 `json:"own"` // what the cluster's own objects always use
	By       []share `json:"by"`
}

// A share is what one object uses of a resource. Jobs and CronJobs use it while they run.
type share struct {
	Object string  `json:"object"`
	Amount float64 `json:"amount"`
	Later  bool    `json:"later"`
}

func sumUp(r *request) (any, error) {
	sums := []namespace{}
	sum := quota.SumQuota(func(u *quota.Usage) { sums = append(sums, newNamespace(u.Sum())) })
	s := r.settings()
	s.ToLegacy = false // the quota is that of the 2020 cluster
	config := rules.Config(s, append(slices.Clone(rules.All), sum))
	var results []lint.FileResult
	for _, result := range convert.Files(&convert.Options{Config: config, Pin: rules.Pin}, r.parse()) {
		results = append(results, result.Lint)
	}
	lint.Merge(config, results)
	return map[string]any{"namespaces": sums}, nil
}

func newNamespace(n quota.NamespaceQuota) namespace {
	out := namespace{Name: n.Namespace, Over: n.Over(), Resources: []resourceUse{}, Short: []string{}}
	for i := range n.Rows {
		row := &n.Rows[i]
		use := resourceUse{
			Resource: row.Resource, Used: row.Used.AsApproximateFloat64(), Worst: row.Worst.AsApproximateFloat64(), Hard: row.Hard.AsApproximateFloat64(),
			Over: row.Over(), Own: row.Own.AsApproximateFloat64(), By: []share{},
		}
		for _, by := range row.By {
			use.By = append(use.By, share{by.Object.Kind + " " + by.Object.Name, by.Amount.AsApproximateFloat64(), false})
		}
		if row.Worst.Cmp(row.Used) > 0 {
			use.By = append(use.By, laterShares(&n, i)...)
		}
		if len(use.By) > 0 || use.Over {
			out.Resources = append(out.Resources, use)
		}
	}
	for i := range n.Objects {
		o := &n.Objects[i]
		if o.Rejected || o.PodsRejected {
			out.Rejected++
		}
		if o.Over {
			out.Short = append(out.Short, o.Object.Kind+" "+o.Object.Name)
		}
	}
	return out
}

// laterShares returns what the Jobs and CronJobs use of a resource while they run.
func laterShares(n *quota.NamespaceQuota, row int) (shares []share) {
	for i := range n.Objects {
		o := &n.Objects[i]
		if amount := o.Takes[row].AsApproximateFloat64(); o.Later && amount > 0 {
			shares = append(shares, share{o.Object.Kind + " " + o.Object.Name, amount, true})
		}
	}
	return shares
}
