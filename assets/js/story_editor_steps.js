/* The list of steps: choosing, ordering by dragging or keys, duplicating, removing, adding. */
(function () {
  "use strict";

  const { stories, storyEditorModel: model } = window.jihat;
  const byId = (id) => document.getElementById(id);
  let editor, list, drawn, ordered;

  /* --- what a row says ---------------------------------------------------------------------- */

  function titleOf(step, at) {
    const { text, lang } = editor.titleOf(step);
    // The figures of a title are filled in where they are known.
    return { text: editor.readsAs(step, lang, text) || editor.t("step_of", numbers(at)), lang };
  }

  const numbers = (at) => ({ step: at + 1, steps: editor.state.story.steps.length });

  function aboutOf(step) {
    const page = model.pageOf(step.view);
    const { pages, panels } = editor.settings;
    return step.panels.map((panel) => panels[panel] || pages[page]).filter(Boolean).join(" · ");
  }

  const rowsOf = () =>
    editor.state.story.steps.map((step, at) => ({
      title: titleOf(step, at),
      about: aboutOf(step),
      wrong: editor.problems.some((one) => one.step === at + 1),
      chosen: at === editor.state.at,
    }));

  function row({ title, about, wrong, chosen }, at) {
    const item = byId("step-item").content.firstElementChild.cloneNode(true);
    const button = item.querySelector(".editor__choose");
    item.dataset.at = at;
    item.classList.toggle("is-chosen", chosen);
    item.classList.toggle("is-wrong", wrong);
    if (chosen) button.setAttribute("aria-current", "step");
    button.setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown");
    item.querySelector(".editor__number").textContent = at + 1;
    const name = item.querySelector(".editor__step-title");
    Object.assign(name, { textContent: title.text, lang: title.lang });
    item.querySelector("small").textContent = about;
    for (const act of item.querySelectorAll("[data-act]")) {
      const words = editor.fill(act.dataset.name, { name: title.text });
      act.title = words;
      act.setAttribute("aria-label", words);
    }
    return item;
  }

  function show() {
    const { story, at } = editor.state;
    const rows = rowsOf();
    const same = ordered === story.steps;
    ordered = story.steps;
    byId("editor-no-steps").hidden = Boolean(rows.length);
    byId("steps-hint").hidden = rows.length < 2;
    // The page offers to add to the story that one came from.
    byId("editor-go").classList.toggle("editor__main", !rows.length);
    const from = rows.length ? `&story=~${story.id}:${at + 1}` : "";
    byId("editor-go").href = `/?lang=${editor.settings.lang}${from}`;
    if (drawn === JSON.stringify([rows, story.id])) return;
    drawn = JSON.stringify([rows, story.id]);
    const held = list.contains(document.activeElement) ? document.activeElement : null;
    const act = held && held.dataset.act;
    const place = held && same ? held.closest("[data-at]").dataset.at : at;
    list.replaceChildren(...rows.map(row));
    // The focus stays on what it was on, wherever that is now.
    if (held) (controlOf(place, act) || byId("add-address")).focus();
  }

  const controlOf = (at, act) =>
    list.querySelector(`[data-at="${at}"] ${act ? `[data-act="${act}"]` : ".editor__choose"}`);

  /* --- commands ----------------------------------------------------------------------------- */

  function move(from, to) {
    const { steps } = editor.state.story;
    const place = Math.min(Math.max(to, 0), steps.length - 1);
    if (place === from) return;
    const said = editor.t("moved", { name: titleOf(steps[from], from).text, step: place + 1, steps: steps.length });
    editor.change((story) => stories.moveStep(story, from, place), { at: place, said });
  }

  const acts = {
    up: (at) => move(at, at - 1),
    down: (at) => move(at, at + 1),
    duplicate(at) {
      if (full()) return;
      const copy = structuredClone(editor.state.story.steps[at]);
      editor.change((story) => stories.addStep(story, copy, at + 1), {
        at: at + 1,
        said: editor.t("duplicated", { name: titleOf(copy, at).text, step: at + 2 }),
      });
    },
    remove(at) {
      const name = titleOf(editor.state.story.steps[at], at).text;
      editor.change((story) => stories.removeStep(story, at), {
        at,
        said: `${editor.t("removed", { name })} ${editor.t("undo_hint")}`,
      });
    },
  };

  function full() {
    const most = editor.settings.most.steps;
    if (editor.state.story.steps.length < most) return false;
    byId("add-wrong").textContent = editor.t("most_steps", { most });
    return true;
  }

  /* A step of the view at an address; why there is none otherwise. */
  async function add(event) {
    event.preventDefault();
    if (full()) return;
    const field = byId("add-address");
    const [wrong, found] = [byId("add-wrong"), await editor.viewAt(field.value)];
    wrong.textContent = found.wrong || "";
    if (found.wrong) return field.focus();
    const { state, t } = editor;
    const at = state.story.steps.length;
    const step = { ...stories.stepOf(`?${found.query}`, ""), title: { [state.lang]: stories.short(found.title) } };
    field.value = "";
    editor.change((story) => stories.addStep(story, step), { at, said: t("added", { step: at + 1 }) });
    editor.focusStep();
  }

  /* --- keys --------------------------------------------------------------------------------- */

  function pressed(event) {
    const item = event.target.closest("[data-at]");
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!item || !by || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const at = Number(item.dataset.at);
    if (event.altKey) return move(at, at + by);
    const next = controlOf(at + by);
    if (next) next.focus();
  }

  function clicked({ target }) {
    const item = target.closest("[data-at]");
    if (!item) return;
    const [at, act] = [Number(item.dataset.at), target.closest("[data-act]")];
    if (act) acts[act.dataset.act](at);
    else if (target.closest(".editor__choose")) {
      editor.select(at);
      // Where the step stands below the list, it is brought into view.
      if (window.matchMedia("(max-width: 900px)").matches) editor.focusStep();
    }
  }

  /* --- dragging ----------------------------------------------------------------------------- */

  let held = null;

  function grip(event) {
    const handle = event.target.closest(".editor__grip");
    if (!handle || event.button) return;
    event.preventDefault();
    const item = handle.closest("[data-at]");
    held = { item, from: Number(item.dataset.at), to: Number(item.dataset.at), y: event.clientY, handle };
    handle.setPointerCapture(event.pointerId);
    item.classList.add("is-held");
  }

  function drag(event) {
    if (!held) return;
    held.item.style.setProperty("--drag", `${event.clientY - held.y}px`);
    const others = [...list.children].filter((item) => item !== held.item);
    held.to = others.filter((item) => {
      const box = item.getBoundingClientRect();
      return event.clientY > box.top + box.height / 2;
    }).length;
    others.forEach((item, at) => {
      item.classList.toggle("is-before", at === held.to);
      item.classList.toggle("is-after", at === held.to - 1 && held.to === others.length);
    });
    // Beyond the window, the list comes along.
    if (event.clientY < 60) window.scrollBy(0, -12);
    else if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 12);
  }

  function release(keep) {
    if (!held) return;
    const { item, from, to } = held;
    held = null;
    item.classList.remove("is-held");
    item.style.removeProperty("--drag");
    for (const one of list.children) one.classList.remove("is-before", "is-after");
    if (keep) move(from, to);
  }

  function start(found) {
    editor = found;
    list = byId("editor-list");
    list.addEventListener("click", clicked);
    list.addEventListener("keydown", pressed);
    list.addEventListener("pointerdown", grip);
    list.addEventListener("pointermove", drag);
    list.addEventListener("pointerup", () => release(true));
    list.addEventListener("pointercancel", () => release(false));
    document.addEventListener("keydown", ({ key }) => key === "Escape" && release(false));
    byId("editor-add").addEventListener("submit", add);
    editor.part({ show });
  }

  window.jihat.storyEditorSteps = { start };
})();
