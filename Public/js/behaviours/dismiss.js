// A message that can be closed, and goes by itself when it is good news and nobody is on it.
const lifetime = 8000;

export function start(toast) {
  const button = toast.querySelector("[data-dismiss]");
  button.hidden = false;
  button.addEventListener("click", () => toast.remove());
  if (!toast.matches(".toast-success, .toast-info")) return;
  let timer = setTimeout(() => toast.remove(), lifetime);
  const hold = () => clearTimeout(timer);
  const release = () => { timer = setTimeout(() => toast.remove(), lifetime); };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusout", release);
}
