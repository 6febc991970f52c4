/* The map answers to pointer and keyboard.
 *
 * It is one stop of the Tab key: arrow keys move between neighbouring units, Enter or Space
 * chooses, Plus goes down into one and Minus up again, S tells what its figure rests on, Escape
 * releases. All of them change the address, as the filter bar does.
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
  const DOWN = ["+", "PageDown"];
  const UP = ["-", "PageUp", "Backspace"];
  const MOMENT = 50;
  /* Where the keyboard is, and whether it is on the map now. */
  let current = null;
  let marked = false;

  const drawing = () => document.querySelector("#map .js-plotly-plot");
  const here = () => window.jihat.here();

  /* Paths of the shaded units: the outline's paths above them carry the same codes. */
  function units() {
    const layers = document.querySelectorAll("#map .choroplethlayer > .trace");
    return layers[UNITS] ? [...layers[UNITS].querySelectorAll("path.choroplethlocation")] : [];
  }

  const codeOf = (path) => path.__data__ && path.__data__.loc;

  const { address } = window.jihat;
  const choose = (code) => window.jihat.go(address.choose(here(), code));
  const goDown = (code) => window.jihat.go(address.down(here(), code));

  /* Out of a place, which then is where the reader stands. */
  function goUp() {
    current = address.frame(here()) || current;
    window.jihat.go(address.up(here()));
  }

  /* Plotly's own layers lie over the units and stop the event, so the click is caught on its way
   * down and the units' shapes are asked which of them it hit. A site's marker on top of a unit
   * cannot swallow it that way. The second click of two goes down into what the first has chosen:
   * by then, something else may lie under the pointer. */
  let pressed = [0, 0];
  let clicked = null;
  document.addEventListener("pointerdown", (event) => (pressed = [event.clientX, event.clientY]));
  document.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest || !event.target.closest("#map .main-svg")) return;
      if (event.detail === 2 && clicked && address.down(here(), clicked) !== here()) {
        return goDown(clicked);
      }
      // A drag is no choice.
      if (Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 6) return;
      const point = new DOMPoint(event.clientX, event.clientY);
      const hit = units().find((path) =>
        path.isPointInFill(point.matrixTransform(path.getScreenCTM().inverse())),
      );
      clicked = hit ? codeOf(hit) : null;
      if (hit) choose(clicked);
    },
    true,
  );

  const centre = (path) => {
    const box = path.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };

  const rowOf = (code) => document.querySelector(`#map-foot tr[data-key="${code}"]`);

  /* The nearest unit on that side: one that shares a border, or else any. What lies straight
   * ahead counts before what lies aside. */
  function neighbour(from, direction) {
    const row = rowOf(codeOf(from));
    const bordering = row ? row.dataset.neighbours.split(" ") : [];
    const others = units().filter((path) => path !== from);
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

  /* A name and its value, as the reader's language joins them. */
  const told = (name, value) => {
    const { told: pattern } = document.getElementById("map-help").dataset;
    return pattern.replace("{name}", () => name).replace("{value}", () => value);
  };

  /* Mark a unit, and write its name on the map for those who see it and do not hear it. */
  function mark(path) {
    for (const other of units()) other.classList.toggle("is-current", other === path);
    const row = path && rowOf(codeOf(path));
    const words = row ? [...row.children].map((cell) => cell.textContent.trim()).reduce(told) : "";
    document.getElementById("map-current").textContent = words;
    return words;
  }

  function focusUnit(path) {
    current = codeOf(path);
    marked = true;
    window.jihat.linkUnit(current);
    document.getElementById("announcer").textContent = mark(path) || current;
  }

  /* Where to start: where the reader was, at a chosen unit, or in the middle of the map. */
  function start(paths) {
    const chosen = [...document.querySelectorAll("#pickers input:checked")];
    const codes = [current, ...chosen.map((input) => input.dataset.value)];
    const known = codes.map((code) => paths.find((path) => codeOf(path) === code)).find(Boolean);
    return known || middlemost(paths);
  }

  function middlemost(paths) {
    const [x, y] = centre(document.getElementById("map-stage"));
    const away = (path) => Math.hypot(centre(path)[0] - x, centre(path)[1] - y);
    return paths.reduce((best, path) => (away(path) < away(best) ? path : best), paths[0]);
  }

  /* After the map was drawn: Plotly gives its paths to other units and forgets the mark. */
  function drawn() {
    const paths = units();
    if (paths.length) document.getElementById("map-stage").dataset.drawn = "";
    window.jihat.declutter(paths);
    remark();
  }

  /* Labels are put in order once before a frame, however often Plotly draws until then. */
  let frame = 0;
  function soon() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(drawn);
  }

  /* The mark, on the unit where the keyboard is. */
  function remark() {
    const paths = units();
    if (!paths.length || !marked) return mark(null);
    const same = paths.find((path) => codeOf(path) === current);
    if (same) mark(same);
    else focusUnit(start(paths));
  }

  /* What the number of a unit rests on, by the key that its row leads to. */
  function figureOf(code) {
    const link = rowOf(code) && rowOf(code).querySelector("[data-sources]");
    return link ? link.dataset.sources : `${address.level(here())}:${code}`;
  }

  /* The key and not only its letter: an Arabic keyboard writes another one with it. */
  const asksForSources = (event) =>
    (event.key.toLowerCase() === "s" || event.code === "KeyS") && !held(event);

  /* With another key held, a key is the browser's: Control and Minus make the page smaller. */
  const held = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;

  document.addEventListener("keydown", (event) => {
    const canvas = event.target.closest && event.target.closest(".map__canvas");
    if (!canvas) return;
    const paths = units();
    if (!paths.length) return;
    const from = paths.find((path) => codeOf(path) === current);
    if (event.key in DIRECTIONS) {
      event.preventDefault();
      const next = from ? neighbour(from, DIRECTIONS[event.key]) : start(paths);
      if (next) focusUnit(next);
    } else if ((event.key === "Enter" || event.key === " ") && from) {
      event.preventDefault();
      choose(current);
    } else if (asksForSources(event) && from) {
      event.preventDefault();
      window.jihat.go(address.select(here(), figureOf(current)));
    } else if (event.key === "Escape") {
      window.jihat.go(address.release(here()));
    } else if (!held(event) && (UP.includes(event.key) || (DOWN.includes(event.key) && from))) {
      event.preventDefault();
      if (UP.includes(event.key)) goUp();
      else goDown(current);
    }
  });

  /* Whoever arrives by keyboard hears at once where they are. */
  document.addEventListener("focusin", (event) => {
    const canvas = event.target.closest && event.target.closest(".map__canvas");
    if (!canvas || !canvas.matches(":focus-visible")) return;
    const paths = units();
    if (paths.length) focusUnit(start(paths));
  });

  document.addEventListener("focusout", (event) => {
    if (!event.target.closest || !event.target.closest(".map__canvas")) return;
    marked = false;
    mark(null);
  });

  /* Name the map in the reader's language: its words stand in the panel's own heading. */
  function describeMap() {
    const canvas = document.querySelector(".map__canvas");
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    // Its name is what it shows; which keys it answers to is said after it.
    canvas.setAttribute("aria-labelledby", "map-title");
    canvas.setAttribute("aria-describedby", "map-help");
    const plot = drawing();
    // On the first load the words are there before the map.
    if (!plot || !plot.on) return setTimeout(describeMap, MOMENT);
    if (!plot.hasAttribute("aria-hidden")) {
      plot.setAttribute("aria-hidden", "true");
      plot.on("plotly_afterplot", soon);
      window.jihat.followZoom(plot);
      window.jihat.followLinks(plot);
      // Until its font is there, a name has another width.
      document.fonts.ready.then(soon);
    }
  }

  window.jihat = Object.assign(window.jihat || {}, { describeMap, remark });
})();
