package plan

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/toolforge/tfk8s/lint/shell"

	"github.com/toolforge/tfk8s/schemas"
)

// The steps for the objects that webservice created. webservice moves them itself.

func (m *move) migrateWebservice() Step {
	s := Step{Title: text("Move the webservice")}
	how := "The command stops the webservice on the " + m.from.Title + ", switches the context, and starts it with a new image on the " + m.to.Title + "."
	if made := m.madeByWebservice(); len(made) > 0 {
		s.Text = append(s.Text, text("webservice created ", list(ids(made)), " and moves ", plural(len(made), "it", "them"), " itself. "+how),
			text("It does not read ", list(pathsOf(made)), ". If you changed something there by hand, pass it to webservice as an option."))
	} else {
		s.Text = append(s.Text, text(how))
	}
	command := m.Policy.Migration.Webservice
	for _, o := range m.web {
		if !o.Settings {
			continue
		}
		command = o.Migrate
		s.Text = append(s.Text, text("It reads ", code(o.file.Path), " and keeps the type, cpu and memory that the file sets."))
		if o.Limits != nil {
			s.Text = append(s.Text, o.Limits)
		}
		if o.file.Result.Changed {
			item, _ := m.changes(o.file)
			s.Items = append(s.Items, item)
			s.Commands = append(s.Commands, Command{m.convert("-w", o.file.Path), false})
		}
	}
	s.Commands = append(s.Commands, Command{command, false})
	return s
}

// madeByWebservice returns the objects that webservice created, without its settings.
func (m *move) madeByWebservice() []object {
	return slices.DeleteFunc(slices.Clone(m.web), func(o object) bool { return o.Settings })
}

func ids(objects []object) (names []string) {
	for i := range objects {
		names = append(names, string(objects[i].id()))
	}
	return names
}

// pathsOf returns the files of some objects, each once.
func pathsOf(objects []object) (paths []string) {
	isNew := distinct[string]()
	for _, o := range objects {
		if isNew(o.file.Path) {
			paths = append(paths, o.file.Path)
		}
	}
	return paths
}

func (m *move) remindWebservice() Step {
	return Step{
		Title:    text("Remind yourself which webservice runtime you are using"),
		Commands: []Command{{m.Policy.Webservice.Commands.Status, false}},
	}
}

// stopWebservice keeps a copy of the settings, because webservice 0.64 deletes them when it stops.
func (m *move) stopWebservice() Step {
	stop := m.Policy.Webservice.Commands.Stop
	s := Step{Title: text("Shut down your webservice on the " + m.from.Title), Commands: []Command{{stop, false}}}
	name := m.settingsName()
	if name == "" {
		return s
	}
	file, kept := homeFile(name), homeFile(name+keptSuffix)
	s.Text = []Text{text(code(stop), " deletes the type, extra arguments, cpu and memory from ", code(name), ", so keep a copy.")}
	s.Commands = []Command{{"cp " + file + " " + kept, false}, {stop, false}}
	context := shell.Line(m.to.Kubectl, "config", "current-context")
	s.Script = []Command{
		{"! grep -qs " + m.webKey() + " " + file + " || cp " + file + " " + kept, false},
		{"context=$(" + context + ")", false}, // on a line of its own, an error of kubectl stops the script
		{`[ "$context" = ` + shell.Quote(m.to.Context) + " ] || " + stop, false},
	}
	return s
}

