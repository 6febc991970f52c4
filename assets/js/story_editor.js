/* The editor of a story: what is edited, its history, its commands. What it shows is made by the
 * modules beside it, each of which has `show(editor)`.
 */
(function () {
  "use strict";

  const { stories, storyEditorModel: model, storyEditorStore } = window.jihat;
  const byId = (id) => document.getElementById(id);
  const main = document.querySelector("[data-editor]");
  const settings = JSON.parse(main.dataset.editor);
  const { words } = settings;
  const say = (text) => (byId("editor-said").textContent = text);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
  const t = (name, values = {}) => fill(words[name], values);
  const TYPED = "input:not([type=checkbox], [type=radio]), dialog";
  const parts = [];
  // What the modules beside this one share: each adds what it gives to the others.
  const editor = {
    settings, words, state: null, problems: [],
    t, fill, say, show, change, select, setLang, part, current, titleOf,
    run: (name) => commands[name](),
  };
  let history = null;
  let removed = null;

  /* --- what is shown ------------------------------------------------------------------------ */

  /* Modules are shown in the order in which they came. */
  function part(module) {
    parts.push(module);
  }

  function current() {
    return editor.state.story.steps[editor.state.at];
  }

  function titleOf(step, lang = editor.state.lang) {
    return stories.told(step.title, lang);
  }

  function show() {
    const { story, at, lang } = editor.state;
    const title = stories.titleOf(story, settings.lang) || t("untitled");
    byId("editor-name").textContent = title;
    document.title = document.title.replace(/^.*(?= – )/, () => title);
    const here = `#${story.id}${at ? `:${at + 1}` : ""}`;
    if (location.hash !== here) window.history.replaceState(window.history.state, "", here);
    for (const link of document.querySelectorAll(".languages a")) link.hash = here;
    const query = `lang=${lang}${settings.theme === "auto" ? "" : `&theme=${settings.theme}`}`;
    byId("editor-present").href = `/present?story=~${story.id}&${query}`;
    byId("editor-present-step").href = `/present?story=~${story.id}&step=${at + 1}&${query}`;
    byId("editor-present").hidden = !story.steps.length;
    for (const [name, able] of [["undo", history.past], ["redo", history.future]]) {
      document.querySelector(`[data-editor-do="${name}"]`).setAttribute("aria-disabled", String(!able.length));
    }
    for (const module of parts) module.show(editor);
  }

  function only(id) {
    for (const one of ["editor-empty", "editor-deleted", "editor-whole"]) byId(one).hidden = one !== id;
  }

  /* --- changes ------------------------------------------------------------------------------ */

  const place = () => ({ at: editor.state.at, lang: editor.state.lang });
  const within = (at, story) => Math.min(Math.max(at, 0), Math.max(story.steps.length - 1, 0));

  /* `options`: `group` names the text that is being typed, `at` the step to select, `said` what is
     told of the change. */
  function change(make, { group = "", at = editor.state.at, said = "" } = {}) {
    const story = make(editor.state.story);
    const before = history;
    editor.state = { ...editor.state, at: within(at, story) };
    history = model.changed(history, story, place(), group, Date.now());
    if (history === before) return show();
    editor.state = { ...editor.state, story };
    keeper.keep(story, !group);
    show();
    if (said) say(said);
    return undefined;
  }

  function select(at, focus = false) {
    editor.state = { ...editor.state, at: within(at, editor.state.story) };
    show();
    if (focus) byId("step-title").focus();
  }

  function setLang(lang) {
    editor.state = { ...editor.state, lang };
    show();
  }

  function travel(to, name) {
    if (!to) return say(t(`nothing_${name}`));
    const where = to.place || place();
    history = to;
    editor.state = { story: to.now.story, at: within(where.at, to.now.story), lang: where.lang };
    keeper.keep(to.now.story, true);
    show();
    say(t(name));
    return undefined;
  }

  /* --- the story as a whole ------------------------------------------------------------------ */

  function open() {
    const [id, step] = location.hash.slice(1).replace(/^~/, "").split(":");
    if (editor.state && editor.state.story.id === id && !byId("editor-whole").hidden) {
      return step && select(Number(step) - 1);
    }
    const story = id ? keeper.open(id) : null;
    if (!story) {
      byId("editor-wanted").textContent = id ? `(${id})` : "";
      return only("editor-empty");
    }
    const known = model.languagesOf(story);
    const lang = known.includes(settings.lang) || !known.length ? settings.lang : known[0];
    history = model.begun(story);
    editor.state = { story, lang, at: within((Number(step) || 1) - 1, story) };
    only("editor-whole");
    byId("editor-conflict").hidden = true;
    tellState("saved");
    return show();
  }

  function copyStory() {
    keeper.flush();
    const { story } = editor.state;
    const title = Object.fromEntries(
      Object.entries(story.title).map(([lang, text]) => [lang, fill(settings.copies[lang], { name: text })]),
    );
    const { id } = stories.fresh(story.title.fr || story.title.en || story.id, settings.lang);
    if (!stories.save({ ...story, id, title })) return tellState("unsaved");
    location.hash = id;
    return undefined;
  }

  function renamed(event) {
    event.preventDefault();
    const [id, wrong] = [byId("rename-id").value.trim(), byId("rename-wrong")];
    wrong.textContent = "";
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || !/[a-z]/.test(id)) return (wrong.textContent = t("id_wrong"));
    if (id !== editor.state.story.id) {
      if (stories.one(id)) return (wrong.textContent = t("id_taken"));
      if (!keeper.rename(editor.state.story, id)) return tellState("unsaved");
      history = model.renamed(history, id);
      editor.state = { ...editor.state, story: history.now.story };
    }
    byId("renaming").close();
    show();
    return say(t("id_renamed", { name: id }));
  }

  function deleteStory() {
    const { story } = editor.state;
    const at = keeper.remove();
    if (at === null) return tellState("unsaved");
    removed = { story, at };
    only("editor-deleted");
    const title = stories.titleOf(story, settings.lang) || t("untitled");
    byId("editor-deleted-title").textContent = t("deleted", { name: title });
    return byId("editor-deleted-title").focus();
  }

  function restore() {
    const story = stories.beside(removed.story);
    if (!keeper.restore(story, removed.at)) return tellState("unsaved");
    history = model.renamed(history, story.id);
    editor.state = { ...editor.state, story: history.now.story };
    only("editor-whole");
    show();
    return byId("main").focus();
  }

  /* --- saving ------------------------------------------------------------------------------- */

  function tellState(name) {
    const shown = byId("editor-saved");
    shown.textContent = t(name);
    shown.dataset.state = name;
    if (name === "unsaved") say(t(name));
  }

  function conflict(found) {
    const notice = byId("editor-conflict");
    notice.querySelector("p").textContent = t(found ? "changed_elsewhere" : "deleted_elsewhere");
    notice.hidden = false;
    tellState("unsaved");
  }

  function settled() {
    byId("editor-conflict").hidden = true;
    byId("main").focus({ preventScroll: true });
  }

  /* Theirs can be had back: it is what comes before. */
  function keepMine() {
    const [mine, theirs] = [editor.state.story, keeper.theirs()];
    for (const story of theirs ? [theirs, mine] : []) {
      history = model.changed(history, story, place(), "", Date.now());
    }
    settled();
    keeper.insist(mine);
    show();
  }

  function takeTheirs() {
    settled();
    const theirs = keeper.accept();
    return theirs ? renewed(theirs) : location.assign(`/present?lang=${settings.lang}`);
  }

  /* Mine can be had back: it is what comes before. */
  function renewed(story) {
    history = model.changed(history, story, place(), "", Date.now());
    editor.state = { ...editor.state, story, at: within(editor.state.at, story) };
    show();
    tellState("renewed");
    say(t("renewed"));
  }

  const keeper = storyEditorStore.keeper({ state: tellState, renewed, conflict });

  /* --- commands ----------------------------------------------------------------------------- */

  const commands = {
    undo: () => travel(model.undone(history), "undone"),
    redo: () => travel(model.redone(history), "redone"),
    rename() {
      byId("rename-id").value = editor.state.story.id;
      byId("rename-wrong").textContent = "";
      byId("renaming").showModal();
    },
    download: () => stories.download(editor.state.story),
    copyStory, deleteStory, restore, keepMine, takeTheirs,
  };

  /* What had the focus in the menu cannot be seen any more. */
  function closeMenu() {
    const menu = document.querySelector(".editor__more");
    if (menu.open && menu.contains(document.activeElement)) menu.firstElementChild.focus();
    menu.open = false;
  }

  /* The address names the story: a link within the page leads there without it. */
  function follow(event) {
    const link = event.target.closest('a[href^="#"]');
    const found = link && !event.defaultPrevented && byId(link.hash.slice(1));
    if (!found) return;
    event.preventDefault();
    found.scrollIntoView();
    found.focus();
  }

  document.addEventListener("click", follow);
  document.addEventListener("click", ({ target }) => {
    const control = target.closest("[data-editor-do]");
    if (!target.closest("summary")) closeMenu();
    if (target.closest("[data-close]")) target.closest("dialog").close();
    if (control && commands[control.dataset.editorDo]) commands[control.dataset.editorDo]();
  });
  document.addEventListener("keydown", (event) => {
    const own = (event.ctrlKey || event.metaKey) && !event.altKey && editor.state;
    if (event.key === "Escape") closeMenu();
    // A field of the page's own, such as that of an address, undoes its letters by itself.
    if (!own || byId("editor-whole").hidden || event.target.closest(TYPED)) return;
    // A keyboard of Arabic letters has others where these are: the key's place decides.
    const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.slice(-1).toLowerCase();
    const key = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[letter];
    if (!key) return;
    event.preventDefault();
    commands[key]();
  });
  byId("editor-rename").addEventListener("submit", renamed);
  window.addEventListener("hashchange", open);
  document.addEventListener("DOMContentLoaded", () => {
    for (const name of ["Steps", "Form", "Figures", "Live"]) window.jihat[`storyEditor${name}`].start(editor);
    open();
  });
  window.jihat.storyEditor = editor;
})();
