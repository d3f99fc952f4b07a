// Shows the exact time in the person's own zone as a hint, and keeps «4 min ago» true while the page stays open.
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });
const day = 86_400;

function relative(seconds) {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return `${Math.floor(seconds / 3600)} h ago`;
}

export function start(element) {
  const moment = new Date(element.dateTime);
  if (Number.isNaN(moment.getTime())) return;
  element.title = exact.format(moment);
  if (!/ ago$/.test(element.textContent)) return;
  const refresh = () => {
    if (!element.isConnected) return clearInterval(timer);
    const seconds = (Date.now() - moment.getTime()) / 1000;
    if (seconds >= 0 && seconds < day) element.textContent = relative(seconds);
  };
  const timer = setInterval(refresh, 15_000);
}
