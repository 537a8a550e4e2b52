package podpreset

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/workload"
)

//go:embed dumps-symlink.md
var dumpsSymlinkDoc string

var DumpsSymlink = &lint.Rule{
	ID: "TFK413", Name: "dumps-symlink",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    dumpsSymlinkDoc,
	Object: checkDumpsSymlink,
}

func checkDumpsSymlink(p *lint.Pass, _ *manifest.Object) {
	s := workload.Of(p)
	for _, l := range s.Policy.PodPreset.BrokenLinks {
		if s.Policy.AsOf >= l.Until {
			continue
		}
		if n := firstUse(s, l.Below); n.Exists() {
			p.At(n, nil, "links from %s into %s are broken in pods of the %s", l.Below, l.Into, s.Policy.Current.Title).
				Help("check with ls -l that the files you read are not such links")
		}
	}
}

// firstUse finds the first text of the pods that names a folder, or else a volume of something below it. A volume of the
// folder itself proves nothing, since webservice made one in each of its pods.
func firstUse(s *workload.Object, folder string) *manifest.Node {
	volumes := s.PodSpec().Field("volumes")
	for _, text := range s.PathTexts() {
		if Mentions(text.String(), folder) && !workload.IsBelow(text, volumes) {
			return text
		}
	}
	for _, v := range PartsOf(s).Volumes {
		if v.IsHostPath && workload.IsWithin(v.Path, folder) && workload.TrimSlash(v.Path) != folder {
			return v.Node.At("hostPath", "path")
		}
	}
	return nil
}
