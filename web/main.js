// The page as a whole: what happens when.

const example = `apiVersion: extensions/v1beta1
kind: Deployment
metadata:
  name: greeter.bot
  namespace: greeter
spec:
  replicas: 1
  template:
    metadata:
      labels:
        name: greeter.bot
    spec:
      containers:
      - name: bot
        image: docker-registry.tools.wmflabs.org/toollabs-python35-base:latest
        command: ["/data/project/greeter/bot.sh"]
        volumeMounts:
        - name: home
          mountPath: /data/project/greeter/
      volumes:
      - name: home
        hostPath:
          path: /data/project/greeter/
`;

const choices = ["upgradeRuntime", "preserveDefaults", "singleton"];
const state = { version: 0, timer: 0, isReady: false, running: Promise.resolve() };

// request returns the files and choices, as the program reads them.
function request() {
  const chosen = Object.fromEntries(choices.map((id) => [id, byId(id).checked]));
  return {
    files: files.map(({ name, text }) => ({ name, text })),
    toLegacy: isToLegacy(), tool: byId("tool").value.trim(), ...chosen,
  };
}

const isToLegacy = () => document.querySelector('input[name="to"]:checked').value === "legacy";

const panels = { findings: () => {}, changes: () => showChanges(), quota: () => showQuota(), plan: () => showPlan() };
const activePanel = () => document.querySelector('[role="tab"][aria-selected="true"]').id.replace("tab-", "");

// changed asks for a check when there was no change for a moment.
function changed() {
  state.version++;
  clearTimeout(state.timer);
  state.timer = setTimeout(checkNow, 200);
}

// checkNow checks after what is running already, unless there is a later change by then.
function checkNow() {
  clearTimeout(state.timer);
  const version = ++state.version;
  if (state.isReady) {
    state.running = state.running.then(() => (version === state.version ? runCheck(version) : undefined));
  }
  return state.running;
}

async function runCheck(version) {
  const answer = await ask("check", request());
  if (version !== state.version) {
    return;
  }
  if (answer.error) {
    showFailure(answer.error);
    return;
  }
  takeFindings(answer);
  byId("summary").textContent = summaryText(answer);
  byId("fixall").hidden = answer.tally.fixable === 0 || isBlank();
  showFindings(answer);
  drawFiles();
  drawEditor();
  await panels[activePanel()]();
}

// showFailure says that the files could not be checked.
function showFailure(error) {
  takeFindings({ findings: [] });
  byId("summary").textContent = sentence(error);
  byId("count").textContent = "";
  byId("fixall").hidden = true;
  render(byId("panel-findings"), make("p", { class: "error" }, "The files were not checked."));
  drawFiles();
  drawEditor();
}

// takeFindings gives each file its findings, with offsets in the text that the editor shows.
function takeFindings(answer) {
  const offsets = files.map((file) => {
    file.findings = [];
    file.checkedText = toLF(file.text);
    return shownOffsets(file.text);
  });
  for (const finding of answer.findings) {
    files[finding.file].findings.push(finding);
    for (const place of [finding, ...finding.related]) {
      place.from = offsets[place.file](place.start);
      place.to = offsets[place.file](place.end);
    }
  }
  editor.current = null;
}

function summaryText({ tally, objects }) {
  if (isBlank()) {
    return "";
  }
  const found = tallyText(tally) || "no findings";
  const fixable = tally.fixable > 0 ? `; tfk8s can fix ${tally.fixable}` : "";
  return `${found[0].toUpperCase()}${found.slice(1)} in ${count(objects, "object")}${fixable}`;
}

function drawFiles() {
  render(byId("filelist"), ...files.map((file, index) => {
    const worst = file.findings.reduce((most, finding) => (rank(finding.severity) > rank(most) ? finding.severity : most), "");
    const dot = worst ? make("span", { class: `dot ${worst}`, "aria-label": `(${worst})`, role: "img" }) : null;
    return make("button", { type: "button", id: `file-${index}`, "aria-pressed": String(index === active), onclick: () => openFile(index) }, file.name, dot);
  }));
  if (document.activeElement !== byId("name")) {
    byId("name").value = activeFile().name;
  }
  byId("close").disabled = files.length === 1 && isBlank();
}

function openFile(index) {
  activeFile().scroll = editor.area.scrollTop;
  active = index;
  showFile();
  drawFiles();
  cursorMoved();
}

// showAll shows files that came from elsewhere.
function showAll() {
  changes.undo = null;
  showFile();
  drawFiles();
  return checkNow();
}

function showExample() {
  replaceFiles([["greeter.yaml", example]]);
  showAll();
}

async function takeFiles(list) {
  const { first, rejected } = await readFiles(list);
  if (rejected.length > 0) {
    toast(rejected.join("; "));
  }
  active = first >= 0 ? first : Math.min(active, files.length - 1);
  await showAll();
}

