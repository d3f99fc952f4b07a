// Asks before a form is sent, in the page's own dialog. Without this module the form is simply sent.
const dialog = document.getElementById("confirm");
dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());

export function start(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.confirmed || !dialog) return;
    event.preventDefault();
    const submitter = event.submitter;
    dialog.querySelector("#confirm-title").textContent = form.dataset.confirmTitle;
    dialog.querySelector("#confirm-text").textContent = form.dataset.confirmText;
    const button = dialog.querySelector("#confirm-button");
    button.textContent = form.dataset.confirmButton;
    button.className = `button button-${form.dataset.confirmStyle === "danger" ? "danger" : "primary"}`;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "confirm") return submitter?.focus();
      form.dataset.confirmed = "true";
      form.requestSubmit(submitter);
    }, { once: true });
    dialog.showModal();
  });
}
