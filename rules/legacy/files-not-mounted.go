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
		message := "the pods use %s, but do not mount it"
		if f.isFromPreset && f.use == workload.TrimSlash(f.path) {
			message = "the pods have %s only from the PodPreset"
		}
		fix := mountFix(s, &f)
		p.Missing(f.containers[0], "volumeMounts", fix, message, f.use).
			Effect("the %s mounts nothing by itself, so the files are missing", s.Policy.Legacy.Title).
			HelpUnlessFixed("mount %s", f.path)
	}
}
