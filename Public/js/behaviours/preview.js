// Shows what a form would mean while the person types. The button «Preview» does the same without JavaScript.
import { swap } from "../swap.js";

const pause = 300;

export function start(form) {
  let timer;
  let asked = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, pause);
  });
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    clearTimeout(timer);
    load();
  });

  async function load() {
    const turn = ++asked;
    try {
      const answer = await fetch(form.dataset.previewUrl, {
        method: "POST", headers: { "X-Fragment": "1" }, body: new URLSearchParams(new FormData(form)),
      });
      const part = document.getElementById(form.dataset.previewPart);
      if (!answer.ok || turn !== asked || !part) return;
      swap(part, await answer.text());
    } catch { /* The next letter asks again, and so does the button. */ }
  }
}
