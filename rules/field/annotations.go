package field

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules/kubectl"
	"github.com/toolforge/tfk8s/rules/validation"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// AsField reads an annotation as the field that replaced it. It checks the field where it will be, in a copy of the object's
// pods. If the field cannot replace the annotation, why is a clause that says so.
func AsField(s *workload.Object, a Annotation) (field *manifest.Node, why string) {
	text, why := a.json()
	if why != "" {
		return nil, why
	}
	pod, ok := podWith(s, a.To, text)
	if !ok {
		return nil, "the object has no pod spec"
	}
	if twice := pod.Doc.Duplicates(); len(twice) > 0 {
		return nil, fmt.Sprintf("its JSON has %q twice", twice[0].Lost.Key())
	}
	field = pod.Root.At(split(a.To)...)
	why = rejection(s, pod, a)
	if n := emptyNamespaces(field); why == "" && n != nil {
		why = fmt.Sprintf("%s is empty, which means every namespace on the %s and that of the pods here", a.Home.ChildPath(n.Path()), s.Policy.Legacy.Title)
	}
	return field, why
}

// json returns the field as JSON.
func (a Annotation) json() (text []byte, why string) {
	switch {
	case a.JSON:
		if !json.Valid([]byte(a.Text)) {
			return nil, "its value is not JSON"
		}
		return []byte(a.Text), ""
	case a.Pairs:
		type pair struct {
			Name  string `json:"name"`
			Value string `json:"value"`
		}
		var all []pair
		for _, part := range strings.Split(a.Text, ",") {
			name, value, ok := strings.Cut(part, "=")
			if !ok || name == "" || strings.Contains(value, "=") {
				return nil, fmt.Sprintf("%q is not a pair name=value", part)
			}
			all = append(all, pair{name, value})
		}
		text, _ = json.Marshal(all) // strings always encode
		return text, ""
	}
	text, _ = json.Marshal(a.Text)
	return text, ""
}

// podWith makes a Pod with the spec of the object's pods and one more field. ok is false if the object has no pod spec.
func podWith(s *workload.Object, path string, value json.RawMessage) (pod *manifest.Object, ok bool) {
	spec, ok := Plain(s.PodSpec()).(map[string]any)
	if !ok {
		return nil, false
	}
	claims := s.Root().At("spec", "volumeClaimTemplates").Items()
	for i := range claims { // the pods have a volume for each
		volumes, _ := spec["volumes"].([]any)
		spec["volumes"] = append(volumes, map[string]any{"name": Plain(claims[i].At("metadata", "name"))})
	}
	into := map[string]any{"apiVersion": "v1", "kind": "Pod", "metadata": map[string]any{"name": "pod"}, "spec": spec}
	root, names := into, split(path)
	for _, name := range names[:len(names)-1] {
		inner, ok := into[name].(map[string]any)
		if !ok {
			inner = map[string]any{}
			into[name] = inner
		}
		into = inner
	}
	into[names[len(names)-1]] = value
	text, err := json.Marshal(root)
	if err != nil {
		return nil, false
	}
	objects := manifest.Parse("pod.json", text).Docs[0].Objects()
	if len(objects) == 0 {
		return nil, false
	}
	return objects[0], true
}

// rejection says why the cluster would reject the field in a Pod. It returns "" if the cluster accepts it.
func rejection(s *workload.Object, pod *manifest.Object, a Annotation) (why string) {
	gvk := schemas.GVK{Version: "v1", Kind: "Pod"}
	say := func(at, format string, args ...any) {
		if rest, ok := strings.CutPrefix(at, a.To); ok && why == "" && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			why = a.Home.ChildPath(at) + fmt.Sprintf(format, args...)
		}
	}
	for _, x := range kubectl.Validate(pod.Root, s.Bundle.Lookup(gvk), nil).Found {
		switch x.Kind {
		case kubectl.FieldUnknown:
			say(x.Node.Path(), " is not a field")
		case kubectl.FieldMissing:
			say(x.Node.Path(), " lacks %s", x.Field)
		case kubectl.Undecodable:
			want, is, _, _ := kubectl.CureUndecodable(s, x)
			say(x.Node.Path(), " must be %s, not %s", want, is)
		default:
			say(x.Node.Path(), " must be %s, not %s", kubectl.TypeName(x.Schema.Type), kubectl.ValueName(x.Node))
		}
	}
	validation.Object(pod, gvk, func(x validation.Problem) { say(x.Path, " would be rejected (%s)", x.Message) })
	safe := s.Policy.PodSecurity.SafeSysctls
	sysctls := pod.Root.At("spec", "securityContext", "sysctls").Items()
	for i := range sysctls {
		if name := sysctls[i].Field("name").String(); !slices.Contains(safe, name) {
			say(sysctls[i].Path(), " may not set %q, only %s", name, strings.Join(safe, ", "))
		}
	}
	return why
}

// emptyNamespaces finds an empty list of namespaces in an affinity. Kubernetes 1.4 treats it differently from no list.
func emptyNamespaces(n *manifest.Node) *manifest.Node {
	if n.Key() == "namespaces" && n.IsList() && len(n.Items()) == 0 {
		return n
	}
	kids := n.Children()
	for i := range kids {
		if found := emptyNamespaces(&kids[i]); found != nil {
			return found
		}
	}
	return nil
}

func split(path string) []string { return strings.Split(path, ".") }

// valueOf converts a value for an edit. It keeps the order of keys and the digits of numbers.
func valueOf(n *manifest.Node) manifest.Value {
	kids := n.Children()
	switch n.Kind() {
	case manifest.Map:
		var all manifest.Pairs
		for i := range kids {
			all = append(all, manifest.Pair{Key: kids[i].Key(), Value: valueOf(&kids[i])})
		}
		return all
	case manifest.List:
		var all manifest.Items
		for i := range kids {
			all = append(all, valueOf(&kids[i]))
		}
		return all
	case manifest.String:
		return n.String()
	}
	return manifest.Literal(n.Text())
}

// Plain converts a value to the types of package json.
func Plain(n *manifest.Node) any {
	kids := n.Children()
	switch n.Kind() {
	case manifest.Map:
		all := map[string]any{}
		for i := range kids {
			all[kids[i].Key()] = Plain(&kids[i])
		}
		return all
	case manifest.List:
		all := []any{}
		for i := range kids {
			all = append(all, Plain(&kids[i]))
		}
		return all
	case manifest.String:
		return n.String()
	case manifest.Bool:
		b, _ := n.Bool()
		return b
	case manifest.Int, manifest.Float:
		if i, ok := n.Int(); ok {
			return json.Number(strconv.FormatInt(i, 10))
		}
		f, _ := n.Float()
		return f
	}
	return nil
}

// Equal reports whether two values mean the same to the cluster.
func Equal(a, b *manifest.Node) bool { return reflect.DeepEqual(Plain(a), Plain(b)) }

// isEmpty reports whether a value is null, or a map or list without entries.
func isEmpty(n *manifest.Node) bool {
	return n.IsNull() || (n.IsMap() || n.IsList()) && len(n.Children()) == 0
}
