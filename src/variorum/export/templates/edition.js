
(() => {
"use strict";
const root = document.documentElement;
const all = (what, where = document) => [...where.querySelectorAll(what)];
const pieces = new Map();
for (const piece of all(".e")) {
  const id = piece.dataset.span;
  if (!pieces.has(id)) pieces.set(id, []);
  pieces.get(id).push(piece);
}
root.classList.add("script");

// Offsets are code points; strings here are UTF-16. Offsets of spans are carried, those of a selection counted.
const points = (text) => [...text].length;
const wordsOf = (id) => pieces.get(id).map((piece) => piece.textContent).join("");
const cite = (text, words, start, end) =>
  `${words}\n— ${text.dataset.source}; characters [${start}, ${end}); ${text.dataset.origin}`;
const citeSpan = (id) => {
  const first = document.getElementById(id);
  return cite(first.closest(".text"), wordsOf(id), first.dataset.start, first.dataset.end);
};
const citeSelection = () => {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const inside = (node) => (node.nodeType === 1 ? node : node.parentElement).closest(".text");
  const text = inside(range.startContainer);
  if (!text || text !== inside(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = points(before.cloneContents().textContent);
  const words = range.cloneContents().textContent;
  return cite(text, words, start, start + points(words));
};

const toast = document.querySelector(".toast");
let wait = 0;
const say = (words) => {
  toast.textContent = words;
  clearTimeout(wait);
  wait = setTimeout(() => { toast.textContent = ""; }, 2500);
};
const copyOld = (text) => {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused) focused.focus();
  return done;
};
const copy = async (text) => {
  let done = false;
  try { await navigator.clipboard.writeText(text); done = true; } catch { done = copyOld(text); }
  say(done ? "Citation copied" : "The browser did not allow copying");
};

let lit = [];
let pinned = null;
const make = (tag, name, text) => {
  const element = document.createElement(tag);
  element.className = name;
  if (text) element.textContent = text;
  return element;
};
const card = (story, ids) => {
  const box = story.querySelector(".card");
  const list = document.createElement("ul");
  for (const id of ids) {
    const first = document.getElementById(id);
    const item = document.createElement("li");
    const button = make("button", "copy", "Copy as citation");
    button.type = "button";
    button.dataset.cite = id;
    item.append(make("b", "sig", first.closest(".text").dataset.siglum), " ",
      make("span", "where", `[${first.dataset.start}, ${first.dataset.end})`), " ", button,
      make("p", "quote", wordsOf(id)));
    list.append(item);
  }
  box.replaceChildren(list);
};
const show = (ids) => {
  const columns = new Set();
  for (const id of ids) {
    const first = document.getElementById(id);
    let box = first.closest(".column");
    if (getComputedStyle(box).overflowY !== "auto") box = first.closest(".columns");
    if (columns.has(box) || getComputedStyle(box).overflowY !== "auto") continue;
    columns.add(box);
    const gap = first.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += gap - box.clientHeight / 3;
  }
};
const light = (ids) => {
  for (const id of lit) for (const piece of pieces.get(id)) piece.classList.remove("lit");
  lit = ids.filter((id) => pieces.has(id));
  for (const id of lit) for (const piece of pieces.get(id)) piece.classList.add("lit");
  if (!lit.length) return;
  card(document.getElementById(lit[0]).closest(".story"), lit);
  show(lit);
};
const idsOf = (element) => element.dataset.light.split(" ");
const pin = (element) => {
  if (pinned) pinned.classList.remove("on");
  pinned = element;
  if (element) { element.classList.add("on"); light(idsOf(element)); } else light([]);
};
document.addEventListener("pointerover", (event) => {
  const element = event.target.closest("[data-light]");
  if (element) light(idsOf(element));
});
document.addEventListener("pointerout", (event) => {
  if (pinned && event.target.closest("[data-light]")) light(idsOf(pinned));
});
document.addEventListener("focusin", (event) => {
  const element = event.target.closest("[data-light]");
  if (element) light(idsOf(element));
});

const fold = (texts, folded) => {
  texts.classList.toggle("folded", folded);
  const button = texts.querySelector(".fold");
  button.setAttribute("aria-expanded", String(!folded));
  button.firstChild.textContent = folded ? "Open texts " : "Fold texts ";
};
const docked = (texts) => getComputedStyle(texts).position === "sticky";
document.addEventListener("click", (event) => {
  const on = (what) => event.target.closest(what);
  const words = on("[data-light]");
  if (words) {
    const texts = words.closest(".story").querySelector(".texts");
    if (docked(texts)) {
      event.preventDefault();
      fold(texts, false);
    }
    pin(pinned === words ? null : words);
  } else if (on("[data-cite]")) {
    copy(citeSpan(on("[data-cite]").dataset.cite));
  } else if (on(".fold")) {
    const texts = on(".texts");
    fold(texts, !texts.classList.contains("folded"));
  } else if (on("[data-filter]")) {
    const button = on("[data-filter]");
    for (const other of all("button", button.parentElement)) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    for (const entry of all(".entries .variant", button.closest(".apparatus"))) {
      entry.hidden = Boolean(button.dataset.filter) && entry.dataset.kind !== button.dataset.filter;
    }
  } else if (on("#blind")) {
    const blind = on("#blind").getAttribute("aria-pressed") !== "true";
    on("#blind").setAttribute("aria-pressed", String(blind));
    for (const name of all(".outlet")) name.hidden = blind;
    for (const name of all(".blinded")) name.hidden = !blind;
  }
});

const lines = all(".line");
const step = (by) => {
  const focused = document.activeElement.closest(".line");
  let next = lines.indexOf(focused) + by;
  if (!focused) {
    next = lines.findIndex((line) => line.getBoundingClientRect().top > 0);
    if (by < 0) next -= 1;
  }
  const line = lines[Math.max(0, Math.min(lines.length - 1, next))];
  if (!line) return;
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "start" });
  light([...new Set(all(".assembly [data-light]", line).flatMap(idsOf))]);
};
const keys = {
  j: () => step(1),
  k: () => step(-1),
  c: () => {
    const text = citeSelection() || lit.map(citeSpan).join("\n\n");
    if (text) copy(text); else say("Nothing is lit: point at words first");
  },
  t: () => {
    const there = all(".texts").find((texts) => texts.getBoundingClientRect().bottom > 0 && docked(texts));
    if (there) fold(there, !there.classList.contains("folded"));
  },
  Escape: () => pin(null),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (Object.hasOwn(keys, event.key)) { event.preventDefault(); keys[event.key](); }
});
})();
