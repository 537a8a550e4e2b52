package symbols_test

import (
	"fmt"
	"testing"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/protocol"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/symbols"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/text"
	"github.com/toolforge/tfk8s/lint/manifest"
)

func view(src string) *project.View {
	f, s := manifest.Parse("bot.yaml", []byte(src)), project.Defaults()
	return &project.View{File: f, Lines: text.NewLines(f.Text(), protocol.UTF16), Client: new(protocol.ClientCapabilities), Settings: s.Rules, Config: s.Config, Symbols: new(project.Memory[[]project.Symbol])}
}

const list = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: bot}
  spec:
    containers:
    - {name: main, image: a}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}
`

func Example() {
	for _, s := range symbols.Of(view(list)).([]protocol.SymbolInformation) {
		fmt.Printf("%d %s in %q\n", s.Location.Range.Start.Line, s.Name, s.ContainerName)
	}
	// Output:
	// 3 Pod bot in ""
	// 8 main in "Pod bot"
	// 9 ConfigMap settings in ""
}

func TestSymbolsOfAnyTextHaveRangesThatTheProtocolAllows(t *testing.T) {
	before := func(a, b protocol.Position) bool {
		return a.Line < b.Line || a.Line == b.Line && a.Character <= b.Character
	}
	for _, src := range []string{
		list, "", "a: 1\n", "kind: Pod\n", "kind: Pod\napiVersion: v1\nspec: {containers: [{image: x}, {}, 1]}\n", "{\"kind\": \"Pod\", \"apiVersion\": \"v1\"}",
		"apiVersion: v1\nkind: Pod\nspec:\n  containers: x\n---\nkind: [\n---\napiVersion: v1\nkind: Service\n",
	} {
		v := view(src)
		v.Client.TextDocument.DocumentSymbol.HierarchicalDocumentSymbolSupport = true
		var check func([]protocol.DocumentSymbol)
		check = func(all []protocol.DocumentSymbol) {
			for _, s := range all {
				if !before(s.Range.Start, s.SelectionRange.Start) || !before(s.SelectionRange.End, s.Range.End) || s.Name == "" {
					t.Errorf("%q: %+v", src, s)
				}
				check(s.Children)
			}
		}
		check(symbols.Of(v).([]protocol.DocumentSymbol))
	}
}

func TestSymbolsAfterAChangeAreThoseOfTheText(t *testing.T) {
	const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: bot}\nspec: {containers: [{name: main}]}\n"
	last := view("")
	for _, src := range []string{pod + "---\n" + pod, "# above\n" + pod + "---\n" + pod, list + "---\n" + pod, "{\"kind\": \"Pod\"}", "kind: [\n---\n" + pod, "a: b\n---\n" + pod, pod} {
		v := view(src)
		want := fmt.Sprint(symbols.Of(v))
		v.Symbols = last.Symbols
		if got := fmt.Sprint(symbols.Of(v)); got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", src, got, want)
		}
	}
}
