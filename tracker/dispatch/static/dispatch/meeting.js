// Arrow keys (and a presenter's page keys) lead through a meeting; the links on the page do the same without it.
"use strict";

const STEPS = { ArrowLeft: "prev", PageUp: "prev", ArrowRight: "next", PageDown: "next" };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const link = document.querySelector(`a[rel=${STEPS[event.key] || "none"}]`);
  if (typing || !plain || !link) return;
  event.preventDefault();
  link.click();
});
