// Tests the built page in Chromium. NODE_PATH has playwright-core and axe-core; CHROMIUM is the browser; SCREENSHOTS, if set, is a folder to write to.
import assert from "node:assert/strict";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(path.join(process.env.NODE_PATH, "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const index = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "dist", "index.html");
const address = pathToFileURL(index).href;

const owl = `apiVersion: extensions/v1beta1
kind: Deployment
metadata:
  name: owl
  namespace: owl
spec:
  replicas: 3
  template:
    metadata:
      labels:
        name: owl
    spec:
      containers:
      - name: bot
        image: docker-registry.tools.wmflabs.org/toollabs-python35-base:latest
        command: ["/data/project/owl/run.sh"]
`;
const night = `apiVersion: batch/v1beta1
kind: CronJob
metadata:
  name: night
  namespace: tool-owl
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        metadata:
          labels:
            toolforge: tool
        spec:
          restartPolicy: Never
          containers:
          - name: night
            image: docker-registry.tools.wmflabs.org/toolforge-python37-sssd-base:latest
            command: ["/data/project/owl/night.sh"]
`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
let failed = 0;

// test opens the page, runs a check on it, and looks for errors and for requests to anywhere.
async function test(name, run, { to = address, scheme = "light", viewport = { width: 1360, height: 860 }, mayComplain = false } = {}) {
  const context = await browser.newContext({ colorScheme: scheme, viewport, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => {
    if (request.url() !== to.replace(/#.*/, "") && !request.url().startsWith("blob:")) {
      complaints.push(`a request of ${request.url().slice(0, 100)}`);
    }
  });
  try {
    await page.goto(to);
    await page.waitForSelector("html[data-ready]");
    await run(page, context);
    assert.deepEqual(mayComplain ? [] : complaints, []);
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.stack}`);
    await shot(page, "failed");
  }
  await context.close();
}

async function shot(page, name) {
  if (process.env.SCREENSHOTS) {
    await page.screenshot({ path: path.join(process.env.SCREENSHOTS, `${name}.png`) });
  }
}

const summary = (page, pattern) => page.waitForFunction((p) => new RegExp(p).test(document.getElementById("summary").textContent), pattern);
const type = async (page, text, pattern = "in \\d+ object") => {
  await page.fill("#text", text);
  await summary(page, pattern);
};
const cards = (page) => page.locator(".finding").count();
const shown = (page) => page.inputValue("#text");
const tab = async (page, name, wait) => {
  await page.click(`#tab-${name}`);
  await page.waitForSelector(wait);
};

// drop drops files on the page, as the file manager of a system does.
async function drop(page, list) {
  const data = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const [name, bytes] of files) {
      transfer.items.add(new File([new Uint8Array(bytes)], name));
    }
    return transfer;
  }, list.map(([name, content]) => [name, [...Buffer.from(content)]]));
  await page.dispatchEvent("body", "dragover", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

// accessible runs axe. A script tag is not allowed by the policy of the page, so axe is evaluated.
async function accessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map((v) => `${where}: ${v.id}: ${v.nodes.map((n) => n.target.join(" ") + " " + n.failureSummary).slice(0, 3).join(", ")}`), []);
}

await test("a pasted manifest has findings, and typing checks again", async (page) => {
  await page.click("#text");
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.execCommand("insertText", false, data.getData("text/plain"));
  }, owl);
  await summary(page, "^\\d+ errors?");
  assert.ok(await cards(page) > 2);
  assert.match(await page.textContent("#panel-findings"), /legacy-namespace/);
  assert.ok(await page.locator("#marks .mark.error").count() > 0);
  const before = await page.textContent("#summary");
  await page.locator("#text").evaluate((area) => { const at = area.value.indexOf("namespace: owl") + 11; area.setSelectionRange(at, at); });
  await page.keyboard.type("tool-");
  await page.waitForFunction((text) => document.getElementById("summary").textContent !== text, before);
  assert.doesNotMatch(await page.textContent("#panel-findings"), /legacy-namespace/);
});

