/* The speaker's notes: follow the step of the other window, and lead it on. */
(function () {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const two = (number) => String(number).padStart(2, "0");

  /* Show the notes that stand in the document; a channel is as for `player` in present.js. */
  function speaker(channel) {
    const rtl = document.documentElement.dir === "rtl";
    const ending = new AbortController();
    const { signal } = ending;
    let started = Date.now();

    function show(step) {
      for (const one of document.querySelectorAll(".notes__step")) one.hidden = Number(one.dataset.step) !== step;
    }

    function tick() {
      const now = new Date();
      const seconds = Math.floor((now - started) / 1000);
      byId("clock").textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
      byId("elapsed").textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    }

    const lead = (go) => channel && channel.post({ go });
    const keys = {
      " ": "next", PageDown: "next", ArrowDown: "next", PageUp: "back", ArrowUp: "back",
      ArrowRight: rtl ? "back" : "next", ArrowLeft: rtl ? "next" : "back",
    };

    document.addEventListener("keydown", (event) => {
      if (event.key === " " && event.target.closest("button")) return;
      if (!keys[event.key]) return;
      event.preventDefault();
      lead(keys[event.key]);
    }, { signal });
    document.addEventListener("click", ({ target }) => {
      const control = target.closest("[data-do]");
      if (control) lead(control.dataset.do);
    }, { signal });
    byId("restart").addEventListener("click", () => {
      started = Date.now();
      tick();
    });
    if (channel) {
      channel.listen((data) => data.at && show(data.at));
      channel.post({ ask: true });
    }
    tick();
    const ticking = setInterval(tick, 1000);

    /* Leave the document to somebody else. */
    function stop() {
      ending.abort();
      clearInterval(ticking);
    }

    return { show, stop };
  }

  /* The page as it is served: both windows are of one site. */
  function served(story) {
    const wire = "BroadcastChannel" in window ? new BroadcastChannel(`jihat.story.${story}`) : null;
    return wire && {
      post: (message) => wire.postMessage(message),
      listen: (heard) => wire.addEventListener("message", ({ data }) => heard(data)),
    };
  }

  window.jihat = Object.assign(window.jihat || {}, { speaker });
  if (document.body.dataset.story) speaker(served(document.body.dataset.story));
})();
