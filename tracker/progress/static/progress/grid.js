// A month's grid under the hands of somebody who knows spreadsheets; without it the same form is sent as a whole.
"use strict";

const table = document.querySelector(".grid-table");
const said = document.getElementById("grid-said");
const undo = document.getElementById("grid-undo");
const form = document.getElementById("grid");
const COLUMNS = ["value", "narrative", "reason"];
const BOXES = [...COLUMNS, "origin"]; // in the order of the workbook, in which a block is pasted

const rows = () => [...table.tBodies[0].rows];
const boxIn = (row, column) => row?.querySelector(`[data-box="${column}"]`) ?? null;
const boxesOf = (row, names = BOXES) => names.map((column) => boxIn(row, column)).filter(Boolean);
const placeOf = (box) => ({ row: box.closest("tr"), column: box.dataset.box });
const isBox = (element) => Boolean(element?.dataset?.box);
const filled = (words, name, value) => words.replace(`{${name}}`, value);

// What is typed and not kept yet.
let waiting = 0; // rows that are on their way or queue for it
let leaving = null; // the button that sends the whole page once they are through
const sent = new WeakMap();

// A box's default value is what the server has of it.
function markDirty(row) {
  row.classList.toggle("is-dirty", boxesOf(row).some((box) => box.value !== box.defaultValue));
}

function dirtyRows() {
  return rows().filter((row) => row.classList.contains("is-dirty"));
}

function fit(box) {
  if (box.matches("textarea") && !CSS.supports("field-sizing", "content")) {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }
}

function markWrong(row) {
  const wrong = [...row.querySelectorAll("[data-error]")].map((error) => error.dataset.error);
  for (const box of boxesOf(row)) {
    if (wrong.includes(box.dataset.box)) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
}

function touched(box) {
  fit(box);
  markDirty(box.closest("tr"));
}

// Moving about.
function neighbour(box, down) {
  const { row, column } = placeOf(box);
  const all = rows();
  for (let at = all.indexOf(row) + down; at >= 0 && at < all.length; at += down) {
    const next = boxIn(all[at], column);
    if (next) return next;
  }
  return null;
}

function beside(box, right) {
  const boxes = boxesOf(box.closest("tr"), COLUMNS);
  return boxes[boxes.indexOf(box) + right] ?? null;
}

function isAtEdge(box, towardsEnd) {
  const { selectionStart: from, selectionEnd: to, value } = box;
  const allSelected = from === 0 && to === value.length;
  return allSelected || (from === to && from === (towardsEnd ? value.length : 0));
}

function destination(box, event) {
  // Arrows belong to its list of choices.
  if (box.list && event.key !== "Enter") return null;
  const isLong = box.matches("textarea") && box.value.includes("\n");
  switch (event.key) {
    case "Enter":
      return neighbour(box, event.shiftKey ? -1 : 1);
    case "ArrowDown":
    case "ArrowUp": {
      const down = event.key === "ArrowDown";
      return isLong && !isAtEdge(box, down) ? null : neighbour(box, down ? 1 : -1);
    }
    case "ArrowRight":
    case "ArrowLeft": {
      const right = event.key === "ArrowRight";
      return isAtEdge(box, right) ? beside(box, right ? 1 : -1) : null;
    }
    default:
      return null;
  }
}

function onKey(event) {
  const box = event.target;
  // While characters are composed, the keys belong to the input method.
  if (!isBox(box) || event.isComposing || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter" && box.matches("textarea") && (event.altKey || event.shiftKey)) {
    if (event.altKey) document.execCommand("insertText", false, "\n");
    return;
  }
  if (event.altKey || (event.shiftKey && event.key !== "Enter")) return;
  const next = destination(box, event);
  if (event.key === "Enter" || next) event.preventDefault();
  if (next) {
    next.focus();
    next.select();
  } else if (event.key === "Enter") box.blur();
}

// Pasting a block: lines downwards, columns rightwards; cells in quotes may hold tabs and line breaks.
function cellsOf(text) {
  const lines = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|\r|$)/gy;
  for (let found; (found = pattern.exec(text)); ) {
    lines[lines.length - 1].push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (pattern.lastIndex >= text.length) break;
    if (found[3] !== "\t") lines.push([]);
  }
  return lines;
}

let pasted = [];

