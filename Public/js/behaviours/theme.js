// Shows the chosen colours at once and stores the choice by the same form; without this module the form reloads the page.
export function start(form) {
  form.addEventListener("submit", async (event) => {
    const chosen = event.submitter?.value;
    if (!chosen) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    document.documentElement.dataset.theme = chosen;
    for (const button of document.querySelectorAll('.theme button[name="theme"]')) {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
    try {
      // The choice is kept even when the person goes to another page at once.
      await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true });
    } catch { /* The colours stay for this page only. */ }
  });
}
