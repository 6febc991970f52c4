/* What the server knows of a story while it is written: figures, problems, the step as it is shown. */
(function () {
  "use strict";

  const { stories, storyEditorModel: model } = window.jihat;
  const byId = (id) => document.getElementById(id);
  const CHECK_DELAY = 450;
  const PREVIEW_DELAY = 600;
  const MOST_KEPT = 60;
  const ROOM = 1024;
  const kept = new Map();
  const figures = new Map();
  const asked = { check: "", preview: "", drawing: "" };
  let editor, drawing, failed = false, part = 1;

  /* --- asking ------------------------------------------------------------------------------- */

  async function post(address, body, signal) {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      signal,
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  }

  /* What a step of this view can have; asked for once. */
  function choices(view, panels, lang) {
    const body = JSON.stringify({ view, panels });
    const key = `${lang} ${body}`;
    if (!kept.has(key)) {
      const answer = post(`/api/v1/stories/choices?lang=${lang}`, body).then((found) => found.json());
      answer.catch(() => kept.delete(key));
      kept.set(key, answer);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    }
    return kept.get(key);
  }

  /* The figures of a view that were ever asked for, by their references. */
  function known(view, lang) {
    const key = `${lang} ${view}`;
    if (!figures.has(key)) figures.set(key, {});
    return figures.get(key);
  }

  function learn(view, lang, found) {
    const own = known(view, lang);
    for (const { reference, text, problem = "" } of found) own[reference] = { text, problem };
  }

  const readsAs = (step, lang, text) => model.reads(text, known(step.view, lang));

  /* --- the view at an address --------------------------------------------------------------- */

  async function viewAt(text) {
    const query = model.queryOf(text, location.origin);
    if (query === null) return { wrong: editor.t("address_none") };
    const { view, panels } = stories.stepOf(`?${query}`, "");
    try {
      const found = await choices(view, panels, editor.state.lang);
      const [ignored] = found.ignored;
      if (!found.panels.length) return { wrong: editor.t("address_document") };
      if (ignored) return { wrong: editor.t("address_unknown", { text: `${ignored.parameter}=${ignored.value}` }) };
      return { query, title: found.title };
    } catch {
      return { wrong: editor.t("address_failed") };
    }
  }

  /* --- problems ----------------------------------------------------------------------------- */

  const namesOf = (point) => editor.labels.get(point) || point;

  function wordsOf(problem, { lang, field }) {
    const { t, settings } = editor;
    const name = editor.words[`problem_${problem.check}`] ? problem.check : "schema";
    const text = name === "panel" ? settings.panels[problem.found] || problem.found : namesOf(problem.found);
    return t(`problem_${name}`, {
      text: name === "reference" ? problem.found.replace(/ \(.*\)$/s, "") : text,
      count: Number.parseInt(problem.found, 10),
      most: settings.most[field],
      language: settings.languages[lang] || "",
    });
  }

  async function check() {
    const { story, lang } = editor.state;
    const body = stories.asFile(story);
    if (!story.steps.length || asked.check === lang + body) return;
    asked.check = lang + body;
    try {
      const answer = await (await post(`/api/v1/stories/filled?lang=${lang}`, body)).json();
      if (asked.check !== lang + body) return;
      editor.problems = answer.problems.map((one) => {
        const place = model.placeOf(one);
        // The name of what is pointed at may be learned later.
        return { ...place, get words() { return wordsOf(one, place); } };
      });
      if (answer.filled) learnFrom(story, answer.filled);
      failed = false;
    } catch {
      // The next change asks again, or the network when it is back.
      failed = true;
    }
    editor.show();
  }

  function learnFrom(story, filled) {
    const first = story.steps[0].view;
    for (const field of ["title", "summary"]) learn(first, filled[field].lang, filled[field].references);
    filled.steps.forEach((step, at) => {
      for (const field of model.FIELDS) learn(story.steps[at].view, step[field].lang, step[field].references);
    });
  }

  function placeName({ step, field, lang }) {
    const { t, settings } = editor;
    const name = editor.words[`field_${field}`] ? t(`field_${field}`) : field;
    const named = lang ? `${name} (${settings.languages[lang]})` : name;
    return step ? t("problem_place", { step, field: named }) : t("problem_story", { field: named });
  }

  function tellProblems() {
    const { problems, t } = editor;
    const name = failed ? "check_failed" : problems.length ? "problems_some" : "problems_none";
    const title = t(name, { count: problems.length });
    byId("problems-title").textContent = title;
    byId("editor-problems").classList.toggle("is-well", !problems.length && !failed);
    Object.assign(byId("editor-problems-link"), { hidden: !problems.length, textContent: title });
    byId("editor-problems-list").replaceChildren(
      ...problems.map((one, at) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        Object.assign(link, { href: "#editor-step", textContent: placeName(one) });
        link.dataset.problem = at;
        item.append(link, ` – ${one.words}`);
        return item;
      }),
    );
  }

  function goTo(event) {
    const link = event.target.closest("[data-problem]");
    if (!link) return;
    event.preventDefault();
    editor.reach(editor.problems[link.dataset.problem]);
  }

  /* --- the preview -------------------------------------------------------------------------- */

  const frame = () => byId("editor-frame");

  function waiting(on, words = "") {
    byId("editor-screen").setAttribute("aria-busy", String(on));
    byId("editor-screen").classList.toggle("is-failed", Boolean(words));
    byId("editor-waiting").textContent = words || editor.t("preview_waiting");
  }

  /* The document of one step, without what leads away from it. */
  function still(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    if (!page.querySelector(".step")) throw new Error("no step");
    const { at, story } = editor.state;
    for (const one of page.querySelectorAll("script, nav, dialog, [role=status], .skip")) one.remove();
    for (const one of page.querySelectorAll("a")) one.replaceWith(...one.childNodes);
    for (const one of page.querySelectorAll("[tabindex]")) one.removeAttribute("tabindex");
    const number = page.querySelector(".step__number");
    // It was drawn alone, as step 1 of 1.
    const places = [at + 1, story.steps.length];
    if (number) number.textContent = number.textContent.replace(/1/g, () => places.shift());
    return `<!DOCTYPE html>${page.documentElement.outerHTML}`;
  }

  async function preview() {
    const { story, lang, at } = editor.state;
    const step = story.steps[at];
    if (!step) return;
    const body = stories.asFile({ ...story, steps: [step] });
    const key = `${lang} ${at} ${story.steps.length} ${body}`;
    // What is being drawn takes the place of what is shown.
    if ((asked.drawing || asked.preview) === key) return;
    if (drawing) drawing.abort();
    asked.drawing = key;
    drawing = new AbortController();
    waiting(true);
    const { theme } = editor.settings;
    const query = `story=~${story.id}&step=1&anyway=1&lang=${lang}${theme === "auto" ? "" : `&theme=${theme}`}`;
    try {
      const html = await (await post(`/present?${query}`, body, drawing.signal)).text();
      frame().srcdoc = still(html);
      [asked.preview, asked.drawing] = [key, ""];
      waiting(false);
    } catch (error) {
      // What was drawn before stays, and is marked as old.
      if (error.name === "AbortError") return;
      [asked.preview, asked.drawing] = ["", ""];
      waiting(false, editor.t("preview_failed"));
    }
  }

  /* A step of two figures shows one after the other. */
  function showParts() {
    const page = frame().contentDocument;
    const figures = page ? [...page.querySelectorAll("figure[data-part]")] : [];
    part = Math.min(part, Math.max(figures.length, 1));
    for (const one of page ? page.querySelectorAll("[data-part]") : []) one.hidden = one.dataset.part !== String(part);
    const buttons = figures.map((figure, at) => {
      const button = document.createElement("button");
      const own = figure.querySelector("figcaption");
      Object.assign(button, { type: "button", className: "button", textContent: at + 1, title: own ? own.textContent : "" });
      button.setAttribute("aria-pressed", String(at + 1 === part));
      button.addEventListener("click", () => {
        part = at + 1;
        showParts();
        byId("editor-parts").children[at].focus();
      });
      return button;
    });
    byId("editor-parts").hidden = figures.length < 2;
    byId("editor-parts").replaceChildren(...buttons);
  }

  function later(name, delay, what) {
    clearTimeout(later[name]);
    later[name] = setTimeout(what, delay);
  }

  let shownAt = "";

  function show() {
    const { story, at, lang } = editor.state;
    byId("editor-preview").hidden = !story.steps.length;
    byId("editor-problems").hidden = !story.steps.length;
    if (!story.steps.length) editor.problems = [];
    const here = `${story.id} ${at} `;
    if (!shownAt.startsWith(here)) part = 1;
    // While letters are typed the check waits for a pause.
    const fresh = shownAt !== here + lang;
    shownAt = here + lang;
    tellProblems();
    later("check", fresh ? 0 : CHECK_DELAY, check);
    later("preview", PREVIEW_DELAY, preview);
  }

  function start(found) {
    editor = found;
    Object.assign(editor, { choices, known, learn, readsAs, viewAt, labels: new Map() });
    byId("editor-problems-list").addEventListener("click", goTo);
    frame().addEventListener("load", showParts);
    window.addEventListener("online", () => {
      asked.check = "";
      if (editor.state) show();
    });
    new ResizeObserver(([{ contentRect }]) => {
      frame().style.setProperty("--scale", contentRect.width / ROOM);
    }).observe(byId("editor-screen"));
    editor.part({ show });
  }

  window.jihat.storyEditorLive = { start };
})();
