/* Adding the view to one of the visitor's own stories, in the card of sharing. */
(function () {
  "use strict";

  const NEW = "";
  const { stories } = window.jihat;
  const root = document.documentElement;
  let before;
  let preset = "";
  /* What was selected in the dialog that led here; else the address tells. */
  let pointed;

  const card = () => document.querySelector("[data-story-card]");
  const part = (name) => card().querySelector(`[data-story-part="${name}"]`);
  const titleOf = (story) => stories.titleOf(story, root.lang) || card().dataset.untitled;
  const say = (text) => (part("status").textContent = text);
  const tell = (word, story, step = "") =>
    say(card().dataset[word].replace("{step}", () => step).replace("{title}", () => titleOf(story)));

  /* What the document is called, without the name of the page. */
  function titleOfView() {
    const app = document.querySelector(".brand__name").textContent;
    return stories.short(document.title.split(" – ").filter((one) => one !== app).join(" – "));
  }

  /* The story that one came from, else the one that was changed last. */
  function offered(list) {
    const from = new URLSearchParams(window.jihat.here()).get("story") || "";
    const asked = /^~(.+):\d+$/.exec(from);
    return (asked && list.find(({ id }) => id === asked[1])) || list[0];
  }

  function showChoices(chosen) {
    const list = stories.all();
    const first = list.find(({ id }) => id === chosen) || offered(list);
    const own = list.map((story) => new Option(titleOf(story), story.id));
    part("choice").replaceChildren(...own, new Option(card().dataset.new, NEW));
    part("choice").value = first && chosen !== NEW ? first.id : NEW;
    root.toggleAttribute("data-stories", Boolean(list.length));
    showName();
  }

  function showName() {
    const isNew = part("choice").value === NEW;
    part("new").hidden = !isNew;
    if (isNew && !part("name").value) part("name").value = card().dataset.preset;
  }

  /* A title that the visitor wrote stays. */
  function showStep() {
    if (part("step").value === preset) part("step").value = titleOfView();
    preset = titleOfView();
  }

  function showWays(id, step) {
    for (const name of ["edit", "present", "undo"]) part(name).hidden = !id;
    if (!id) return;
    part("edit").href = `/stories/edit?lang=${root.lang}#${id}`;
    part("present").href = `/present?story=~${id}&step=${step}&lang=${root.lang}`;
  }

  /* Another view is another step: what was said of the one before goes. */
  function begin() {
    before = pointed = undefined;
    say("");
    part("pointing").hidden = true;
    part("step").value = preset = titleOfView();
    part("name").value = "";
    card().hidden = false;
    showWays();
    showChoices();
    if (stories.available()) return;
    say(card().dataset.unavailable);
    card().querySelector("[data-story-form]").hidden = true;
  }

  function chosenStory() {
    const id = part("choice").value;
    return stories.one(id) || stories.fresh(part("name").value || card().dataset.preset, root.lang);
  }

  function add() {
    const story = chosenStory();
    const step = stories.stepOf(window.jihat.here(), part("step").value || titleOfView(), pointed);
    const longer = stories.addStep(story, step);
    if (longer === story) return tell("full", story);
    const isNew = !stories.one(story.id);
    if (!stories.save(longer)) return say(card().dataset.notStored);
    before = { id: story.id, step, isNew };
    showChoices(longer.id);
    showWays(longer.id, longer.steps.length);
    return tell("added", longer, longer.steps.length);
  }

  /* Take back this addition alone: another tab may have changed the story since. */
  function undo() {
    const { id, step, isNew } = before;
    const story = stories.one(id);
    before = undefined;
    showWays();
    if (story) takeBack(story, step, isNew);
    showChoices(isNew ? undefined : id);
    card().querySelector('[type="submit"]').focus();
  }

  function takeBack(story, step, isNew) {
    const added = JSON.stringify(step);
    const at = story.steps.findLastIndex((one) => JSON.stringify(one) === added);
    const shorter = at < 0 ? story : stories.removeStep(story, at);
    const done = isNew && !shorter.steps.length ? stories.remove(story.id) : stories.save(shorter);
    if (done) tell("takenBack", story);
  }

  /* What the dialog is about; its number could drift. */
  function nameIn(dialog, kind) {
    const title = dialog.querySelector("h2").textContent;
    return kind === "activity" ? title : title.replace(/\s*:\s[^:]*$/, "");
  }

  /* With what the view is of, where that tells more. */
  function titleWith(name, kind) {
    const view = titleOfView();
    const more = kind !== "activity" && document.querySelector("#filters .chips") && view !== name;
    return more ? `${name} · ${view}` : name;
  }

  /* A stated figure has an id as an activity has. Where nothing is counted only a place has
     something to point at. */
  function pointIn(dialog, { item, kind }) {
    const point = stories.pointOf(kind === "stated" ? `stated:${item}` : item);
    const place = /^(region|province|commune):/.test(point);
    return place || dialog.querySelector("[data-source]") ? point : "";
  }

  /* What the dialog is about is pointed at; it closes, as nothing beside it can be reached. */
  function leaveDetails(button) {
    const dialog = button.closest("#details");
    if (!dialog) return null;
    const about = dialog.querySelector("[data-item]").dataset;
    const name = nameIn(dialog, about.kind);
    const selected = { name, point: pointIn(dialog, about), title: titleWith(name, about.kind) };
    dialog.querySelector(".details__close").click();
    dialog.close();
    return selected;
  }

  function showPointed({ name, point, title }) {
    pointed = point;
    // The view goes on to another title, this one stays.
    preset = null;
    part("step").value = stories.short(title);
    part("pointing").hidden = !stories.stepOf(window.jihat.here(), title, point).point.length;
    part("pointing").textContent = card().dataset.pointing.replace("{name}", () => name);
  }

  function addToStory(selected) {
    if (selected) showPointed(selected);
    part("choice").focus();
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-story-form]")) return;
    event.preventDefault();
    add();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches('[data-story-part="choice"]')) showName();
  });
  document.addEventListener("click", ({ target }) => {
    if (target.matches && target.matches('[data-story-part="undo"]')) undo();
  });
  // The event of a popover goes up no further than the card.
  document.addEventListener("beforetoggle", ({ target, newState }) => {
    if (target.id === "share-card" && newState === "open" && window.jihat.go) begin();
  }, true);
  new MutationObserver(() => card() && !card().hidden && showStep()).observe(root, {
    attributes: true,
    attributeFilter: ["data-shown"],
  });

  const mark = () => root.toggleAttribute("data-stories", Boolean(stories.all().length));
  stories.watch(() => {
    mark();
    if (card() && !card().hidden) showChoices(part("choice").value);
  });
  document.addEventListener("DOMContentLoaded", mark);
  Object.assign(window.jihat, { leaveDetails, addToStory });
})();
