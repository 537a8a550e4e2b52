// The panel that shows all fixes as a diff, and applies them.

const changes = { undo: null, safeOnly: false };

async function showChanges() {
  const panel = byId("panel-changes");
  if (isBlank()) {
    render(panel, make("p", { class: "hint" }, "There is no text to fix."));
    return;
  }
  const version = state.version;
  const answer = await ask("fix", { ...request(), safeOnly: changes.safeOnly });
  if (version !== state.version) {
    return;
  }
  if (answer.error) {
    render(panel, make("p", { class: "error" }, answer.error));
    return;
  }
  const changed = answer.files.map((file, index) => ({ ...file, index })).filter((file) => file.changed);
  const diffs = changed.map((file) => file.diff).join("");
  const safe = make("input", { type: "checkbox", id: "safe", onchange: (event) => { changes.safeOnly = event.target.checked; showChanges(); } });
  safe.checked = changes.safeOnly;
  render(panel,
    make("p", { class: "verdict" }, fixSentence(answer, changed.length)),
    make("div", { class: "bar" },
      changed.length > 0 ? make("button", { type: "button", class: "primary", id: "apply", onclick: () => applyFixes(answer, version) }, "Apply to the text") : null,
      changed.length > 0 ? make("button", { type: "button", onclick: () => copy(diffs, "the diff") }, "Copy diff") : null,
      changes.undo ? make("button", { type: "button", id: "undo", onclick: undoFixes }, "Undo") : null,
      make("label", {}, safe, " Only fixes that need no review")),
    ...answer.files.filter((file) => file.error).map((file) => make("p", { class: "error" }, file.error)),
    ...reviewList(answer.reviews),
    ...changed.map((file) => diffView(files[file.index].name, file.diff)));
}

function fixSentence(answer, changed) {
  const left = tallyText(answer.left);
  const rest = left ? ` Left to you: ${left}.` : " Nothing is left.";
  return changed > 0 ? `Fixes ${count(answer.fixed, "finding")} in ${count(changed, "file")}.${rest}` : `Nothing to change.${rest}`;
}

// tallyText counts findings by severity: "1 error, 2 notes".
const tallyText = ({ errors, warnings, notes }) =>
  [[errors, "error"], [warnings, "warning"], [notes, "note"]].filter(([n]) => n > 0).map(([n, noun]) => count(n, noun)).join(", ");

function reviewList(reviews) {
  if (reviews.length === 0) {
    return [];
  }
  const items = reviews.map(({ file, line, rule, title, reason }) => make("li", {},
    make("span", { class: "place" }, `${files[file].name}:${line}`), ` ${title}${reason ? `: not fixed, ${reason}` : ""} `,
    make("button", { type: "button", class: "rule", onclick: () => showRule(rule) }, rule)));
  return [make("h2", {}, "Review these changes"), make("ul", { class: "reviews" }, ...items)];
}

// diffView shows a unified diff with line numbers.
function diffView(name, diff) {
  const rows = [];
  let before = 0;
  let after = 0;
  for (const line of diff.replace(/\n$/, "").split("\n").slice(2)) {
    const hunk = line.match(/^@@ -(\d+)(?:,\d+)? \+(\d+)/);
    const text = line.slice(1).replace(/\r$/, "");
    if (hunk) {
      [before, after] = [Number(hunk[1]), Number(hunk[2])];
      rows.push(diffRow("hunk", "", "", "", `lines from ${before}`));
    } else if (line[0] === "+") {
      rows.push(diffRow("added", "", after++, "+", text));
    } else if (line[0] === "-") {
      rows.push(diffRow("removed", before++, "", "-", text));
    } else if (line[0] === " ") {
      rows.push(diffRow("", before++, after++, "", text));
    } else {
      rows.push(diffRow("hunk", "", "", "", text.trim()));
    }
  }
  return make("section", { class: "diff", "aria-label": `Changes in ${name}` }, make("h2", {}, name),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Diff of ${name}` }, make("table", {}, make("tbody", {}, ...rows))));
}

function diffRow(kind, before, after, sign, text) {
  return make("tr", { class: kind }, make("td", { class: "number" }, String(before)), make("td", { class: "number" }, String(after)),
    make("td", { class: "sign" }, sign), make("td", { class: "code" }, text));
}

function applyFixes(answer, version) {
  if (version !== state.version) { // the text changed a moment ago
    checkNow();
    return;
  }
  changes.undo = files.map((file) => file.text);
  answer.files.forEach((fixed, index) => { files[index].text = fixed.text; });
  afterFixes(`Fixed ${count(answer.fixed, "finding")}`);
}

function undoFixes() {
  changes.undo.forEach((text, index) => {
    if (files[index]) {
      files[index].text = text;
    }
  });
  changes.undo = null;
  afterFixes("The text is as it was");
}

async function afterFixes(message) {
  showFile();
  await checkNow();
  toast(message);
  byId("undo")?.focus();
}
