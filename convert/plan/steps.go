package plan

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/shell"

	"github.com/toolforge/tfk8s/schemas"
)

// plan returns the steps. They are those of the wiki page, which changes the files only after it has shut everything down.
func (m *move) plan() Plan {
	p := Plan{Tool: m.tool, Title: m.title(), Problems: m.problems}
	if m.tool != "" && m.Policy.Tools.User != "" {
		p.User = schemas.Expand(m.Policy.Tools.User, m.tool)
	}
	p.Intro, p.Needs = m.intro(), m.paths()
	for _, by := range m.makers() {
		p.Needs, p.Preflight = append(p.Needs, by), append(p.Preflight, m.kustomize(by))
	}
	if len(m.objects)+len(m.web) == 0 { // no file could be read
		return p
	}
	steps := [][]Step{{m.logIn(), m.become()}, m.clearOld(), m.enterNew(), m.startNew()}
	if m.AsOnTheWiki {
		steps = slices.Insert(steps, 3, m.prepareFiles())
	} else {
		steps = slices.Insert(steps, 1, m.prepareFiles())
	}
	p.Steps = slices.Concat(steps...)
	p.FAQ = m.faq()
	for _, steps := range [...][]Step{p.Steps, p.FAQ} {
		for i := range steps { // a policy may leave a command out
			steps[i].Commands = slices.DeleteFunc(steps[i].Commands, func(c Command) bool { return c.Line == "" })
		}
	}
	return p
}

// prepareFiles returns the steps that write files. They do not affect anything that runs.
func (m *move) prepareFiles() (steps []Step) {
	if len(m.files) > 0 {
		steps = append(steps, m.update())
	}
	if refs := m.missing(); len(refs) > 0 {
		steps = append(steps, m.fetch(refs))
	}
	return steps
}

// clearOld returns the steps on the cluster that the tool leaves.
func (m *move) clearOld() (steps []Step) {
	switch {
	case len(m.web) == 0:
	case m.Back:
		steps = append(steps, m.remindWebservice(), m.stopWebservice())
	default:
		steps = append(steps, m.migrateWebservice())
	}
	if len(m.objects) == 0 {
		return steps
	}
	steps = append(steps, m.remind())
	if len(m.running()) > 0 {
		steps = append(steps, m.shutDown(), m.wait())
	}
	return steps
}

// enterNew returns the steps that switch to the cluster that the tool moves to.
func (m *move) enterNew() (steps []Step) {
	if len(m.objects) > 0 || m.Back {
		steps = append(steps, m.useContext())
	}
	if m.Policy.Migration.Alias != "" {
		steps = append(steps, m.alias())
	}
	return steps
}

// startNew returns the steps on the cluster that the tool moves to.
func (m *move) startNew() (steps []Step) {
	if len(m.web) > 0 && m.Back {
		steps = append(steps, m.startWebservice())
	}
	if len(m.files) > 0 {
		if s, ok := m.reinstall(); ok {
			steps = append(steps, s)
		}
		steps = append(steps, m.launch())
	}
	steps = append(steps, m.check())
	if m.has("CronJob") && !m.Back {
		steps = append(steps, m.tryCronJobs())
	}
	return steps
}

func (m *move) title() Text {
	where := " to the " + m.to.Title
	if m.Back {
		where = " back" + where
	}
	if m.tool == "" {
		return text("Move" + where)
	}
	return text("Move ", code(m.tool), where)
}

func (m *move) intro() []Text {
	intro := []Text{text("The steps are those of the wiki page " + m.Policy.Migration.Page + ", with the commands for these objects. Nothing has been changed yet.")}
	if !m.AsOnTheWiki && slices.ContainsFunc(m.files, func(f *File) bool { return f.Result.Changed }) {
		intro = append(intro, text("Unlike on the page, the files are updated first, while the "+m.from.Title+" keeps running. ",
			code("--as-on-the-wiki"), " keeps the order of the page."))
	}
	intro = append(intro, m.progress()...)
	for _, f := range m.files {
		if f.Stdin {
			intro = append(intro, text("First save the manifest from standard input as ", code(f.Path), "."))
		}
	}
	for _, by := range m.makers() {
		intro = append(intro, text("First check that ", code(m.kustomize(by)), " prints the objects. An old kubectl does not know every field of a kustomization."))
	}
	return intro
}

func (m *move) logIn() Step {
	return Step{Title: text("Log into a " + m.Policy.Name + " bastion")}
}

