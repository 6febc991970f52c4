/* How one figure of a story becomes the next: what both have in common moves, the rest fades in.
 *
 * Every step is drawn already and stays as it is drawn: only how it comes is played, over what is
 * there. Nothing waits for it, and with reduced motion there is none. It watches which figure is
 * shown and knows nothing of what shows it, so that the page and the one-file bundle share it.
 */
(function () {
  "use strict";

  const SPAN = { duration: 420, easing: "ease-in-out" };
  const QUICK = { duration: 240, easing: "ease-out" };
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const shown = () => document.querySelector(".step:not([hidden]) .slide:not([hidden])");
  let last = shown();

  const fadeIn = (one, from = 0, span = QUICK) => one.animate([{ opacity: from }, {}], span);

  /* What stands in a figure, by the name that it has in the next as well. */
  function named(figure, selector, name) {
    return new Map([...figure.querySelectorAll(selector)].map((one) => [name(one), one]));
  }

  /* Units that lie where they lay take their new colour; of signs and words, what is new fades in. */
  function maps(before, now) {
    const units = (figure) => named(figure, "path[data-code]:not([fill=none])", (one) => one.dataset.code);
    const [old, own] = [units(before), units(now)];
    const laid = (one, code) => old.get(code)?.getAttribute("d") === one.getAttribute("d");
    if (!own.size || ![...own].every(([code, one]) => laid(one, code))) return false;
    for (const [code, one] of own) {
      const [from, to] = [old.get(code), one].map((path) => path.getAttribute("fill"));
      if (from !== to) one.animate([{ fill: from }, { fill: to }], SPAN);
    }
    fresh(before, now, "text, [data-site], [data-stripes], path.pointed, [data-chosen]");
    return true;
  }

  function fresh(before, now, selector) {
    const had = new Set([...before.querySelectorAll(selector)].map((one) => one.outerHTML));
    for (const one of now.querySelectorAll(selector)) {
      if (!had.has(one.outerHTML) && !one.parentElement.closest(selector)) fadeIn(one, 0, SPAN);
    }
  }

  /* Bars of the same name grow or shrink from where they ended. */
  function bars(before, now) {
    const [old, own] = [before, now].map((one) => named(one, "[data-name]", (bar) => bar.dataset.name));
    if (![...own.keys()].some((name) => old.has(name))) return false;
    for (const [name, bar] of own) {
      if (!old.has(name)) fadeIn(bar);
      else lengthen(old.get(name), bar);
    }
    return true;
  }

  function lengthen(from, to) {
    const [long, own] = [from, to].map((bar) => bar.querySelector(".slide__fill"));
    const shares = [long, own].map((bar) => bar.style.getPropertyValue("--share"));
    if (shares[0] === shares[1]) return;
    own.animate(shares.map((share) => ({ width: `calc(88% * ${share})` })), SPAN);
  }

  /* Columns of the same year rise or sink to their new height. */
  function columns(before, now) {
    const year = (one) => one.parentElement.querySelector("title").textContent.split(":")[0];
    const [old, own] = [before, now].map((one) => named(one, "rect.column", year));
    if (!own.size || !old.size) return false;
    for (const [name, one] of own) {
      const from = Number(old.get(name)?.getAttribute("height") || 0);
      const part = from / Number(one.getAttribute("height"));
      const look = { transformBox: "fill-box", transformOrigin: "bottom" };
      if (part !== 1) one.animate([{ ...look, transform: `scaleY(${part})` }, { ...look, transform: "none" }], SPAN);
    }
    fresh(before, now, "text, .span");
    return true;
  }

  function stop(figure) {
    for (const one of figure.closest(".step").getAnimations({ subtree: true })) one.cancel();
  }

  function play(before, now) {
    const moved = [maps, bars, columns].some((kind) => kind(before, now));
    if (!moved) fadeIn(now, 0.15);
    const [left, came] = [before, now].map((one) => one.closest(".step"));
    if (left === came) return;
    for (const one of came.querySelectorAll(".step__title, .step__words")) fadeIn(one, 0.15);
  }

  new MutationObserver(() => {
    const [before, now] = [last, shown()];
    last = now;
    if (!before || !now || before === now || still.matches || !before.isConnected) return;
    stop(before);
    play(before, now);
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["hidden"] });
})();
