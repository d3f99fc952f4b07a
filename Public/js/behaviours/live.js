// Follows server-sent events. `changed` names the element to fetch again from its own `data-fragment`;
// the browser itself resumes by Last-Event-ID, so an event never carries HTML and a lost one costs nothing.
import { swap } from "../swap.js";

export function start(root) {
  if (!root.dataset.liveUrl) return;
  const busy = new Map();
  const shown = new Map();
  let isFirst = true;
  const source = new EventSource(root.dataset.liveUrl);
  const status = root.querySelector("[data-live-state]");
  const say = (text) => {
    if (!status) return;
    status.hidden = !text;
    status.textContent = text;
  };

  source.addEventListener("open", () => {
    say("Live");
    // What happened between the page and its stream is caught up with once, unless the address says where the page stood.
    if (isFirst && !root.dataset.liveUrl.includes("after=")) refreshAll();
    isFirst = false;
  });
  source.addEventListener("error", () => {
    say(source.readyState === EventSource.CLOSED ? "Live updates stopped. Reload the page." : "Reconnecting…");
  });
  source.addEventListener("ended", () => {
    source.close();
    say("");
  });
  source.addEventListener("changed", (event) => {
    if (!event.data) return refreshAll();
    const part = document.getElementById(event.data);
    if (part && root.contains(part)) refresh(part.id, part.dataset.fragment);
  });
  addEventListener("pagehide", () => source.close(), { once: true });

  function refreshAll() {
    for (const part of root.querySelectorAll("[data-fragment]")) refresh(part.id, part.dataset.fragment);
  }

  // One fetch at a time per part; an event that comes meanwhile asks for one more afterwards.
  async function refresh(id, url) {
    if (!url) return;
    if (busy.has(id)) return busy.set(id, true);
    busy.set(id, false);
    try {
      const answer = await fetch(url, { headers: { "X-Fragment": "1" }, cache: "no-store" });
      if (answer.status === 401) return location.reload();
      const element = document.getElementById(id);
      if (answer.status !== 200 || !element) return;
      const html = await answer.text();
      if (shown.get(id) !== html) swap(element, html);
      shown.set(id, html);
    } catch {
      say("Reconnecting…");
    } finally {
      const again = busy.get(id);
      busy.delete(id);
      if (again) refresh(id, url);
    }
  }
}
