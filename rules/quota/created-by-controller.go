package quota

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed created-by-controller.md
var createdByControllerDoc string

var CreatedByController = &lint.Rule{
	ID: "TFK614", Name: "created-by-controller",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Review,
	BothWays: true,
	Doc:      createdByControllerDoc,
	Object:   checkCreatedByController,
	Set:      UsageOfRun.Check(checkCreatedInOtherFile),
}

// checkCreatedByController reports an object that another object of its file, or the cluster, creates.
func checkCreatedByController(p *lint.Pass, o *manifest.Object) {
	s := workload.Of(p)
	by, at := s.CreatorInFile()
	related := []lint.Related{at}
	if by == nil {
		if by, related = tokenOwner(s), nil; by == nil {
			return
		}
	}
	r := lint.Report{Span: nameOf(s).ValueMark(), Path: workload.NamePath, Related: related, Fix: s.Removal()}
	p.Report(r, "the %s is created by the %s %q", s.Kind, by.Kind, by.Name).
		Effect("%s", effectOfCreating(s.Kind, by.Kind)).HelpUnlessFixed("%s", s.HowToRemove())
}

// tokenOwner returns the ServiceAccount whose token a Secret is, nil if it is no token that the cluster made.
func tokenOwner(s *workload.Object) *workload.Creator {
	if by := s.CreatedByCluster(); by != nil && s.Kind == "Secret" {
		return by
	}
	return nil
}

// nameOf returns the place to show an object: its name, or else its kind.
func nameOf(s *workload.Object) *manifest.Node {
	if name := s.Root().At("metadata", "name"); name.Exists() {
		return name
	}
	return s.Root().Field("kind")
}

func effectOfCreating(kind, by string) string {
	switch kind {
	case "Endpoints":
		return "the cluster replaces their addresses with those of the pods that the Service selects"
	case "Secret":
		return "the cluster deletes it, because the ServiceAccount has another uid, and has created a token of its own"
	}
	return "the " + by + " creates another one, and this one is deleted or runs in addition"
}

// checkCreatedInOtherFile reports an object that an object of another file creates. Convert changes each file by itself, so there is
// no fix.
func checkCreatedInOtherFile(p *lint.Pass, u *Usage) {
	for _, e := range u.Entries {
		if by := e.createdBy; by != nil && !e.isCreatedInFile {
			r := lint.Report{File: e.File, Object: e.Object, Span: e.name, Path: workload.NamePath}
			r.Related = []lint.Related{{File: by.File, Span: by.name, Message: "its " + by.kind}}
			p.Report(r, "the %s is created by the %s %q", e.kind, by.kind, by.Object.Name).
				Effect("%s", effectOfCreating(e.kind, by.kind)).
				Help("remove the %s from the manifests", e.kind)
		}
	}
}
