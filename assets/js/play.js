/* Plays the years: one view after another, no faster than the page answers.
 *
 * The first year is a new entry in the history and every other takes its place, so that Back leads
 * out of the playing. Any other gesture stops it.
 */
(function () {
  "use strict";

  const root = document.documentElement;
  const SECOND = 1000;
  const QUIET = ["Tab", "Shift", "Control", "Alt", "Meta"];
  let playing = null;
  let pace = "1";

  const player = () => document.querySelector(".player");
  const say = (words) => (document.getElementById("announcer").textContent = words);

  function period() {
    const search = new URLSearchParams(window.jihat.here());
    return ["from", "to"].map((end) => Number(search.get(end)) || null);
  }

  /* The pace is no part of the view: every new view would forget it. */
  function keepPace() {
    const select = document.querySelector("[data-pace]");
    if (select) select.value = pace;
  }

  /* A chosen period is played; one year alone goes on to the last one. */
  function range() {
    const { first, last } = player().dataset;
    const [from, to] = period();
    const years = [Number(first), Number(last)];
    if (from && from === to) return from < years[1] ? [from + 1, years[1]] : years;
    return [from || years[0], to || years[1]];
  }

  function start() {
    const [next, last] = range();
    playing = { next, last, shown: null, timer: null, replacing: false };
    root.setAttribute("data-playing", "");
    say(player().dataset.started);
    step();
  }

  function stop() {
    if (!playing) return;
    clearTimeout(playing.timer);
    playing = null;
    root.removeAttribute("data-playing");
    if (player()) say(player().dataset.stopped);
  }

  function step() {
    const { next, last, replacing } = playing;
    if (!player() || next > last) return stop();
    const { address, go, here } = window.jihat;
    const search = address.set(address.set(here(), "from", String(next)), "to", String(next));
    Object.assign(playing, { next: next + 1, shown: search, replacing: true, since: performance.now() });
    go(search, replacing);
    if (root.dataset.shown === search) wait();
  }

  /* Once a year is shown, it stays for as long as the reader chose. */
  function wait() {
    const left = SECOND * Number(pace) - (performance.now() - playing.since);
    clearTimeout(playing.timer);
    playing.timer = setTimeout(step, Math.max(left, 0));
  }

  new MutationObserver(() => {
    keepPace();
    if (!playing) return;
    if (root.dataset.shown === playing.shown) wait();
    else if (window.jihat.here() !== playing.shown) stop();
  }).observe(root, { attributeFilter: ["data-shown"] });

  document.addEventListener(
    "click",
    (event) => {
      const pressed = event.target.closest && event.target.closest("[data-play]");
      if (playing) stop();
      else if (pressed) start();
    },
    true,
  );

  document.addEventListener(
    "keydown",
    (event) => {
      const own = event.target.closest && event.target.closest("[data-play], [data-pace]");
      if (playing && !own && !QUIET.includes(event.key)) stop();
    },
    true,
  );

  document.addEventListener(
    "change",
    (event) => {
      if (event.target.matches("[data-pace]")) pace = event.target.value;
      else stop();
    },
    true,
  );
  window.addEventListener("popstate", stop);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
})();
