/* Drawing over the map or a chart, to choose what lies in it: a rectangle, or a free line.
 *
 * A tool is switched on first, so that a finger scrolls until then. What lies inside by its centre
 * becomes the filter; with Shift it is added to it. By keyboard, units are chosen on the map itself.
 */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const UNITS = "#map .choroplethlayer > .trace:nth-child(2) path.choroplethlocation";
  const PARAMETERS = {
    region: "place",
    province: "place",
    commune: "place",
    organisation: "org",
    programme: "programme",
    phase: "phase",
    sector: "sector",
    status: "status",
  };
  /* Less than this is no drawing, in pixels. */
  const LEAST = 6;

  let tool = null;
  let container = null;
  let surface = null;
  let drawing = null;

  /* Whether a point lies in a polygon, by the edges that a line from it to one side crosses. */
  function isInside([x, y], polygon) {
    let inside = false;
    polygon.forEach(([ax, ay], at) => {
      const [bx, by] = polygon[(at || polygon.length) - 1];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    });
    return inside;
  }

  /* The shape that a drag draws: between its first and last point, or along all of them. */
  function shapeOf(kind, points) {
    if (kind === "line") return points;
    const [[left, top], [right, bottom]] = [points[0], points[points.length - 1]];
    return [[left, top], [right, top], [right, bottom], [left, bottom]];
  }

  /* The values inside a shape of those whose centres are known, each once. */
  const chosenIn = (shape, candidates) => [
    ...new Set(candidates.filter((one) => isInside(one.centre, shape)).map((one) => one.value)),
  ];

  /* A mark with a label beside it says which part of it is meant. */
  const centreOf = (element) => {
    const marked = element.querySelector("[data-centre]") || element;
    const box = marked.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };

  /* What can be chosen in a container, each by the parameter of the address that chooses it. */
  function candidatesIn(host) {
    if (host.id === "map-stage") {
      return [...document.querySelectorAll(UNITS)].map((path) => ({
        parameter: "place",
        value: path.__data__.loc,
        centre: centreOf(path),
      }));
    }
    return [...host.querySelectorAll("[data-link]")].flatMap((element) => {
      const [dimension, value] = element.dataset.link.split(" ")[0].split(":");
      const parameter = PARAMETERS[dimension];
      return parameter ? [{ parameter, value, centre: centreOf(element) }] : [];
    });
  }

  const words = () => document.getElementById("select-words").dataset;
  const say = (text) => (document.getElementById("announcer").textContent = text);

  /* --- the tools ------------------------------------------------------------------------- */

  const toolbars = () => [...document.querySelectorAll(".select-tools")];
  const hostOf = (bar) =>
    bar.dataset.selectFor
      ? document.getElementById(bar.dataset.selectFor)
      : bar.nextElementSibling;

  function show() {
    for (const bar of toolbars()) {
      for (const button of bar.querySelectorAll("[data-tool]")) {
        const on = hostOf(bar) === container && button.dataset.tool === tool;
        button.setAttribute("aria-pressed", String(on));
      }
    }
  }

  function switchTo(host, kind) {
    const same = host === container && kind === tool;
    off();
    if (same) return;
    [container, tool] = [host, kind];
    surface = document.createElementNS(SVG, "svg");
    surface.setAttribute("class", "selecting");
    surface.setAttribute("aria-hidden", "true");
    surface.append(document.createElementNS(SVG, "path"));
    host.append(surface);
    say(words().how);
    show();
  }

  function off() {
    cancel();
    if (surface) surface.remove();
    surface = container = tool = null;
    show();
  }

  /* Charts that can be drawn over have the tools above them; the map has its own. */
  function offer() {
    const [model] = toolbars();
    for (const bar of toolbars()) {
      // Those made before are in the language before, or their chart is gone.
      if (!bar.dataset.selectFor) bar.remove();
    }
    for (const host of document.querySelectorAll("[data-selectable]")) {
      if (!toolbars().some((bar) => hostOf(bar) === host)) host.before(copyOf(model));
    }
    if (container) keepOn();
    show();
  }

  /* The tool stays on over a chart that was written anew, and goes with one that is gone. */
  function keepOn() {
    if (!container.isConnected) container = container.id && document.getElementById(container.id);
    if (!container) off();
    else if (!surface.isConnected) container.append(surface);
  }

  function copyOf(model) {
    const copy = model.cloneNode(true);
    delete copy.dataset.selectFor;
    for (const part of copy.querySelectorAll(":scope > :not([data-tool])")) part.remove();
    return copy;
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest && target.closest("[data-tool]");
    if (button) switchTo(hostOf(button.closest(".select-tools")), button.dataset.tool);
  });

  /* --- drawing --------------------------------------------------------------------------- */

  function pointOf(event) {
    const { left, right, top, bottom } = drawing.box;
    const within = (value, least, most) => Math.min(Math.max(value, least), most);
    return [within(event.clientX, left, right), within(event.clientY, top, bottom)];
  }

  function draw() {
    const { left, top } = drawing.box;
    const shape = shapeOf(tool, drawing.points).map(([x, y]) => `${x - left} ${y - top}`);
    surface.firstChild.setAttribute("d", `M${shape.join("L")}Z`);
  }

  function cancel() {
    if (!drawing) return;
    drawing = null;
    surface.firstChild.removeAttribute("d");
  }

  function finish(event) {
    const { points } = drawing;
    const add = event.shiftKey;
    const [x, y] = points[0];
    cancel();
    if (!points.some((one) => Math.hypot(one[0] - x, one[1] - y) > LEAST)) return;
    apply(shapeOf(tool, points), add);
  }

  /* What was drawn around most decides which filter it is. */
  function apply(shape, add) {
    const candidates = candidatesIn(container);
    const [first] = candidates.filter((one) => isInside(one.centre, shape));
    if (!first) return say(words().none);
    const { parameter } = first;
    const values = chosenIn(shape, candidates.filter((one) => one.parameter === parameter));
    const { address, go, here } = window.jihat;
    if (parameter === "place") go(address.choosePlaces(here(), values, add));
    else go(address.chooseValues(here(), parameter, values, add));
  }

  document.addEventListener("pointerdown", (event) => {
    if (!surface || event.target !== surface || event.button || drawing) return;
    event.preventDefault();
    surface.setPointerCapture(event.pointerId);
    drawing = { box: surface.getBoundingClientRect(), pointer: event.pointerId, points: [] };
    drawing.points.push(pointOf(event));
  });

  document.addEventListener("pointermove", (event) => {
    if (!drawing || event.pointerId !== drawing.pointer) return;
    drawing.points.push(pointOf(event));
    draw();
  });

  document.addEventListener("pointerup", (event) => {
    if (drawing && event.pointerId === drawing.pointer) finish(event);
  });

  document.addEventListener("pointercancel", cancel);

  /* Caught on its way down: Escape ends the drawing or the tool, and nothing else with it. */
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !tool) return;
      const elsewhere = event.target.closest("dialog, [popover], details.picker[open]");
      if (elsewhere && !drawing) return;
      event.stopPropagation();
      if (drawing) cancel();
      else off();
    },
    true,
  );

  new MutationObserver(offer).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-shown"],
  });

  const selecting = { isInside, shapeOf, chosenIn };
  window.jihat = Object.assign(window.jihat || {}, { selecting });
})();