await test("fix all shows a diff first, applies it, and takes it back", async (page) => {
  await type(page, owl);
  await tab(page, "changes", "#apply");
  assert.equal(await shown(page), owl);
  const diff = await page.textContent(".diff");
  assert.match(diff, /\+\s*namespace: tool-owl/);
  assert.match(diff, /-\s*namespace: owl/);
  await page.click("#apply");
  await page.waitForSelector("#undo");
  assert.match(await shown(page), /namespace: tool-owl/);
  await page.waitForFunction(() => /Nothing to change/.test(document.getElementById("panel-changes").textContent));
  await page.click("#undo");
  await page.waitForSelector("#apply");
  assert.equal(await shown(page), owl);
});

await test("copy and download give the text with its line endings", async (page, context) => {
  await drop(page, [["owl.yaml", owl.replaceAll("\n", "\r\n")]]);
  await summary(page, "in 1 object");
  await tab(page, "changes", "#apply");
  await page.click("#apply");
  await page.waitForSelector("#undo");
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  const text = readFileSync(await saved.path(), "utf8");
  assert.equal(saved.suggestedFilename(), "owl.yaml");
  assert.match(text, /tool-owl\r\n/);
  assert.equal(text.split("\n").length, text.split("\r\n").length);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  await page.click("#copy");
  await page.waitForFunction(() => /Copied owl.yaml/.test(document.getElementById("toast").textContent));
});

await test("the quota is shown as bars", async (page) => {
  await drop(page, [["owl.yaml", owl.replace("replicas: 3", "replicas: 9")], ["night.yaml", night]]);
  await summary(page, "in 2 objects");
  await tab(page, "quota", ".bars");
  assert.match(await page.textContent(".namespace h2"), /^tool-owl$/);
  assert.match(await page.textContent(".namespace .verdict"), /^Over the quota: .*limits.cpu 4.5 of 2/);
  const parts = await page.locator(".bars .share").evaluateAll((all) => all.map((e) => e.getBoundingClientRect().width));
  assert.ok(parts.length > 3 && parts.every((width) => width > 0), String(parts));
  await shot(page, "quota");
});

await test("the plan has steps, commands and a script", async (page) => {
  await type(page, owl);
  await tab(page, "plan", ".plan .steps");
  assert.match(await page.textContent(".plan"), /kubectl/);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download script" }).click()]);
  assert.match(readFileSync(await saved.path(), "utf8"), /^#!/);
  await shot(page, "plan");
});

await test("the way back", async (page) => {
  await type(page, owl);
  await tab(page, "changes", "#apply");
  await page.click("#apply");
  await page.waitForSelector("#undo");
  await page.getByText("Legacy cluster", { exact: true }).click();
  await page.waitForFunction(() => /namespace: owl/.test(document.querySelector(".diff")?.textContent ?? ""));
  await page.click("#apply");
  await page.waitForFunction(() => /namespace: owl\n/.test(document.getElementById("text").value));
  await tab(page, "plan", ".plan .steps");
  assert.match(await page.textContent(".plan h2"), /legacy/i);
});

await test("a link carries files and choices", async (page, context) => {
  await drop(page, [["owl.yaml", owl], ["äöü 🦉.yaml", `# 日本 🦉\r\n${night}`]]);
  await summary(page, "in 2 objects");
  await page.getByText("Legacy cluster", { exact: true }).click();
  await page.click("#link");
  await page.waitForFunction(() => location.hash.startsWith("#z="));
  const other = await context.newPage();
  await other.goto(page.url());
  await other.waitForSelector("html[data-ready]");
  assert.equal(await shown(other), owl);
  assert.equal(await other.isChecked('input[value="legacy"]'), true);
  await other.locator("#filelist button").nth(1).click();
  assert.equal(await shown(other), `# 日本 🦉\n${night}`);
  await other.goto("about:blank");
  await other.goto(`${page.url().slice(0, -9)}`);
  await other.waitForFunction(() => /cannot be read/.test(document.getElementById("toast").textContent));
});

await test("several files are dropped, and one that is no text", async (page) => {
  await drop(page, [["a.yaml", owl], ["b.yaml", night], ["service.manifest", "backend: gridengine\nweb: nope\n"], ["x.png", Buffer.from([0x89, 0x50, 0, 0, 1])]]);
  await page.waitForFunction(() => document.querySelectorAll("#filelist button").length === 3);
  assert.match(await page.textContent("#toast"), /x.png is not a text file/);
  await summary(page, "in 2 objects");
  await page.locator("#filelist button").nth(2).click();
  assert.match(await shown(page), /gridengine/);
  assert.match(await page.textContent("#panel-findings"), /service.manifest:/);
});

await test("a file that is renamed to service.manifest is read as one", async (page) => {
  await page.fill("#text", "backend: kubernetes\nversion: 2\nweb: python3.5\n");
  await page.fill("#name", "service.manifest");
  await page.press("#name", "Enter");
  await page.waitForFunction(() => /service\.manifest:\d/.test(document.getElementById("panel-findings").textContent));
});

await test("the keyboard reaches findings and tabs", async (page) => {
  await type(page, `# 🦉🦉 日本\n${owl}`);
  await page.focus("#text");
  await page.locator("#text").evaluate((area) => area.setSelectionRange(0, 0));
  await page.keyboard.press("F8");
  const selected = await page.locator("#text").evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
  assert.ok(selected && owl.includes(selected) && !selected.includes("🦉"), selected);
  assert.equal(await page.locator(".finding.current").count(), 1);
  await page.keyboard.press("Shift+F8");
  assert.equal(await page.locator(".finding.current").count(), 1);
  await page.focus("#tab-findings");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.getAttribute("#tab-changes", "aria-selected"), "true");
  await page.keyboard.press("End");
  assert.equal(await page.getAttribute("#tab-plan", "aria-selected"), "true");
});

