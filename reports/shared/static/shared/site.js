// Small habits of every page; nothing here is needed to use it.
"use strict";

// Filters apply at once when a choice changes; text fields wait for Enter.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  });
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

// On a phone the filters would fill the first screen: they fold behind a button that says what is chosen.
function wordsOf(field) {
  if (!field.name || field.type === "hidden" || field.type === "submit") return "";
  if (field.type === "checkbox" || field.type === "radio") return field.checked ? field.closest("label").innerText.trim() : "";
  if (field.matches("select")) return field.value === "" ? "" : field.selectedOptions[0].text.trim();
  return field.value.trim();
}

// A form tells by its fields, chips by the one that is current.
function chosenIn(place) {
  if (!place.matches("form")) return place.querySelector("[aria-current]")?.innerText.trim();
  return [...place.elements].filter((field) => place.contains(field)).map(wordsOf).filter(Boolean).join(" · ");
}

function foldable(place, number) {
  const button = document.createElement("button");
  place.id ||= `filters-${number}`;
  button.type = "button";
  button.className = "filters-toggle no-print";
  button.setAttribute("aria-controls", place.id);
  const label = document.createElement("b");
  label.textContent = document.body.dataset.choices;
  const words = document.createElement("span");
  words.textContent = chosenIn(place) || document.body.dataset.noChoice;
  button.append(label, words);
  const show = (isOpen) => {
    place.classList.toggle("is-open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  };
  show(place.querySelector(".field-error") !== null);
  button.addEventListener("click", () => show(!place.classList.contains("is-open")));
  place.before(button);
  place.classList.add("is-foldable");
}

document.querySelectorAll("form.filters, .foldable").forEach(foldable);

// "/" leads into the search, unless something is being typed.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  const box = document.querySelector(".site-search input");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey || !box?.checkVisibility()) return;
  event.preventDefault();
  box.focus();
});

// A row that could not be sent says so beside what was typed, which stays.
const unsent = document.getElementById("unsent");

function tellUnsent(row, words) {
  row.querySelector(".unsent")?.remove();
  if (!words) return;
  const note = document.createElement("p");
  note.className = "unsent alert alert-danger";
  note.setAttribute("role", "alert");
  note.textContent = words;
  (row.querySelector("[data-unsent]") || row).append(note);
}

if (unsent) {
  document.body.addEventListener("htmx:beforeRequest", ({ detail }) => tellUnsent(detail.elt, ""));
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    // The login page in place of the row.
    if (new URL(detail.xhr.responseURL).pathname === new URL(detail.pathInfo.finalRequestPath, location).pathname) return;
    detail.shouldSwap = false;
    tellUnsent(detail.elt, unsent.dataset.loggedOut);
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.body.addEventListener(failure, ({ detail }) => {
      tellUnsent(detail.elt, detail.xhr?.status === 403 ? unsent.dataset.loggedOut : unsent.dataset.lost);
    });
  }
}

// On a wall letters are as large as one screen allows: that of the page, or of its part that is seen first. What is too
// long for one screen keeps letters that are read from three metres.
const WALL_LETTERS = [32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18];
const LONG_PAGE_LETTER = 24;
const TURN_AFTER = 20_000;

function isWithinScreen() {
  const first = document.querySelector(".first-screen") ?? document.querySelector("main");
  return first.getBoundingClientRect().bottom <= innerHeight;
}

function areTablesWhole() {
  const frames = [...document.querySelectorAll(".table-responsive, .table-container")];
  return frames.every((frame) => frame.scrollWidth <= frame.clientWidth);
}

function fitToWall() {
  const setLetters = (size) => { document.documentElement.style.fontSize = `${size}px`; };
  const largestThat = (fits) => WALL_LETTERS.find((size) => { setLetters(size); return fits(size); });
  window.scrollTo(0, 0);
  largestThat(() => isWithinScreen() && areTablesWhole()) ?? largestThat((size) => size <= LONG_PAGE_LETTER && areTablesWhole());
}

// Nobody scrolls on a wall: what is longer than a screen turns over by itself, and begins anew.
function turnOver() {
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 4;
  window.scrollTo(0, isAtEnd ? 0 : scrollY + innerHeight * 0.9);
}

// A page on a wall is loaded anew from time to time; as long as nothing answers, it stays, with the day that it is of.
const minutes = Number(document.body.dataset.minutes);
if (minutes) {
  document.fonts.ready.then(fitToWall);
  window.addEventListener("resize", fitToWall);
  setInterval(turnOver, TURN_AFTER);
  setInterval(async () => {
    const reply = await fetch(location.href).catch(() => null);
    if (reply?.ok && !reply.redirected) location.reload();
  }, minutes * 60_000);
}
