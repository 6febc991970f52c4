/* The map answers to pointer and keyboard.
 *
 * It is one stop of the Tab key: arrow keys move between neighbouring regions, Enter or Space
 * chooses, S tells what the region's figure rests on, Escape releases. All of them change the
 * address, as the filter bar does.
 */
(function () {
  "use strict";

  const UNITS = 1;
  const DIRECTIONS = {
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
  };
  let current = null;

  const stage = () => document.querySelector("#map .js-plotly-plot");

  /* Paths of the shaded regions: the outline's paths above them carry the same codes. */
  function regions() {
    const layers = document.querySelectorAll("#map .choroplethlayer > .trace");
    return layers[UNITS] ? [...layers[UNITS].querySelectorAll("path.choroplethlocation")] : [];
  }

  const codeOf = (path) => path.__data__ && path.__data__.loc;

  function choose(code) {
    window.jihat.go(window.jihat.address.toggle(window.jihat.here(), "place", code));
  }

  /* Plotly's own layers lie over the regions and stop the event, so the click is caught on its way
   * down and the regions' shapes are asked which of them it hit. A site's marker on top of a region
   * cannot swallow it that way. */
  let pressed = [0, 0];
  document.addEventListener("pointerdown", (event) => (pressed = [event.clientX, event.clientY]));
  document.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest || !event.target.closest("#map .main-svg")) return;
      // A drag is no choice.
      if (Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 6) return;
      const point = new DOMPoint(event.clientX, event.clientY);
      const hit = regions().find((path) =>
        path.isPointInFill(point.matrixTransform(path.getScreenCTM().inverse())),
      );
      if (hit) choose(codeOf(hit));
    },
    true,
  );

  const centre = (path) => {
    const box = path.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };

  const rowOf = (code) => document.querySelector(`#map-table tr[data-key="${code}"]`);

  /* The nearest region on that side: one that shares a border, or else any. What lies straight
   * ahead counts before what lies aside. */
  function neighbour(from, direction) {
    const row = rowOf(codeOf(from));
    const bordering = row ? row.dataset.neighbours.split(" ") : [];
    const others = regions().filter((path) => path !== from);
    const near = others.filter((path) => bordering.includes(codeOf(path)));
    return nearest(from, near, direction) || nearest(from, others, direction);
  }

  function nearest(from, candidates, [dx, dy]) {
    const [x, y] = centre(from);
    let best = null;
    let least = Infinity;
    for (const path of candidates) {
      const [px, py] = centre(path);
      const ahead = (px - x) * dx + (py - y) * dy;
      const aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
      const cost = ahead + 2 * aside;
      if (ahead > 4 && ahead >= aside / 2 && cost < least) {
        best = path;
        least = cost;
      }
    }
    return best;
  }

  function focusRegion(path) {
    for (const other of regions()) other.classList.toggle("is-current", other === path);
    current = codeOf(path);
    const row = rowOf(current);
    document.getElementById("announcer").textContent = row
      ? [...row.children].map((cell) => cell.textContent).join(": ")
      : current;
  }

  /* The key and not only its letter: an Arabic keyboard writes another one with it. */
  const asksForSources = ({ key, code, ctrlKey, metaKey, altKey }) =>
    (key.toLowerCase() === "s" || code === "KeyS") && !ctrlKey && !metaKey && !altKey;

  document.addEventListener("keydown", (event) => {
    const canvas = event.target.closest && event.target.closest(".map__canvas");
    if (!canvas) return;
    const paths = regions();
    if (!paths.length) return;
    const from = paths.find((path) => codeOf(path) === current);
    if (event.key in DIRECTIONS) {
      event.preventDefault();
      const next = from ? neighbour(from, DIRECTIONS[event.key]) : paths[0];
      if (next) focusRegion(next);
    } else if ((event.key === "Enter" || event.key === " ") && from) {
      event.preventDefault();
      choose(current);
    } else if (asksForSources(event) && from) {
      event.preventDefault();
      window.jihat.go(window.jihat.address.select(window.jihat.here(), `region:${current}`));
    } else if (event.key === "Escape") {
      window.jihat.go(window.jihat.address.set(window.jihat.here(), "place", ""));
    }
  });

  /* Whoever arrives by keyboard hears at once where they are. */
  document.addEventListener("focusin", (event) => {
    const canvas = event.target.closest && event.target.closest(".map__canvas");
    if (!canvas || !canvas.matches(":focus-visible")) return;
    const chosen = document.querySelector("#picker-place input:checked");
    const code = current || (chosen ? chosen.dataset.value : null);
    const paths = regions();
    const start = paths.find((path) => codeOf(path) === code) || paths[0];
    if (start) focusRegion(start);
  });

  document.addEventListener("focusout", (event) => {
    if (!event.target.closest || !event.target.closest(".map__canvas")) return;
    for (const path of regions()) path.classList.remove("is-current");
  });

  /* Name the map in the reader's language: its words stand in the panel's own heading. */
  function describeMap() {
    const canvas = document.querySelector(".map__canvas");
    const help = document.getElementById("map-help");
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", help ? help.textContent.trim() : "");
    const plot = stage();
    if (plot) plot.setAttribute("aria-hidden", "true");
  }

  window.jihat = Object.assign(window.jihat || {}, { describeMap });
})();
