// The dialog with the page of a rule.

async function showRule(rule) {
  const answer = await ask("explain", { rule });
  if (answer.error) {
    toast(answer.error);
    return;
  }
  showPage(`${answer.rule} (${answer.id})`, markdown(answer.markdown.replace(/^# .*\n+/, "")));
}

const showLicenses = () => showPage("Licenses", [make("pre", { tabindex: "0" }, byId("notice").textContent)]);

function showPage(title, children) {
  byId("page-title").textContent = title;
  byId("page-text").replaceChildren(...children);
  const dialog = byId("page");
  if (!dialog.open) {
    dialog.showModal();
  }
  byId("page-text").scrollTop = 0;
}

// markdown turns the form of Markdown that the pages of rules use into elements.
function markdown(source) {
  const parts = [];
  for (const block of source.split(/(^```[\s\S]*?^```$)/m)) {
    const code = block.match(/^```.*\n([\s\S]*?)```$/);
    if (code) {
      parts.push(make("pre", { tabindex: "0" }, make("code", {}, code[1])));
    } else {
      parts.push(...block.trim().split(/\n{2,}/).filter(Boolean).flatMap(paragraph));
    }
  }
  return parts;
}

function paragraph(text) {
  const heading = text.match(/^(#+) (.*)\n?([\s\S]*)$/);
  if (heading) {
    return [make("h3", {}, ...inline(heading[2])), ...(heading[3].trim() ? paragraph(heading[3].trim()) : [])];
  }
  if (/^\|/.test(text)) {
    return [tableOf(text)];
  }
  const mark = /^(?:[-*]|\d+\.) /;
  if (mark.test(text)) {
    const items = text.split(/\n(?=(?:[-*]|\d+\.) )/);
    return [make(/^\d/.test(text) ? "ol" : "ul", {}, ...items.map((item) => make("li", {}, ...inline(item.replace(mark, "").replace(/\n\s*/g, " ")))))];
  }
  return [make("p", {}, ...inline(text.replace(/\n/g, " ")))];
}

function tableOf(text) {
  const rows = text.split("\n").map((row) => row.replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")));
  const [head, , ...body] = rows;
  const row = (tag) => (cells) => make("tr", {}, ...cells.map((cell) => make(tag, {}, ...inline(cell))));
  return make("table", {}, make("thead", {}, row("th")(head)), make("tbody", {}, ...body.map(row("td"))));
}

function inline(text) {
  const parts = [];
  const pattern = /(`+)(.+?)\1(?!`)|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:[^>]+)>|\*\*(.+?)\*\*|\*(.+?)\*/g;
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(unescape(text.slice(at, match.index)));
    at = match.index + match[0].length;
    const [, , code, label, target, address, strong, emphasis] = match;
    if (code !== undefined) {
      parts.push(make("code", {}, code));
    } else if (label !== undefined) {
      parts.push(linkTo(target, inline(label)));
    } else if (address !== undefined) {
      parts.push(linkTo(address, [address]));
    } else {
      parts.push(strong !== undefined ? make("strong", {}, ...inline(strong)) : make("em", {}, ...inline(emphasis)));
    }
  }
  parts.push(unescape(text.slice(at)));
  return parts;
}

const unescape = (text) => text.replace(/\\([\\`*_[\]<>&~$|#+.!(){}-])/g, "$1");

// linkTo links to the page of another rule in the dialog, and to other sites in a new window.
function linkTo(target, children) {
  const rule = target.match(/(?:^|\/)([a-z0-9.-]+)\.md(?:#.*)?$/);
  if (rule && !/^https?:/.test(target)) {
    return make("button", { type: "button", class: "rule", onclick: () => showRule(rule[1]) }, ...children);
  }
  if (!/^https?:/.test(target)) {
    return make("span", {}, ...children);
  }
  return make("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
