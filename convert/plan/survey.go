package plan

import (
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/manifest"
	"github.com/toolforge/tfk8s/rules"
	"github.com/toolforge/tfk8s/rules/podpreset"
	"github.com/toolforge/tfk8s/rules/webservice"
	"github.com/toolforge/tfk8s/rules/workload"
	"github.com/toolforge/tfk8s/schemas"
)

// A Surveyed describes one object for the plan: the tool that it belongs to, and what its pods run and read.
type Surveyed struct {
	manifest.ID
	At         manifest.Position
	Tool       string   // as of workload.Object
	FromLegacy bool     // as of workload.Object
	Generated  bool     // the cluster generates its name
	Webservice bool     // it has the labels that webservice gives to its objects
	Settings   bool     // it is not an object, but the settings of a webservice that webservice can move
	Migrate    string   // of settings: the command that moves the webservice
	Limits     Text     // of settings: what the webservice gets on the new cluster, nil if the file sets it
	Runner     bool     // a container starts the program that runs webservices
	Arguments  []string // of settings: what they add to the command line of the webservice
	Images     []SurveyedImage
	Reads      []Reference // each once
	PodLabels  []Label     // of the pods that it makes, in file order
	Hosts      []string    // of an Ingress, as its rules name them; "" for a rule without a host
}

// A SurveyedImage is the image of one container.
type SurveyedImage struct {
	Container string
	Row       *schemas.Image // nil for an image that the policy does not know
}

// A Reference names a ConfigMap or Secret without which the pods do not start.
type Reference struct{ Kind, Name string }

// A Label is a label that kubectl accepts in a selector.
type Label struct{ Key, Value string }

// Survey describes the objects of a file, in file order.
func Survey(s *workload.Settings, f *manifest.File) []Surveyed {
	if file, ok := webservice.Foreign(s, f).(*webservice.ServiceFile); ok {
		return surveySettings(file, f.Docs[0])
	}
	var all []Surveyed
	classifier := rules.Classifier(s)
	for _, d := range f.Docs {
		if classifier.Document(d).Kind == lint.Manifest {
			for _, o := range d.Objects() {
				if classifier.Object(o) == lint.Manifest {
					all = append(all, survey(rules.Prepare(s, o)))
				}
			}
		}
		d.Release()
	}
	return all
}

// RunsOnGrid reports whether a file has the settings of a webservice that does not run on Kubernetes, and so does not move.
func RunsOnGrid(s *workload.Settings, f *manifest.File) bool {
	file, ok := webservice.Foreign(s, f).(*webservice.ServiceFile)
	if !ok {
		return false
	}
	defer f.Docs[0].Release()
	return file.RunsOnGrid(f.Docs[0].Root())
}

func surveySettings(s *webservice.ServiceFile, d *manifest.Document) []Surveyed {
	root := d.Root()
	defer d.Release()
	if b := s.Backend(root); b == nil || !b.Kubernetes || !s.CouldMigrate(root) {
		return nil
	}
	v := Surveyed{At: d.File.Position(root.Mark().Start), Tool: s.Tool, Webservice: true, Settings: true, Migrate: s.Policy.Migration.Webservice}
	if lower := s.LowerDefaults(root); lower.Now != "" {
		v.Limits = text("Without options it gets " + lower.Now + " there (" + lower.Before + " on the " + s.Policy.Legacy.Title + "). ")
		if memory := s.MoreMemory(root); memory != "" {
			v.Migrate = s.MigrateWith(memory)
			v.Limits = append(v.Limits, text("That is too little for most programs on Java, so the command asks for "+memory+".")...)
		} else {
			v.Limits = append(v.Limits, text("If that is too little, run ", code(lower.Command), " instead.")...)
		}
	}
	arguments := s.Value(root, schemas.ManifestWords)
	if arguments.String() != "" {
		v.Arguments = []string{arguments.String()}
	}
	items := arguments.Items()
	for i := range items {
		v.Arguments = append(v.Arguments, items[i].Text())
	}
	webType := s.Value(root, schemas.ManifestWebType).String()
	for i := range s.Policy.Images.Table {
		if row := &s.Policy.Images.Table[i]; row.Type == webType && webType != "" {
			v.Images = []SurveyedImage{{Row: row}}
		}
	}
	return []Surveyed{v}
}

func survey(s *workload.Object) Surveyed {
	root := s.Root()
	v := Surveyed{
		ID: s.Object.ID, At: s.Object.File.Position(root.Mark().Start), Tool: s.Tool, FromLegacy: s.FromLegacy,
		Generated: root.At("metadata", "generateName").String() != "", Webservice: s.IsWebservices(), Reads: reads(s),
	}
	runner := s.Policy.Webservice.Runner
	v.Runner = runner != "" && podpreset.StartsWith(s, runner)
	for _, image := range s.Images() {
		v.Images = append(v.Images, SurveyedImage{image.Container.Field("name").String(), image.Match.Row})
	}
	labels := podpreset.PodLabels(s).Fields()
	for i := range labels {
		if l := (Label{labels[i].Key(), labels[i].String()}); isSelectable(l.Key) && isSelectable(l.Value) {
			v.PodLabels = append(v.PodLabels, l)
		}
	}
	if s.Kind == "Ingress" {
		rules := root.At("spec", "rules").Items()
		for i := range rules {
			v.Hosts = append(v.Hosts, rules[i].Field("host").String())
		}
	}
	return v
}

// isSelectable reports whether a selector may contain a text as a key or value. It leaves out what the server rejects anyway.
func isSelectable(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-_./", r)
	})
}

// reads returns the ConfigMaps and Secrets that the pods need, without those that are marked optional and the tokens that the
// cluster provides.
func reads(s *workload.Object) []Reference {
	var found []Reference
	isKnown := map[Reference]bool{}
	add := func(k string, from *manifest.Node, field string) {
		r := Reference{k, from.Field(field).String()}
		optional, _ := from.Field("optional").Bool()
		if r.Name != "" && !optional && !isKnown[r] && !isProvided(s.Settings, r) {
			found, isKnown[r] = append(found, r), true
		}
	}
	volumes := s.PodSpec().Field("volumes").Items()
	for i := range volumes {
		add("ConfigMap", volumes[i].Field("configMap"), "name")
		add("Secret", volumes[i].Field("secret"), "secretName")
		sources := volumes[i].At("projected", "sources").Items()
		for j := range sources {
			add("ConfigMap", sources[j].Field("configMap"), "name")
			add("Secret", sources[j].Field("secret"), "name")
		}
	}
	for _, c := range s.Containers() {
		env, from := c.Field("env").Items(), c.Field("envFrom").Items()
		for i := range env {
			add("ConfigMap", env[i].At("valueFrom", "configMapKeyRef"), "name")
			add("Secret", env[i].At("valueFrom", "secretKeyRef"), "name")
		}
		for i := range from {
			add("ConfigMap", from[i].Field("configMapRef"), "name")
			add("Secret", from[i].Field("secretRef"), "name")
		}
	}
	return found
}

// isProvided reports whether the cluster creates the object in every namespace.
func isProvided(s *workload.Settings, r Reference) bool {
	return slices.ContainsFunc(s.Policy.Tools.ReservedObjects, func(o schemas.Reserved) bool { return o.Kind == r.Kind && o.Name == r.Name }) ||
		r.Kind == "Secret" && slices.ContainsFunc(s.Policy.ServerFields, func(f schemas.ServerField) bool {
			return f.Kind == "Pod" && f.Prefix != "" && strings.HasPrefix(r.Name, f.Prefix)
		})
}
