package quotareport

import (
	"fmt"
	"io"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

// printAlternatives says how objects count that several folders define.
func printAlternatives(w io.Writer, n *quota.NamespaceQuota) {
	var names []string
	seen := map[string]bool{}
	for i := range n.Objects {
		if o := &n.Objects[i]; o.Instead != nil && !seen[title(o.Object)] {
			names, seen[title(o.Object)] = append(names, title(o.Object)), true
		}
	}
	if len(names) == 0 {
		return
	}
	if more := len(names) - maxNamed; more > 0 {
		names = append(names[:maxNamed], fmt.Sprintf("%d more", more))
	}
	fmt.Fprintf(w, "\n  note: several folders define %s; for each resource only the folder that uses most counts\n", strings.Join(names, ", "))
}

// inSeveralFiles returns the titles of objects that more than one file defines.
func inSeveralFiles(objects []quota.QuotaObject) map[string]bool {
	several, files := map[string]bool{}, map[string]*manifest.File{}
	for i := range objects {
		name := title(objects[i].Object)
		if first, ok := files[name]; !ok {
			files[name] = objects[i].File
		} else if first != objects[i].File {
			several[name] = true
		}
	}
	return several
}

// titleIn returns the title of an object, followed by its file if other files have an object of the same title.
func titleIn(o *quota.QuotaObject, several map[string]bool) string {
	name := title(o.Object)
	if several[name] {
		name += " in " + visible(o.File.Name)
	}
	return name
}
