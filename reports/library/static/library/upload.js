// Drop a file on its field, and say that the reading goes on.
"use strict";

const zone = document.getElementById("drop-zone");
if (zone) {
  const input = zone.querySelector("input[type=file]");
  const over = (event) => {
    event.preventDefault();
    zone.classList.toggle("is-over", event.type === "dragover");
  };
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", over);
  zone.addEventListener("drop", (event) => {
    over(event);
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

// A second click while the first is under way would only find the work done.
document.getElementById("upload").addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.isSent) event.preventDefault();
  form.dataset.isSent = "yes";
  form.querySelector(".busy").hidden = false;
});
window.addEventListener("pageshow", () => {
  const form = document.getElementById("upload");
  delete form.dataset.isSent;
  form.querySelector(".busy").hidden = true;
});