func (m *move) startWebservice() Step {
	s := Step{Title: text("Launch your webservice on the " + m.to.Title)}
	runtime := m.webType()
	if runtime == "" {
		s.Text = append(s.Text, text("Replace ", code("TYPE"), " with the runtime."))
	}
	start := Command{withType(m.Policy.Webservice.Commands.Start, cmp.Or(runtime, "TYPE")), runtime == ""}
	s.Commands = []Command{start}
	name := m.settingsName()
	if name == "" {
		return s
	}
	said := text("The copy of ", code(name), " restores its settings")
	if arguments := m.webArguments(); arguments != "" {
		said = append(said, text(", such as the extra arguments ", code(arguments))...)
	}
	s.Text = append(s.Text, append(said, Part{Text: "."}))
	file, kept := homeFile(name), homeFile(name+keptSuffix)
	s.Commands = []Command{{"cp " + kept + " " + file, false}, start}
	if !start.Manual { // start fails if the webservice already runs
		start.Line = m.Policy.Webservice.Commands.Status + " | grep -q 'is running' || " + start.Line
	}
	s.Script = []Command{{"[ ! -e " + kept + " ] || cp " + kept + " " + file, false}, start}
	return s
}

// keptSuffix ends the name of the copy of a webservice's settings.
const keptSuffix = ".kept"

// homeFile returns a file in the home of the user, for a shell.
func homeFile(name string) string { return `"$HOME/` + name + `"` }

// settingsName returns the name of the file in which webservice keeps its settings, "" if the policy has none.
func (m *move) settingsName() string {
	for _, f := range m.Policy.ServiceManifest.Files {
		if f.KeyOf(schemas.ManifestVersions) != "" {
			return f.Name
		}
	}
	return ""
}

// webKey returns a pattern of the line with the type of a webservice. Without it, webservice has deleted the settings.
func (m *move) webKey() string {
	return shell.Quote("^" + m.Policy.ServiceManifest.File(m.settingsName()).KeyOf(schemas.ManifestWebType) + ":")
}

// webArguments returns the extra arguments of the webservice as a shell would read them.
func (m *move) webArguments() string {
	for _, o := range m.web {
		if len(o.Arguments) > 0 {
			return shell.Line(o.Arguments...)
		}
	}
	return ""
}

// faq returns the common problems of the wiki page that can occur.
func (m *move) faq() []Step {
	var faq []Step
	if len(m.files) > 0 && !m.Back {
		faq = append(faq, Step{
			Title: text(code("cannot create resource … in API group … in the namespace")),
			Text:  []Text{text("The file still names the namespace of the " + m.from.Title + ". Update your YAML " + files(len(m.files)) + " as described above.")},
		})
	}
	if len(m.files) > 0 {
		faq = append(faq, Step{
			Title:    text(code("object is being deleted: … already exists")),
			Text:     []Text{text("The old object still exists. Wait a few moments, then create it again.")},
			Commands: []Command{{m.to.kubectl("get", shown(m.kinds(&m.to))), true}},
		})
	}
	if len(m.web) > 0 {
		w := m.Policy.Webservice.Commands
		faq = append(faq, Step{
			Title:    text(code("webservice restart"), " fails with ", code("object is being deleted: … already exists")),
			Text:     []Text{text("Wait a few moments. If the first command still finds your settings, the second one starts the webservice with them.")},
			Commands: []Command{{w.Settings, true}, {w.Again, true}},
		})
	}
	if !m.Back {
		faq = append(faq, Step{
			Title:    text("Switch back to the " + m.from.Title),
			Commands: []Command{{m.planBack(), true}},
		})
	}
	return faq
}

// planBack returns the command that plans the move back.
func (m *move) planBack() string {
	args := append([]string{program, "plan", "--back"}, m.Flags...)
	if m.AsOnTheWiki {
		args = append(args, "--as-on-the-wiki")
	}
	paths := pathsOf(slices.Concat(m.objects, m.web))
	return shell.Line(append(args, shell.Arguments(paths)...)...)
}

// Nothing writes the plan for a file whose webservice does not move.
func Nothing(out io.Writer, path string, isScript bool) error {
	format := "# Nothing to move\n\nThe webservice of `%s` does not run on Kubernetes.\n"
	if isScript {
		format = "# Nothing to move: the webservice of %s does not run on Kubernetes.\n"
	}
	_, err := fmt.Fprintf(out, format, path)
	return err
}
