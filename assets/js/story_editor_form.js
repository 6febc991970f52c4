/* The story's own texts and the selected step: texts, panels, points, view. */
(function () {
  "use strict";

  const { stories, storyEditorModel: model, storyEditorField } = window.jihat;
  const byId = (id) => document.getElementById(id);
  const OF_STORY = { "story-title": "title", "story-summary": "summary" };
  const OF_STEP = { "step-title-text": "title", "step-caption": "caption", "step-notes": "notes" };
  const fields = {};
  let editor, offered, offeredFor, offeredView;

  const { withText } = model;
  const step = () => editor.current();
  const changeStep = (changes, options) =>
    editor.change((story) => stories.changeStep(story, editor.state.at, changes), options);

  /* --- texts -------------------------------------------------------------------------------- */

  const nameOf = (id) => OF_STORY[id] || OF_STEP[id];
  const ownerOf = (id) => (OF_STORY[id] ? editor.state.story : step());
  // The story's own texts are filled in from its first view.
  const viewOf = (id) => (OF_STORY[id] ? (editor.state.story.steps[0] || { view: "" }).view : step().view);
  const knownIn = (id) => editor.known(viewOf(id), editor.state.lang);

  function write(id, text) {
    const { lang, at } = editor.state;
    const name = nameOf(id);
    const group = `${id} ${lang} ${OF_STORY[id] ? "" : at}`;
    const texts = withText(ownerOf(id)[name], lang, text);
    if (OF_STORY[id]) editor.change((story) => ({ ...story, [name]: texts }), { group });
    else changeStep({ [name]: texts }, { group });
  }

  function showText(id) {
    const { lang } = editor.state;
    const texts = ownerOf(id)[nameOf(id)];
    const text = texts[lang] || "";
    const known = knownIn(id);
    fields[id].show(text, known, lang, editor.settings.directions[lang]);
    showCount(id, text, known);
    showOther(id, texts, text);
    showWrong(id, text);
  }

  function showCount(id, text, known) {
    const count = byId(`${id}-count`);
    if (!count) return;
    const [length, most] = [model.lengthOf(text, known), editor.settings.most[nameOf(id)]];
    count.textContent = `${length} / ${most}`;
    count.classList.toggle("is-over", length > most);
  }

  /* In the language of the page, which its reader knows, or in another. */
  const toldOf = (texts) => stories.told(texts, editor.settings.lang);

  /* A text that this language lacks is there in another, to be translated. */
  function showOther(id, texts, text) {
    const told = toldOf(texts);
    const other = byId(`${id}-other`);
    other.hidden = Boolean(text) || !told.text;
    if (other.hidden) return;
    const { languages, directions } = editor.settings;
    const words = editor.t("of_view_other", { language: languages[told.lang] });
    const read = document.createElement("q");
    const view = viewOf(id);
    Object.assign(read, { lang: told.lang, dir: directions[told.lang], textContent: editor.readsAs({ view }, told.lang, told.text) });
    other.firstElementChild.replaceChildren(`${words} `, read);
  }

  function showWrong(id, text) {
    const { lang, at } = editor.state;
    const own = editor.problems.filter(
      (one) => one.field === nameOf(id) && one.step === (OF_STORY[id] ? 0 : at + 1) && (!one.lang || one.lang === lang),
    );
    const digits = id === "step-notes" ? [] : model.numbers(text, lang);
    const wrong = byId(`${id}-wrong`);
    const lines = own.map((one) => one.words);
    if (digits.length) lines.push(editor.t("digits", { text: digits.join(", ") }));
    wrong.textContent = lines.join(" ");
    wrong.classList.toggle("is-warning", !own.length);
    byId(id).setAttribute("aria-invalid", String(Boolean(own.length)));
  }

  /* The text of another language, to be written over. */
  function takeText(id) {
    write(id, toldOf(ownerOf(id)[nameOf(id)]).text);
    fields[id].focus();
  }

  /* --- languages ---------------------------------------------------------------------------- */

  function showLanguages() {
    const { story, lang } = editor.state;
    for (const one of model.LANGUAGES) {
      const missing = model.missing(story, one).length;
      const own = story.title[one];
      const name = own || !Object.values(story.title).some(Boolean) ? "" : "lang_none";
      const words = name || (missing ? "lang_missing" : "lang_whole");
      const state = document.querySelector(`[data-state="${one}"]`);
      state.textContent = editor.t(words, { count: missing });
      state.classList.toggle("is-wanting", words === "lang_missing");
      document.querySelector(`[name="text-language"][value="${one}"]`).checked = one === lang;
    }
  }

  /* --- panels ------------------------------------------------------------------------------- */

  const panelsOf = (list) => [...list.querySelectorAll("input:checked[type=checkbox]")].map((one) => one.value);

  function showPanels(panels) {
    const own = step();
    const list = byId("editor-panels").querySelector("ul");
    const shown = JSON.stringify(panels);
    if (list.dataset.shown !== shown) list.replaceChildren(...panels.map(panelItem));
    list.dataset.shown = shown;
    for (const item of list.children) {
      const [box, radio] = item.querySelectorAll("input");
      box.checked = own.panels.includes(box.value);
      radio.checked = own.large === box.value;
      radio.closest("label").hidden = !box.checked;
    }
    const wrong = editor.problems.filter((one) => one.step === editor.state.at + 1 && ["panels", "large"].includes(one.field));
    byId("panels-wrong").textContent = wrong.map((one) => one.words).join(" ");
  }

  function panelItem({ key, label }) {
    const item = byId("panel-item").content.firstElementChild.cloneNode(true);
    const [box, radio] = item.querySelectorAll("input");
    box.value = radio.value = key;
    item.querySelector("span").textContent = label;
    item.querySelector(".visually-hidden").textContent = `: ${label}`;
    return item;
  }

  function panelChanged({ target }) {
    const { t, settings } = editor;
    const list = byId("editor-panels").querySelector("ul");
    if (target.type === "radio") return changeStep({ large: target.value });
    const chosen = panelsOf(list);
    const refused = chosen.length ? chosen.length > settings.most.panels && "most_panels" : "last_panel";
    if (refused) {
      target.checked = !target.checked;
      byId("panels-wrong").textContent = t(refused, { most: settings.most.panels });
      return editor.say(byId("panels-wrong").textContent);
    }
    // In the order in which they were chosen; what the page does not have goes.
    const panels = [...step().panels.filter((one) => chosen.includes(one)), ...chosen.filter((one) => !step().panels.includes(one))];
    return changeStep({ panels, large: panels.includes(step().large) ? step().large : panels[0] });
  }

  /* --- points ------------------------------------------------------------------------------- */

  function showPoints(points) {
    const own = step().point;
    const there = new Set(points.map(({ key }) => key));
    byId("editor-chips").replaceChildren(...own.map((point) => pointItem(point, there.has(point) || !points.length)));
    byId("points-wrong").textContent = points.length && own.some((one) => !there.has(one)) ? editor.t("point_gone") : "";
    showPointChoice(points.filter(({ key }) => !own.includes(key)));
  }

  function pointItem(point, there) {
    const item = byId("point-item").content.firstElementChild.cloneNode(true);
    const label = editor.labels.get(point) || point;
    item.querySelector("bdi").textContent = label;
    item.classList.toggle("editor__chip--gone", !there);
    const drop = item.querySelector("button");
    drop.dataset.point = point;
    drop.setAttribute("aria-label", editor.t("remove_point", { name: label }));
    return item;
  }

  function showPointChoice(points) {
    const select = byId("editor-point");
    const shown = JSON.stringify(points);
    if (select.dataset.shown === shown) return;
    select.dataset.shown = shown;
    select.replaceChildren(
      new Option(select.getAttribute("aria-label"), ""),
      ...model.grouped(points, ({ group }) => group).map(([group, own]) => {
        const part = document.createElement("optgroup");
        part.label = group;
        part.append(...own.map(({ key, label }) => new Option(label, key)));
        return part;
      }),
    );
  }

  function addPoint() {
    const { value } = byId("editor-point");
    const { point } = step();
    const { points: most } = editor.settings.most;
    if (!value) return;
    if (point.length >= most) byId("points-wrong").textContent = editor.t("most_points", { most });
    else changeStep({ point: [...point, value] });
  }

  function dropPoint({ target }) {
    const drop = target.closest("[data-point]");
    if (!drop) return;
    const at = [...byId("editor-chips").querySelectorAll("[data-point]")].indexOf(drop);
    changeStep({ point: step().point.filter((one) => one !== drop.dataset.point) });
    const left = byId("editor-chips").querySelectorAll("[data-point]");
    (left[Math.min(at, left.length - 1)] || byId("editor-point")).focus();
  }

  /* --- the view ----------------------------------------------------------------------------- */

  function showView(words) {
    const { story, at } = editor.state;
    const lines = words.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
    byId("editor-view-words").replaceChildren(...lines);
    const query = [`lang=${editor.settings.lang}`, step().view, `story=~${story.id}:${at + 1}`];
    byId("editor-open").href = `/?${query.filter(Boolean).join("&")}`;
    const wrong = editor.problems.filter((one) => one.step === at + 1 && one.field === "view");
    byId("view-wrong").textContent = wrong.map((one) => one.words).join(" ");
  }

  async function replaceView(event) {
    event.preventDefault();
    const [field, at] = [byId("replace-address"), editor.state.at];
    const found = await editor.viewAt(field.value);
    byId("replace-wrong").textContent = found.wrong || "";
    if (found.wrong) return field.focus();
    const { view, panels, large } = stories.stepOf(`?${found.query}`, "");
    field.value = "";
    // On another page other panels are shown.
    const kept = model.pageOf(view) === model.pageOf(editor.state.story.steps[at].view);
    const changes = kept ? { view } : { view, panels, large };
    return editor.change((story) => stories.changeStep(story, at, changes), { at, said: editor.t("replaced") });
  }

  /* --- the whole ---------------------------------------------------------------------------- */

  async function ask() {
    const { view, panels } = step();
    const key = JSON.stringify([view, panels]);
    try {
      const found = await editor.choices(view, panels, editor.settings.lang);
      if (!step() || key !== JSON.stringify([step().view, step().panels])) return;
      [offered, offeredFor, offeredView] = [found, key, view];
      await learnNames(found);
      showOffered();
    } catch {
      // The texts can be written without it; the next change asks again.
    }
  }

  /* What is not seen any more has its name still, from all panels of the page. */
  async function learnNames({ points, panels }) {
    for (const { key, label } of points) editor.labels.set(key, label);
    if (step().point.every((one) => editor.labels.has(one))) return;
    const every = panels.map(({ key }) => key);
    const all = await editor.choices(step().view, every, editor.settings.lang);
    for (const { key, label } of all.points) editor.labels.set(key, label);
  }

  function showOffered() {
    showPanels(offered.panels);
    showPoints(offered.points);
    showView(offered.words);
  }

  /* Until it is told what a view offers, nothing stands there that was offered to another. */
  function showOptions() {
    const { view } = step();
    if (offeredView === view) return showOffered();
    showPanels(offered && offered.page === model.pageOf(view) ? offered.panels : []);
    showPoints([]);
    return showView([]);
  }

  let stood = "";

  function show() {
    const { story, at, lang } = editor.state;
    const place = `${story.id} ${at} ${lang}`;
    if (stood !== place) for (const one of Object.values(fields)) one.leave();
    stood = place;
    showLanguages();
    Object.keys(OF_STORY).forEach(showText);
    byId("editor-step").hidden = !step();
    if (!step()) return;
    byId("step-title").textContent = editor.t("step_of", { step: at + 1, steps: story.steps.length });
    Object.keys(OF_STEP).forEach(showText);
    showOptions();
    if (offeredFor !== JSON.stringify([step().view, step().panels])) ask();
  }

  const FOCUS = { panels: "#editor-panels input", large: "#editor-panels input", point: "#editor-point", view: "#editor-open" };

  /* Go to where a problem lies. */
  function reach({ step: number, field, lang }) {
    if (lang) editor.setLang(lang);
    if (number) editor.select(number - 1);
    const ids = number ? OF_STEP : OF_STORY;
    const id = Object.keys(ids).find((one) => ids[one] === field);
    const found = id ? byId(id) : document.querySelector(FOCUS[field]) || byId("step-title");
    found.scrollIntoView({ block: "center" });
    found.focus();
  }

  function focusStep() {
    byId("editor-step").scrollIntoView({ block: "start" });
    byId("step-title").focus({ preventScroll: true });
  }

  function start(found) {
    editor = found;
    Object.assign(editor, { fields, viewOf, reach, focusStep });
    for (const id of [...Object.keys(OF_STORY), ...Object.keys(OF_STEP)]) {
      const changed = (text) => write(id, text);
      fields[id] = storyEditorField.field(byId(id), { words: editor.words, changed, undo: editor.run });
    }
    for (const radio of document.querySelectorAll('[name="text-language"]')) {
      radio.addEventListener("change", () => editor.setLang(radio.value));
    }
    byId("editor-panels").addEventListener("change", panelChanged);
    byId("editor-chips").addEventListener("click", dropPoint);
    byId("editor-replace").addEventListener("submit", replaceView);
    document.addEventListener("click", ({ target }) => {
      const take = target.closest("[data-take-text]");
      if (take) takeText(take.dataset.takeText);
      if (target.closest('[data-editor-do="addPoint"]')) addPoint();
    });
    editor.part({ show });
  }

  window.jihat.storyEditorForm = { start };
})();
