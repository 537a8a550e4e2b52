package legacy

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed files-not-mounted.md
var filesNotMountedDoc string

var filesNotMounted = &lint.Rule{
	ID: "TFK057", Name: "files-not-mounted",
	Stage: lint.Runs, Severity: lint.Error, Fix: lint.Safe,
	Doc:    filesNotMountedDoc,
	Object: checkFilesNotMounted,
}

func checkFilesNotMounted(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, f := range unmountedFiles(s) {
		if f.brought && f.use == workload.TrimSlash(f.path) {
			p.Missing(f.containers[0], "volumeMounts", mountFix(s, &f), "the pods had %s from the PodPreset, and the %s brings no files into pods: mount %s", f.use, s.Policy.Legacy.Title, f.path)
			continue
		}
		p.Missing(f.containers[0], "volumeMounts", mountFix(s, &f), "the pods use %s, and the %s brings no files into pods: mount %s", f.use, s.Policy.Legacy.Title, f.path)
	}
}
