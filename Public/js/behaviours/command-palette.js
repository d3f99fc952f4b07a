// Ctrl+K or ⌘K: go to a page of the navigation or to a device by its name or address.
const dialog = document.getElementById("palette");
const input = document.getElementById("palette-input");
const list = document.getElementById("palette-list");
const empty = document.getElementById("palette-empty");
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const pages = [...document.querySelectorAll(".nav a")].map((link) => ({
  title: link.querySelector("span").textContent, subtitle: "Page", url: link.getAttribute("href"),
}));
let asked = 0;
let pending = Promise.resolve(); // the newest search; Enter waits for it, so that it never goes where a shorter word led

export function start(form) {
  const hint = form.querySelector("kbd");
  hint.textContent = isMac ? "⌘K" : "Ctrl K";
  hint.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    dialog.open ? dialog.close() : open();
  });
  input.addEventListener("input", () => { pending = search(); });
  input.addEventListener("keydown", move);
  list.addEventListener("click", (event) => go(event.target.closest("li")));
}

function open() {
  input.value = "";
  dialog.showModal();
  pending = search();
}

async function search() {
  const turn = ++asked;
  const query = input.value.trim();
  const found = pages.filter((page) => page.title.toLowerCase().includes(query.toLowerCase()));
  show(found, query);
  if (!query) return;
  try {
    const answer = await fetch(`${list.dataset.url}?q=${encodeURIComponent(query)}`);
    if (answer.ok && turn === asked) show([...found, ...(await answer.json())], query);
  } catch { /* The pages found so far stay. */ }
}

function show(results, query) {
  list.replaceChildren(...results.slice(0, 20).map((result, index) => {
    const item = document.createElement("li");
    item.id = `palette-${index}`;
    item.role = "option";
    item.dataset.url = result.url;
    item.ariaSelected = String(index === 0);
    item.append(...[result.title, result.subtitle].map((text) =>
      Object.assign(document.createElement("span"), { textContent: text })));
    return item;
  }));
  empty.hidden = results.length > 0 || !query;
  input.setAttribute("aria-activedescendant", results.length ? "palette-0" : "");
}

function move(event) {
  const items = [...list.children];
  const at = items.findIndex((item) => item.ariaSelected === "true");
  if (event.key === "Enter") { event.preventDefault(); return pending.then(() => go(list.querySelector("[aria-selected=true]"))); }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !items.length) return;
  event.preventDefault();
  const next = (at + step + items.length) % items.length;
  items.forEach((item, index) => { item.ariaSelected = String(index === next); });
  items[next].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", items[next].id);
}

const go = (item) => { if (item) location.assign(item.dataset.url); };
