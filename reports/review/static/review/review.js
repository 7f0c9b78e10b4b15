// The review page: one current statement, shown on both sides, moved and decided by mouse or keyboard.
// The server answers every step with the parts of the page that it changed.
"use strict";

(() => {
  const review = document.getElementById("review");
  const text = document.getElementById("text");
  const list = document.getElementById("list");
  const filters = document.getElementById("filters");
  const help = document.getElementById("help");
  const notice = document.getElementById("notice");
  const mayReview = "mayReview" in review.dataset;
  const nothing = document.getElementById("nothing");
  let current = null; // the key of the current statement
  let sought = null; // the key of the one whose mark the text is to show once it has come
  let order = []; // the keys of all statements as they last stood
  let marked = null; // [start, end] of the words marked in the text

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = () => all(".statement", list);
  const shown = () => cards().filter((card) => !card.hidden);
  const cardOf = (pk) => document.getElementById(`s${pk}`);
  const currentCard = () => (current ? cardOf(current) : null);
  const key = (card) => card.id.slice(1);
  const isOpen = (card) => card.dataset.state === "open" && !("locked" in card.dataset);
  const rows = (some) => some.map((card) => card.dataset.row);
  const checked = () => cards().filter((card) => card.querySelector("[data-do=check]")?.checked);

  // -- tools of the cards: one copy comes with the page, each card that may be changed gets its own ----------------
  function equip() {
    if (!mayReview) return;
    const [box, tools] = ["card-check", "card-tools"].map((id) => document.getElementById(id).content.firstElementChild);
    for (const card of cards()) {
      if (card.querySelector(".card-actions, .form-check-input, form")) continue;
      const own = [box.cloneNode(true), "locked" in card.dataset ? null : tools.cloneNode(true)];
      for (const named of [own[0], ...(own[1] ? own[1].children : [])]) {
        named.setAttribute("aria-label", `${named.getAttribute("aria-label")}: ${card.querySelector(".indicator").textContent}`);
      }
      card.prepend(own[0]);
      if (own[1]) card.append(own[1]);
    }
  }

  // -- saying things ---------------------------------------------------------------------------------------------
  function say(words, isBad = false) {
    const span = document.createElement("span");
    span.className = isBad ? "is-danger" : "is-ok";
    span.textContent = words;
    notice.replaceChildren(span);
    fade();
  }

  let fading = null;
  function fade() {
    clearTimeout(fading);
    fading = setTimeout(() => notice.replaceChildren(), notice.querySelector(".is-ok") ? 6000 : 20000);
  }

  // -- the current statement -------------------------------------------------------------------------------------
  function paint() {
    for (const old of all(".is-current", review)) old.classList.remove("is-current");
    for (const card of cards()) card.removeAttribute("aria-current");
    const card = currentCard();
    if (!card) return;
    card.classList.add("is-current");
    card.setAttribute("aria-current", "true");
    for (const mark of marksOf(current)) mark.classList.add("is-current");
  }

  const marksOf = (pk) => all(`[data-s~="${pk}"]`, text);

  function into(pane, element) {
    if (!element) return;
    const outer = pane.getBoundingClientRect();
    const inner = element.getBoundingClientRect();
    if (pane.scrollHeight <= pane.clientHeight + 1) {
      element.scrollIntoView({ block: "center", behavior: "instant" });
    } else if (inner.top < outer.top + 50 || inner.bottom > outer.bottom - 60) {
      pane.scrollTop += inner.top - outer.top - pane.clientHeight / 3;
    }
  }

  function show(pk, { focus = true, scroll = true } = {}) {
    const card = cardOf(pk);
    if (!card) return;
    if (card.hidden) clearFilters();
    current = pk;
    paint();
    if (scroll && text.offsetParent) showInText(pk, card);
    if (scroll && list.offsetParent) into(list, card);
    if (focus && list.offsetParent && !card.querySelector("form")) card.focus({ preventScroll: true });
  }

  function showInText(pk, card) {
    const mark = text.querySelector(`#m${pk}`) || marksOf(pk)[0];
    sought = mark ? null : pk;
    into(text, mark || all("[data-start]", text).findLast((block) => Number(block.dataset.start) <= Number(card.dataset.at)));
  }

  function move(step, fits = () => true) {
    const some = shown();
    let index = some.indexOf(currentCard());
    if (index < 0) index = step > 0 ? -1 : some.length;
    for (index += step; index >= 0 && index < some.length; index += step) {
      if (fits(some[index])) return show(key(some[index])), true;
    }
    return false;
  }

  function nextOpen() {
    if (move(1, isOpen)) return;
    const first = shown().find(isOpen);
    if (first) show(key(first));
    else say(review.dataset.none);
  }

  // -- what is far away ------------------------------------------------------------------------------------------
  // Most cards come in short and most blocks unmarked; the rest of them is fetched when they come into sight.
  const AT_ONCE = 25;
  const LATER = ".statement[data-outline], [data-plain]";
  const inSight = new Set();
  let asked = new WeakSet(); // what somebody has merged away meanwhile does not come however often one asks
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) inSight[isIntersecting ? "add" : "delete"](target);
    setTimeout(fetchSeen, 50); // whoever scrolls past does not wait for what lies between
  });

  function watch() {
    sight.disconnect();
    inSight.clear();
    for (const place of all(LATER, review)) if (!asked.has(place)) sight.observe(place);
  }

  function fetchSeen() {
    const seen = [...inSight].filter((place) => place.isConnected).slice(0, AT_ONCE);
    for (const place of seen) {
      inSight.delete(place);
      sight.unobserve(place);
      asked.add(place);
    }
    const query = new URLSearchParams(seen.map((place) => ("plain" in place.dataset ? ["b", place.dataset.start] : ["s", key(place)])));
    if (seen.length) open(`?${query}`, "#review", "none");
  }

  const isFetched = ({ pathInfo }) => pathInfo.requestPath.startsWith(`${review.dataset.base}?`);

  // -- filters ---------------------------------------------------------------------------------------------------
  function fits(card, wanted) {
    if (card.querySelector("form")) return true;
    const { kind, state, section, confidence, change } = card.dataset;
    if (wanted.kind && kind !== wanted.kind) return false;
    if (wanted.state === "marked" ? !change : wanted.state && state !== wanted.state) return false;
    if (wanted.section && section !== wanted.section) return false;
    return !wanted.below || Number(confidence) < Number(wanted.below);
  }

  function applyFilters() {
    const wanted = Object.fromEntries(new FormData(filters));
    const some = cards();
    for (const card of some) card.hidden = !fits(card, wanted);
    for (const group of all(".group", list)) group.hidden = !group.querySelector(".statement:not([hidden])");
    const left = some.filter((card) => !card.hidden).length;
    nothing.hidden = left > 0 || some.length === 0;
    document.getElementById("shown").textContent = left === some.length ? "" : `${left} / ${some.length}`;
    count();
    fitPanes();
  }

  function clearFilters() {
    filters.reset();
    applyFilters();
  }

  // -- counts on buttons -----------------------------------------------------------------------------------------
  const openIn = (root) => all(".statement:not([hidden])", root).filter(isOpen);
  const openAbove = () => {
    const floor = Number(document.getElementById("floor").value);
    return openIn(list).filter((card) => Number(card.dataset.confidence) >= floor);
  };

  function label(button, number) {
    button.querySelector(".count").textContent = number || "";
    button.disabled = !number;
  }

  function count() {
    if (!mayReview) return;
    for (const button of all("[data-do=accept-section]", list)) label(button, openIn(button.closest(".group")).length);
    label(review.querySelector("[data-do=accept-above]"), openAbove().length);
    label(review.querySelector("[data-do=merge]"), checked().length);
  }

  // -- steps -----------------------------------------------------------------------------------------------------
  const post = (path, values) =>
    htmx.ajax("POST", review.dataset.base + path, { source: review, values, swap: "none" });
  const open = (path, target, swap) =>
    htmx.ajax("GET", review.dataset.base + path, { source: review, target, swap });
  const isDirty = () => all(".editor", list).some((form) => form.classList.contains("is-dirty"));

  function openForm(path, target, swap) {
    if (isDirty()) return say(review.dataset.unsaved, true);
    closeForms();
    open(path, target, swap);
  }

  function closeForms() {
    document.getElementById("composer").replaceChildren();
    for (const card of all(".statement.editing", list)) refresh(card);
  }

  const refresh = (card) => open(`statements/${key(card)}/`, `#${card.id}`, "outerHTML");

  function decide(card, verb) {
    if (!card || card.querySelector("form") || "locked" in card.dataset) return;
    if (verb === "reopen" ? card.dataset.state === "open" : card.dataset.state === DECIDED[verb]) return;
    post(`${verb}/`, { row: card.dataset.row });
    // Go on at once; a refusal comes back to the card that it is about.
    if (verb !== "reopen" && card === currentCard()) move(1);
  }

  const DECIDED = { accept: "accepted", reject: "rejected" };

  function check(card) {
    const box = card?.querySelector("[data-do=check]");
    if (box) box.checked = !box.checked;
    count();
  }

  function merge() {
    const some = checked();
    if (some.length < 2) return say(review.dataset.few, true);
    const query = new URLSearchParams(rows(some).map((row) => ["row", row]));
    openForm(`merge/?${query}`, "#composer", "innerHTML");
  }

  function add() {
    const place = marked || placeOfCurrent();
    if (!place) return say(review.dataset.select, true);
    setPane("statements");
    openForm(`add/?start=${place[0]}&end=${place[1]}`, "#composer", "innerHTML");
  }

  function placeOfCurrent() {
    const at = currentCard()?.dataset.at;
    return at ? [at, at] : null;
  }

  function acceptAll(some) {
    if (isDirty()) say(review.dataset.unsaved, true);
    else if (some.length) post("accept-all/", { row: rows(some) });
  }

  function setPane(pane) {
    review.dataset.pane = pane;
    for (const button of all("[data-do=pane]", review)) button.setAttribute("aria-pressed", button.dataset.pane === pane);
  }

  function toggleText() {
    if (text.contains(document.activeElement)) currentCard()?.focus();
    else {
      setPane("text");
      text.focus();
    }
  }

  const STEPS = {
    accept: (card) => decide(card, "accept"),
    reject: (card) => decide(card, "reject"),
    reopen: (card) => decide(card, "reopen"),
    edit: (card) => card && !("locked" in card.dataset) && openForm(`statements/${key(card)}/edit/`, `#${card.id}`, "outerHTML"),
    split: (card) => card && !("locked" in card.dataset) && openForm(`statements/${key(card)}/split/`, `#${card.id}`, "outerHTML"),
    take: (card) => post(`statements/${key(card)}/take/`, { row: card.dataset.row }),
    keep: (card) => post(`statements/${key(card)}/keep/`, { row: card.dataset.row }),
    refresh,
    add,
    merge,
    cancel: closeForms,
    undo: () => (isDirty() ? say(review.dataset.unsaved, true) : post("undo/", {})),
    "accept-above": () => acceptAll(openAbove()),
    "accept-section": (card, button) => acceptAll(openIn((button || card)?.closest(".group") || list)),
    help: () => (help.open ? help.close() : help.showModal()),
    show: (card) => {
      setPane("text");
      show(key(card));
    },
    pane: (_card, button) => setPane(button.dataset.pane),
    unfilter: clearFilters,
  };
  const READERS = ["show", "pane", "unfilter"];
  if (!mayReview) for (const step of Object.keys(STEPS)) if (!READERS.includes(step)) delete STEPS[step];

  // -- mouse -----------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    const card = event.target.closest(".statement");
    if (button?.dataset.do === "check") {
      count();
    } else if (button && STEPS[button.dataset.do]) {
      event.preventDefault();
      if (card && button.dataset.do !== "show") show(key(card), { focus: false, scroll: false });
      STEPS[button.dataset.do](card, button);
    } else if (card && !event.target.closest("form, input, a, button")) {
      show(key(card));
    }
  });

  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-s]");
    if (!mark || !window.getSelection().isCollapsed) return;
    const pks = mark.dataset.s.split(" ");
    setPane("statements");
    show(pks[(pks.indexOf(current) + 1) % pks.length]);
  });

  // -- marking words ---------------------------------------------------------------------------------------------
  // Offsets count characters, not UTF-16 units, from the start of the block that holds them.
  function offsetOf(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const block = element.closest("[data-start]");
    if (!block) return null;
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    return Number(block.dataset.start) + [...range.toString()].length;
  }

  document.addEventListener("selectionchange", () => {
    const bar = document.getElementById("selection-bar");
    const selection = window.getSelection();
    if (!bar || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const isInside = !range.collapsed && text.contains(range.commonAncestorContainer);
    const place = isInside ? [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)] : null;
    marked = place && place[0] !== null && place[1] !== null && place[1] - place[0] <= 500 ? place : null;
    bar.hidden = !marked;
    if (marked) document.getElementById("selection-quote").textContent = range.toString().replace(/\s+/g, "");
  });

  // -- keyboard --------------------------------------------------------------------------------------------------
  const KEYS = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    n: nextOpen,
    a: () => STEPS.accept?.(currentCard()),
    r: () => STEPS.reject?.(currentCard()),
    o: () => STEPS.reopen?.(currentCard()),
    e: () => STEPS.edit?.(currentCard()),
    s: () => STEPS.split?.(currentCard()),
    x: () => check(currentCard()),
    m: () => STEPS.merge?.(),
    c: () => STEPS.add?.(),
    u: () => STEPS.undo?.(),
    A: () => currentCard() && STEPS["accept-section"]?.(currentCard()),
    t: toggleText,
    "?": () => help.showModal(),
  };
  const keysOn = document.getElementById("keys-on");
  keysOn.checked = localStorage.getItem("review-keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("review-keys", keysOn.checked ? "on" : "off"));

  // Shift alone makes a capital: with Caps Lock on, “a” must not accept a whole section.
  const keyOf = ({ key, shiftKey }) => (/^[a-z]$/i.test(key) ? (shiftKey ? key.toUpperCase() : key.toLowerCase()) : key);

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest(".editor");
    if (form && event.key === "Escape") return form.querySelector("[data-do=refresh], [data-do=cancel]").click();
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) return form.querySelector(".btn-primary").click();
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || !keysOn.checked) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key.startsWith("Arrow") && text.contains(event.target)) return;
    const step = KEYS[keyOf(event)];
    if (!step) return;
    event.preventDefault();
    step();
  });

  // -- answers of the server -------------------------------------------------------------------------------------
  document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (!isFetched(detail)) review.classList.add("is-busy");
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    if ([409, 422].includes(xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
    // A login page in place of the answer: nothing was written, and nothing of it belongs here.
    if (xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(pathInfo.finalRequestPath, location).pathname) {
      event.detail.shouldSwap = false;
      review.classList.remove("is-busy");
      say(review.dataset.loggedOut, true);
    }
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.body.addEventListener(failure, ({ detail }) => {
      review.classList.remove("is-busy");
      if (isFetched(detail)) {
        asked = new WeakSet();
        setTimeout(watch, 5000);
      } else say(detail.xhr?.status === 403 ? review.dataset.loggedOut : review.dataset.lost, true);
    });
  }
  document.body.addEventListener("review:show", ({ detail: { pks } }) => show(pks.includes(current) ? current : pks[0]));
  // Every card and block of an answer settles by itself: look at the page once, when all have.
  let settling = null;
  document.body.addEventListener("htmx:afterSettle", () => {
    settling ??= requestAnimationFrame(settle);
  });

  function settle() {
    settling = null;
    review.classList.remove("is-busy");
    equip();
    keepPlace();
    if (document.activeElement === document.body) currentCard()?.focus({ preventScroll: true });
    applyFilters();
    paint();
    fade();
    watch();
    if (sought && text.querySelector(`#m${sought}`)) showInText(sought, cardOf(sought));
    const form = list.querySelector(".editor:not(.is-ready)");
    if (form) readyForm(form);
  }

  // Where the current statement is gone, its neighbour takes its place.
  function keepPlace() {
    if (current && !currentCard()) {
      const at = order.indexOf(current);
      const near = [...order.slice(at + 1), ...order.slice(0, at).reverse()].find(cardOf);
      if (near) show(near, { focus: false });
    }
    order = cards().map(key);
  }

  // Fields that the chosen terms leave no use for are hidden; one that holds something stays.
  function readyForm(form) {
    form.classList.add("is-ready");
    const value = (name) => form.querySelector(`[name=${name}]`)?.value ?? "";
    const follow = () => {
      form.dataset.kind = value("kind");
      form.toggleAttribute("data-range", value("comparator") === "between" || value("value_high") !== "");
    };
    follow();
    form.addEventListener("input", () => {
      form.classList.add("is-dirty");
      follow();
    });
    form.scrollIntoView({ block: "nearest" });
    (form.querySelector(".has-error input, .has-error select") || form.querySelector("input:not([type=hidden]), textarea")).focus();
  }

  window.addEventListener("beforeunload", (event) => isDirty() && event.preventDefault());

  // -- beginning -------------------------------------------------------------------------------------------------
  function fitPanes() {
    const top = document.querySelector(".panes").getBoundingClientRect().top + window.scrollY;
    document.querySelector(".panes").style.setProperty("--top", `${top}px`);
  }
  window.addEventListener("resize", fitPanes);
  filters.addEventListener("change", applyFilters);
  filters.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("floor")?.addEventListener("change", count);
  equip();
  keepPlace();
  fitPanes();
  setPane(review.dataset.pane);
  applyFilters();
  const named = () => location.hash.match(/^#[sm](\d+)$/)?.[1];
  window.addEventListener("hashchange", () => named() && show(named()));
  if (named()) show(named());
  else if (mayReview && shown().length) {
    const first = shown().find(isOpen) || shown()[0];
    show(key(first), { focus: false, scroll: text.scrollHeight > text.clientHeight });
  }
  watch();
})();
