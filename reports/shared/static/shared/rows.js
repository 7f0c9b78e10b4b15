// Comfort for tasks and progress; everything works without it.
"use strict";

for (const button of document.querySelectorAll("[data-tick-entries]")) {
  button.addEventListener("click", () => {
    const boxes = [...document.querySelectorAll("input[name=entry]")];
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}

for (const button of document.querySelectorAll("[data-tick-group]")) {
  button.addEventListener("click", () => {
    const boxes = [...button.closest("tbody").querySelectorAll("input[name=row]")];
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}

// A row that was filed gives the keyboard on to the next one; a row that was refused keeps it.
document.addEventListener("htmx:load", (event) => {
  const row = event.detail.elt;
  if (!row.matches?.(".duty")) return;
  const own = row.querySelector("[aria-invalid=true]");
  const next = row.nextElementSibling?.querySelector("input:not([type=hidden]), button");
  (own || next)?.focus();
});
