package webservice

import (
	_ "embed"
	"slices"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed manifest-limits.md
var manifestLimitsDoc string

var manifestLimits = &lint.Rule{
	ID: "TFK915", Name: "manifest-limits",
	Stage: lint.Pods, Severity: lint.Error, Fix: lint.Review,
	Doc:     manifestLimitsDoc,
	Foreign: checkManifestLimits,
}

func checkManifestLimits(p *lint.Pass, d *manifest.Document) {
	s, root := inServiceFile(p), d.Root()
	if s.RunsOnGrid(root) { // no LimitRange there
		return
	}
	for _, slip := range s.slips(root) {
		if s.isAmount(slip.Node.Text()) { // service-manifest reports the others
			p.At(slip.Node, slip.Fix, "%s", slip.Message).Help("%s", slip.Help)
		}
	}
	bounds := s.Policy.LimitRange
	s.checkBounds(p, root, schemas.ManifestCPU, bounds.Min.CPU, bounds.Max.CPU)
	s.checkBounds(p, root, schemas.ManifestMemory, bounds.Min.Memory, bounds.Max.Memory)
}

// slips returns the amounts of a file whose units are wrong.
func (s *ServiceFile) slips(root *manifest.Node) []quota.FileSlip {
	return quota.FileSlips(s.Settings, s.Value(root, schemas.ManifestCPU), s.Value(root, schemas.ManifestMemory), s.form.KeyOf(schemas.ManifestMemory))
}

// slip returns the slip of an amount, nil if its unit may be meant.
func (s *ServiceFile) slip(root, n *manifest.Node) *quota.FileSlip {
	all := s.slips(root)
	if i := slices.IndexFunc(all, func(x quota.FileSlip) bool { return x.Node == n }); i >= 0 {
		return &all[i]
	}
	return nil
}

// checkBounds compares an amount with the bounds of a container; "" is no bound. The rule service-manifest reports what webservice
// cannot read.
func (s *ServiceFile) checkBounds(p *lint.Pass, root *manifest.Node, of schemas.ManifestType, least, most string) {
	n := s.Value(root, of)
	amount, ok := s.amount(n)
	if !ok || s.slip(root, n) != nil {
		return
	}
	if most != "" && amount.Cmp(quota.Bound(most)) > 0 {
		edits, ok := quota.SetQuantity(n, most)
		p.At(n, lint.NewFix(lint.Review, edits, ok, "lower it to "+most),
			"%s %s exceeds the container maximum of %s", n.Key(), n.Text(), most)
	}
	if least != "" && amount.Cmp(quota.Bound(least)) < 0 {
		edits, ok := quota.SetQuantity(n, least)
		p.At(n, lint.NewFix(lint.Review, edits, ok, "raise it to "+least),
			"%s %s is below the container minimum of %s", n.Key(), n.Text(), least)
	}
}
