package manpage_test

import (
	"strings"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/manpage"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/usage"
)

func TestWhatRoffWouldObeyIsEscaped(t *testing.T) {
	var out strings.Builder
	page := manpage.Page{Title: "x", Program: usage.Program{
		Name: "p", Summary: ".tfk8s.yaml is read\n'quoted' and C:\\new\n", Examples: "  p -f 'a~^`'",
		Commands: []usage.Command{{
			Name: "go", Summary: "run it", Details: "Words\nof one paragraph.\n\nCodes:\n  0  fine\n  1  not\n",
			Flags: []usage.Flag{{Name: "dry-run", Short: "n", Text: "say \"what\" only"}},
		}},
	}}
	if err := manpage.Write(&out, page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\n\\&.tfk8s.yaml is read\n", "\n\\(aqquoted\\(aq and C:\\enew\n", "\n  p \\-f \\(aqa\\(ti\\(ha\\(ga\\(aq\n",
		"\n.SS \"p go\"\nRun it.\n.PP\nWords\nof one paragraph.\n.PP\nCodes:\n.PP\n.nf\n  0  fine\n  1  not\n.fi\n",
		"\n.TP\n\\fB\\-n\\fR, \\fB\\-\\-dry\\-run\\fR\nSay \"what\" only.\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
