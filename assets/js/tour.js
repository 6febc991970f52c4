/* The tour and the dialog of help. The question marks need no script: their texts are popovers.
 *
 * The tour lies beside the page and never blocks it. Whether it was offered is kept in this
 * browser; nothing is sent anywhere. */
(function () {
  "use strict";

  const OFFERED = "jihat.tour";
  const NO_STEP = -1;
  /* Above what the step is about, and between it and the tour. */
  const MARGINS = 110;
  let step = NO_STEP;
  let offering = false;
  let returnTo = null;

  const byId = (id) => document.getElementById(id);
  const steps = () => [...byId("tour").querySelectorAll("[data-step]")];

  /* Where nothing can be kept, the tour would be offered again and again: it is not offered. */
  function wasOffered() {
    try {
      return window.localStorage.getItem(OFFERED) !== null;
    } catch {
      return true;
    }
  }

  function keepOffered() {
    offering = false;
    byId("invitation").hidden = true;
    try {
      window.localStorage.setItem(OFFERED, "1");
    } catch {
      // Private windows may refuse.
    }
  }

  /* The panels are written anew with every view: what belongs to the step is set again. */
  function show() {
    byId("invitation").hidden = !offering;
    for (const one of document.querySelectorAll("[data-toured]")) delete one.dataset.toured;
    if (step === NO_STEP) return null;
    const last = step === steps().length - 1;
    steps().forEach((one, position) => (one.hidden = position !== step));
    byId("tour").querySelector("[data-tour=back]").setAttribute("aria-disabled", step === 0);
    byId("tour").querySelector("[data-more]").hidden = last;
    byId("tour").querySelector("[data-last]").hidden = !last;
    const targets = document.querySelectorAll(steps()[step].dataset.targets);
    const target = [...targets].find((one) => one.checkVisibility());
    if (target) target.dataset.toured = "";
    byId("tour").toggleAttribute("data-corner", !target || !hasRoomBeside(target));
    return target;
  }

  const hasRoomBeside = (target) =>
    target.offsetHeight + byId("tour").offsetHeight + MARGINS < window.innerHeight;

  function go(position) {
    if (position < 0) return;
    if (position >= steps().length) return end();
    step = position;
    const target = show();
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (target) target.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }

  function start() {
    if (step !== NO_STEP) return byId("tour").focus();
    keepOffered();
    const from = document.activeElement;
    returnTo = from && from.closest("#invitation, #help-dialog") ? null : from;
    byId("help-dialog").close();
    byId("tour").showPopover();
    go(0);
    byId("tour").focus();
  }

  function end() {
    step = NO_STEP;
    show();
    byId("tour").hidePopover();
    const home = returnTo && returnTo.isConnected && returnTo !== document.body;
    (home ? returnTo : byId("main")).focus({ preventScroll: true });
  }

  const gestures = {
    start,
    skip: end,
    decline: keepOffered,
    next: () => go(step + 1),
    back: () => go(step - 1),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tour]");
    if (button) return gestures[button.dataset.tour]();
    if (event.target.closest("[data-help-close]") || event.target === byId("help-dialog")) {
      return byId("help-dialog").close();
    }
    const about = event.target.closest("#help a");
    // The view goes along, so that it is there when the reader comes back.
    if (about) about.search = window.jihat.address.set(window.jihat.here(), "page", "about");
    const link = event.target.closest("a[data-help]");
    // A new tab or window is the reader's choice: the link leads to the same list.
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    byId("help-dialog").showModal();
  });

  /* Whoever has begun to use the page needs no invitation; the tour stays under Help. */
  document.addEventListener("pointerdown", (event) => {
    if (offering && !event.target.closest("#invitation")) keepOffered();
  });

  const writes = (part) => part.matches("input:not([type=checkbox], [type=radio]), textarea, select");

  document.addEventListener("keydown", (event) => {
    const aside = event.target.closest("#tour") || event.target === document.body;
    if (event.key === "Escape" && step !== NO_STEP && aside) return end();
    // An Arabic keyboard writes its own question mark.
    const asks = event.key === "?" || event.key === "؟";
    if (!asks || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
    event.preventDefault();
    if (!byId("help-dialog").open) byId("help-dialog").showModal();
  });

  function startIfAsked() {
    if (window.location.hash !== "#tour") return;
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, "", pathname + search);
    start();
  }

  window.addEventListener("hashchange", startIfAsked);
  new MutationObserver(show).observe(document.documentElement, { attributeFilter: ["data-shown"] });
  offering = !wasOffered();
  show();
  startIfAsked();
})();
