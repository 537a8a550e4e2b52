// The panel that shows what the objects use of the quota.

async function showQuota() {
  const panel = byId("panel-quota");
  const version = state.version;
  const answer = await ask("quota", request());
  if (version !== state.version) {
    return;
  }
  const sums = answer.namespaces ?? [];
  const none = make("p", { class: answer.error ? "error" : "hint" }, answer.error ?? "There is no object to count.");
  render(panel, ...(sums.length > 0
    ? [make("p", { class: "hint" }, "The quota of the 2020 cluster, with the objects as tfk8s fixes them."), ...sums.map(namespaceView)]
    : [none]));
}

function namespaceView(sum) {
  const objects = [...new Set(sum.resources.flatMap((use) => use.by.map((share) => share.object)))];
  return make("section", { class: "namespace" },
    make("h2", {}, sum.name || "No namespace"),
    make("p", { class: `verdict ${sum.over ? "over" : "within"}` }, quotaVerdict(sum)),
    sum.rejected > 0 && make("p", { class: "hint" }, `Counted as far as it can be read: ${count(sum.rejected, "object")} that the cluster rejects.`) || null,
    make("ul", { class: "bars" }, ...sum.resources.map((use) => barOf(use, objects))),
    make("ul", { class: "legend", "aria-label": "Objects" }, ...objects.slice(0, 12).map((object, index) =>
      make("li", {}, make("span", { class: `swatch c${index % 6}`, "aria-hidden": "true" }), object))),
    objects.length > 12 ? make("p", { class: "hint" }, `and ${count(objects.length - 12, "more object")}`) : null);
}

function quotaVerdict(sum) {
  const over = sum.resources.filter((use) => use.over).map((use) => `${use.resource} ${amountText(use, use.used)}`);
  const worst = sum.resources.filter((use) => use.worst > use.hard).map((use) => `${use.resource} ${amountText(use, use.worst)}`);
  if (over.length > 0) {
    return `Over the quota: ${over.join(", ")}.`;
  }
  if (sum.over) {
    return `Over the quota while ${sum.short.join(" or ")} runs.`;
  }
  return worst.length > 0 ? `Within the quota, unless all Jobs and CronJobs run at the same time: ${worst.join(", ")}.` : "Within the quota.";
}

// amountText writes an amount and the limit in one unit: "0.5Gi of 8Gi".
function amountText(use, amount) {
  const isMemory = /memory|storage/.test(use.resource);
  const units = isMemory ? [[2 ** 30, "Gi"], [2 ** 20, "Mi"], [2 ** 10, "Ki"], [1, ""]] : [[1, ""]];
  const isShort = (n) => Math.abs(n * 1000 - Math.round(n * 1000)) < 1e-6;
  const [size, unit] = units.find(([u]) => isShort(amount / u) && isShort(use.hard / u)) ?? units.at(-1);
  const write = (n) => (n === 0 ? "0" : `${Number((n / size).toFixed(3))}${unit}`);
  return `${write(amount)} of ${write(use.hard)}`;
}

function barOf(use, objects) {
  const whole = Math.max(use.hard, use.worst, use.used) || 1;
  const bar = make("div", { class: "meter", "aria-hidden": "true" });
  if (use.own > 0) {
    const own = make("span", { class: "share own", title: "The cluster's own objects" });
    own.style.width = `${(use.own / whole) * 100}%`;
    bar.append(own);
  }
  for (const share of use.by) {
    const piece = make("span", { class: `share c${objects.indexOf(share.object) % 6}${share.later ? " later" : ""}`, title: `${share.object}: ${amountText(use, share.amount).split(" ")[0]}` });
    piece.style.width = `${(share.amount / whole) * 100}%`;
    bar.append(piece);
  }
  const limit = make("span", { class: "limit" });
  limit.style.left = `${(use.hard / whole) * 100}%`;
  bar.append(limit);
  const later = use.worst > use.used ? `, up to ${amountText(use, use.worst).split(" ")[0]} with Jobs and CronJobs` : "";
  return make("li", { class: use.over ? "over" : "" },
    make("div", { class: "amount" }, make("code", {}, use.resource), make("span", {}, `${amountText(use, use.used)}${later}${use.over ? " (over)" : ""}`)),
    bar);
}
