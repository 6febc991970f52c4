/* The speaker's notes: follow the step of the other window, and lead it on. */
(function () {
  "use strict";

  const { story } = document.body.dataset;
  const byId = (id) => document.getElementById(id);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`jihat.story.${story}`) : null;
  const rtl = document.documentElement.dir === "rtl";
  const two = (number) => String(number).padStart(2, "0");
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

  const lead = (go) => channel && channel.postMessage({ go });
  const keys = {
    " ": "next", PageDown: "next", ArrowDown: "next", PageUp: "back", ArrowUp: "back",
    ArrowRight: rtl ? "back" : "next", ArrowLeft: rtl ? "next" : "back",
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.closest("button")) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    lead(keys[event.key]);
  });
  document.addEventListener("click", ({ target }) => {
    const control = target.closest("[data-do]");
    if (control) lead(control.dataset.do);
  });
  byId("restart").addEventListener("click", () => {
    started = Date.now();
    tick();
  });
  if (channel) {
    channel.addEventListener("message", ({ data }) => data.at && show(data.at));
    channel.postMessage({ ask: true });
  }
  tick();
  setInterval(tick, 1000);
})();
