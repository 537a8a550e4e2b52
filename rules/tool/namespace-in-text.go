package tool

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/internal/words"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed namespace-in-text.md
var namespaceInTextDoc string

var namespaceInText = &lint.Rule{
	ID: "TFK111", Name: "namespace-in-text",
	Stage: lint.Runs, Severity: lint.Note,
	Doc:    namespaceInTextDoc,
	Object: checkNamespaceInText,
}

func checkNamespaceInText(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	if s.Tool == "" || !s.IsToolName(s.Tool) {
		return
	}
	legacy, current := s.Policy.Legacy.NamespacePrefix+s.Tool, s.Policy.Current.NamespacePrefix+s.Tool
	report := func(n *manifest.Node, word, want string) {
		p.At(n, nil, "%q names the tool's namespace on the %s", word, s.Policy.Legacy.Title).
			Help("use %s, the name on the %s", want, s.Policy.Current.Title)
	}
	domain := "." + legacy
	namesKubectl := false
	eachNamingText(s, func(n *manifest.Node, name string) {
		text := n.String()
		namesKubectl = namesKubectl || strings.Contains(text, "kubectl")
		if !strings.Contains(text, domain) {
			return
		}
		if word := hostIn(text, domain+".svc"); word != "" {
			report(n, word, strings.Replace(word, domain+".svc", "."+current+".svc", 1))
		} else if word := shortHostIn(text, name, legacy); word != "" {
			report(n, word, strings.TrimSuffix(word, legacy)+current)
		}
	})
	if !namesKubectl { // as nearly all objects
		return
	}
	for _, c := range s.Containers() {
		if !startsKubectl(c) {
			continue
		}
		texts := slices.Collect(workload.StartTexts(c))
		for i, n := range texts {
			split := i > 0 && isNamespaceFlag(texts[i-1].String()) && n.String() == legacy
			if split || hasFlag(n.String(), legacy) {
				report(n, legacy, current)
			}
		}
	}
}

// eachNamingText visits the texts of an object that may name a host in the cluster: what its containers start with, their
// environment, the data of a ConfigMap, the annotations of an Ingress, and the host of an ExternalName Service. Each comes
// with its name: that of a variable or a key, or the flag before it.
func eachNamingText(s *workload.Object, visit func(n *manifest.Node, name string)) {
	root := s.Root()
	visit(root.At("spec", "externalName"), "host")
	for _, of := range [...]*manifest.Node{root.Field("data"), root.At("metadata", "annotations")} {
		if s.Kind == "Secret" {
			break // in base64
		}
		fields := of.Fields()
		for i := range fields {
			visit(&fields[i], fields[i].Key())
		}
	}
	for _, c := range s.Containers() {
		flag := ""
		for n := range workload.StartTexts(c) {
			visit(n, flag)
			if flag = n.String(); !strings.HasPrefix(flag, "-") || strings.Contains(flag, "=") {
				flag = ""
			}
		}
		env := c.Field("env").Items()
		for i := range env {
			visit(env[i].Field("value"), env[i].Field("name").String())
		}
	}
}

// startsKubectl reports whether kubectl is named in what a container starts.
func startsKubectl(container *manifest.Node) bool {
	for n := range workload.StartTexts(container) {
		if strings.Contains(n.String(), "kubectl") {
			return true
		}
	}
	return false
}

// hostIn finds the name of a Service in a namespace between dots, as in redis.mytool.svc or
// redis.mytool.svc.cluster.local; "" where a text has none.
func hostIn(text, infix string) string {
	for start, end, ok := nextName(text, infix, 0); ok; start, end, ok = nextName(text, infix, end) {
		if end == len(text) || !isHostLetter(text[end]) {
			if strings.HasPrefix(text[end:], ".cluster.local") {
				end += len(".cluster.local")
			}
			return text[start:end]
		}
	}
	return ""
}

// nextName finds the next name of a Service with a given text behind it: where the name begins, and where that text ends.
func nextName(text, behind string, from int) (start, end int, ok bool) {
	for {
		i := strings.Index(text[from:], behind)
		if i < 0 {
			return 0, 0, false
		}
		at := from + i
		start, from = at, at+len(behind)
		for start > 0 && isHostLetter(text[start-1]) {
			start--
		}
		if start < at {
			return start, from, true
		}
	}
}

func isHostLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-'
}

// namespaceFlag is how a line names a namespace for kubectl.
var namespaceFlag = words.Pattern(`(?:^|\s)(?:-n[\s=]*|--namespace[\s=]+)([a-z0-9-]+)(?:$|[\s;&|'")])`)

// hasFlag reports whether a line names a namespace by a flag.
func hasFlag(text, namespace string) bool {
	return strings.Contains(text, namespace) &&
		slices.ContainsFunc(namespaceFlag().FindAllStringSubmatch(text, -1), func(found []string) bool { return found[1] == namespace })
}

func isNamespaceFlag(word string) bool { return word == "-n" || word == "--namespace" }
