package plan

import (
	"slices"

	"github.com/toolforge/tfk8s/lint/shell"

	"github.com/toolforge/tfk8s/schemas"
)

// plan writes the steps in the order of the wiki page.
func (m *move) plan() Plan {
	p := Plan{Tool: m.tool, Title: m.title(), Look: m.look}
	if m.tool != "" && m.Policy.Tools.User != "" {
		p.User = schemas.Expand(m.Policy.Tools.User, m.tool)
	}
	p.Intro, p.Needs = m.intro(), m.paths()
	for _, by := range m.makers() {
		p.Needs, p.Tries = append(p.Needs, by), append(p.Tries, m.kustomize(by))
	}
	if len(m.objects)+len(m.web) == 0 { // nothing could be read
		return p
	}
	p.Steps = slices.Concat([]Step{m.logIn(), m.become()}, m.clearOld(), m.enterNew(), m.startNew())
	p.FAQ = m.faq()
	for _, steps := range [...][]Step{p.Steps, p.FAQ} {
		for i := range steps { // a policy may leave a command out
			steps[i].Commands = slices.DeleteFunc(steps[i].Commands, func(c Command) bool { return c.Line == "" })
		}
	}
	return p
}

// clearOld is what is done on the cluster that the tool leaves, with its context.
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

// enterNew is the change to the cluster that the tool goes to.
func (m *move) enterNew() (steps []Step) {
	if len(m.objects) > 0 || m.Back {
		steps = append(steps, m.useContext())
	}
	if m.Policy.Migration.Alias != "" {
		steps = append(steps, m.alias())
	}
	return steps
}

// startNew is what is done on the cluster that the tool goes to.
func (m *move) startNew() (steps []Step) {
	if len(m.web) > 0 && m.Back {
		steps = append(steps, m.startWebservice())
	}
	if refs := m.missing(); len(refs) > 0 {
		steps = append(steps, m.fetch(refs))
	}
	if len(m.files) > 0 {
		steps = append(steps, m.update())
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
	intro := []Text{text("The steps of " + m.Policy.Migration.Page + " on the wiki, for these very objects. Nothing has been done yet.")}
	for _, f := range m.files {
		if f.Stdin {
			intro = append(intro, text("Save what was read from standard input as ", code(f.Path), " first."))
		}
	}
	for _, by := range m.makers() {
		intro = append(intro, text("Check first that ", code(m.kustomize(by)), " prints the objects: an old kubectl does not know every field of a kustomization."))
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
		s.Text = append(s.Text, text("Nothing in the files tells whose they are: put the name of the tool in for ", code(placeholder), ", or plan with ", code("--tool"), "."))
	}
	if len(m.files) > 0 {
		s.Text = append(s.Text, text("Afterwards go to the folder where the paths below begin."))
	}
	return s
}

// remind shows what is there, Services always among it.
func (m *move) remind() Step {
	running := m.running()
	return Step{
		Title:    text("Remind yourself what runs on the " + m.from.Title),
		Commands: []Command{{m.from.kubectl("get", shown(running, "services")), false}},
	}
}

func (m *move) shutDown() Step {
	s := Step{Title: text("Shut it down on the " + m.from.Title)}
	if len(m.running()) > 1 {
		s.Text = append(s.Text, text("In this order: what would start pods anew goes first."))
	}
	for _, k := range m.running() {
		verb := []string{"delete", "--ignore-not-found"}
		s.Commands = append(s.Commands, Command{m.from.named(verb, k, m.names(k)...), false})
		if k == "ScheduledJob" {
			s.Text = append(s.Text, text("The Jobs that a ScheduledJob has started stay when it is deleted. ",
				code(m.from.kubectl("get", "jobs")), " lists them: delete those as well."))
		}
	}
	if len(m.names("Service")) > 0 && !m.Back {
		s.Text = append(s.Text, text("A Service that stays on the "+m.from.Title+" keeps the web from finding the one on the "+m.to.Title+"."))
	} else if !m.Back {
		s.Text = append(s.Text, text("Delete any other Service that you use as well: one that stays on the "+m.from.Title+
			" keeps the web from finding one on the "+m.to.Title+"."))
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
		Text:     []Text{text("Until neither they nor their pods are listed any more; otherwise two copies run for a while.")},
		Commands: []Command{{m.from.kubectl("get", shown(running)), false}},
	}
	for _, k := range running {
		for _, name := range m.names(k) {
			s.Script = append(s.Script, Command{gone + " " + m.from.named([]string{"get"}, k, name), false})
		}
	}
	return s
}

func (m *move) useContext() Step {
	return Step{
		Title:    text("Switch your Kubernetes context to the " + m.to.Title),
		Commands: []Command{{shell.Line(m.to.Kubectl, "config", "use-context", m.to.Context), false}},
	}
}

// alias sets up the shell, or undoes that. A script cannot change the shell that it is run from.
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
