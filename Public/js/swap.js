// Replaces a part of the page by fresh HTML of our own server and keeps what the person was doing in it.

/** Swaps `element` by the first element of `html`; returns the new one, or the old one when there is none. */
export function swap(element, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.firstElementChild;
  if (!fresh) return element;
  if (fresh.isEqualNode(element)) return element;
  const scrolls = keepScroll(element);
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  keepTyped(element, fresh);
  keepOpen(element, fresh);
  element.replaceWith(fresh);
  restoreScroll(fresh, scrolls);
  if (focused) restoreFocus(fresh, focused);
  fresh.dispatchEvent(new CustomEvent("netstacks:swapped", { bubbles: true }));
  return fresh;
}

function keepTyped(old, fresh) {
  for (const control of old.querySelectorAll("textarea[id], input[id]:not([type=hidden])")) {
    const twin = fresh.querySelector(`#${CSS.escape(control.id)}`);
    if (!twin) continue;
    if (control.value !== control.defaultValue) twin.value = control.value;
    if (control.checked !== control.defaultChecked) twin.checked = control.checked;
  }
}

function keepOpen(old, fresh) {
  const all = (root) => [root, ...root.querySelectorAll("details")].filter((one) => one.matches("details[id]"));
  const open = new Map(all(old).map((one) => [one.id, one.open]));
  for (const one of all(fresh)) if (open.has(one.id)) one.open = open.get(one.id);
}

const boxes = (root) => [...root.querySelectorAll('[role="region"][aria-label]')];

function keepScroll(root) {
  return new Map(boxes(root).map((box) => {
    const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
    return [box.getAttribute("aria-label"), { top: box.scrollTop, left: box.scrollLeft, isAtEnd }];
  }));
}

function restoreScroll(root, scrolls) {
  for (const box of boxes(root)) {
    const known = scrolls.get(box.getAttribute("aria-label"));
    const follows = "keepEnd" in box.dataset && (known?.isAtEnd ?? true);
    box.scrollTop = follows ? box.scrollHeight : (known?.top ?? 0);
    box.scrollLeft = known?.left ?? 0;
  }
}

function restoreFocus(fresh, focused) {
  const twin = focused.id ? fresh.querySelector(`#${CSS.escape(focused.id)}`) : null;
  const target = twin ?? (focused.matches("summary") ? fresh.querySelector("summary") : null);
  target?.focus({ preventScroll: true });
  if (target?.matches("textarea") && focused.selectionStart !== undefined) {
    target.setSelectionRange(focused.selectionStart, focused.selectionEnd);
  }
}
