/* Gestures on the page, and the panels that answer them. */
(function () {
  "use strict";

  const PATIENCE = 8000;
  const BUSY_AFTER = 120;
  let waiting = [];
  /* Where the page is going, until it has arrived: the next gesture starts from there. */
  let requested = null;

  const byId = (id) => document.getElementById(id);

  /* The view takes the place of the one before in the history. */
  function takePlace(search) {
    window.history.replaceState({}, "", search);
    return true;
  }

  /* Send the page to another view. Dash's Location keeps the history, so that Back undoes. */
  function go(search, replacing = false) {
    if (search === here()) return;
    settle();
    requested = search;
    waiting = [
      setTimeout(() => document.documentElement.setAttribute("data-busy", ""), BUSY_AFTER),
      setTimeout(() => (byId("trouble").hidden = false), PATIENCE),
    ];
    // Where the address is there already, Dash has to know the whole of it, or it puts the old back.
    const taken = window.jihat.takeEntry(search) || (replacing && takePlace(search));
    const { href } = window.location;
    window.dash_clientside.set_props("location", taken ? { search, href } : { search });
  }

  function settle() {
    waiting.forEach(clearTimeout);
    waiting = [];
    document.documentElement.removeAttribute("data-busy");
    byId("trouble").hidden = true;
  }

  const { address } = window.jihat;
  const here = () => (requested === null ? window.location.search : requested);
  window.addEventListener("popstate", () => (requested = null));

  function gesture(control) {
    const { toggle, value, set, year } = control.dataset;
    if ("choose" in control.dataset) return address.choose(here(), value);
    if (toggle) return address.toggle(here(), toggle, value);
    if (set) return address.set(here(), set, control.value);
    if (year) return address.year(here(), year);
    return new URL(control.href).search;
  }

  window.addEventListener("offline", () => (byId("trouble").hidden = false));

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-reload]")) return window.location.reload();
    const inDialog = event.target.closest("#details");
    if (!inDialog) closePickers(event.target.closest("[data-close]") ? document.body : event.target);
    const control = event.target.closest("a[data-toggle], a[data-nav], a[data-year]");
    // A new tab or window is the reader's choice: the link carries the whole view.
    if (!control || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(gesture(control));
  });

  document.addEventListener("change", (event) => {
    const control = event.target.closest("input[data-toggle], [data-set]");
    if (control) go(gesture(control));
  });

  function closePickers(target) {
    for (const picker of document.querySelectorAll("details.picker[open]")) {
      if (target === document.body || !picker.contains(target)) picker.open = false;
    }
  }

  document.addEventListener("keydown", (event) => {
    const button = event.target.closest('a[role="button"]');
    if (button && event.key === " ") {
      event.preventDefault();
      button.click();
    }
    // The dialog may lie over an open picker, to whose link it returns.
    if (event.key !== "Escape" || byId("details").open) return;
    const picker = document.querySelector("details.picker[open]");
    if (!picker) return;
    picker.open = false;
    picker.querySelector("summary").focus();
  });

  /* Words of the page's frame, which no panel holds. */
  function translate(words) {
    for (const part of document.querySelectorAll("[data-text]")) {
      part.textContent = words[part.dataset.text];
    }
    for (const part of document.querySelectorAll("[data-label]:not(td)")) {
      part.setAttribute("aria-label", words[part.dataset.label]);
    }
  }

  /* Where the bar of questions is wider than the screen, the one that is asked stands in it. */
  let inView = "";
  function showQuestion() {
    const asked = document.querySelector(".questions__one[aria-current]");
    // To measure lays the page out: only where another question is asked.
    if (!asked || asked.textContent === inView) return;
    inView = asked.textContent;
    const list = asked.closest("ul");
    const [own, whole] = [asked.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollBy({ left: own.left + own.width / 2 - (whole.left + whole.width / 2) });
  }

  function show(answer) {
    if (!answer) return window.dash_clientside.no_update;
    const root = document.documentElement;
    const translated = root.lang !== answer.lang;
    const place = translated ? window.jihat.readingPlace() : null;
    document.title = answer.title;
    root.dataset.layout = answer.layout;
    root.dataset.page = answer.page;
    window.jihat.applyTheme(answer.search);
    if (translated) {
      root.lang = answer.lang;
      root.dir = answer.dir;
      byId("map-legend").dir = answer.dir;
      translate(answer.words);
    }
    window.jihat.fill(answer, translated, () => {
      announce();
      window.jihat.remark();
      root.dataset.shown = answer.search;
    });
    window.jihat.returnTo(place);
    showQuestion();
    window.jihat.showDetails(answer.search);
    settle();
    if (answer.search === window.location.search) requested = null;
    window.jihat.describeMap();
    root.dataset.seen = answer.search;
    return answer.search;
  }

  /* Say the answer to those who hear the page, once it is there. */
  function announce() {
    const spoken = byId("answer");
    if (spoken && byId("announcer").textContent !== spoken.textContent) {
      byId("announcer").textContent = spoken.textContent;
    }
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.jihat = { show };
  Object.assign(window.jihat, { go, here });
  window.jihat.showDetails(window.location.search);
})();
