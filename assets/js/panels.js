/* Panels take over what an answer holds for them: at once what the reader sees, the rest when that
 * is painted. What lies below the screen or is folded does no work before.
 */
(function () {
  "use strict";

  /* So long may work go on before the browser gets to paint and to listen, in milliseconds. */
  const SLICE = 12;
  /* After so long the rest is done even if the browser never was idle. */
  const PATIENCE = 300;
  /* What each panel holds or is about to hold: most gestures leave some of them as they are. */
  const held = new Map();
  /* Panels that are yet to change, and what they take when all is done. */
  const later = new Map();
  /* Folded parts that are yet to change, and the nodes that they change to. */
  const folded = new Map();
  const seen = new Set();
  let whole = null;
  let working = 0;

  const byId = (id) => document.getElementById(id);

  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting, boundingClientRect: box } of entries) {
      // What has no box of its own lays out its content where that cannot be told.
      if (isIntersecting || !box.height) seen.add(target.id);
      else seen.delete(target.id);
    }
  });

  const isFolded = (node) =>
    node.parentNode instanceof HTMLDetailsElement &&
    !node.parentNode.open &&
    node.nodeName !== "SUMMARY";

  /* What the reader opened stays open while the content around it changes. */
  const manner = (beforeNodeMorphed) => ({
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed,
      beforeAttributeUpdated: (name) => name !== "open",
      afterNodeMorphed: (node, fresh) => {
        if (node.type === "checkbox" || node.type === "radio") node.checked = fresh.checked;
      },
    },
  });
  const completely = manner(() => true);
  const itself = { ...completely, morphStyle: "outerHTML" };
  const unfolded = manner((node, fresh) => {
    if (node.nodeType !== Node.ELEMENT_NODE || !isFolded(node)) return true;
    folded.set(node, fresh);
    return false;
  });

  function morph(id, html, how) {
    later.delete(id);
    window.Idiomorph.morph(byId(id), html, how);
  }

  /* Change a folded part, unless its panel has dropped it since. */
  function unfold(node, fresh) {
    folded.delete(node);
    if (node.isConnected) window.Idiomorph.morph(node, fresh, itself);
  }

  /* A panel that appears or goes moves everything below it, and a dialog is opened next. */
  const isUrgent = (id, html, before) =>
    seen.has(id) || !before || !html || byId(id) instanceof HTMLDialogElement;

  function rest(idle) {
    working = 0;
    const slice = idle && !idle.didTimeout ? idle.timeRemaining() : SLICE;
    const end = performance.now() + slice;
    for (const [id, html] of later) {
      if (performance.now() > end) return plan();
      morph(id, html, unfolded);
    }
    for (const [node, fresh] of folded) {
      if (performance.now() > end) return plan();
      unfold(node, fresh);
    }
    const done = whole;
    whole = null;
    if (done) done();
  }

  /* When the browser has nothing else to do; Safari does not tell. */
  const whenIdle = window.requestIdleCallback
    ? (work) => requestIdleCallback(work, { timeout: PATIENCE })
    : (work) => setTimeout(work);

  /* After the next frame has been painted. */
  function plan() {
    working = requestAnimationFrame(() => (working = whenIdle(rest)));
  }

  function finish() {
    for (const [id, html] of later) morph(id, html, completely);
    for (const [node, fresh] of folded) unfold(node, fresh);
  }

  /* Take the panels of a document that was made with them for what they hold. A browser that comes
   * back to it may have kept boxes as they were ticked. */
  function adopt(panels) {
    for (const [id, html] of Object.entries(panels)) {
      held.set(id, html);
      watcher.observe(byId(id));
    }
    for (const box of document.querySelectorAll("[data-toggle], [data-set]")) {
      if ("defaultChecked" in box) box.checked = box.defaultChecked;
    }
  }

  /* Give panels what an answer holds for them, and call back when the last of them has it.
   * `atOnce` leaves nothing for later. */
  function fill({ panels, search }, atOnce, done) {
    whole = done;
    if (!held.size && document.documentElement.dataset.rendered === search) adopt(panels);
    for (const [id, html] of Object.entries(panels)) {
      const before = held.get(id);
      if (before === html) continue;
      if (before === undefined) watcher.observe(byId(id));
      held.set(id, html);
      if (atOnce || isUrgent(id, html, before)) morph(id, html, atOnce ? completely : unfolded);
      else later.set(id, html);
    }
    if (atOnce) finish();
    if (!working) plan();
  }

  window.jihat = Object.assign(window.jihat || {}, { fill });
})();