function fill(start, lines) {
  const { row, column } = placeOf(start);
  const all = rows();
  const [first, left] = [all.indexOf(row), BOXES.indexOf(column)];
  const locked = [];
  pasted = [];
  lines.forEach((cells, down) => {
    const target = all[first + down];
    if (!target) return;
    cells.forEach((text, right) => {
      const box = boxIn(target, BOXES[left + right]);
      if (box) put(box, text.trim());
      else if (text.trim() && left + right < BOXES.length) locked.push(target.dataset.number);
    });
  });
  tellPasted(locked, Math.max(first + lines.length - all.length, 0));
  for (const changed of new Set(pasted.map(({ box }) => box.closest("tr")))) save(changed);
}

function put(box, text) {
  if (box.value === text) return;
  pasted.push({ box, before: box.value });
  box.value = text;
  touched(box);
}

function tellPasted(locked, beyond) {
  const words = [filled(said.dataset.pasted, "n", pasted.length)];
  if (locked.length) words.push(filled(said.dataset.locked, "rows", [...new Set(locked)].join("、")));
  if (beyond) words.push(filled(said.dataset.beyond, "n", beyond));
  said.textContent = words.join(" ");
  undo.hidden = !pasted.length;
}

function save(row) {
  if (row.getAttribute("hx-post")) htmx.trigger(row, "change");
}

function onPaste(event) {
  const text = event.clipboardData?.getData("text/plain").replace(/\r?\n$/, "") ?? "";
  // One cell goes where the caret is, as everywhere.
  if (!isBox(event.target) || !/[\t\r\n]/.test(text)) return;
  const lines = cellsOf(text);
  if (lines.length === 1 && lines[0].length === 1 && !event.target.matches("textarea")) return;
  event.preventDefault();
  fill(event.target, lines);
}

function takeBack() {
  const back = pasted;
  for (const { box, before } of back) {
    box.value = before;
    touched(box);
  }
  pasted = [];
  undo.hidden = true;
  said.textContent = "";
  for (const row of new Set(back.map(({ box }) => box.closest("tr")))) save(row);
}

// Keeping: a row is sent when one of its boxes is left, one row after the other, and again when the connection is back.
function onSent(event) {
  const row = event.detail.elt;
  if (!table.contains(row)) return;
  sent.set(row, boxesOf(row).map((box) => [box, box.value]));
}

function onAnswered(event) {
  const row = event.detail.elt;
  if (!sent.has(row)) return;
  waiting -= 1;
  const isKept = event.detail.successful && new URL(event.detail.xhr.responseURL).pathname.endsWith("/row/");
  const isRefused = row.querySelector("[data-error], .grid-conflict");
  if (isKept && !isRefused) keep(row);
  tellUnsaved();
  if (!event.detail.successful) leaving = null;
  if (!waiting && leaving) form.requestSubmit(leaving);
}

function keep(row) {
  for (const [box, value] of sent.get(row)) {
    const typed = box.value;
    box.defaultValue = value;
    if (box.value !== typed) box.value = typed;
  }
  markDirty(row);
}

function tellUnsaved() {
  const numbers = dirtyRows().map((row) => row.dataset.number);
  if (undo.hidden) said.textContent = numbers.length ? filled(said.dataset.unsaved, "rows", numbers.join("、")) : "";
}

function onSubmit(event) {
  // A row under way would meet itself in what is sent as a whole.
  if (waiting && !leaving) {
    event.preventDefault();
    leaving = event.submitter;
    return;
  }
  window.removeEventListener("beforeunload", onLeave);
}

function onLeave(event) {
  if (dirtyRows().length) event.preventDefault();
}

if (table && form) {
  table.addEventListener("keydown", onKey);
  table.addEventListener("paste", onPaste);
  table.addEventListener("change", () => (waiting += 1));
  table.addEventListener("input", (event) => isBox(event.target) && touched(event.target));
  document.body.addEventListener("htmx:beforeRequest", onSent);
  document.body.addEventListener("htmx:afterRequest", onAnswered);
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const row = event.detail.elt.closest?.("tr[data-number]");
    if (row) markWrong(row);
  });
  undo.addEventListener("click", takeBack);
  form.addEventListener("submit", onSubmit);
  window.addEventListener("beforeunload", onLeave);
  window.addEventListener("online", () => dirtyRows().forEach(save));
  table.querySelectorAll("textarea").forEach(fit);
  for (const refused of table.querySelectorAll('[data-error="value"], [data-error=""], .grid-conflict')) {
    refused.closest("tr").classList.add("is-dirty");
  }
}
