/* Where the labels of the map go: its numbers always, names where they have room.
 *
 * Labels come in order of their weight. Every number finds its place first, at its unit or as near
 * as nothing else is; one that has to leave its unit is tied to it by a line. A name is written
 * under its number where that hits nothing, aside by parts of its own size, or is left out.
 */
(function () {
  "use strict";

  /* How far the boxes of letters may meet. */
  const TOUCH = 2;
  const ASIDE = [[0, 0], [0, -0.8], [0, 0.8], [0.7, 0], [-0.7, 0]];
  /* Around a unit, in heights of its number: nearest first, all around. */
  const RINGS = [0.5, 1, 1.5, 2, 2.75, 3.5, 4.5];
  const ROUND = 12;
  const SPOTS = [[0, 0], ...RINGS.flatMap(ring)];

  function ring(radius) {
    const angles = [...Array(ROUND).keys()].map((part) => (2 * Math.PI * part) / ROUND);
    return angles.map((angle) => [radius * Math.cos(angle), radius * Math.sin(angle)]);
  }

  const moved = ({ left, right, top, bottom }, [x, y]) => ({
    left: left + x,
    right: right + x,
    top: top + y,
    bottom: bottom + y,
  });

  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];

  const hits = (one, other) =>
    one.left + TOUCH < other.right &&
    other.left + TOUCH < one.right &&
    one.top + TOUCH < other.bottom &&
    other.top + TOUCH < one.bottom;

  const isIn = (box, stage) =>
    box.top >= stage.top &&
    box.bottom <= stage.bottom &&
    box.left >= stage.left &&
    box.right <= stage.right;

  const covers = (path, [x, y]) =>
    path.isPointInFill(new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse()));

  /* Where Plotly has put a label: its text hangs from that point. */
  function anchorOf(text) {
    const { e, f } = text.transform.baseVal.consolidate().matrix;
    const point = new DOMPoint(e, f).matrixTransform(text.parentNode.parentNode.getScreenCTM());
    return [point.x, point.y];
  }

  /* A label with a number has it in a line of its own, in bold. */
  function measured(text) {
    const line = text.querySelector(".line > tspan");
    const whole = text.getBoundingClientRect();
    const number = line && line.getBoundingClientRect();
    // A narrow map writes no names.
    const named = !number || whole.height > 1.5 * number.height;
    return { text, whole, number, named, anchor: anchorOf(text) };
  }

  /* The spots of a number that are free: inside its unit before outside, then the nearest. */
  function placeNumber(label, taken, stage, units) {
    const [x, y] = middle(label.number);
    const size = label.number.bottom - label.number.top;
    const shifts = SPOTS.map(([along, down]) => [
      label.anchor[0] + along * size - x,
      label.anchor[1] + down * size - y,
    ]);
    const free = shifts.filter((shift) => {
      const box = moved(label.number, shift);
      return isIn(box, stage) && !taken.some((other) => hits(other, box));
    });
    const own = units.find((path) => covers(path, label.anchor));
    const inside = (shift) => own && covers(own, [x + shift[0], y + shift[1]]);
    label.shift = free.find(inside) || free[0] || shifts[0];
    label.away = Boolean(own) && !inside(label.shift);
    label.spot = moved(label.number, label.shift);
  }

  /* The place of a whole label, or nothing: beside other marks, and inside the map. */
  function roomFor({ whole, named }, taken, stage) {
    if (!named) return null;
    const moves = ASIDE.map(([along, down]) => [along * whole.width, down * whole.height]);
    return moves.find((move) => {
      const box = moved(whole, move);
      return isIn(box, stage) && !taken.some((other) => hits(other, box));
    });
  }

  function write(label, taken, stage) {
    const { text } = label;
    const others = taken.filter((box) => box !== label.spot);
    const move = roomFor(label, others, stage);
    text.classList.toggle("is-number", Boolean(label.spot) && !move);
    text.classList.toggle("is-hidden", !label.spot && !move);
    const shift = move || label.shift;
    if (!shift) return;
    text.style.translate = `${shift[0]}px ${shift[1]}px`;
    if (!move && label.away) tie(label);
    if (label.spot) taken.splice(taken.indexOf(label.spot), 1);
    taken.push(move ? moved(label.whole, move) : label.spot);
  }

  /* A line from a unit to the number that had to leave it, which it ends short of. */
  function tie({ text, anchor, spot }) {
    const trace = text.parentNode.parentNode;
    const [from, to] = [anchor, middle(spot)].map(([x, y]) =>
      new DOMPoint(x, y).matrixTransform(trace.getScreenCTM().inverse()),
    );
    const far = Math.hypot(to.x - from.x, to.y - from.y);
    const end = Math.max(0, 1 - (spot.bottom - spot.top) / 2 / far);
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    line.setAttribute("class", "leader");
    line.setAttribute("x1", from.x);
    line.setAttribute("y1", from.y);
    line.setAttribute("x2", from.x + (to.x - from.x) * end);
    line.setAttribute("y2", from.y + (to.y - from.y) * end);
    trace.prepend(line);
  }

  function declutter(units) {
    const traces = document.querySelector("#map .scatterlayer");
    const trace = traces && traces.lastElementChild;
    if (!trace) return;
    for (const line of trace.querySelectorAll(".leader")) line.remove();
    const texts = [...trace.querySelectorAll("text")];
    for (const text of texts) {
      text.classList.remove("is-number", "is-hidden");
      text.style.translate = "";
    }
    const stage = document.getElementById("map-stage").getBoundingClientRect();
    // What lies off the map, where it was moved or zoomed, is neither drawn nor in the way.
    const labels = texts.map(measured).filter((label) => label.whole.width);
    const seen = labels.filter(({ whole }) => hits(whole, stage));
    const marks = [...traces.querySelectorAll("path.point")];
    const taken = marks.map((path) => path.getBoundingClientRect());
    for (const label of seen.filter(({ number }) => number)) {
      placeNumber(label, taken, stage, units);
      taken.push(label.spot);
    }
    for (const label of seen) write(label, taken, stage);
  }

  window.jihat = Object.assign(window.jihat || {}, { declutter });
})();
