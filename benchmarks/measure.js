/* Put into a page before its own scripts: when it shows something, and how long a gesture takes.
 *
 * `window.benchSelectors` is set before: `figure` (a key figure), `panels` (what changes when the
 * panels do) and `graphs` (what holds each Plotly figure, the map first).
 */
(function () {
  "use strict";

  const PATIENCE = 20000;
  const selectors = window.benchSelectors;
  const seen = {};

  /* The second frame after a change begins once the change has been drawn. */
  const drawn = () =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

  function fills() {
    const paths = document.querySelectorAll(`${selectors.graphs[0]} path.choroplethlocation`);
    const regions = [...paths].filter((path) => /^\d\d$/.test(path.__data__.loc));
    return regions.map((path) => path.getAttribute("fill") || path.style.fill);
  }

  const shown = {
    figure: () => {
      const figure = document.querySelector(selectors.figure);
      return figure && figure.textContent.trim();
    },
    map: () => new Set(fills()).size > 1,
  };

  function look() {
    for (const [name, test] of Object.entries(shown)) {
      if (name in seen || !test()) continue;
      seen[name] = null;
      drawn().then(() => (seen[name] = performance.now()));
    }
    if (!("figure" in seen && "map" in seen)) requestAnimationFrame(look);
  }
  requestAnimationFrame(look);

  const plots = () =>
    selectors.graphs.map((one) => document.querySelector(`${one} .js-plotly-plot`));

  /* Do something, and tell when what follows from it was drawn; null when it never was. */
  function gesture(act) {
    return new Promise((resolve) => {
      performance.clearResourceTimings();
      answered = false;
      const marks = {};
      const waiting = new Set(["panels", ...selectors.graphs]);
      const cleanUp = [];
      const start = performance.now();
      const arrived = (name) => {
        if (!waiting.delete(name)) return;
        marks[name] = performance.now() - start;
        if (!waiting.size) drawn().then(() => end({ painted: performance.now() - start }));
      };
      const end = (measured) => {
        cleanUp.forEach((one) => one());
        resolve(measured && { ...measured, ...requests(start), marks, fills: fills().join() });
      };
      plots().forEach((plot, index) => {
        // A figure may be drawn for other reasons before the answer has come.
        const heard = () => answered && arrived(selectors.graphs[index]);
        plot.on("plotly_afterplot", heard);
        cleanUp.push(() => plot.removeListener("plotly_afterplot", heard));
      });
      const observer = new MutationObserver(() => arrived("panels"));
      const panels = document.querySelector(selectors.panels);
      observer.observe(panels, selectors.changes);
      cleanUp.push(() => observer.disconnect());
      const patience = setTimeout(() => end(null), PATIENCE);
      cleanUp.push(() => clearTimeout(patience));
      act();
    });
  }

  /* Whether an answer has come since the gesture began. */
  let answered = false;
  const { fetch } = window;
  window.fetch = async (...request) => {
    const response = await fetch(...request);
    answered ||= String(request[0]).includes("_dash-update-component");
    return response;
  };

  function requests(start) {
    const made = performance
      .getEntriesByType("resource")
      .filter((one) => one.name.includes("_dash-update-component"));
    return {
      requests: made.length,
      asked: made.length ? made[0].startTime - start : 0,
      request: made.reduce((sum, one) => sum + one.responseEnd - one.startTime, 0),
      bytes: made.reduce((sum, one) => sum + one.transferSize, 0),
      // Nothing at all may be said in words.
      figure: Number(document.querySelector(selectors.figure).textContent.replace(/\D/g, "")),
    };
  }

  function pointIn(shape) {
    const box = shape.getBoundingClientRect();
    const back = shape.getScreenCTM().inverse();
    const steps = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
    const points = steps.flatMap((x) => steps.map((y) => [x, y]));
    return points
      .map(([x, y]) => new DOMPoint(box.left + box.width * x, box.top + box.height * y))
      .find((point) => shape.isPointInFill(point.matrixTransform(back)));
  }

  function press(shape) {
    const { x, y } = pointIn(shape);
    for (const type of ["pointerdown", "click"]) {
      shape.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX: x, clientY: y }));
    }
  }

  /* Our gestures: a region's shape, a bar of a chart, or the filter's own box where it has none. */
  function click({ dimension, value }) {
    const shapes = document.querySelectorAll(`${selectors.graphs[0]} path.choroplethlocation`);
    const shape = [...shapes].find((one) => one.__data__.loc === value);
    const named = `[data-toggle="${dimension}"][data-value="${value}"]`;
    if (dimension === "place" && shape) press(shape);
    else (document.querySelector(`.bars a${named}`) || document.querySelector(`input${named}`)).click();
  }

  const set = (id, value) => window.dash_clientside.set_props(id, { value });

  window.bench = { seen, gesture, click, set };
})();
