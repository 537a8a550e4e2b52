// The panel of findings.

const mostShown = 200; // findings; more of them make the page slow

function showFindings(answer) {
  const panel = byId("panel-findings");
  const total = answer.findings.length;
  byId("count").textContent = total > 0 ? String(total) : "";
  const parts = [];
  if (isBlank()) {
    parts.push(welcome());
  } else if (total === 0) {
    const done = answer.objects > 0 ? `Nothing to fix in ${count(answer.objects, "object")}.` : "No Kubernetes object.";
    parts.push(make("p", { class: answer.objects > 0 ? "good" : "hint" }, done));
  }
  for (const { file, holds } of answer.leftOut) {
    if (!isBlank() && files[file]?.text.trim()) {
      parts.push(make("p", { class: "hint" }, `${files[file].name} was not checked: ${holds || "it has no Kubernetes object"}.`));
    }
  }
  const list = make("ol", { class: "findings" });
  addCards(list, answer.findings.slice(0, mostShown));
  if (total > 0) {
    parts.push(list);
  }
  if (total > mostShown) {
    const more = make("button", { type: "button", onclick: () => { addCards(list, answer.findings.slice(mostShown)); more.remove(); } },
      `Show ${total - mostShown} more`);
    parts.push(more);
  }
  render(panel, ...parts);
  showCard(editor.current);
}

function addCards(list, findings) {
  list.append(...findings.map((finding) => (finding.card = card(finding))));
}

function card(finding) {
  const file = files[finding.file];
  const parts = [["effect", finding.effect], ["fix", finding.fix && fixText(finding.fix)], ["help", finding.help]];
  return make("li", { class: `finding ${finding.severity}` },
    make("h2", {}, make("span", { class: "severity" }, finding.severity), " ", finding.message),
    make("p", { class: "where" },
      placeButton(file, finding), " ",
      make("button", { type: "button", class: "rule", title: "Read about this rule", onclick: () => showRule(finding.rule) }, finding.rule)),
    snippet(file, finding),
    finding.label && make("p", { class: "offscreen" }, finding.label) || null,
    make("dl", {}, ...parts.filter(([, text]) => text).flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)])),
    finding.related.length > 0 && make("ul", { class: "related" },
      ...finding.related.map((other) => make("li", {}, placeButton(files[other.file], other), ` ${other.message}`))) || null);
}

const fixText = ({ title, safety }) => `tfk8s can ${title}${safety === "review" ? " (review this change)" : ""}`;

function placeButton(file, place) {
  const label = `${file.name}:${place.line}:${place.column}`;
  const go = () => (place.card ? selectFinding(file, place) : goTo(file, place.from, place.to));
  return make("button", { type: "button", class: "place", title: "Show in the text", onclick: go }, label);
}

// snippet shows the line of a finding, with the place marked and its label. A screen reader reads the label alone.
function snippet(file, finding) {
  const text = toLF(file.text);
  const start = text.lastIndexOf("\n", finding.from - 1) + 1;
  const end = text.indexOf("\n", finding.from) < 0 ? text.length : text.indexOf("\n", finding.from);
  const left = Math.max(start, finding.from - 60);
  const right = Math.min(end, left + 160);
  const to = Math.min(right, Math.max(finding.to, finding.from));
  if (text.slice(start, end).trim() === "" && !finding.label) {
    return null;
  }
  const number = (shown) => make("span", { class: "number" }, shown);
  const head = (left > start ? "…" : "") + text.slice(left, finding.from);
  const mark = make("mark", {}, text.slice(finding.from, to) || " ");
  const below = `${head.replace(/[^\t]/gu, " ")}^ `;
  return make("pre", { class: "snippet", "aria-hidden": "true" },
    number(String(finding.line)), head, mark, text.slice(to, right), right < end ? "…" : "",
    ...(finding.label ? ["\n", number(" ".repeat(String(finding.line).length)), make("span", { class: "label" }, below + finding.label)] : []));
}

// showCard highlights the card of a finding.
function showCard(finding) {
  for (const other of document.querySelectorAll(".finding.current")) {
    other.classList.remove("current");
    other.removeAttribute("aria-current");
  }
  if (finding?.card) {
    finding.card.classList.add("current");
    finding.card.setAttribute("aria-current", "true");
    if (!byId("panel-findings").hidden) {
      finding.card.scrollIntoView({ block: "nearest" });
    }
  }
}

function welcome() {
  return make("div", { class: "welcome" },
    make("h2", {}, "Does the cluster accept your manifest?"),
    make("p", {}, "Paste a manifest on the left, or drop files anywhere on this page. tfk8s finds what the cluster would reject or run differently, and fixes what it can."),
    make("p", {}, make("button", { type: "button", class: "primary", onclick: showExample }, "Try an example")),
    make("p", { class: "hint" }, "A file called service.manifest is read as the settings of a webservice."),
    make("p", {}, make("button", { type: "button", class: "rule", onclick: showLicenses }, "Licenses")));
}