function removeFile() {
  files.splice(active, 1);
  active = Math.max(0, active - 1);
  if (files.length === 0) {
    addFile("manifest.yaml", "");
  }
  showAll();
  editor.area.focus();
}

function rename(event) {
  const file = activeFile();
  file.name = freeName(event.target.value, file);
  event.target.value = file.name;
  drawFiles();
  changed();
}

async function copyLink() {
  const chosen = request();
  const fragment = await packLink({
    files: files.map(({ name, text }) => [name, text]), toLegacy: chosen.toLegacy, tool: chosen.tool,
    ...Object.fromEntries(choices.map((id) => [id, chosen[id]])),
  });
  const address = location.href.replace(/#.*/s, "") + fragment;
  try {
    history.replaceState(null, "", fragment);
  } catch { // some browsers limit the length
  }
  await copy(address, `a link of ${count(address.length, "character")}, which holds the text`);
}

async function readLink() {
  let saved;
  try {
    saved = await unpackLink(location.hash);
  } catch {
    toast("The link cannot be read: it may have been cut off");
    return false;
  }
  if (!saved) {
    return false;
  }
  replaceFiles(saved.files);
  document.querySelector(`input[name="to"][value="${saved.toLegacy ? "legacy" : "current"}"]`).checked = true;
  byId("tool").value = String(saved.tool ?? "");
  choices.forEach((id) => { byId(id).checked = saved[id] === true; });
  return true;
}

function selectTab(tab, focus) {
  for (const other of document.querySelectorAll('[role="tab"]')) {
    const isSelected = other === tab;
    other.setAttribute("aria-selected", String(isSelected));
    other.tabIndex = isSelected ? 0 : -1;
    byId(other.getAttribute("aria-controls")).hidden = !isSelected;
  }
  if (focus) {
    tab.focus();
  }
  if (state.isReady) {
    panels[activePanel()]();
  }
}

function listenToTabs() {
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => selectTab(tab, false));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        selectTab(tabs[to % tabs.length], true);
      }
    });
  });
}

function listenToEditor() {
  const { area } = editor;
  area.addEventListener("input", () => { changes.undo = null; textChanged(); changed(); });
  area.addEventListener("scroll", drawEditor);
  document.addEventListener("selectionchange", () => document.activeElement === area && cursorMoved());
  new ResizeObserver(drawEditor).observe(area);
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      event.preventDefault();
      nextFinding(event.shiftKey ? -1 : 1);
    }
  });
}

function listenToDrops() {
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      byId("drop").hidden = false;
    }
  });
  document.addEventListener("dragleave", (event) => { byId("drop").hidden = event.relatedTarget === null || byId("drop").hidden; });
  document.addEventListener("drop", (event) => {
    byId("drop").hidden = true;
    if (hasFiles(event)) {
      event.preventDefault();
      droppedFiles(event.dataTransfer).then(takeFiles);
    }
  });
}

function listenToButtons() {
  const onClick = (id, action) => byId(id).addEventListener("click", action);
  onClick("open", () => byId("picker").click());
  byId("picker").addEventListener("change", (event) => { takeFiles([...event.target.files].map((file) => [file.name, file])).then(() => { event.target.value = ""; }); });
  onClick("link", copyLink);
  onClick("copy", () => copy(activeFile().text, activeFile().name));
  onClick("download", () => download(activeFile().name.replace(/.*\//, ""), activeFile().text));
  onClick("close", removeFile);
  onClick("add", () => { openFile(addFile("manifest.yaml", "")); changed(); byId("text").focus(); });
  onClick("fixall", () => selectTab(byId("tab-changes"), true));
  onClick("page-close", () => byId("page").close());
  byId("page").addEventListener("click", (event) => { if (event.target === byId("page")) { byId("page").close(); } });
  byId("name").addEventListener("change", rename);
  byId("tool").addEventListener("input", changed);
  [...choices.map(byId), ...document.querySelectorAll('input[name="to"]')].forEach((input) => input.addEventListener("change", checkNow));
  document.addEventListener("click", (event) => { if (!byId("options").contains(event.target)) { byId("options").open = false; } });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { byId("options").open = false; } });
}

async function open() {
  replaceFiles([]);
  listenToTabs();
  listenToEditor();
  listenToDrops();
  listenToButtons();
  window.addEventListener("hashchange", async () => { if (await readLink()) { showAll(); } });
  await readLink();
  showFile();
  drawFiles();
  showFindings({ findings: [], leftOut: [], objects: 0 });
  const bar = byId("progress");
  try {
    engine.program = await loadProgram((share) => { bar.value = share * 0.7; });
    bar.value = 0.8;
    await startWorker();
  } catch (error) {
    byId("loading").replaceChildren(make("p", { class: "error" }, `The program could not be started: ${error.message}`));
    return;
  }
  state.isReady = true;
  await checkNow();
  byId("loading").remove();
  document.documentElement.dataset.ready = "true";
}

open();
