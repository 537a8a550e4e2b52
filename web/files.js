// The files of the page, and which of them is in the editor.

const files = [];
let active = 0;

const activeFile = () => files[active];

// freeName returns a name that no other file has.
function freeName(name, self) {
  const taken = (candidate) => files.some((file) => file !== self && file.name === candidate);
  const wanted = name.trim() || "manifest.yaml";
  const [, stem, ending] = wanted.match(/^(.*?)(\.[^./]*)?$/s);
  let free = wanted;
  for (let n = 2; taken(free); n++) {
    free = `${stem}-${n}${ending ?? ""}`;
  }
  return free;
}

function addFile(name, text) {
  files.push({ name: freeName(name), text, findings: [], scroll: 0 });
  return files.length - 1;
}

// isBlank reports whether nothing was put into the page yet.
const isBlank = () => files.every((file) => file.text.trim() === "");

// replaceFiles puts other files into the page.
function replaceFiles(list) {
  files.length = 0;
  active = 0;
  for (const [name, text] of list) {
    addFile(name, text);
  }
  if (files.length === 0) {
    addFile("manifest.yaml", "");
  }
}

// setText puts the text of the editor into the active file, with the line endings that the file had.
function setText(shown) {
  const file = activeFile();
  if (toLF(file.text) === shown) {
    return;
  }
  file.text = lineEnding(file.text) === "\r\n" ? shown.replaceAll("\n", "\r\n") : shown;
}

const mostFiles = 200;

// droppedFiles lists the files of a drop, as pairs of a name and a file. Of a folder it lists those that tfk8s reads in folders.
async function droppedFiles(transfer) {
  const plain = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) {
    return plain.map((file) => [file.name, file]);
  }
  const found = [];
  for (const entry of entries) {
    await walk(entry, found);
  }
  return found;
}

async function walk(entry, found) {
  if (found.length >= mostFiles || (entry.name.startsWith(".") && entry.isDirectory)) {
    return;
  }
  if (entry.isFile) {
    const path = entry.fullPath.replace(/^\//, "");
    if (!path.includes("/") || /\.(ya?ml|json)$|(^|\/)(Kustomization|service\.(manifest|template))$/.test(path)) {
      found.push([path, await new Promise((resolve, reject) => { entry.file(resolve, reject); })]);
    }
    return;
  }
  const reader = entry.createReader();
  for (;;) { // a reader returns some entries at a time
    const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (some.length === 0) {
      return;
    }
    for (const child of some) {
      await walk(child, found);
    }
  }
}

// readFiles adds files, given as pairs of a name and a file. Those of the same name are replaced.
async function readFiles(list) {
  const rejected = [];
  let first = -1;
  for (const [name, file] of list) {
    const { text, reason } = await readText(name, file);
    if (reason) {
      rejected.push(reason);
      continue;
    }
    if (files.length === 1 && isBlank()) {
      files.length = 0;
    }
    const same = files.findIndex((other) => other.name === name);
    if (same >= 0) {
      files[same].text = text;
    }
    const index = same >= 0 ? same : addFile(name, text);
    first = first < 0 ? index : first;
  }
  return { first, rejected };
}

// readText returns the text of a file, or the reason why there is none.
async function readText(name, file) {
  if (file.size > 8 * 1024 * 1024) {
    return { reason: `${name} is larger than 8 MB` };
  }
  try {
    const text = readBytes(new Uint8Array(await file.arrayBuffer()));
    return text === null ? { reason: `${name} is not a text file` } : { text };
  } catch {
    return { reason: `${name} cannot be read` };
  }
}
