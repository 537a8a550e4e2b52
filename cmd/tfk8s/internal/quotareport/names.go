package quotareport

import (
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

// nameWebservices gives the objects that webservice creates a name if that is the tool's, and nothing says which tool it is.
func nameWebservices(n *quota.NamespaceQuota) {
	named := map[*manifest.ID]*manifest.ID{}
	for i := range n.Objects {
		if o := &n.Objects[i]; o.Webservice && o.Object.Name == "" {
			id := *o.Object
			id.Name = "YOURTOOL"
			named[o.Object], o.Object = &id, &id
		}
	}
	for i := range n.Rows {
		for k := range n.Rows[i].By {
			if by := &n.Rows[i].By[k]; named[by.Object] != nil {
				by.Object = named[by.Object]
			}
		}
	}
}

// creator names what creates an object, with a name for the cluster itself.
func creator(id *manifest.ID, cluster string) string {
	if id.Name == "" {
		return cluster
	}
	return title(id)
}
