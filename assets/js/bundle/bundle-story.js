/* Stories in the bundle: the page's own documents of them, put in the place of its page.
 *
 * The story, its step and the language stand behind the sign # of the address, so that reload and
 * Back work: #story=meeting-places&step=3&lang=ar, with notes=1 or print=1 for these.
 */
(function () {
  "use strict";

  const { byId, html, fill } = globalThis.jihat.parts;
  const PIECE = /\ue000(\d+)\ue001/g;
  const CLASSES = { show: "presenting", notes: "speaking", print: "handout" };
  const THEMES = { show: "projector", notes: "light", print: "light" };
  const KEPT = ["lang", "dir", "className"];
  const root = document.documentElement;
  const page = byId("bundle-page");
  const stage = byId("bundle-stage");
  let stories = null;
  let shown = "";
  let left = null;
  let running = null;

  const read = () => {
    stories = stories || JSON.parse(byId("bundle-stories").textContent);
    return stories;
  };
  const restored = (text) => text.replace(PIECE, (_all, at) => restored(read().pieces[at]));

  /* What the address asks for; null where it asks for no story. */
  function asked() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const story = parts.get("story") || "";
    if (!story || !Object.hasOwn(read().steps, story)) return null;
    const lang = Object.hasOwn(read().told, parts.get("lang")) ? parts.get("lang") : root.lang;
    const mode = ["notes", "print"].find((one) => parts.get(one) === "1") || "show";
    return { story, lang, mode, theme: parts.get("theme") || "", step: Number.parseInt(parts.get("step"), 10) || 1 };
  }

  function hashOf({ story, lang, theme, step, mode = "show" }) {
    const parts = new URLSearchParams({ story, step, lang });
    if (theme) parts.set("theme", theme);
    if (mode !== "show") parts.set(mode, "1");
    return `#${parts}`;
  }

  /* --- in the place of the page -------------------------------------------------------------- */

  function clear() {
    if (running) running.stop();
    running = null;
    stage.replaceChildren();
    for (const open of document.querySelectorAll("dialog[open]")) open.close();
  }

  function put(wanted) {
    const { lang, mode, story, theme } = wanted;
    const document_ = read().told[lang][story];
    clear();
    left = left || { ...Object.fromEntries(KEPT.map((one) => [one, root[one]])), ...root.dataset, title: document.title };
    page.remove();
    stage.innerHTML = restored(document_[mode]);
    Object.assign(root, { lang, dir: globalThis.jihat.directionOf(lang), className: `bundle ${CLASSES[mode]}` });
    root.dataset.theme = theme || THEMES[mode];
    delete root.dataset.layout;
    document.title = document_.title;
    scrollTo(0, 0);
  }

  /* Give the document back to the page. */
  function leave() {
    if (!left) return;
    clear();
    document.body.prepend(page);
    for (const one of KEPT) root[one] = left[one];
    root.dataset.theme = left.theme;
    root.dataset.layout = left.layout;
    document.title = left.title;
    left = null;
    shown = "";
    scrollTo(0, 0);
  }

  /* --- the three documents ------------------------------------------------------------------- */

  function linksOf(wanted) {
    const current = wanted.theme || THEMES.show;
    for (const link of stage.querySelectorAll('a[href^="#story="]')) {
      const parts = new URLSearchParams(link.hash.slice(1));
      // The document was written for every theme: what leads to a language or to paper keeps it.
      const isTheme = link.hasAttribute("data-keep") && !link.lang;
      if (isTheme && (parts.get("theme") || THEMES.show) === current) link.setAttribute("aria-current", "true");
      if (parts.get("theme") === "auto") parts.delete("theme");
      if (!isTheme && wanted.theme && !parts.has("print")) parts.set("theme", wanted.theme);
      link.setAttribute("href", `#${parts}`);
    }
    for (const link of stage.querySelectorAll('a[href^="#lang="]')) link.dataset.listOpen = "";
  }

  /* Where a step leads to, in this file. */
  function liveOf(wanted, step) {
    const { view } = read().steps[wanted.story][step - 1];
    const parts = [`lang=${wanted.lang}`, view, `theme=${root.dataset.theme}`, `story=${wanted.story}:${step}`];
    return `#${parts.filter(Boolean).join("&")}`;
  }

  function stepsOf(wanted) {
    for (const section of stage.querySelectorAll(".step")) {
      section.dataset.live = liveOf(wanted, Number(section.dataset.step));
      section.querySelector(".step__sources a").setAttribute("href", `${section.dataset.live}&select=total:activities`);
    }
  }

  function present(wanted) {
    const steps = read().steps[wanted.story];
    const wire = globalThis.jihat.channel(wanted.story);
    linksOf(wanted);
    stepsOf(wanted);
    withoutCode(wanted.lang);
    const addressOf = (step) => hashOf({ ...wanted, step });
    const notesOf = (step) => hashOf({ ...wanted, theme: "", step, mode: "notes" });
    const player = globalThis.jihat.player({
      step: wanted.step,
      count: steps.length,
      channel: wire,
      addressOf,
      remember: (step) => history.replaceState(history.state, "", addressOf(step)),
      keep: (link, step) => link.setAttribute("href", withStep(link.hash, step)),
      explore: (section) => (location.hash = section.dataset.live),
      code: (section) => codeOf(steps[section.dataset.step - 1]),
      notes: (step) => wire.open(notesOf(step)) || (location.hash = notesOf(step)),
    });
    window.jihatStory = player;
    running = { show: player.show, stop: () => [player, { stop: wire.close }].forEach((one) => one.stop()) };
    byId("main").focus({ preventScroll: true });
  }

  function withStep(hash, step) {
    const parts = new URLSearchParams(hash.slice(1));
    parts.set("step", step);
    return `#${parts}`;
  }

  function codeOf({ live, code }) {
    const image = code && `data:image/svg+xml,${encodeURIComponent(restored(code))}`;
    return { image, address: live };
  }

  /* Without the address of a live page there is nothing that a telephone could open: say so. */
  function withoutCode(lang) {
    const note = stage.querySelector("#code .deck__note");
    if (read().public) return note && note.remove();
    stage.querySelector('.tool[data-do="code"]').remove();
    for (const one of ["code-image", "code-address"]) byId(one).hidden = true;
    note.textContent = globalThis.jihat.wordsOf(lang).t("bundle.no_code");
  }

  function speak(wanted) {
    const wire = globalThis.jihat.channel(wanted.story);
    const count = read().steps[wanted.story].length;
    let heard = () => {};
    let { step } = wanted;
    const turn = (to) => {
      step = Math.min(Math.max(to, 1), count);
      history.replaceState(history.state, "", hashOf({ ...wanted, step }));
      heard({ at: step });
    };
    // Notes that stand alone turn their own pages.
    const post = (message) => {
      if (!wire.isAlone()) wire.post(message);
      else if (message.go) turn(step + (message.go === "next" ? 1 : -1));
    };
    const listen = (told) => {
      heard = told;
      wire.listen((message) => message.at && turn(message.at));
    };
    const speaker = globalThis.jihat.speaker({ post, listen });
    turn(step);
    running = { show: turn, stop: () => [speaker, { stop: wire.close }].forEach((one) => one.stop()) };
  }

  function handOut(wanted) {
    linksOf(wanted);
    const button = byId("print");
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  /* Show the story that the address asks for; false where it asks for none. */
  function route() {
    const wanted = asked();
    if (!wanted) {
      leave();
      return false;
    }
    const { step, ...others } = wanted;
    const key = JSON.stringify(others);
    if (key === shown && running) running.show(step);
    if (key === shown) return true;
    shown = key;
    put(wanted);
    ({ show: present, notes: speak, print: handOut })[wanted.mode](wanted);
    return true;
  }

  /* --- on the page --------------------------------------------------------------------------- */

  /* The way back to the step that was left; and what of it this file does not have. */
  function showWayBack({ search, view, words }) {
    const [story, at] = (new URLSearchParams(search.slice(1)).get("story") || "").split(":");
    const steps = story ? read().steps[story] || [] : [];
    const step = steps[at - 1];
    if (!step) return fill("notice", "");
    const theme = ["auto", THEMES.show].includes(view.theme) ? "" : view.theme;
    const back = hashOf({ story, step: at, lang: words.lang, theme });
    fill("notice", html`<p class="back-to-story"><a class="button" href="${back}" data-story-back>${words.t("present.back")}</a></p>
      ${step.elsewhere ? html`<div class="notice" role="status"><p>${elsewhere(step, words)}${step.live ? html` <a href="${liveAddress(step, words)}" target="_blank" rel="noopener external">${words.t("bundle.step_live")}</a>` : ""}</p></div>` : ""}`);
  }

  const elsewhere = ({ elsewhere: name }, words) =>
    name === "explore" ? words.t("bundle.not_communes") : words.t("bundle.not_here", { page: words.t(`question.${name}`) });

  const liveAddress = ({ live }, words) => live.replace("/?", `/?lang=${words.lang}&`).replace(/&$/, "");

  document.addEventListener("click", ({ target }) => {
    const list = byId("bundle-list") || page.querySelector("#bundle-list");
    if (target === list || target.closest("[data-list-close], #bundle-list a")) list.close();
    if (!target.closest("[data-list-open]")) return;
    // In a story the link leads to the page first.
    if (page.isConnected) list.showModal();
    else addEventListener("hashchange", () => setTimeout(() => list.showModal()), { once: true });
  });

  Object.assign(globalThis.jihat, { routeToStory: route, showWayBack });
})();
