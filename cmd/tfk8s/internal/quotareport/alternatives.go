package quotareport

import (
	"fmt"
	"io"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

// printAlternatives says how the objects count that several folders have.
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
	if more := len(names) - mostTakers; more > 0 {
		names = append(names[:mostTakers], fmt.Sprintf("%d more", more))
	}
	fmt.Fprintf(w, "\n  note: several folders have %s: only one of the folders counts, of each resource the one that takes most\n", strings.Join(names, ", "))
}

// inSeveralFiles tells of which titles there are objects in more than one file.
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

// titleIn is the title of an object, with its file where others have the same.
func titleIn(o *quota.QuotaObject, several map[string]bool) string {
	name := title(o.Object)
	if several[name] {
		name += " in " + visible(o.File.Name)
	}
	return name
}
