package rules

import (
	_ "embed"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
)

//go:embed dumps-symlink.md
var dumpsSymlinkDoc string

var dumpsSymlink = &lint.Rule{
	ID: "TFK413", Name: "dumps-symlink",
	Stage: lint.Advice, Severity: lint.Note,
	Doc:    dumpsSymlinkDoc,
	Object: checkDumpsSymlink,
}

func checkDumpsSymlink(p *lint.Pass, _ *manifest.Object) {
	s := on(p)
	for _, l := range s.Policy.PodPreset.BrokenLinks {
		if s.Policy.AsOf >= l.Until {
			continue
		}
		if n := s.firstUse(l.Below); n.Exists() {
			p.At(n, nil, "pods of the %s do not see %s, into which links below %s lead: check that what is read here is no such link",
				s.Policy.Current.Title, l.Into, l.Below)
		}
	}
}

// firstUse finds the first text of the pods that names a folder, or a volume of something below it. A volume of the folder
// itself tells nothing: webservice had one in each of its pods.
func (s *Subject) firstUse(folder string) *manifest.Node {
	volumes := s.PodSpec().Field("volumes")
	for _, text := range s.pathTexts() {
		if mentions(text.String(), folder) && !isBelow(text, volumes) {
			return text
		}
	}
	for _, v := range s.podParts().volumes {
		if v.isHostPath && isWithin(v.path, folder) && trimSlash(v.path) != folder {
			return v.node.At("hostPath", "path")
		}
	}
	return nil
}
