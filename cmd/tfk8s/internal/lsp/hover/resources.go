package hover

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/outline"
	"github.com/toolforge/tfk8s/cmd/tfk8s/internal/lsp/project"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/quota"
)

// ofResources shows what an object uses of the quota, on the key resources of a container and on what is below it.
func ofResources(v *project.View, place outline.Place, offset int) string {
	n := nodeAt(place, v.File.Text())
	for n != nil && n.Key != "resources" {
		n = n.Parent
	}
	if n == nil {
		return ""
	}
	o, container := containerAt(v, offset)
	if container == nil {
		return ""
	}
	for _, u := range v.Usages {
		for i, e := range u.Entries {
			if e.File.Name == v.File.Name && e.Object.Document == o.Document && e.Object.Item == o.Item {
				sum := u.Sum()
				used := &sum.Objects[i]
				return containerTable(used, container.Field("name").String()) + "\n\n" + quotaTable(&sum, used)
			}
		}
	}
	return ""
}

// containerAt returns the object and the container at an offset.
func containerAt(v *project.View, offset int) (*manifest.Object, *manifest.Node) {
	for _, o := range v.ObjectsAround(offset) {
		for _, c := range o.Containers() {
			if s, _ := c.Span(); s.Start <= offset && offset <= s.End {
				return o.Object, c
			}
		}
	}
	return nil, nil
}

// containerTable shows the limits and requests of a container, with the defaults of the LimitRange.
func containerTable(used *quota.QuotaObject, name string) string {
	i := slices.IndexFunc(used.Containers, func(c quota.QuotaContainer) bool { return c.Name == name })
	if i < 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Container `%s`, with the defaults of the cluster:\n\n| | request | limit |\n| --- | --- | --- |\n", cmp.Or(name, "(no name)"))
	c := used.Containers[i]
	for _, resource := range []string{"cpu", "memory"} {
		request, limit := c.Requests[resource], c.Limits[resource]
		fmt.Fprintf(&b, "| %s | %s | %s |\n", resource, request.String(), limit.String())
	}
	return strings.TrimRight(b.String(), "\n")
}

// quotaTable shows what an object, and all objects of its namespace, use of the quota.
func quotaTable(sum *quota.NamespaceQuota, used *quota.QuotaObject) string {
	var b strings.Builder
	who := used.Object.Kind
	if used.Later {
		who += " while it runs"
	}
	fmt.Fprintf(&b, "| quota | this %s | all manifests | limit |\n| --- | --- | --- | --- |\n", who)
	for i, row := range sum.Rows {
		if i >= len(used.Takes) || used.Takes[i].IsZero() {
			continue
		}
		share := used.Takes[i].String()
		if percent, ok := quota.Percent(used.Takes[i], row.Hard); ok {
			share = fmt.Sprintf("%s (%d %%)", share, percent)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", row.Resource, share, row.Used.String(), row.Hard.String())
	}
	return strings.TrimRight(b.String(), "\n")
}
