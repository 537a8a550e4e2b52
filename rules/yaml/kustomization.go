package yaml

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

//go:embed kustomization.md
var kustomizationDoc string

var kustomization = &lint.Rule{
	ID: "TFK006", Name: "kustomization",
	Stage: lint.Runs, Severity: lint.Warning,
	Doc:      kustomizationDoc,
	Content:  lint.ClientFile,
	Document: checkKustomization,
}

// checkKustomization looks at what a kustomization, or a patch of one, certainly writes into objects.
func checkKustomization(p *lint.Pass, d *manifest.Document) {
	s, root := p.Shared.(*workload.Settings), d.Root()
	images := root.Field("images").Items()
	for i := range images {
		reportLegacyImage(s, p, images[i].Field("newName"))
	}
	reportImages(s, p, root)
	if ns := root.Field("namespace"); s.Tool != "" && ns.String() == s.Tool && s.IsToolName(s.Tool) {
		p.At(ns, nil, "namespace %s is the tool's on the %s", s.Tool, s.Policy.Legacy.Title).Help("use %s", s.Policy.Current.NamespacePrefix+s.Tool)
	}
}

// reportImages reports the images of all containers below a node.
func reportImages(s *workload.Settings, p *lint.Pass, n *manifest.Node) {
	kids := n.Children()
	for i := range kids {
		if kids[i].Key() == "image" {
			reportLegacyImage(s, p, &kids[i])
		}
		reportImages(s, p, &kids[i])
	}
}

func reportLegacyImage(s *workload.Settings, p *lint.Pass, n *manifest.Node) {
	ref, match, ok := s.MatchImage(n.String())
	if ok && match.Kind == schemas.LegacyImage {
		p.At(n, nil, "image %s is for the %s", ref.Name, s.Policy.Legacy.Title).Help("use %s", match.Current)
	}
}
