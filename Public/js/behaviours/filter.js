// Filters a list while the person types. The form itself does the same with Enter and without JavaScript.
import { swap } from "../swap.js";

const pause = 200;

export function start(form) {
  let timer;
  let asked = 0;
  const status = Object.assign(document.createElement("span"), { className: "visually-hidden", role: "status" });
  form.append(status);
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(load, pause);
  };
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    load();
  });

  async function load() {
    const turn = ++asked;
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const url = `${form.getAttribute("action")}${query.size ? `?${query}` : ""}`;
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      if (!answer.ok) return location.assign(url);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(form.dataset.filterResults);
      const old = document.getElementById(form.dataset.filterResults);
      if (turn !== asked || !old) return;
      if (!fresh) return location.assign(url);
      swap(old, fresh.outerHTML);
      status.textContent = fresh.querySelector(".pagination p, .empty-title")?.textContent ?? "";
      history.replaceState(null, "", url);
    } catch {
      location.assign(url);
    }
  }
}
