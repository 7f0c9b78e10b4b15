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

document.getElementById("upload").addEventListener("submit", (event) => {
  event.target.querySelector(".busy").hidden = false;
});
