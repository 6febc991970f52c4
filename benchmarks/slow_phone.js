/* Watches a page load: when figures and map are there, what blocks, and what moves. */
(function () {
  "use strict";

  const FIGURES = ".figure__value, .profile h1, .documents > li";
  const MAP = "#map path.choroplethlocation";
  const seen = { figure: null, map: null };
  let blocking = 0;
  let shift = 0;
  let busyUntil = 0;
  let firstPaint = 0;

  const observe = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({
      type,
      buffered: true,
    });

  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") firstPaint = entry.startTime;
  });
  // As Lighthouse counts: what each task takes beyond 50 ms, after the first paint.
  observe("longtask", (entry) => {
    const end = entry.startTime + entry.duration;
    busyUntil = Math.max(busyUntil, end);
    if (end > firstPaint) blocking += Math.max(0, entry.duration - 50);
  });
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) shift += entry.value;
  });
  observe("resource", (entry) => {
    busyUntil = Math.max(busyUntil, entry.responseEnd);
  });

  function look() {
    for (const [name, selector] of [["figure", FIGURES], ["map", MAP]]) {
      const found = seen[name] === null && document.querySelector(selector);
      // What is in the document now is on the screen with the next frame.
      if (found) requestAnimationFrame(() => (seen[name] = seen[name] || performance.now()));
    }
    requestAnimationFrame(look);
  }
  look();

  window.slow = {
    quietFor: () => {
      // A file on its way is no entry yet: a page with a map waits for its map.
      const waits = document.getElementById("map-stage") && seen.map === null;
      return document.readyState === "complete" && !waits ? performance.now() - busyUntil : 0;
    },
    told: () => ({
      first_paint: firstPaint,
      figure: seen.figure,
      map: seen.map,
      blocking,
      shift,
    }),
  };
})();
