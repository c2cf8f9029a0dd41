// What makes reviewing quicker. All of it can be done without: by links, forms and typed words.
"use strict";
(() => {
  const OFF = "homeward-keys-off";
  const text = () => document.getElementById("text");
  const panel = () => document.getElementById("opened");
  const openId = () => panel()?.querySelector(".panel")?.dataset.claim ?? "";
  const points = (string) => Array.from(string).length;
  const narrow = () => window.matchMedia("(max-width: 45rem)").matches;
  let taking = null;
  let kept = null;

  // The page holds the sentences, in its own language.
  function tell(name, values = {}) {
    const told = document.getElementById("told");
    if (told) told.textContent = told.dataset[name].replace(/NAME|WORDS/g, (one) => values[one]);
  }

  // Where the selection lies in the kept text: browsers count UTF-16 units, we count code points.
  function selected() {
    const selection = document.getSelection();
    const whole = text();
    if (!whole || !selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0).cloneRange();
    if (!whole.contains(range.startContainer)) return null;
    if (!whole.contains(range.endContainer)) range.setEnd(whole, whole.childNodes.length);
    const before = document.createRange();
    before.selectNodeContents(whole);
    before.setEnd(range.startContainer, range.startOffset);
    const chosen = range.toString();
    const words = chosen.trim();
    if (!words) return null;
    const lead = chosen.slice(0, chosen.length - chosen.trimStart().length);
    const start = Number(whole.dataset.start) + points(before.toString()) + points(lead);
    return { words: words.replace(/\s+/g, " "), at: `${start}-${start + points(words)}` };
  }

  function fill(words, found) {
    const row = words.closest(".row");
    words.value = found.words;
    part(words, "at").value = found.at;
    const nth = part(words, "nth");
    if (nth) nth.value = "";
    tell("taken", { NAME: row.querySelector("legend").textContent, WORDS: found.words });
  }

  function part(words, name) {
    return words.form.elements.namedItem(words.name.replace(/words$/, name));
  }

  function takeSelection() {
    const found = selected();
    const clicked = document.getSelection();
    if (!found && clicked?.anchorNode && text()?.contains(clicked.anchorNode)) kept = null;
    if (!found) return;
    kept = found;
    if (taking?.isConnected) fill(taking, found);
  }

  const filling = () => Boolean(panel()?.querySelector(".claim-form"));

  // While a form is open its words are selected in the text: a passage is no link then, as no selection begins in one.
  function rest() {
    const links = text() ? text().querySelectorAll("a.claim") : [];
    for (const one of links) {
      if (filling() && one.hasAttribute("href")) {
        one.dataset.href = one.getAttribute("href");
        one.removeAttribute("href");
      } else if (!filling() && one.dataset.href) {
        one.setAttribute("href", one.dataset.href);
        delete one.dataset.href;
      }
    }
    const quote = panel()?.querySelector(".claim-form [data-words]");
    if (quote && !quote.value) take(quote);
  }

  // No click on another claim throws away what stands in a form.
  document.addEventListener(
    "click",
    (event) => {
      if (!filling() || !event.target.closest?.("#text a, #claims a")) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      if (event.target.closest("#claims")) tell("form");
    },
    true,
  );

  const claimsOver = (link) => (link?.dataset.over ?? link?.dataset.claim ?? "").split(" ");

  // A further click on the same words opens the next of the claims that rest on them.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.isTrusted ? event.target.closest?.("#text a[data-over]") : null;
      const over = claimsOver(link);
      const next = over[(over.indexOf(openId()) + 1) % over.length];
      if (!link || next === link.dataset.claim) return;
      const other = listed().find((one) => one.dataset.claim === next) ?? claimsOf(next)[0];
      if (!other) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      other.click();
    },
    true,
  );

  function mark() {
    rest();
    for (const one of document.querySelectorAll(".claim.open-now")) one.classList.remove("open-now");
    for (const one of wordsOf(openId())) one.classList.add("open-now");
  }

  // All words that a claim rests on, those too on which another claim lies that a click opens first.
  function wordsOf(id) {
    const links = id && text() ? Array.from(text().querySelectorAll("a.claim")) : [];
    return links.filter((one) => claimsOver(one).includes(id));
  }

  function claimsOf(id) {
    return id && text() ? Array.from(text().querySelectorAll(`a[data-claim="${CSS.escape(id)}"]`)) : [];
  }

  function listed() {
    return Array.from(document.querySelectorAll("#claims a[data-claim]"));
  }

  function placeOf(id) {
    const inText = claimsOf(id)[0];
    if (inText) return inText;
    const list = document.getElementById("claims");
    if (list) list.open = true;
    return listed().find((one) => one.dataset.claim === id);
  }

  function step(by) {
    const all = listed().map((one) => one.dataset.claim);
    if (!all.length) return;
    if (filling()) {
      tell("form");
      return;
    }
    const focused = document.activeElement?.closest?.("a[data-claim]")?.dataset.claim;
    const at = all.indexOf(focused ?? openId());
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    if (next === at && listed()[at].dataset.elsewhere !== undefined) {
      listed()[at].click();
      return;
    }
    if (next === at) {
      tell(by > 0 ? "last" : "first");
      return;
    }
    const place = placeOf(all[next]);
    place.focus();
    place.scrollIntoView({ block: "center" });
    place.click();
  }

  // A key acts only on the claim that is open, and only where the focus shows which one that is.
  function act(find) {
    const focused = claimsOver(document.activeElement?.closest?.("a[data-claim]"));
    const inside = document.activeElement?.closest?.("aside");
    if (!openId() || !(inside || focused.includes(openId()))) {
      tell("choose");
      return;
    }
    const control = find(panel());
    if (control) control.click();
    else tell("not");
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => act((here) => here.querySelector('button[value="accept"]')),
    r: () => act((here) => here.querySelector('button[value="reject"]')),
    c: () => act((here) => here.querySelector('[data-act="correct"]')),
    n: () => document.getElementById("add-claim")?.click(),
    "?": () => {
      const help = document.getElementById("keys");
      help.open = true;
      help.querySelector("summary").focus();
    },
  };

  // On a keyboard of other letters the key counts that stands where the Latin letter does.
  function keyOf(event) {
    const other = event.key.length === 1 && event.key > "\u007f" && /^Key[A-Z]$/.test(event.code);
    return other ? event.code.slice(3).toLowerCase() : event.key;
  }

  function areOff() {
    try {
      return localStorage.getItem(OFF) === "1";
    } catch {
      return false;
    }
  }

  document.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (held || (event.repeat && !["j", "k"].includes(keyOf(event)))) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const key = keyOf(event);
    if (!Object.hasOwn(keys, key) || areOff()) return;
    event.preventDefault();
    keys[key]();
  });

  function take(words) {
    for (const row of document.querySelectorAll(".row.taking")) row.classList.remove("taking");
    taking = words;
    words?.closest(".row").classList.add("taking");
  }

  document.addEventListener("focusin", (event) => {
    const words = event.target.closest?.("[data-words]");
    if (words) take(words);
    else if (event.target.closest?.(".claim-form")) take(null);
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-words]")) part(event.target, "at").value = "";
  });

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(takeSelection, 200);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "opened") return;
    mark();
    const form = panel().querySelector(".panel.form");
    if (form) {
      for (const one of form.querySelectorAll("[data-quote]")) one.value = kept?.[one.dataset.quote] ?? "";
      (form.querySelector("[role=alert]") ?? form.querySelector("h2")).focus();
    }
    if (form || narrow()) panel().scrollIntoView({ block: "start" });
  });

  const off = document.getElementById("keys-off");
  if (off) {
    const say = () => (off.textContent = areOff() ? off.dataset.on : off.dataset.off);
    off.hidden = false;
    say();
    off.addEventListener("click", () => {
      try {
        localStorage.setItem(OFF, areOff() ? "0" : "1");
      } catch {
        tell("kept");
      }
      say();
    });
  }

  // After the browser has gone to the address's own place, which takes the focus away.
  function begin() {
    const first = document.getElementById("said") ?? claimsOf(openId())[0] ?? wordsOf(openId())[0];
    if (!first || narrow() || panel().querySelector(".panel.form")) return;
    first.scrollIntoView({ block: "center" });
    first.closest("a[data-claim]")?.focus({ preventScroll: true, focusVisible: true });
  }

  mark();
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", () => window.setTimeout(begin, 0));
})();
