// The panel that shows the steps of the move.

async function showPlan() {
  const panel = byId("panel-plan");
  if (isBlank()) {
    render(panel, make("p", { class: "hint" }, "There is nothing to plan."));
    return;
  }
  const version = state.version;
  const answer = await ask("plan", request());
  if (version !== state.version) {
    return;
  }
  render(panel, ...(answer.error ? [make("p", { class: "hint" }, sentence(answer.error))] : answer.plans.map(planView)));
}

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;

// words writes a text of the plan, some of it code.
const words = (text) => (text ?? []).map((part) => (part.Code ? make("code", {}, part.Text) : part.Text));

function planView(plan) {
  const problems = plan.Problems ?? [];
  const steps = plan.Steps ?? [];
  const verdict = problems.length > 0 ? `Not ready: ${count(problems.length, "problem")} must be fixed by hand first.` : `Ready: follow the ${steps.length} steps below.`;
  return make("article", { class: "plan" },
    make("h2", {}, ...words(plan.Title)),
    make("p", { class: `verdict ${problems.length > 0 ? "over" : "within"}` }, verdict),
    make("div", { class: "bar" },
      make("button", { type: "button", onclick: () => copy(plan.Markdown, "the plan") }, "Copy as Markdown"),
      make("button", { type: "button", onclick: () => download(`move-${plan.Tool || "tool"}.sh`, plan.Script) }, "Download script")),
    problems.length > 0 ? make("ul", {}, ...problems.map((text) => make("li", {}, ...words(text)))) : null,
    ...(plan.Intro ?? []).map((text) => make("p", {}, ...words(text))),
    make("ol", { class: "steps" }, ...steps.map((step) => make("li", {}, ...stepView(step, "h3")))),
    (plan.FAQ ?? []).length > 0 ? make("h3", {}, "Solutions to common problems") : null,
    ...(plan.FAQ ?? []).map((step) => make("details", {}, make("summary", {}, ...words(step.Title)), ...stepView({ ...step, Title: null }, "h4"))));
}

function stepView(step, heading) {
  const lines = (step.Commands ?? []).map((command) => command.Line).join("\n");
  return [
    step.Title ? make(heading, {}, ...words(step.Title)) : "",
    ...(step.Text ?? []).map((text) => make("p", {}, ...words(text))),
    (step.Items ?? []).length > 0 ? make("ul", {}, ...step.Items.map((item) => make("li", {}, ...words(item.Text),
      (item.Details ?? []).length > 0 ? make("ul", {}, ...item.Details.map((text) => make("li", {}, ...words(text)))) : null))) : "",
    lines ? commandsView(lines) : "",
  ].filter((part) => part !== "");
}

function commandsView(lines) {
  return make("div", { class: "commands" }, make("pre", { tabindex: "0" }, make("code", {}, lines)),
    make("button", { type: "button", onclick: () => copy(`${lines}\n`, "the commands") }, "Copy"));
}