await test("the page of a rule opens, without a request", async (page) => {
  await type(page, owl);
  await page.locator(".finding .rule").first().click();
  await page.waitForSelector("dialog[open]");
  assert.match(await page.textContent("#page-text"), /Why it matters/);
  await accessible(page, "dialog");
  await shot(page, "rule");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

await test("odd texts", async (page) => {
  for (const text of ["", " ", "{", "a: [", "\t- x", "%", "---\n---\n", "\u{1F600}: \u{10FFFF}", '{"kind":"Pod","apiVersion":"v1"}', "a: &a [*a]", "x".repeat(20000), "kind: Pod\u2028apiVersion: v1", `a: ${"[".repeat(20000)}`, `${"- ".repeat(20000)}x`]) {
    await page.fill("#text", text);
    await page.waitForTimeout(300);
    assert.doesNotMatch(await page.textContent("#summary"), /bug|stopped/, JSON.stringify(text.slice(0, 50)));
  }
  await page.waitForFunction(() => /nested too deeply/.test(document.getElementById("summary").textContent));
  await type(page, owl);
  assert.ok(await cards(page) > 2);
});

await test("the focus stays where it was", async (page) => {
  await drop(page, [["a.yaml", owl], ["b.yaml", night]]);
  await summary(page, "in 2 objects");
  await page.focus("#file-1");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "file-1");
  assert.equal(await shown(page), night);
  await tab(page, "changes", "#safe");
  await page.focus("#safe");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.querySelector("#safe:checked"));
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => document.activeElement.id), "safe");
});

