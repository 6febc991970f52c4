/* Lower bounds of at most five classes for counts: layers/breaks.py. */
(function () {
  "use strict";

  const CLASSES = 5;

  function roundedDown(value) {
    const [digits, exponent] = value.toExponential().split("e");
    return Number(`${digits.slice(0, 3)}e${exponent}`);
  }

  function breaksOf(values) {
    const ordered = [...new Set(values.filter((value) => value > 0))].sort((a, b) => a - b);
    if (ordered.length <= CLASSES) return ordered;
    const step = ordered.length / CLASSES;
    const bounds = Array.from({ length: CLASSES }, (_, at) => ordered[Math.floor(step * at)]);
    return [...new Set(bounds.map(roundedDown))].sort((a, b) => a - b);
  }

  /* The class of a figure: 0 without activities, else 1 for the lowest and on. */
  function classOf(value, breaks) {
    if (value <= 0) return 0;
    return Math.max(1, breaks.filter((bound) => value >= bound).length);
  }

  globalThis.jihat = Object.assign(globalThis.jihat || {}, { breaksOf, classOf });
})();
