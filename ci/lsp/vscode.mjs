// Speaks to tfk8s lsp with the library of Visual Studio Code, and checks the shape of every answer with it.
// usage: node vscode.mjs MODULES TFK8S
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const [modules, program] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const lsp = require("vscode-languageserver-protocol/node");
const { TextDocument } = require("vscode-languageserver-textdocument");

const bot = `apiVersion: batch/v1
kind: Job
metadata:
  name: "😀"
  namespace: tool-greeter
spec:
  template:
    metadata:
      labels: {toolforge: tool}
    spec:
      restartPolicy: Never
      containers:
      - {name: main, image: "docker-registry.tools.wmflabs.org/toollabs-python35-base:latest", command: [./bot]}
`;

const folder = mkdtempSync(join(tmpdir(), "tfk8s-"));
const uri = pathToFileURL(join(folder, "a bot.yaml")).href;
const other = pathToFileURL(join(folder, "other.yaml")).href;
writeFileSync(join(folder, "other.yaml"), bot);

const server = spawn(program, ["lsp"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
const ended = new Promise((resolve) => server.on("exit", resolve));
const connection = lsp.createProtocolConnection(new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
setTimeout(() => { console.error("no answer in a minute"); server.kill(); process.exit(1); }, 60_000).unref();

// Diagnostics arrive when the server has them.
const published = new Map();
let arrived = () => {};
connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
  for (const d of params.diagnostics) {
    assert(lsp.Diagnostic.is(d), JSON.stringify(d));
    for (const r of d.relatedInformation ?? []) assert(lsp.DiagnosticRelatedInformation.is(r), JSON.stringify(r));
  }
  published.set(params.uri, params);
  arrived();
});
async function diagnostics(of, such) {
  while (!published.has(of) || !such(published.get(of))) await new Promise((resolve) => { arrived = resolve; });
  return published.get(of);
}
const registered = new Promise((resolve) => connection.onRequest(lsp.RegistrationRequest.type, (params) => resolve(params)));
connection.listen();

const result = await connection.sendRequest(lsp.InitializeRequest.type, {
  processId: process.pid, rootUri: pathToFileURL(folder).href, workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "folder" }],
  capabilities: {
    general: { positionEncodings: ["utf-16"] },
    workspace: { workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration: true }, workspaceFolders: true },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true, tagSupport: { valueSet: [1, 2] } },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ["", "quickfix", "source", "source.fixAll"] } },
        isPreferredSupport: true, dataSupport: true, resolveSupport: { properties: ["edit"] },
      },
      hover: { contentFormat: ["markdown", "plaintext"] },
      completion: { completionItem: { insertTextModeSupport: { valueSet: [1, 2] } } },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    },
  },
});
assert.equal(result.capabilities.positionEncoding, "utf-16");
assert.equal(result.capabilities.documentFormattingProvider, undefined);
await connection.sendNotification(lsp.InitializedNotification.type, {});
assert.equal((await registered).registrations[0].method, lsp.DidChangeWatchedFilesNotification.method);

// A file on disk is linted without being open.
await diagnostics(other, (p) => p.diagnostics.some((d) => d.code === "legacy-image") && p.version === undefined);

let document = TextDocument.create(uri, "yaml", 1, bot);
await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: "yaml", version: 1, text: bot } });
const first = await diagnostics(uri, (p) => p.version === 1);
const finding = first.diagnostics.find((d) => d.code === "legacy-image");
assert(document.getText(finding.range).includes("toollabs-python35-base"), document.getText(finding.range));
assert(finding.codeDescription.href.startsWith("https://"));

async function change(range, text) {
  document = TextDocument.update(document, [{ range, text }], document.version + 1);
  await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: document.version }, contentChanges: [{ range, text }],
  });
}
const textDocument = { uri };

