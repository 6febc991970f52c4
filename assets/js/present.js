/* Presenting a story: goes from step to step, all of which stand in the document already.
 *
 * The address holds the step, so that leaving and coming back is a link. The speaker's notes are
 * another window of the same browser; the two tell each other the step over a channel. Where steps,
 * notes and codes are found differs between the page and the one-file bundle: each has a ground.
 */
(function () {
  "use strict";

  const IDLE = 3000;
  const TYPED = 4000;
  const SWIPE = 50;
  const NUDGE = 24;
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  /* An address as one reads it aloud; one that was never encoded stays as it is. */
  function readable(address) {
    try {
      return decodeURIComponent(address);
    } catch {
      return address;
    }
  }

  /* Present the steps that stand in the document.
   *
   * A ground has: `step`, the first that is shown; `count`; `addressOf(step)`; `remember(step)`,
   * which keeps it in the address; `keep(link, step)`, which lets a link lead on from it;
   * `explore(section)`; `code(section)` → {image, address}; `notes(step)`; and `channel`, with
   * `post(message)` and `listen(heard)`, or null. */
  function player(ground) {
    const { count, channel } = ground;
    const rtl = root.dir === "rtl";
    const state = { step: ground.step, part: 1, typed: "", x: 0, y: 0 };
    const ending = new AbortController();
    let quieting, clearing;

    const on = (name, heard, options = {}) =>
      document.addEventListener(name, heard, { ...options, signal: ending.signal });
    const sectionOf = (step) => byId(`step-${step}`);
    const current = () => sectionOf(state.step);
    const within = (step) => Math.min(Math.max(step, 1), count);
    const partsOf = (step) => Math.max(1, Number(sectionOf(step).dataset.parts));

    /* --- steps --------------------------------------------------------------------------- */

    function showPart(section) {
      for (const one of section.querySelectorAll("[data-part]")) {
        one.hidden = Number(one.dataset.part) !== state.part;
      }
    }

    /* Notes, languages, themes and exploring lead from the step that is shown. */
    function leadFrom(section) {
      document.querySelector('[data-do="explore"]').href = section.dataset.live;
      document.querySelector('[data-do="back"]').href = ground.addressOf(within(state.step - 1));
      document.querySelector('[data-do="next"]').href = ground.addressOf(within(state.step + 1));
      for (const link of document.querySelectorAll("a[data-keep]")) ground.keep(link, state.step);
    }

    function announce(section) {
      byId("announcer").textContent = [".step__number", ".step__title", ".step__caption"]
        .map((one) => section.querySelector(one).textContent.trim())
        .join(". ");
    }

    function show(step, part = 1) {
      const before = state.step;
      state.step = within(step);
      state.part = Math.min(Math.max(part, 1), partsOf(state.step));
      const section = current();
      for (const one of document.querySelectorAll(".step")) {
        one.hidden = one !== section;
      }
      showPart(section);
      leadFrom(section);
      byId("black").hidden = true;
      if (before === state.step) return;
      ground.remember(state.step);
      announce(section);
      tell();
    }

    const tell = () => channel && channel.post({ at: state.step });

    function next() {
      if (state.part < partsOf(state.step)) show(state.step, state.part + 1);
      else if (state.step < count) show(state.step + 1);
    }

    function back() {
      if (state.part > 1) show(state.step, state.part - 1);
      else if (state.step > 1) show(state.step - 1, Infinity);
    }

    /* --- what lies over a step ----------------------------------------------------------- */

    function code() {
      const { image, address } = ground.code(current());
      byId("code-image").src = image;
      byId("code-address").textContent = readable(address);
      byId("code").showModal();
    }

    function place(x, y) {
      state.x = Math.min(Math.max(x, 0), innerWidth);
      state.y = Math.min(Math.max(y, 0), innerHeight);
      byId("pointer").style.insetInlineStart = "auto";
      byId("pointer").style.left = `${state.x}px`;
      byId("pointer").style.top = `${state.y}px`;
    }

    function pointer() {
      byId("pointer").hidden = !byId("pointer").hidden;
      if (!state.x && !state.y) place(innerWidth / 2, innerHeight / 2);
    }

    function full() {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
    }

    /* Escape closes what lies over the step; where nothing does, it leaves the story to explore. */
    function escape() {
      const over = ["black", "pointer"].map(byId).find((one) => !one.hidden);
      if (over) over.hidden = true;
      else if ("highlight" in root.dataset) delete root.dataset.highlight;
      else explore();
    }

    const explore = () => ground.explore(current());

    /* --- keys ---------------------------------------------------------------------------- */

    const actions = {
      next,
      back,
      explore,
      code,
      help: () => byId("help").showModal(),
      first: () => show(1),
      last: () => show(count),
      black: () => (byId("black").hidden = !byId("black").hidden),
      highlight: () => root.toggleAttribute("data-highlight"),
      notes: () => ground.notes(state.step),
      pointer,
      full,
      escape,
    };
    const keys = {
      " ": "next", PageDown: "next", ArrowDown: "next", PageUp: "back", ArrowUp: "back",
      ArrowRight: rtl ? "back" : "next", ArrowLeft: rtl ? "next" : "back",
      Home: "first", End: "last", b: "black", ".": "black", h: "highlight", n: "notes",
      p: "pointer", q: "code", f: "full", e: "explore", "?": "help", "؟": "help",
      Escape: "escape",
    };
    // A keyboard of Arabic letters has others where these are: the key's place decides.
    const places = {
      KeyB: "black", KeyH: "highlight", KeyN: "notes", KeyP: "pointer", KeyQ: "code",
      KeyF: "full", KeyE: "explore",
    };
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    function type(digit) {
      state.typed = (state.typed + digit).slice(-3);
      byId("typed").textContent = state.typed;
      clearTimeout(clearing);
      clearing = setTimeout(forget, TYPED);
    }

    function forget() {
      state.typed = byId("typed").textContent = "";
    }

    function jump(event) {
      event.preventDefault();
      show(Number(state.typed));
      forget();
    }

    function actionOf(event) {
      const known = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      return known || (/^[a-z]$/i.test(event.key) ? undefined : places[event.code]);
    }

    on("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      const over = !byId("pointer").hidden && event.shiftKey && moves[event.key];
      if (over) return place(state.x + NUDGE * over[0], state.y + NUDGE * over[1]);
      if (/^[0-9]$/.test(event.key)) return type(event.key);
      if (event.key === "Enter" && state.typed) return jump(event);
      // A button that has the focus is pressed by the space bar, as everywhere.
      if (event.key === " " && event.target.closest("a, button")) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      forget();
      actions[action]();
    });

    /* --- mouse and touch ----------------------------------------------------------------- */

    on("click", (event) => {
      const control = event.target.closest("[data-do]");
      if (control) {
        event.preventDefault();
        return actions[control.dataset.do]();
      }
      if (event.target === byId("black")) byId("black").hidden = true;
      return undefined;
    });

    let touched = null;
    on("touchstart", ({ touches }) => {
      touched = touches.length === 1 ? [touches[0].clientX, touches[0].clientY] : null;
    }, { passive: true });
    on("touchend", ({ changedTouches: [end] }) => {
      wake();
      if (!touched || document.querySelector("dialog[open]")) return;
      const [along, down] = [end.clientX - touched[0], end.clientY - touched[1]];
      if (Math.abs(along) < SWIPE || Math.abs(along) < Math.abs(down)) return;
      // What follows is drawn in from the side that reading goes to.
      if (along < 0 !== rtl) next();
      else back();
    }, { passive: true });

    /* Controls and cursor hide when nobody has moved for a while. */
    function wake() {
      delete root.dataset.quiet;
      clearTimeout(quieting);
      quieting = setTimeout(() => (root.dataset.quiet = ""), IDLE);
    }

    on("pointermove", ({ clientX, clientY }) => {
      wake();
      if (!byId("pointer").hidden) place(clientX, clientY);
    });
    on("focusin", wake);

    if (channel) {
      channel.listen((data) => {
        if (data.go) (data.go === "next" ? next : back)();
        else if (data.ask) tell();
        // The notes show what the room sees, also where the step stayed the same.
        if (data.go) tell();
      });
    }

    /* Leave the document to somebody else. */
    function stop() {
      ending.abort();
      clearTimeout(quieting);
      clearTimeout(clearing);
      for (const mark of ["quiet", "highlight"]) delete root.dataset[mark];
    }

    show(state.step);
    wake();
    return { show, state, stop };
  }

  /* The page as it is served: a step is an address, and codes and notes are asked for. */
  function served() {
    const { story, step, steps, notes } = document.body.dataset;
    const origin = byId("code-address").textContent;
    const wire = "BroadcastChannel" in window ? new BroadcastChannel(`jihat.story.${story}`) : null;

    function addressOf(one) {
      const parts = new URLSearchParams(location.search);
      parts.set("step", one);
      return `?${parts}`;
    }

    function keep(link, one) {
      const url = new URL(link.href);
      url.searchParams.set("step", one);
      link.href = url.href;
    }

    function code({ dataset: { code: image, live } }) {
      const url = new URL(live, location.href);
      for (const own of ["lang", "theme", "story"]) url.searchParams.delete(own);
      return { image, address: `${origin}${url.pathname}${url.search}` };
    }

    return {
      step: Number(step),
      count: Number(steps),
      channel: wire && {
        post: (message) => wire.postMessage(message),
        listen: (heard) => wire.addEventListener("message", ({ data }) => heard(data)),
      },
      addressOf,
      keep,
      code,
      remember: (one) => history.replaceState(history.state, "", addressOf(one)),
      explore: (section) => location.assign(section.dataset.live),
      notes: (one) => window.open(`${notes}&step=${one}`, "jihat-notes", "width=760,height=640"),
    };
  }

  window.jihat = Object.assign(window.jihat || {}, { player });
  if (document.body.dataset.story) window.jihatStory = player(served());
})();
