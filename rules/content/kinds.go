package content

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/schemas"
	"github.com/toolforge/tfk8s/schemas/spelling"
)

// openShiftKinds are kinds that OpenShift served in v1, beside those of Kubernetes, before it gave them groups. The source
// is https://docs.openshift.com/container-platform/3.11/rest_api/.
var openShiftKinds = []string{
	"Build", "BuildConfig", "DeploymentConfig", "Group", "Identity", "Image", "ImageStream", "ImageStreamTag", "OAuthClient",
	"Project", "ProjectRequest", "Route", "SecurityContextConstraints", "Template", "User",
}

// hasFormOfAny reports whether the fields of an object are those of any kind.
func (c *Classifier) hasFormOfAny(root *manifest.Node) bool {
	return slices.ContainsFunc(c.Bundle.Resources(), func(r schemas.Resource) bool {
		schema := c.Bundle.Lookup(schemas.GVK{Group: r.Group, Version: r.Version, Kind: r.Kind})
		return schema != nil && hasForm(root, schema)
	})
}

// isOurCore reports whether a kind in v1 is one of Kubernetes, or meant to be one. Other programs write v1 as well.
func (c *Classifier) isOurCore(root *manifest.Node, kind string) bool {
	gvk := schemas.GVK{Version: core, Kind: kind}
	switch {
	case c.Bundle.Served(gvk) != nil, root == nil, field(root, "kind").Kind() != manifest.String, c.isKind(kind):
		return true
	case slices.Contains(openShiftKinds, kind):
		return false
	case c.isMeant(root, kind), c.hasItems(root), isEmptyList(root, kind), c.hasFormOfAny(root):
		return true
	}
	return c.Bundle.Lookup(gvk) != nil
}

// hasItems reports whether a map is a list of what look like objects.
func (c *Classifier) hasItems(root *manifest.Node) bool {
	items := root.Field("items").Items()
	return len(items) > 0 && items[0].IsMap() && (!items[0].Field("apiVersion").IsNull() || !items[0].Field("kind").IsNull())
}

// isEmptyList reports whether a map without items says that it is a list.
func isEmptyList(root *manifest.Node, kind string) bool {
	return strings.Contains(strings.ToLower(kind), "list") && root.Field("items").IsList()
}

// isMeant reports whether a word is meant to be a kind of Kubernetes.
func (c *Classifier) isMeant(root *manifest.Node, word string) bool {
	near := c.nearKind(word)
	return near != "" && (root == nil || IsMeant(c.Bundle, root, word, near))
}

// isOurVersion reports whether an apiVersion without a group is meant to be one of Kubernetes: "1", "V1", "apps". Numbers and
// dates are common, and so are the names of kinds, so the kind must be written exactly or the fields must be its own.
func (c *Classifier) isOurVersion(root *manifest.Node, version, kind string) bool {
	version = strings.ToLower(version)
	isGroup := schemas.IsGroup(version)
	isSlip := schemas.NearGroup(version) != "" || version != "" && version[0] == core[0] && spelling.Distance(version, core) <= 1
	switch near := c.nearKind(kind); {
	case !isGroup && !isSlip && !isVersion(version), near == "" && !c.isKind(kind):
		return false
	case root == nil:
		return true
	case c.isExactKind(kind) && (isGroup || isVersion(version)):
		metadata := root.Field("metadata")
		return !metadata.IsMap() || isUsualMeta(metadata)
	case isGroup && c.isKind(kind):
		return true
	case isVersion(version) && version[0] != core[0]:
		return false
	default:
		return c.hasFormOf(root, near)
	}
}

// hasFormOf reports whether the fields of an object are those of a kind in any version.
func (c *Classifier) hasFormOf(root *manifest.Node, kind string) bool {
	return slices.ContainsFunc(c.Bundle.ServedVersions(kind), func(g schemas.GVK) bool {
		schema := c.Bundle.Lookup(g)
		return schema != nil && hasForm(root, schema)
	})
}

// isExactKind reports whether a word is a kind of either cluster, or a list of one, as it is written.
func (c *Classifier) isExactKind(word string) bool {
	return word == "List" || slices.Contains(c.kinds(), strings.TrimSuffix(word, "List"))
}

// isUsualMeta reports whether metadata is empty or has one of the keys that nearly every object has.
func isUsualMeta(metadata *manifest.Node) bool {
	fields := metadata.Fields()
	isUsual := func(f manifest.Node) bool {
		return slices.Contains([]string{"name", "generateName", "namespace", "labels", "annotations"}, f.Key())
	}
	return metadata.IsMap() && (len(fields) == 0 || slices.ContainsFunc(fields, isUsual))
}

// isOurGroup reports whether a misspelled group is meant to be one of Kubernetes.
func (c *Classifier) isOurGroup(root *manifest.Node, group, kind string) bool {
	if near := schemas.NearGroup(strings.ToLower(group)); near != "" {
		return c.isMeant(root, kind)
	}
	of := schemas.GroupOfStem(strings.ToLower(group))
	kind = c.nearKind(kind)
	isServedIn := func(r schemas.Resource) bool { return r.Group == of && r.Kind == kind }
	return of != "" && slices.ContainsFunc(c.Bundle.Resources(), isServedIn) && (root == nil || c.hasFormOf(root, kind))
}
