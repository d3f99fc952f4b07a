// Finds `data-behaviour="name …"` and starts the module of that name on the element, also in parts that are swapped in later.
const addresses = new Map(
  [...document.querySelectorAll('meta[name="behaviour"]')].map((meta) => [meta.dataset.name, meta.content]),
);
const started = new WeakMap();

async function start(element, name) {
  const address = addresses.get(name);
  const names = started.get(element) ?? new Set();
  if (!address || names.has(name)) return;
  started.set(element, names.add(name));
  try {
    const behaviour = await import(address);
    behaviour.start(element);
  } catch (error) {
    console.error(`The behaviour «${name}» did not start.`, error);
  }
}

function scan(root) {
  const elements = [...root.querySelectorAll("[data-behaviour]")];
  if (root instanceof Element && root.matches("[data-behaviour]")) elements.push(root);
  for (const element of elements) {
    for (const name of element.dataset.behaviour.split(/\s+/)) start(element, name);
  }
}

document.addEventListener("netstacks:swapped", (event) => scan(event.target));
scan(document);
