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

// readFiles adds files that were dropped or chosen. Those of the same name are replaced.
async function readFiles(list) {
  const rejected = [];
  let last = -1;
  for (const file of list) {
    if (file.size > 8 * 1024 * 1024) {
      rejected.push(`${file.name} is larger than 8 MB`);
      continue;
    }
    const text = readBytes(new Uint8Array(await file.arrayBuffer()));
    if (text === null) {
      rejected.push(`${file.name} is not a text file`);
      continue;
    }
    if (files.length === 1 && isBlank()) {
      files.length = 0;
    }
    const name = file.webkitRelativePath || file.name;
    const same = files.findIndex((other) => other.name === name);
    if (same >= 0) {
      files[same].text = text;
    }
    const index = same >= 0 ? same : addFile(name, text);
    last = last < 0 ? index : last;
  }
  if (files.length === 0) {
    addFile("manifest.yaml", "");
  }
  return { first: last, rejected };
}
