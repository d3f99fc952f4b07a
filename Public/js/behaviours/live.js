// Follows server-sent events. `changed` names the element to fetch again from its own `data-fragment`;
// the browser itself resumes by Last-Event-ID, so an event never carries HTML and a lost one costs nothing.
import { swap } from "../swap.js";

export function start(root) {
  if (!root.dataset.liveUrl) return;
  const busy = new Map();
  const source = new EventSource(root.dataset.liveUrl);
  const status = root.querySelector("[data-live-state]");
  const say = (text) => {
    if (!status) return;
    status.hidden = !text;
    status.textContent = text;
  };

  source.addEventListener("open", () => say("Live"));
  source.addEventListener("error", () => {
    say(source.readyState === EventSource.CLOSED ? "Live updates stopped. Reload the page." : "Reconnecting…");
  });
  source.addEventListener("ended", () => {
    source.close();
    say("");
  });
  source.addEventListener("changed", (event) => {
    const parts = event.data
      ? [document.getElementById(event.data)]
      : root.querySelectorAll("[data-fragment]");
    for (const part of parts) if (part && root.contains(part)) refresh(part.id, part.dataset.fragment);
  });
  addEventListener("pagehide", () => source.close(), { once: true });

  // One fetch at a time per part; an event that comes meanwhile asks for one more afterwards.
  async function refresh(id, url) {
    if (!url) return;
    if (busy.has(id)) return busy.set(id, true);
    busy.set(id, false);
    try {
      const answer = await fetch(url, { headers: { "X-Fragment": "1" }, cache: "no-store" });
      if (answer.status === 401) return location.reload();
      const element = document.getElementById(id);
      if (answer.status === 200 && element) swap(element, await answer.text());
    } catch {
      say("Reconnecting…");
    } finally {
      const again = busy.get(id);
      busy.delete(id);
      if (again) refresh(id, url);
    }
  }
}
