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

// A row that could not be sent says so beside what was typed, which stays.
const unsent = document.getElementById("unsent");

function tellUnsent(row, words) {
  row.querySelector(".unsent")?.remove();
  if (!words) return;
  const note = document.createElement("p");
  note.className = "unsent alert alert-danger";
  note.setAttribute("role", "alert");
  note.textContent = words;
  row.append(note);
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
