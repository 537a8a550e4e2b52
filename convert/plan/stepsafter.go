package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/toolforge/tfk8s/lint"
	"github.com/toolforge/tfk8s/lint/shell"
)

// fetch copies the objects that pods read and no file contains. Only the user may read the files, because they may be secret.
func (m *move) fetch(refs []Reference) Step {
	s := Step{
		Title: text("Copy what the pods read"),
		Text:  []Text{text("The pods do not start without these objects, and no file contains them. The file of a Secret shows its values to everyone who can read it: keep it private, or delete it afterwards.")},
	}
	for _, r := range refs {
		stem := resource(r.Kind) + "-" + strings.ReplaceAll(r.Name, "/", "-")
		path := m.freeName(stem, ".yaml")
		s.Items = append(s.Items, Item{Text: text(code(resource(r.Kind) + "/" + r.Name))})
		get, file := m.from.named([]string{"get", "-o", "yaml"}, r.Kind, r.Name), shell.Quote(path)
		fix := m.convert("-w", path)
		s.Commands = append(s.Commands, Command{"(umask 077; " + get + " > " + file + ")", false}, Command{fix, false}, Command{m.to.create(path), false})
		s.Script = append(s.Script, Command{save + " " + file + " " + get, false},
			// An object that the old cluster lacks must exist on the new one.
			Command{"[ -e " + file + " ] || " + m.to.named([]string{"get"}, r.Kind, r.Name), false},
			Command{"[ ! -e " + file + " ] || " + fix, false},
			Command{"[ ! -e " + file + " ] || " + m.to.apply(path), false})
	}
	return s
}

func (m *move) update() Step {
	s := Step{Title: text("Update your YAML " + files(len(m.files)))}
	changed, review := false, false
	for _, f := range m.files {
		c, r := m.changes(f)
		s.Items = append(s.Items, c)
		changed, review = changed || f.Result.Changed, review || r
	}
	if changed {
		s.Commands = []Command{{m.convert("-w", m.paths()...), false}}
	}
	if review {
		s.Text = append(s.Text, text("First review the changes marked (review): ", code(m.convert("-d", m.paths()...))))
	}
	if n := m.warnings(); n > 0 {
		s.Text = append(s.Text, text(fmt.Sprintf("Afterwards %d %s: ", n, plural(n, "warning is left", "warnings are left")), code(m.lint(m.paths()...)), plural(n, " shows it.", " shows them.")))
	}
	return s
}

// warnings returns the number of warnings about the converted files.
func (m *move) warnings() int {
	n := 0
	for _, f := range m.files {
		for _, d := range m.parts[f].found {
			if d.Severity == lint.Warning {
				n++
			}
		}
	}
	return n
}

// changes lists what convert changes in a file, and reports whether a person should review some of it. Changes of a file of
// several tools are only counted, because the plan asks for a file for each tool first.
func (m *move) changes(f *File) (item Item, review bool) {
	if !f.Result.Changed {
		return Item{Text: text(code(f.Path), ": nothing to change")}, false
	}
	n := len(f.Result.Applied)
	item.Text = text(code(f.Path), fmt.Sprintf(": %d %s", n, plural(n, "change", "changes")))
	if m.parts[f].isShared() {
		return item, false
	}
	var titles []string
	count := map[string]int{}
	for _, a := range f.Result.Applied {
		title := a.Title
		if a.Safety == lint.Review {
			title, review = title+" (review)", true
		}
		if count[title]++; count[title] == 1 {
			titles = append(titles, title)
		}
	}
	for _, title := range titles {
		line := text(title)
		if n := count[title]; n > 1 {
			line = text(fmt.Sprintf("%s (%d times)", title, n))
		}
		item.Details = append(item.Details, line)
	}
	return item, review
}

func files(n int) string { return plural(n, "file", "files") }

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// reinstall returns the step for packages that were installed for another version of the language.
func (m *move) reinstall() (s Step, ok bool) {
	shells := map[string]bool{}
	python := false
	for _, c := range m.runtimeChanges() {
		s.Items = append(s.Items, Item{Text: text(c.object.id(), ", container ", code(c.container), ": "+c.from.Runtime()+" becomes "+c.to.Runtime())})
		python = python || c.to.Language == "python"
		if c.to.Type != "" && !shells[c.to.Type] && m.Policy.Webservice.Commands.Shell != "" {
			shells[c.to.Type] = true
			s.Commands = append(s.Commands, Command{withType(m.Policy.Webservice.Commands.Shell, c.to.Type), true})
		}
	}
	for _, f := range m.files {
		for _, d := range m.parts[f].found {
			if d.Rule.Name == "venv-runtime-change" {
				s.Items = append(s.Items, Item{Text: text(code(f.place(d.File.Position(d.Span.Start))), " "+d.Message)})
			}
		}
	}
	if len(s.Items) == 0 {
		return s, false
	}
	s.Title = text("Reinstall what was installed for the old version")
	if python {
		s.Title = text("Rebuild the virtualenv")
	}
	s.Text = []Text{text("Packages for one version of a language do not work with another. Install them in the new image, at another path if you want to keep the old ones.")}
	return s, true
}