await test("a change of the last moment is not lost by applying fixes", async (page) => {
  await type(page, owl);
  await tab(page, "changes", "#apply");
  await page.evaluate((text) => {
    const area = document.getElementById("text");
    area.value = `# new\n${text}`;
    area.dispatchEvent(new Event("input"));
    document.getElementById("apply").click();
  }, owl);
  await page.waitForFunction(() => /# new/.test(document.querySelector(".diff")?.textContent ?? ""));
  assert.match(await shown(page), /^# new/);
  await page.click("#apply");
  await page.waitForSelector("#undo");
  assert.match(await shown(page), /^# new[^]*tool-owl/);
});

await test("the button below the tabs shows all fixes, and the licenses are in the page", async (page) => {
  await page.getByRole("button", { name: "Licenses" }).click();
  await page.waitForSelector("dialog[open]");
  assert.match(await page.textContent("#page-text"), /Apache License|Copyright/);
  await page.click("#page-close");
  await type(page, owl);
  await page.click("#fixall");
  await page.waitForSelector(".diff");
});

await test("a megabyte of manifests stays usable", async (page) => {
  const large = Array.from({ length: 3000 }, (_, i) => owl.replaceAll("owl", `owl${i}`)).join("---\n");
  assert.ok(large.length > 1_000_000);
  await page.evaluate((text) => { const area = document.getElementById("text"); area.value = text; area.dispatchEvent(new Event("input")); }, large);
  await summary(page, "in 3000 objects");
  const started = Date.now();
  await page.locator("#text").evaluate((area) => area.setSelectionRange(0, 0));
  await page.focus("#text");
  await page.keyboard.type("#");
  assert.match(await shown(page), /^#/);
  console.log(`     typing into 3000 objects: ${Date.now() - started} ms`);
  assert.equal(await cards(page), 200);
});

await test("nothing can be sent from the page", async (page) => {
  const asked = [];
  const spy = createServer((request, response) => { asked.push(request.url); response.end(); }).listen(0, "127.0.0.1");
  await new Promise((resolve) => spy.once("listening", resolve));
  const blocked = await page.evaluate(async (to) => {
    const seen = [];
    document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
    await fetch(`${to}/fetch`).catch(() => {});
    navigator.sendBeacon(`${to}/beacon`, "x");
    const load = (tag, property) => new Promise((resolve) => {
      const element = document.createElement(tag);
      element.onload = element.onerror = resolve;
      element[property] = `${to}/${tag}`;
      document.body.append(element);
    });
    await load("img", "src");
    await load("script", "src");
    await Promise.race([load("iframe", "src"), new Promise((resolve) => setTimeout(resolve, 500))]);
    try { new WebSocket(to.replace("http", "ws")); } catch { /* some browsers throw */ }
    await new Promise((resolve) => setTimeout(resolve, 200));
    return seen;
  }, `http://127.0.0.1:${spy.address().port}`);
  spy.close();
  assert.deepEqual(asked, []);
  assert.ok(["connect-src", "img-src", "script-src-elem", "frame-src"].every((kind) => blocked.includes(kind)), String(blocked));
}, { mayComplain: true });

for (const scheme of ["light", "dark"]) {
  await test(`axe finds no fault, ${scheme}`, async (page) => {
    await accessible(page, "empty");
    await shot(page, `empty-${scheme}`);
    await drop(page, [["owl.yaml", owl], ["night.yaml", night]]);
    await summary(page, "in 2 objects");
    await accessible(page, "findings");
    await shot(page, `findings-${scheme}`);
    for (const [name, wait] of [["changes", ".diff"], ["quota", ".bars"], ["plan", ".plan"]]) {
      await tab(page, name, wait);
      await accessible(page, name);
      await shot(page, `${name}-${scheme}`);
    }
  }, { scheme });
}

await test("a narrow window", async (page) => {
  await type(page, owl);
  await accessible(page, "narrow");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${overflow} pixels too wide`);
  await shot(page, "narrow");
}, { viewport: { width: 390, height: 800 } });

const server = createServer((request, response) => {
  response.setHeader("Content-Type", "text/html");
  createReadStream(index).pipe(response);
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const hosted = `http://127.0.0.1:${server.address().port}/index.html`;
await test("a static host, and offline after loading", async (page, context) => {
  await context.setOffline(true);
  await type(page, owl);
  assert.ok(await cards(page) > 2);
}, { to: hosted });

for (const to of [address, hosted]) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const started = Date.now();
  await page.goto(to, { waitUntil: "commit" });
  await page.waitForFunction(() => document.getElementById("text") && document.getElementById("name")?.value);
  await page.fill("#text", owl);
  await page.waitForSelector(".finding");
  console.log(`     first finding after ${Date.now() - started} ms from ${to.slice(0, 5)}`);
  const again = await page.evaluate(async () => {
    const area = document.getElementById("text");
    const before = document.querySelector(".finding");
    const start = performance.now();
    area.value += "# x\n";
    area.dispatchEvent(new Event("input"));
    while (document.querySelector(".finding") === before) { await new Promise((resolve) => setTimeout(resolve, 2)); }
    return Math.round(performance.now() - start);
  });
  console.log(`     next check after ${again} ms, of which 200 ms are the pause after typing`);
  await context.close();
}
server.close();
await browser.close();
console.log(failed ? `${failed} failed` : "the page passes");
process.exit(failed ? 1 : 0);
