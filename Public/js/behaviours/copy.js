// A button that copies the text beside it. Hidden where the browser has no clipboard (plain HTTP on another host).
export function start(root) {
  const button = root.querySelector("button");
  const source = root.querySelector("[data-copy]");
  if (!navigator.clipboard || !button || !source) return;
  const label = button.getAttribute("aria-label");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const hidden = source.querySelector(".visually-hidden")?.textContent ?? "";
    await navigator.clipboard.writeText(source.textContent.slice(hidden.length).trim());
    button.setAttribute("aria-label", "Copied");
    button.classList.add("button-copied");
    setTimeout(() => {
      button.setAttribute("aria-label", label);
      button.classList.remove("button-copied");
    }, 2000);
  });
}
