// Finds `data-behaviour="name …"` and starts the module of that name on the element, also in parts that are swapped in later.
const addresses = new Map(
  [...document.querySelectorAll('meta[name="behaviour"]')].map((meta) => [meta.dataset.name, meta.content]),
);

async function start(element, name) {
  const address = addresses.get(name);
  const known = (element.behaviours ??= {}); // by name: whether it has started
  if (!address || name in known) return;
  known[name] = false;
  try {
    const behaviour = await import(address);
    behaviour.start(element);
    known[name] = true;
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
