/* The search: a combobox over a grid of hits, whose places have a second cell for the map. */
(function () {
  "use strict";

  const PAUSE = 80;
  const PATIENCE = 8000;
  const byId = (id) => document.getElementById(id);
  const form = () => byId("search");
  const input = () => byId("search-input");
  const sheet = () => byId("search-sheet");
  let timer = null;
  let request = null;
  /* What the sheet answers; another text in the field has to be asked for again. */
  let answered = null;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  /* ----- Asking ----- */

  function askSoon() {
    clearTimeout(timer);
    if (request) request.abort();
    const text = input().value.trim();
    if (!text) return close();
    timer = setTimeout(() => ask(text), PAUSE);
  }

  async function ask(text) {
    const mine = new AbortController();
    const patience = setTimeout(() => mine.abort("late"), PATIENCE);
    request = mine;
    if (answered === null) say(form().dataset.loading);
    try {
      const query = new URLSearchParams(new FormData(form()));
      const answer = await fetch(`/api/v1/search?${query}`, { signal: mine.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const found = await answer.json();
      if (request === mine) show(found, text);
    } catch (error) {
      // Another text took its place; that one tells how it went.
      if (request === mine && (!mine.signal.aborted || mine.signal.reason === "late")) {
        empty();
        say(form().dataset.failed);
      }
    } finally {
      clearTimeout(patience);
    }
  }

  /* ----- Showing ----- */

  function show(found, text) {
    answered = text;
    empty();
    byId("search-hits").append(...found.groups.map(group));
    const advice = found.groups.length ? "" : ` ${form().dataset.advice}`;
    say(found.summary + advice);
    byId("search-state").hidden = found.groups.length > 0;
  }

  function group({ kind, label, hits }) {
    const title = element("p", { class: "search__title", "aria-hidden": "true" }, label);
    const rows = hits.map((hit, rank) => row(hit, `search-${kind}-${rank}`));
    return element("div", { role: "rowgroup", "aria-label": label }, title, ...rows);
  }

  function row(hit, id) {
    const name = element("bdi", { class: "search__name" }, hit.label);
    const about = element("span", { class: "search__about" }, hit.explanation);
    const cells = [cell(id, hit.href, "search__hit", name, about)];
    if (hit.map) cells.push(cell(`${id}-map`, hit.map, "search__map", form().dataset.onMap));
    return element("div", { role: "row", class: "search__row" }, ...cells);
  }

  function cell(id, href, name, ...children) {
    const link = element("a", { href, class: name, tabindex: "-1" }, ...children);
    // Views of this page are shown in place; everything else is another document.
    const target = new URL(href, window.location.href);
    const parameters = target.searchParams;
    if (window.jihat && window.jihat.go && !parameters.has("page")) link.dataset.nav = "";
    return element("div", { role: "gridcell", id }, link);
  }

  function say(text) {
    sheet().hidden = false;
    input().setAttribute("aria-expanded", "true");
    byId("search-state").hidden = false;
    for (const id of ["search-state", "search-spoken"]) byId(id).textContent = text;
  }

  function empty() {
    input().removeAttribute("aria-activedescendant");
    byId("search-hits").replaceChildren();
  }

  function close() {
    clearTimeout(timer);
    if (request) request.abort();
    request = null;
    answered = null;
    if (!form()) return;
    empty();
    sheet().hidden = true;
    byId("search-spoken").textContent = "";
    input().setAttribute("aria-expanded", "false");
  }

  const isOpen = () => !sheet().hidden;

  /* ----- On a phone the field lies over the header ----- */

  function open() {
    form().dataset.open = "";
    input().focus();
    input().select();
  }

  function leave() {
    close();
    delete form().dataset.open;
  }

  /* ----- Moving about ----- */

  const current = () => byId(input().getAttribute("aria-activedescendant"));

  function move(to) {
    for (const one of sheet().querySelectorAll(".is-current")) one.classList.remove("is-current");
    if (!to) return input().removeAttribute("aria-activedescendant");
    to.classList.add("is-current");
    input().setAttribute("aria-activedescendant", to.id);
    to.scrollIntoView({ block: "nearest" });
  }

  /* Down from the field to the first hit, up from it to the last, and around. */
  function moveBy(step) {
    const rows = [...sheet().querySelectorAll("[role=row]")];
    if (!rows.length) return;
    const at = current() ? rows.indexOf(current().parentElement) : step > 0 ? -1 : rows.length;
    const next = at + step;
    move(next < 0 || next >= rows.length ? null : rows[next].firstElementChild);
  }

  function moveAside(key) {
    const towardsEnd = (key === "ArrowRight") === (document.documentElement.dir !== "rtl");
    const next = towardsEnd ? current().nextElementSibling : current().previousElementSibling;
    if (next) move(next);
  }

  function moveToEdge(key) {
    const rows = [...sheet().querySelectorAll("[role=row]")];
    move((key === "Home" ? rows[0] : rows[rows.length - 1]).firstElementChild);
  }

  const KEYS = {
    ArrowDown: () => moveBy(1),
    ArrowUp: () => moveBy(-1),
    ArrowLeft: moveAside,
    ArrowRight: moveAside,
    Home: moveToEdge,
    End: moveToEdge,
    Enter: () => current().querySelector("a").click(),
  };

  function keydown(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") return escape(event);
    // Without a hit in focus, these belong to the text.
    const needsHit = !["ArrowDown", "ArrowUp"].includes(event.key);
    if (!KEYS[event.key] || !isOpen() || (needsHit && !current())) return;
    event.preventDefault();
    KEYS[event.key](event.key);
  }

  function escape(event) {
    event.preventDefault();
    event.stopPropagation();
    if (isOpen()) return close();
    if (input().value) return (input().value = "");
    const wasOver = "open" in form().dataset;
    leave();
    if (wasOver) input().blur();
  }

  /* `/` leads to the search, except where a text is being written or a dialog is open. */
  function shortcut(event) {
    if (event.key !== "/" || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    if (event.target.isContentEditable || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  }

  document.addEventListener("input", (event) => {
    if (event.target === input()) askSoon();
  });

  document.addEventListener("focusin", (event) => {
    if (event.target === input()) {
      if (input().value.trim() && !isOpen()) askSoon();
    } else if (form() && !form().contains(event.target)) leave();
  });

  document.addEventListener("keydown", (event) => {
    if (event.target === input()) keydown(event);
    else shortcut(event);
  });

  document.addEventListener("pointermove", (event) => {
    const over = event.target.closest && event.target.closest("#search-hits [role=gridcell]");
    if (over && over !== current()) move(over);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-search]")) {
      event.preventDefault();
      return open();
    }
    if (event.target.closest("[data-search-close]")) return leave();
    const inside = event.target.closest("#search");
    // A hit that is shown in place leaves nothing open behind it.
    if (!inside || event.target.closest("#search-hits a[data-nav]")) {
      if (inside) input().value = "";
      leave();
    }
  });

  document.addEventListener("submit", (event) => {
    if (event.target === form() && !input().value.trim()) event.preventDefault();
  });

  function announceRole() {
    const field = input();
    if (!field) return;
    // Without this script it is a plain field that submits its form.
    const attributes = {
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": "search-hits",
      "aria-haspopup": "grid",
      "aria-autocomplete": "list",
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (!field.hasAttribute(name)) field.setAttribute(name, value);
    }
    form().dataset.live = "";
  }

  /* The header is drawn again with every view. */
  new MutationObserver(announceRole).observe(byId("header"), {
    attributes: true, childList: true, subtree: true, attributeFilter: ["role"],
  });
  announceRole();
})();