func (m *move) become() Step {
	line := m.expand(m.Policy.Migration.Become)
	if line == "" {
		return Step{Title: text("Become the tool")}
	}
	s := Step{Title: text("Become the tool"), Commands: []Command{{line, true}}}
	if m.tool == "" {
		s.Text = append(s.Text, text("The files do not name the tool: replace ", code(placeholder), " with its name, or plan with ", code("--tool"), "."))
	}
	if len(m.files) > 0 {
		s.Text = append(s.Text, text("Then change to the folder that the paths below start from."))
	}
	return s
}

// remind shows what is on the cluster, always including Services.
func (m *move) remind() Step {
	s := Step{
		Title:    text("Remind yourself what runs on the " + m.from.Title),
		Commands: []Command{{m.from.kubectl("get", shown(m.running(), "services")), false}},
	}
	if m.hasMoved() {
		s.Text = append(s.Text, text("The second command shows what runs on the "+m.to.Title+" already."))
		s.Commands = append(s.Commands, Command{m.to.kubectl("get", shown(m.kinds(&m.to), "services")), false})
	}
	return s
}

func (m *move) shutDown() Step {
	s := Step{Title: text("Shut it down on the " + m.from.Title)}
	if len(m.running()) > 1 {
		s.Text = append(s.Text, text("Keep this order: controllers are deleted before their pods."))
	}
	for _, k := range m.running() {
		verb := []string{"delete", "--ignore-not-found"}
		s.Commands = append(s.Commands, Command{m.from.named(verb, k, m.names(k)...), false})
		if k == "ScheduledJob" {
			s.Text = append(s.Text, text("Jobs that a ScheduledJob has started are not deleted with it. List them with ",
				code(m.from.kubectl("get", "jobs")), ", and delete them too."))
		}
	}
	if len(m.names("Service")) > 0 && !m.Back {
		s.Text = append(s.Text, text("As long as a Service exists on the "+m.from.Title+", web requests do not reach the one on the "+m.to.Title+"."))
	} else if !m.Back {
		s.Text = append(s.Text, text("Delete any other Service of the tool too. As long as one exists on the "+m.from.Title+
			", web requests do not reach the one on the "+m.to.Title+"."))
	}
	if m.has("ConfigMap", "Secret") {
		s.Text = append(s.Text, text("ConfigMaps and Secrets can stay: they do nothing by themselves."))
	}
	return s
}

func (m *move) wait() Step {
	running := m.running()
	s := Step{
		Title:    text("Wait until it is gone"),
		Text:     []Text{text("Repeat the command until it lists neither the objects nor their pods. Otherwise two copies run at the same time.")},
		Commands: []Command{{m.from.kubectl("get", shown(running)), false}},
	}
	for _, k := range running {
		for _, name := range m.names(k) {
			s.Script = append(s.Script, Command{gone + " " + m.from.named([]string{"get"}, k, name), false})
		}
	}
	for _, labels := range m.podLabels() {
		s.Script = append(s.Script, Command{idle + " " + m.from.kubectl("get", "pods", "-l", labels), false})
	}
	return s
}

func (m *move) useContext() Step {
	return Step{
		Title:    text("Switch your Kubernetes context to the " + m.to.Title),
		Commands: []Command{{shell.Line(m.to.Kubectl, "config", "use-context", m.to.Context), false}},
	}
}

// alias sets up the shell for the newer kubectl, or undoes that. A script cannot change the shell that runs it.
func (m *move) alias() Step {
	a, profile := m.Policy.Migration.Alias, m.Policy.Migration.Profile
	file := `"` + profile + `"`
	if m.Back {
		name := aliasName(a)
		return Step{
			Title:    text("Configure your shell to use an older version of kubectl"),
			Text:     []Text{text("Edit ", code(profile), " and remove any line ", code("alias "+name+"=..."), ".")},
			Commands: []Command{{"unalias " + name, true}},
			Script: []Command{
				{"unalias " + name, true},
				{"[ ! -e " + file + " ] || sed -i " + shell.Quote("/^[[:space:]]*alias "+name+"=/d") + " " + file, false},
			},
		}
	}
	return Step{
		Title:    text("Configure your shell to use a newer version of kubectl"),
		Commands: []Command{{a, true}, {`echo "` + a + `" >> ` + profile, false}},
		Script: []Command{
			{a, true},
			{"grep -qsxF " + shell.Quote(a) + " " + file + " || echo " + shell.Quote(a) + " >> " + file, false},
		},
	}
}
