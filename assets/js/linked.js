/* What belongs together is highlighted together, in every panel.
 *
 * An element says what it stands for: data-link="sector:health", several values separated by
 * spaces. Two elements belong together when they have a dimension in common and share a value in
 * every dimension that they have in common: the cell of a region and a sector belongs to the bars
 * of both, and to the activities that have both. What stands for a value without a place also says
 * which units of the map its activities lie in: data-reach="02 05". See docs/linked_views.md.
 *
 * Nothing is read from the layout, and only what changes is written.
 */
(function () {
  "use strict";

  const LIT = "is-linked";
  const UNITS = "#map .choroplethlayer > .trace:nth-child(2) path.choroplethlocation";

  /* The elements of each value, with all of their values; made when it is first needed, and again
   * after the panels have changed. */
  let index = null;
  /* What the pointer is on and what the keyboard is on: an element, or the code of a unit. */
  let pointed = null;
  let focused = null;
  let lit = new Set();
  let touching = false;
  let last = [0, 0];

  /* Values by dimension: "region:02 region:09" is {region: [region:02, region:09]}. */
  function read(text) {
    const values = new Map();
    for (const one of text.split(" ").filter(Boolean)) {
      const dimension = one.slice(0, one.indexOf(":"));
      if (values.has(dimension)) values.get(dimension).push(one);
      else values.set(dimension, [one]);
    }
    return values;
  }

  function makeIndex() {
    const made = new Map();
    for (const element of document.querySelectorAll("[data-link]")) {
      const entry = { element, values: read(element.dataset.link) };
      for (const one of [...entry.values.values()].flat()) {
        if (made.has(one)) made.get(one).push(entry);
        else made.set(one, [entry]);
      }
    }
    return made;
  }

  /* Whether two that share a value also share one in every other dimension that both have. */
  function agree(one, other) {
    for (const [dimension, values] of one) {
      const theirs = other.get(dimension);
      if (theirs && !values.some((value) => theirs.includes(value))) return false;
    }
    return true;
  }

  const level = () => window.jihat.address.level(window.jihat.here());
  const textOf = (source) =>
    typeof source === "string" ? `${level()}:${source}` : source.dataset.link;

  /* Units of the map that a source asks for: by their own code, or where its activities lie. */
  function codesOf(source, values) {
    const reach = typeof source === "string" ? "" : source.dataset.reach || "";
    const own = (values.get(level()) || []).map((one) => one.slice(one.indexOf(":") + 1));
    return new Set([...own, ...reach.split(" ").filter(Boolean)]);
  }

  function asked(source) {
    const found = new Set();
    if (!source) return found;
    const values = read(textOf(source));
    index = index || makeIndex();
    for (const one of [...values.values()].flat()) {
      for (const entry of index.get(one) || []) {
        if (agree(values, entry.values)) found.add(entry.element);
      }
    }
    const codes = codesOf(source, values);
    if (!codes.size) return found;
    for (const path of document.querySelectorAll(UNITS)) {
      if (path.__data__ && codes.has(path.__data__.loc)) found.add(path);
    }
    for (const row of document.querySelectorAll("#map-foot tr[data-key]")) {
      if (codes.has(row.dataset.key)) found.add(row);
    }
    return found;
  }

  const alive = (source) => typeof source !== "object" || !source || source.isConnected;

  function light() {
    if (!alive(pointed)) pointed = null;
    if (!alive(focused)) focused = null;
    const found = asked(pointed || focused);
    for (const element of lit) if (!found.has(element)) element.classList.remove(LIT);
    for (const element of found) if (!lit.has(element)) element.classList.add(LIT);
    lit = found;
  }

  /* After the panels or the map were drawn again: the classes went with what was there. */
  function again() {
    for (const element of lit) element.classList.remove(LIT);
    lit = new Set();
    light();
  }

  function point(source) {
    if (source === pointed) return;
    pointed = source;
    light();
  }

  document.addEventListener("pointerover", (event) => {
    touching = event.pointerType === "touch";
    if (touching || !event.target.closest) return;
    // What scrolls under a pointer at rest takes nothing from the keyboard.
    const here = [event.screenX, event.screenY];
    if (focused && here[0] === last[0] && here[1] === last[1]) return;
    last = here;
    // On the map, Plotly tells which unit it is.
    if (event.target.closest("#map")) return typeof pointed === "string" ? null : point(null);
    point(event.target.closest("[data-link]"));
  });

  document.documentElement.addEventListener("pointerleave", () => point(null));

  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(":focus-visible")) return;
    focused = target.closest("[data-link]");
    pointed = null;
    light();
  });

  document.addEventListener("focusout", () => {
    if (!focused) return;
    focused = null;
    light();
  });

  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !(pointed || focused)) return;
    pointed = focused = null;
    light();
  });

  /* Made when the browser has nothing else to do, so that no gesture waits for it. */
  const whenIdle = window.requestIdleCallback || ((work) => setTimeout(work, 200));

  function changed() {
    index = null;
    if (lit.size) again();
    whenIdle(() => (index = index || makeIndex()));
  }

  new MutationObserver(changed).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-shown"],
  });

  function onHover({ points }) {
    const code = points[0] && points[0].location;
    if (code && !touching) point(code);
  }

  /* The map tells what the pointer is on, and when it was drawn again. */
  function followLinks(plot) {
    plot.on("plotly_hover", onHover);
    plot.on("plotly_unhover", () => typeof pointed === "string" && point(null));
    plot.on("plotly_afterplot", () => lit.size && again());
  }

  /* The unit of the map that the keyboard is on. */
  function linkUnit(code) {
    focused = code;
    pointed = null;
    light();
  }

  window.jihat = Object.assign(window.jihat || {}, { followLinks, linkUnit });
})();