// The fix of the finding.
const actions = await connection.sendRequest(lsp.CodeActionRequest.type, { textDocument, range: finding.range, context: { diagnostics: [finding] } });
for (const a of actions) assert(lsp.CodeAction.is(a.data ? { ...a, edit: { changes: {} } } : a), JSON.stringify(a)); // with data, the edit comes later
const fix = actions.find((a) => a.isPreferred && a.diagnostics.some((d) => d.code === finding.code));
assert(lsp.WorkspaceEdit.is(fix.edit) && fix.edit.documentChanges[0].textDocument.version === 1, JSON.stringify(fix));
const fixed = TextDocument.applyEdits(document, fix.edit.documentChanges[0].edits);
assert(fixed.includes("toolforge-python35-sssd-base") && fixed.includes("😀"), fixed);
assert(actions.some((a) => a.title.startsWith("Ignore legacy-image")));

// All safe fixes, right after a change that was not linted yet.
await change({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, "# 😀\n");
const whole = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
const [all] = await connection.sendRequest(lsp.CodeActionRequest.type, { textDocument, range: whole, context: { diagnostics: [], only: ["source.fixAll"] } });
assert.equal(all.kind, "source.fixAll.tfk8s");
const resolved = await connection.sendRequest(lsp.CodeActionResolveRequest.type, all);
assert.equal(resolved.edit.documentChanges[0].textDocument.version, 2);
const converted = TextDocument.applyEdits(document, resolved.edit.documentChanges[0].edits);
assert(converted.startsWith("# 😀\n") && converted.includes("toolforge-python35-sssd-base"), converted);
await change(whole, converted);
await diagnostics(uri, (p) => p.version === document.version && !p.diagnostics.some((d) => d.code === "legacy-image"));

// What is known about a place.
const at = (text, offset = 1) => document.positionAt(document.getText().indexOf(text) + offset);
for (const [place, want] of [["restartPolicy", "`OnFailure`, `Never`"], ["docker-registry", "Python 3.5"]]) {
  const hover = await connection.sendRequest(lsp.HoverRequest.type, { textDocument, position: at(place) });
  assert(lsp.Hover.is(hover) && hover.contents.value.includes(want), JSON.stringify(hover));
}
assert.equal(await connection.sendRequest(lsp.HoverRequest.type, { textDocument, position: { line: 0, character: 3 } }), null);

// Completion in a text that cannot be parsed.
await change({ start: at("restartPolicy", 0), end: at("restartPolicy", 0) }, "dnsPolicy: \n      [\n      ");
const list = await connection.sendRequest(lsp.CompletionRequest.type, { textDocument, position: at("dnsPolicy: ", 11) });
assert(list.items.every((i) => typeof i.label === "string" && lsp.TextEdit.is(i.textEdit)), JSON.stringify(list));
assert(list.items.some((i) => i.label === "ClusterFirst"), JSON.stringify(list));

// The outline.
await change({ start: at("dnsPolicy", 0), end: at("restartPolicy", 0) }, "");
const symbols = await connection.sendRequest(lsp.DocumentSymbolRequest.type, { textDocument });
assert(symbols.length === 1 && symbols.every((s) => lsp.Range.is(s.selectionRange)) && symbols[0].children[0].name === "main", JSON.stringify(symbols));

// A request that is canceled, one that is unknown, and the end.
const source = new lsp.CancellationTokenSource();
const canceled = connection.sendRequest(lsp.DocumentSymbolRequest.type, { textDocument }, source.token).catch((error) => error.code);
source.cancel();
assert([lsp.LSPErrorCodes.RequestCancelled, undefined].includes(await canceled) || Array.isArray(await canceled));
await assert.rejects(connection.sendRequest("textDocument/formatting", { textDocument }), { code: lsp.ErrorCodes.MethodNotFound });
await connection.sendRequest(lsp.ShutdownRequest.type);
await connection.sendNotification(lsp.ExitNotification.type);
assert.equal(await ended, 0);
rmSync(folder, { recursive: true });
console.log("ok: the library of Visual Studio Code understands tfk8s lsp");
process.exit(0);
