// Long forms whose later parts are fetched as one comes to them: what was ticked there stays, and so does the keyboard.
// What was typed into a form is not left behind without a word.
"use strict";

const LATER = ".part-later";
let kept = null; // of the part that is being replaced: its ticks, the row that has the keyboard, whether the address names one

const named = () => document.getElementById(location.hash.slice(1));

const isAnswer = ({ xhr, pathInfo }) =>
  new URL(xhr.responseURL).pathname === new URL(pathInfo.finalRequestPath, location).pathname;

const setLost = (part, isLost) => { part.querySelector(".part-lost").hidden = !isLost; };

document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const part = detail.target;
  if (!part.matches(LATER)) return;
  if (!isAnswer(detail)) {
    detail.shouldSwap = false; // the login page in place of the rows
    return setLost(part, true);
  }
  const boxes = [...part.querySelectorAll("input[type=checkbox]")];
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  kept = {
    ticks: boxes.map((box) => [box.value, box.checked]),
    row: focused?.closest("[id]").id,
    named: part.contains(named()),
  };
});

// At once after the swap: another part may come before this one has settled.
document.body.addEventListener("htmx:afterSwap", () => {
  if (!kept) return;
  const { ticks, row, named: holdsNamed } = kept;
  kept = null;
  for (const [value, isTicked] of ticks) document.querySelector(`input[type=checkbox][value="${value}"]`).checked = isTicked;
  if (row) document.getElementById(row).querySelector("a, input:not([type=hidden]), select").focus();
  if (holdsNamed) named().scrollIntoView();
  document.dispatchEvent(new Event("parts:come"));
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(failure, ({ detail }) => {
    if (detail.elt.matches(LATER)) setLost(detail.elt, true);
  });
}

document.addEventListener("click", (event) => {
  const part = event.target.closest("[data-again]")?.closest(LATER);
  if (!part) return;
  setLost(part, false);
  htmx.trigger(part, "again");
});

for (const form of document.querySelectorAll("form[data-guarded]")) {
  let isTyped = form.dataset.guarded === "typed";
  form.addEventListener("input", () => { isTyped = true; });
  form.addEventListener("submit", () => { isTyped = false; });
  window.addEventListener("beforeunload", (event) => isTyped && event.preventDefault());
}
