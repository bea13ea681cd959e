/* The keyboard, and what a page does by itself. Without this script every page works; with it, no mouse is needed. */
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const AWAITED = 1500;
  let goesUntil = 0;

  document.documentElement.classList.add("js");

  const isTyped = (target) =>
    target.isContentEditable ||
    target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
  const isSeen = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;

  // Rows of the list one is in, else of the first one of the page.
  const rows = () => {
    const lists = all('[data-keys="list"]').filter(isSeen);
    const list = lists.find((each) => each.contains(document.activeElement)) || lists[0];
    if (!list) return [];
    const body = one("tbody", list);
    return body ? [...body.rows] : [...list.children].filter((each) => isSeen(each) && !each.hasAttribute("data-heading"));
  };
  const current = () =>
    rows().find((row) => row.contains(document.activeElement)) ||
    rows().find((row) => row.classList.contains("is-at")) ||
    rows().find((row) => row.hasAttribute("aria-current"));

  const stand = (row) => {
    all(".is-at").forEach((each) => each.classList.remove("is-at"));
    row.classList.add("is-at");
    const link = one("a[href]", row) || one("button, input, summary", row);
    if (!link) row.tabIndex = -1;
    (link || row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const move = (step) => {
    const list = rows();
    if (!list.length) return false;
    const at = list.indexOf(current());
    stand(list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + step))]);
    return true;
  };

  const use = (element) => {
    if (!element) return false;
    if (element.matches("input:not([type=submit], [type=button], [type=checkbox]), textarea, select")) {
      element.focus();
      return true;
    }
    element.click();
    const opened = element.closest("details[open]");
    if (element.matches("summary") && opened) {
      const field = all("input, textarea, select, button", opened).find((each) => each.type !== "hidden" && isSeen(each));
      if (field) field.focus();
    }
    return true;
  };
  const tick = () => {
    const row = current();
    return Boolean(row) && use(one("input[type=checkbox]", row));
  };
  const open = (target) => {
    // A link, a button or a summary that has the focus opens by itself.
    if (target.closest("a[href], button, summary, input")) return false;
    const row = current();
    return Boolean(row) && use(one("a[href]", row));
  };
  const keyed = (key) => {
    const selector = `[data-key="${CSS.escape(key)}"]`;
    const row = current();
    return use((row && one(selector, row)) || all(selector).find(isSeen));
  };
  const search = () => {
    const field = one("[data-search]");
    if (field) field.select();
    return use(field);
  };
  const help = () => {
    const keys = one("#keys");
    if (keys) keys.open = !keys.open;
    return Boolean(keys);
  };
  const leave = (target) => {
    const opened = all("details.drop[open], #keys[open]");
    if (opened.length) {
      opened.forEach((each) => { each.open = false; });
      const summary = one("summary", opened[0]);
      if (opened[0].contains(target)) summary.focus();
    } else if (isTyped(target)) {
      target.blur();
    } else {
      const back = one("a[data-back]");
      if (!back) return false;
      back.click();
    }
    return true;
  };

  const act = (key, target) => {
    if (Date.now() < goesUntil) {
      goesUntil = 0;
      return use(one(`a[data-go="${CSS.escape(key)}"]`));
    }
    switch (key) {
      case "j": return move(1);
      case "k": return move(-1);
      case "Enter": return open(target);
      case "x": return tick();
      case "/": return search();
      case "?": return help();
      case "g": goesUntil = Date.now() + AWAITED; return true;
      default: return /^[a-z]$/.test(key) && keyed(key);
    }
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const isDone = event.key === "Escape" ? leave(target) : !isTyped(target) && act(event.key, target);
    if (isDone) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    all("details.drop[open], #keys[open]").forEach((each) => {
      if (!each.contains(event.target)) each.open = false;
    });
  });
  document.addEventListener("change", (event) => {
    const form = event.target.matches("select") && event.target.closest("form[data-auto]");
    if (form) form.requestSubmit();
  });

  // A page of work under way looks again, unless somebody is writing in it.
  const awaited = one("[data-refresh]");
  const again = () => (isTyped(document.activeElement || document.body) ? wait() : window.location.reload());
  const wait = () => window.setTimeout(again, 1000 * Math.max(1, Number(awaited.dataset.refresh) || 5));
  if (awaited) wait();
})();
