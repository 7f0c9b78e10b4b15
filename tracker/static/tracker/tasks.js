// Comfort for tasks and progress; everything works without it.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

for (const button of document.querySelectorAll("[data-tick-entries]")) {
  button.addEventListener("click", () => {
    const boxes = [...document.querySelectorAll("input[name=entry]")];
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
