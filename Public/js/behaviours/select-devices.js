// Narrows a long list of check boxes by text and tag, chooses all that are shown, and counts what is chosen.
export function start(root) {
  const bar = root.querySelector("[data-picker-bar]");
  if (!bar) return;
  const text = bar.querySelector("input");
  const tag = bar.querySelector("select");
  const count = bar.querySelector("[data-picker-count]");
  const rows = [...root.querySelectorAll(".picker-list li")];
  bar.hidden = false;

  const narrow = () => {
    const words = text.value.trim().toLowerCase();
    for (const row of rows) {
      const tags = row.dataset.tags.split(" ");
      const fits = `${row.textContent} ${row.dataset.tags}`.toLowerCase().includes(words);
      row.hidden = !fits || (tag.value !== "" && !tags.includes(tag.value));
    }
  };
  const tell = () => {
    const chosen = rows.filter((row) => row.querySelector("input").checked).length;
    count.textContent = `${chosen} of ${rows.length} chosen`;
  };
  text.addEventListener("input", narrow);
  text.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  tag.addEventListener("change", narrow);
  root.addEventListener("change", tell);
  bar.querySelector("[data-picker-all]").addEventListener("click", () => {
    for (const row of rows) {
      const box = row.querySelector("input");
      if (!row.hidden && !box.disabled) box.checked = true;
    }
    tell();
  });
  tell();
}
