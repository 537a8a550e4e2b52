package quotareport

import (
	"io"

	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/toolforge/tfk8s/lint/report"
	"github.com/toolforge/tfk8s/rules/quota"
)

// Programs rely on the names of the fields.
type jsonQuota struct {
	Namespaces []jsonNamespace `json:"namespaces"`
}

type jsonNamespace struct {
	Namespace string       `json:"namespace"` // "" if no object names it
	Resources []jsonRow    `json:"resources"`
	Objects   []jsonObject `json:"objects"`
}

type jsonRow struct {
	Resource string `json:"resource"`
	Used     string `json:"used"`
	Worst    string `json:"worst"` // if all Jobs and CronJobs run at the same time
	Hard     string `json:"hard"`
	Percent  *int   `json:"percent"` // null for an amount of a resource whose limit is 0
	Over     bool   `json:"over"`
}

// A jsonObject counts documents and items from 0. The item is null if the document itself is the object.
type jsonObject struct {
	File         string            `json:"file"`
	Document     int               `json:"document"`
	Item         *int              `json:"item"`
	Kind         string            `json:"kind"`
	Name         string            `json:"name"`
	Pods         int64             `json:"pods"`
	Later        bool              `json:"later"`
	Over         bool              `json:"over"`
	Suspended    bool              `json:"suspended"`
	Converted    bool              `json:"converted"`
	Webservice   bool              `json:"webservice"`
	Twice        bool              `json:"twice"`
	Rejected     bool              `json:"refused"` // the object
	PodsRejected bool              `json:"podsRefused"`
	Instead      *string           `json:"insteadOf"` // the file of another folder that defines the same object, or null
	Takes        map[string]string `json:"takes"`
	CreatedBy    *string           `json:"createdBy"` // kind and name of the object that creates it, "cluster", or null
	Containers   []jsonContainer   `json:"containers"`
}

type jsonContainer struct {
	Name     string            `json:"name"`
	Init     bool              `json:"init"`
	Limits   map[string]string `json:"limits"`
	Requests map[string]string `json:"requests"`
}

// JSON prints for programs: one document with all namespaces.
func JSON(w io.Writer, sums []quota.NamespaceQuota) error {
	out := jsonQuota{make([]jsonNamespace, len(sums))} // [] rather than null
	for i := range sums {
		out.Namespaces[i] = newJSONNamespace(&sums[i])
	}
	return report.EncodeJSON(w, out)
}

func newJSONNamespace(n *quota.NamespaceQuota) jsonNamespace {
	out := jsonNamespace{n.Namespace, make([]jsonRow, len(n.Rows)), make([]jsonObject, len(n.Objects))}
	for i := range n.Rows {
		r := &n.Rows[i]
		out.Resources[i] = jsonRow{Resource: r.Resource, Used: r.Used.String(), Worst: r.Worst.String(), Hard: r.Hard.String(), Over: r.Over()}
		if percent, ok := quota.Percent(r.Used, r.Hard); ok {
			out.Resources[i].Percent = &percent
		}
	}
	for i := range n.Objects {
		out.Objects[i] = newJSONObject(n, &n.Objects[i])
	}
	return out
}

func newJSONObject(n *quota.NamespaceQuota, o *quota.QuotaObject) jsonObject {
	out := jsonObject{
		File: o.File.Name, Document: o.Object.Document, Kind: o.Object.Kind, Name: o.Object.Name,
		Pods: o.Pods, Later: o.Later, Over: o.Over, Suspended: o.Suspended, Converted: o.Converted, Webservice: o.Webservice, Twice: o.Twice, Rejected: o.Rejected, PodsRejected: o.PodsRejected,
		Takes: map[string]string{}, Containers: make([]jsonContainer, len(o.Containers)),
	}
	if o.Object.Item >= 0 {
		out.Item = &o.Object.Item
	}
	if o.CreatedBy != nil {
		out.CreatedBy = new(creator(o.CreatedBy, o.CreatedBy.Kind))
	}
	if o.Instead != nil {
		out.Instead = &o.Instead.Name
	}
	for i, amount := range o.Takes {
		if !amount.IsZero() {
			out.Takes[n.Rows[i].Resource] = amount.String()
		}
	}
	for i, c := range o.Containers {
		out.Containers[i] = jsonContainer{c.Name, c.Init, quantityTexts(c.Limits), quantityTexts(c.Requests)}
	}
	return out
}

func quantityTexts(named map[string]resource.Quantity) map[string]string {
	texts := make(map[string]string, len(named))
	for name, q := range named {
		texts[name] = q.String()
	}
	return texts
}
