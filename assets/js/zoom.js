/* From one frame of the map to the next: both drawings move together, the old one fading.
 *
 * In Mercator a change of frame is a shift and a change of scale on the screen, so that the two
 * drawings stay on each other all the way. Plotly draws once; only the compositor works.
 */
(function () {
  "use strict";

  const DURATION = 420;
  const TIMING = { duration: DURATION, easing: "cubic-bezier(0.3, 0, 0.2, 1)" };
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let last = null;
  let ghost = null;
  /* To ask the map for its width would lay out the page in the middle of a gesture. */
  let width = 0;

  const height = (lat) => Math.asinh(Math.tan((lat * Math.PI) / 180));

  /* Middle of the map and pixels for a radian; the projection's own numbers, after it is drawn. */
  function viewOf(plot) {
    const { center, projection } = plot.layout.geo;
    const scale = (projection.scale * (width || plot.clientWidth)) / (2 * Math.PI);
    return { x: (center.lon * Math.PI) / 180, y: height(center.lat), scale };
  }

  /* The transform that shows what is drawn in one view as another view would show it. */
  function asIn(view, other) {
    const x = (view.x - other.x) * other.scale;
    const y = (other.y - view.y) * other.scale;
    return `translate(${x}px, ${y}px) scale(${other.scale / view.scale})`;
  }

  const same = (one, other) =>
    Math.abs(one.x - other.x) < 1e-6 && Math.abs(one.scale / other.scale - 1) < 1e-6;

  /* A view may change before the map was drawn for the first time. */
  const isLaidOut = (plot) => Boolean(plot.layout && plot.layout.geo);

  function before(plot) {
    if (!last || still.matches || ghost || !isLaidOut(plot) || same(last, viewOf(plot))) return;
    const drawing = plot.querySelector(".main-svg");
    ghost = drawing.cloneNode(true);
    for (const part of ghost.querySelectorAll("[id]")) part.removeAttribute("id");
    ghost.removeAttribute("id");
    ghost.setAttribute("class", "map__ghost");
    ghost.setAttribute("aria-hidden", "true");
    plot.closest(".map__canvas").append(ghost);
  }

  function after(plot) {
    if (!isLaidOut(plot)) return;
    const view = viewOf(plot);
    if (ghost) move(plot, last, view);
    last = view;
  }

  function move(plot, from, to) {
    const leaving = ghost;
    ghost = null;
    const gone = () => leaving.remove();
    leaving
      .animate([{ opacity: 1 }, { opacity: 0, transform: asIn(from, to) }], TIMING)
      .finished.then(gone, gone);
    plot.animate([{ opacity: 0, transform: asIn(to, from) }, { opacity: 1 }], TIMING);
  }

  function follow(plot) {
    if (plot.dataset.followed) return;
    plot.dataset.followed = "";
    new ResizeObserver(([{ contentRect }]) => (width = contentRect.width)).observe(plot);
    plot.on("plotly_beforeplot", () => before(plot));
    plot.on("plotly_afterplot", () => after(plot));
  }

  window.jihat = Object.assign(window.jihat || {}, { followZoom: follow });
})();
