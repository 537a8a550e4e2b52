package quota

import (
	_ "embed"
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed unit-slip.md
var unitSlipDoc string

var UnitSlip = &lint.Rule{
	ID: "TFK611", Name: "unit-slip",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      unitSlipDoc,
	Object:   checkUnitSlip,
}

func checkUnitSlip(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for i := range slips(s) {
		x := &slips(s)[i]
		if !x.decodes && !kubectl.Decoded(s, x.node) {
			continue
		}
		r := rejectionOfSlip(s, x)
		p.Report(r, "%s", explain(s.Settings, x)).Help("%s", helpForSlip(s.Settings, x, r.Fix))
	}
}

// rejectionOfSlip says at which stage an amount is rejected: by the server, which cannot read it or finds a request above its limit;
// when the pods are created; or never, although the pods soon fail.
func rejectionOfSlip(s *workload.Object, x *slip) lint.Report {
	fix := fixOfSlip(x)
	if !x.decodes {
		return lint.Report{Span: x.node.ValueMark(), Path: x.node.Path(), Stage: new(lint.API), Fix: fix}
	}
	if !x.isStorage() && !s.ToLegacy || crosses(s, x) {
		r := s.Rejection(x.node, fix)
		if r.Stage == nil {
			r.Stage = new(lint.Pods)
		}
		if crosses(s, x) {
			named := x.container.ChildPath("resources.requests")
			if x.of == "limits" {
				r.Related = append(r.Related, lint.AlsoNamed(r.Span, named))
			} else {
				r.Path = named
			}
			if s.Kind != "StatefulSet" && !x.otherOf(x.resource).IsNull() { // the server validates the template
				r.Stage, r.Severity = new(lint.API), nil
			}
		}
		return r
	}
	r := lint.Report{Span: x.node.ValueMark(), Path: x.node.Path(), Fix: fix}
	if x.of == "requests" || x.resource == "storage" {
		r.Severity = new(lint.Warning)
	}
	return r
}

// crosses reports whether a request exceeds its limit because of this slip. If both are slips, it is true only for the request.
func crosses(s *workload.Object, x *slip) bool {
	if x.container == nil {
		return false
	}
	other, ok := Quantity(x.other())
	if x.other().IsNull() && x.of == "requests" && !s.ToLegacy {
		limit := s.Policy.LimitRange.Default.Of(x.resource)
		other, ok = Bound(limit), limit != ""
	}
	if x.of == "requests" {
		return ok && x.value.Cmp(other) > 0
	}
	return ok && other.Cmp(*x.value) > 0 && !IsSlip(s, x.other())
}

// IsOfSlip reports whether a problem is about a request above its limit, and one of the two is a slip.
func IsOfSlip(s *workload.Object, x validation.Problem) bool {
	if len(slips(s)) == 0 || x.Node.Parent().Key() != "requests" || x.Path != x.Node.Parent().Path() {
		return false
	}
	return IsSlip(s, x.Node) || IsSlip(s, x.Node.Parent().Parent().At("limits", x.Node.Key()))
}

// fixOfSlip makes the fix that writes what was meant.
func fixOfSlip(x *slip) *lint.Fix {
	if x.meant == nil || x.against != "" {
		return nil
	}
	text := x.meant.String()
	edits, ok := SetQuantity(x.node, text)
	if y := x.swapped; y != nil && y.against == "" { // nothing shows what one of them means without the other
		more, good := SetQuantity(y.node, y.meant.String())
		return lint.NewFix(lint.Review, append(edits, more...), ok && good, fmt.Sprintf("use %s, and %s for the %s", text, y.meant.String(), y.resource))
	}
	if x.to == x.resource {
		return lint.NewFix(lint.Review, edits, ok, "use "+text)
	}
	if x.node.Text() == text {
		edits = nil
	}
	renamed, good := x.node.RenameKey(x.memoryKey)
	return lint.NewFix(lint.Review, append(edits, renamed...), ok && good, "turn it into "+x.memoryKey+": "+text)
}

// explain says what is wrong with an amount.
func explain(s *workload.Settings, x *slip) string {
	return fmt.Sprintf("%s %q %s", x.word(), words.Clip(x.node.Text(), 40), wrongIn(s, x))
}

// wrongIn returns the second half of the sentence of explain.
func wrongIn(s *workload.Settings, x *slip) string {
	switch {
	case x.unit == "%":
		return "is a share, not an amount"
	case x.to != x.resource, x.resource == "cpu" && isMemoryOnly(x.unit) && len(x.may) > 0:
		return "is an amount of memory"
	case !x.decodes:
		return "is not a quantity"
	case x.resource == "cpu" && x.value.MilliValue() <= 1:
		return "is less than a thousandth of a core"
	case x.resource == "cpu":
		return fmt.Sprintf("is %d whole cores", x.value.Value())
	case !s.Bounds.IsTooFewBytes(x.value):
		return "is more than any node has"
	}
	thousandth := x.value.MilliValue()
	switch bytes := x.value.Value(); {
	case thousandth >= 400 && thousandth <= 600:
		return "is half a byte"
	case thousandth < 1000:
		return "is less than a byte"
	case thousandth == 1000:
		return "is a single byte"
	default:
		return fmt.Sprintf("is %d bytes", bytes)
	}
}

// helpForSlip says what was meant, or how to write it. It returns "" if there is a fix.
func helpForSlip(s *workload.Settings, x *slip, fix *lint.Fix) string {
	if x.against != "" {
		return x.against
	}
	if x.meant != nil {
		text := x.meant.String()
		switch twin := binaryTwin(x); {
		case x.resource == "cpu" && x.unit == shortMilli && !x.node.Parent().Field(x.memoryKey).Exists():
			return fmt.Sprintf("or use %s: %sMi, if that was meant", x.memoryKey, x.number)
		case !x.decodes && x.resource != "cpu" && twin != "":
			return "or use " + twin + ", if that was meant"
		case fix != nil:
			return ""
		case x.to != x.resource:
			return "did you mean " + text + " of " + x.to + "?"
		default:
			return "did you mean " + text + "?"
		}
	}
	if x.isEither() && len(x.may) == 1 {
		return fmt.Sprintf("did you mean %s, or %sM of memory?", x.may[0].String(), x.number)
	}
	if q := x.likeliest(s); q != nil && x.to == x.resource {
		return outside(s, x, q)
	}
	return "write an amount " + kubectl.QuantityForms(s, x.node)
}

// likeliest returns the quantity to name in the help if every quantity that may be meant is out of bounds. For a number without a
// unit it is that number of Mi.
func (x *slip) likeliest(s *workload.Settings) *resource.Quantity {
	if len(x.may) == 1 {
		return &x.may[0]
	}
	inMi := slices.Index(likelyUnits(x.resource, ""), "Mi")
	if x.unit == "" && !x.isStorage() && inMi >= 0 && inMi < len(x.may) && s.Bounds.IsPlausible(x.resource, &x.may[inMi]) {
		return &x.may[inMi]
	}
	return nil
}

// outside returns the help that names what may be meant, and the bound that it breaks.
func outside(s *workload.Settings, x *slip, q *resource.Quantity) string {
	r := &s.Policy.LimitRange
	least, highest := s.Bounds.Least.Of(x.resource), s.Bounds.Most.Of(x.resource)
	switch {
	case s.ToLegacy && !x.isStorage() && q.Cmp(x.exact()) == 0: // it is what the file says
		return "write an amount " + kubectl.QuantityForms(s, x.node)
	case x.isStorage() || s.ToLegacy:
	case least != nil && q.Cmp(*least) < 0:
		return "write at least " + r.Min.Of(x.resource) + " (" + q.String() + " may be meant, but is below the minimum)"
	case highest != nil && q.Cmp(*highest) > 0:
		return "write at most " + r.Max.Of(x.resource) + " (" + q.String() + " may be meant, but is above the maximum)"
	}
	return "did you mean " + q.String() + "?"
}