func withType(command, webType string) string { return strings.ReplaceAll(command, "{type}", webType) }

func (m *move) launch() Step {
	s := Step{Title: text("Launch on the " + m.to.Title)}
	if m.has("Job", "Pod") {
		s.Text = append(s.Text, text("A Job or Pod that has already finished runs again when it is created."))
	}
	if m.has("Secret", "ConfigMap") {
		s.Text = append(s.Text, text("The files must contain the real values of your ConfigMaps and Secrets, not samples."))
	}
	if len(m.makers()) > 0 {
		s.Text = append(s.Text, text("kustomize creates the objects of all files that a kustomization lists, so all of these files must be in this plan."))
	}
	applies, generates := false, false
	isNew := distinct[string]()
	for _, f := range m.files {
		create, apply := m.to.create(f.Path), m.to.apply(f.Path)
		by := m.makersOf(f)
		switch {
		case len(by) > 1 || len(by) == 1 && !isNew(by[0]):
			continue
		case len(by) == 1:
			create = m.kustomize(by[0]) + " | " + m.to.kubectl("create", "--validate=true", "-f", "-")
			apply = m.kustomize(by[0]) + " | " + m.to.kubectl("apply", "--validate=true", "-f", "-")
		}
		if m.parts[f].hasGeneratedName() {
			apply, generates = create, generates || m.mayExist(f)
		}
		s.Script = append(s.Script, Command{apply, false})
		if m.mayExist(f) && apply != create {
			create, applies = apply, true
		}
		s.Commands = append(s.Commands, Command{create, false})
	}
	if applies {
		s.Text = append(s.Text, text("kubectl apply also updates objects that exist already."))
	}
	if generates {
		s.Text = append(s.Text, text("kubectl apply cannot use generateName. kubectl create creates another object each time."))
	}
	return s
}

func (m *move) check() Step {
	s := Step{Title: text("Check that it started")}
	if kinds := m.kinds(&m.to); len(kinds) > 0 {
		s.Commands = append(s.Commands, Command{m.to.kubectl("get", shown(kinds)), false})
	}
	if m.runsPods() {
		s.Title = text("Check that it started and that the pods are ready")
		s.Text = append(s.Text, text("If pods do not appear, the events say why."))
		s.Commands = append(s.Commands, Command{m.to.kubectl("get", "events"), false})
	}
	s.Script = slices.Clone(s.Commands)
	for _, name := range m.names("Deployment") {
		if !m.to.legacy { // kubectl of the legacy cluster may hang
			s.Script = append(s.Script, Command{m.to.kubectl("rollout", "status", "--timeout=5m", "deployment/"+name), false})
		}
	}
	if at := m.addresses(&m.to); len(at) > 0 {
		s.Text = append(s.Text, text(plural(len(at), "Its web address is ", "Its web addresses are "), list(at), "."))
	} else if m.has("Service") && !m.to.legacy {
		s.Text = append(s.Text, text("No file contains an Ingress. On the "+m.to.Title+", web requests reach a Service only through one."))
	}
	return s
}

func (m *move) tryCronJobs() Step {
	s := Step{Title: text("Test a CronJob without waiting for its schedule"), Text: []Text{text("Check the pod that the Job creates, then delete the Job.")}}
	n := 0
	seen := map[string]bool{}
	for _, o := range m.objects {
		if o.kind != "CronJob" || o.Name == "" || seen[o.Name] {
			continue
		}
		seen[o.Name] = true
		n++
		job := "test"
		if n > 1 {
			job = fmt.Sprint("test-", n)
		}
		s.Commands = append(s.Commands, Command{m.to.kubectl("create", "job", "--from=cronjob/"+o.Name, job), true},
			Command{m.to.kubectl("delete", "job", job), true})
	}
	return s
}
