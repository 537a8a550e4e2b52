// The editor is a text area over a layer of marks, beside a gutter of line numbers. Only the lines in view are drawn.

const editor = { area: byId("text"), marks: byId("marks"), gutter: byId("gutter"), starts: [0], current: null };
const lineHeight = 20; // as in style.css
const longest = 4000; // characters of a line that are marked

// showFile puts the active file into the editor.
function showFile() {
  const file = activeFile();
  const shown = toLF(file.text);
  if (editor.area.value !== shown) {
    editor.area.value = shown;
  }
  editor.current = null;
  editor.starts = lineStarts(shown);
  editor.area.scrollTop = file.scroll;
  drawEditor();
}

// textChanged takes over what was typed.
function textChanged() {
  setText(editor.area.value);
  editor.starts = lineStarts(editor.area.value);
  moveMarks(activeFile(), editor.area.value);
  drawEditor();
}

// moveMarks keeps marks at their text until the next check: it moves those behind a change, and drops those in it.
function moveMarks(file, now) {
  const before = file.checkedText ?? now;
  if (before === now) {
    return;
  }
  let head = 0;
  const most = Math.min(before.length, now.length);
  while (head < most && before[head] === now[head]) {
    head++;
  }
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) {
    tail++;
  }
  const shift = now.length - before.length;
  for (const finding of file.findings) {
    if (finding.from >= before.length - tail) {
      finding.from += shift;
      finding.to += shift;
    } else if (finding.to > head) {
      finding.to = Math.max(finding.from, Math.min(finding.to, head));
    }
  }
  file.checkedText = now;
}

const lineOf = (offset) => countBelow(editor.starts, offset + 1) - 1;

function drawEditor() {
  const { area, marks, gutter, starts } = editor;
  const first = Math.max(0, Math.floor(area.scrollTop / lineHeight) - 2);
  const last = Math.min(starts.length, first + Math.ceil(area.clientHeight / lineHeight) + 5);
  const top = first * lineHeight - area.scrollTop;
  const text = area.value;
  const from = starts[first];
  const to = last < starts.length ? starts[last] : text.length;
  const inView = activeFile().findings.filter((finding) => finding.from <= to && finding.to >= from);
  marks.replaceChildren(...markedText(text, first, last, inView));
  marks.style.transform = `translate(${-area.scrollLeft}px, ${top}px)`;
  const severities = new Map();
  for (const finding of [...inView].reverse()) {
    const line = lineOf(finding.from);
    if (rank(finding.severity) >= rank(severities.get(line))) {
      severities.set(line, finding.severity);
    }
  }
  const numbers = [];
  for (let line = first; line < last; line++) {
    numbers.push(make("div", { class: severities.get(line) ?? "" }, String(line + 1)));
  }
  gutter.replaceChildren(make("div", { class: "numbers" }, ...numbers));
  gutter.firstChild.style.transform = `translateY(${top}px)`;
  gutter.style.width = `${Math.max(3, String(starts.length).length) + 3}ch`;
}

const rank = (severity) => ["note", "warning", "error"].indexOf(severity);

// markedText returns the lines in view, with an element for each stretch that has a finding.
function markedText(text, first, last, found) {
  const parts = [];
  for (let line = first; line < last; line++) {
    const start = editor.starts[line];
    const end = (editor.starts[line + 1] ?? text.length + 1) - 1;
    const stop = Math.min(end, start + longest);
    const on = found.filter((finding) => finding.from <= stop && (finding.to > start || finding.from === start));
    const cuts = new Set([start, stop]);
    for (const finding of on) {
      cuts.add(Math.max(start, finding.from));
      cuts.add(Math.min(stop, Math.max(finding.to, finding.from)));
    }
    const sorted = [...cuts].sort((a, b) => a - b);
    for (let i = 0; i + 1 < sorted.length; i++) {
      const [from, to] = [sorted[i], sorted[i + 1]];
      const covering = on.filter((finding) => finding.from <= from && finding.to >= to);
      const worst = covering.reduce((most, finding) => (rank(finding.severity) > rank(most) ? finding.severity : most), "");
      const selected = covering.includes(editor.current) ? " selected" : "";
      parts.push(worst ? make("span", { class: `mark ${worst}${selected}` }, text.slice(from, to)) : text.slice(from, to));
    }
    parts.push("\n");
  }
  return parts;
}

// goTo selects a part of a file in the editor.
function goTo(file, from, to, focus = true) {
  if (files[active] !== file) {
    openFile(files.indexOf(file));
  }
  const { area } = editor;
  const line = lineOf(from);
  const column = from - editor.starts[line];
  if (focus) {
    area.focus({ preventScroll: true });
  }
  area.setSelectionRange(from, Math.max(from, to));
  const y = line * lineHeight;
  if (y < area.scrollTop || y > area.scrollTop + area.clientHeight - 2 * lineHeight) {
    area.scrollTop = Math.max(0, y - area.clientHeight / 3);
  }
  const x = column * characterWidth();
  if (x < area.scrollLeft || x > area.scrollLeft + area.clientWidth - 80) {
    area.scrollLeft = Math.max(0, x - area.clientWidth / 3);
  }
  drawEditor();
}

function characterWidth() {
  const probe = make("span", {}, "0".repeat(50));
  editor.marks.append(probe);
  const width = probe.getBoundingClientRect().width / 50;
  probe.remove();
  return width;
}

// nextFinding moves to the finding after the cursor, or before it, in this file and then in the others.
function nextFinding(step) {
  const all = files.flatMap((file) => file.findings.map((finding) => ({ file, finding })));
  if (all.length === 0) {
    return;
  }
  const at = editor.area.selectionStart;
  const order = ({ file, finding }) => [files.indexOf(file), finding.from];
  const isAfter = (entry) => {
    const [index, from] = order(entry);
    return index > active || (index === active && (step > 0 ? from > at : from >= at));
  };
  const split = all.findIndex(isAfter);
  const behind = split < 0 ? all.length : split;
  const { file, finding } = all[(step > 0 ? behind : behind - 1 + all.length) % all.length];
  selectFinding(file, finding);
}

function selectFinding(file, finding) {
  goTo(file, finding.from, finding.to);
  editor.current = finding;
  drawEditor();
  showCard(finding);
}

// cursorMoved shows the position, and the card of the finding at the cursor.
function cursorMoved() {
  const { area, starts } = editor;
  const at = area.selectionStart;
  const line = lineOf(at);
  const column = Array.from(area.value.slice(starts[line], at)).length + 1;
  byId("position").textContent = `Line ${line + 1}, column ${column}`;
  const here = activeFile().findings.find((finding) => finding.from <= at && at <= finding.to);
  if (here !== editor.current) {
    editor.current = here ?? null;
    drawEditor();
    showCard(here);
  }
}
