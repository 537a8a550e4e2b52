package quota

import (
	"slices"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

// convertedGrants returns what the containers get once convert has fixed their resources, and whether they need a fix. What only a
// person can fix counts as far as it can be read: a default replaces an unreadable amount.
func convertedGrants(s *workload.Object) (all []grant, isFixed bool) {
	if !needsResourceFix(s) {
		return grants(s), false
	}
	all = make([]grant, len(s.Containers()))
	for i, c := range s.Containers() {
		all[i] = convertedGrant(s, c)
	}
	return all, true
}

// needsResourceFix reports whether the cluster rejects the resources of some container.
func needsResourceFix(s *workload.Object) bool {
	isMisnamed := func(q workload.NamedQuantity) bool {
		return q.Name != "cpu" && q.Name != "memory" && validation.MeantResource(q.Name) != q.Name
	}
	isRejected := func(g grant) bool {
		return !g.ok || !AdmitsContainer(s.Settings, g.limits, g.requests) || slices.ContainsFunc(g.limits, isMisnamed) || slices.ContainsFunc(g.requests, isMisnamed)
	}
	return slices.ContainsFunc(grants(s), isRejected) || len(allAmounts(s)) > 0 && len(slips(s)) > 0
}

func convertedGrant(s *workload.Object, container *manifest.Node) grant {
	limits, requests := convertedAmounts(s, container, "limits"), convertedAmounts(s, container, "requests")
	for _, name := range [...]string{"cpu", "memory"} {
		fitIntoBounds(s.Bounds, name, &limits, &requests)
	}
	requests.Fill(limits)
	limits.Fill(s.Bounds.Limits)
	requests.Fill(s.Bounds.Requests)
	return grant{limits, requests, true}
}

// convertedAmounts reads the limits or requests of a container, with the fixes of unit-slip. A limit of zero is left out,
// because it must be removed.
func convertedAmounts(s *workload.Object, container *manifest.Node, of string) workload.Quantities {
	var all workload.Quantities
	fields := container.At("resources", of).Fields()
	for i := range fields {
		name := validation.MeantResource(fields[i].Key())
		value, ok := Quantity(&fields[i])
		if x := slipAt(s, &fields[i]); x != nil && x.meant != nil && x.against == "" {
			name, value, ok = x.to, *x.meant, true
		}
		if !ok || value.Sign() < 0 || of == "limits" && value.IsZero() || all.Of(name) != nil {
			continue
		}
		all = append(all, workload.NamedQuantity{Name: name, Value: value.DeepCopy()})
	}
	return all
}

// slipAt returns the slip of an amount, nil if its unit may be meant.
func slipAt(s *workload.Object, n *manifest.Node) *slip {
	all := slips(s)
	if i := slices.IndexFunc(all, func(x slip) bool { return x.node == n }); i >= 0 {
		return &all[i]
	}
	return nil
}

// fitIntoBounds changes the limit and the request of a resource as the fixes of over-max, under-min and
// request-over-default-limit do.
func fitIntoBounds(b *workload.Bounds, name string, limits, requests *workload.Quantities) {
	limit, request := limits.Of(name), requests.Of(name)
	top, bottom := b.Most.Of(name), b.Least.Of(name)
	lowest, highest := bottom, top // of the limit, and of the request
	if limit != nil && b.Admit(name, limit) {
		highest = limit
	}
	if request != nil && b.Admit(name, request) {
		lowest = request
	}
	isOver := func(q, bound *resource.Quantity) bool { return q != nil && bound != nil && q.Cmp(*bound) > 0 }
	overTop, underBottom := isOver(request, top), isOver(bottom, limit) && limit != nil
	switch {
	case overTop:
		*request = highest.DeepCopy()
	case request != nil && isOver(bottom, request):
		*request = bottom.DeepCopy()
	}
	switch {
	case underBottom:
		*limit = lowest.DeepCopy()
	case isOver(limit, top):
		*limit = top.DeepCopy()
	case limit == nil && isOver(request, b.Limits.Of(name)):
		*limits = append(*limits, workload.NamedQuantity{Name: name, Value: request.DeepCopy()})
	}
}
