/* The list of a visitor's own stories, and copies of those that come with the data. */
(function () {
  "use strict";

  const LARGEST = 500000;
  const { stories, listProblems } = window.jihat;
  const { lang } = document.documentElement;
  const card = document.getElementById("own-stories");
  const words = card.dataset;
  const counted = JSON.parse(words.counted);
  const part = (name) => card.querySelector(`[data-own="${name}"]`);
  const undoing = card.querySelector('[data-do="undo"]');
  let removed = null;

  const titleOf = (story) => stories.titleOf(story, lang) || words.untitled;
  const editorOf = (id) => `/stories/edit?lang=${lang}#${id}`;
  const say = (text) => (part("status").textContent = text);
  const tell = (word, story) => say(words[word].replace("{title}", () => titleOf(story)));

  /* --- the list -------------------------------------------------------------------------- */

  function fillIn(item, story) {
    const own = (name) => item.querySelector(`[data-part="${name}"]`);
    const [title, summary] = [story.title, story.summary].map((one) => stories.told(one, lang));
    const address = `/present?story=~${story.id}&lang=${lang}`;
    item.dataset.id = story.id;
    own("title").textContent = titleOf(story);
    own("title").lang = title.lang;
    own("summary").textContent = stories.plain(summary.text);
    own("summary").lang = summary.lang;
    own("summary").hidden = !summary.text;
    own("steps").textContent = counted[story.steps.length];
    own("file").textContent = `${story.id}.json`;
    own("present").href = address;
    own("handout").href = `${address}&print=1`;
    own("edit").href = editorOf(story.id);
    own("present").hidden = own("handout").hidden = !story.steps.length;
    for (const one of item.querySelectorAll('[data-part="of"]')) one.textContent = titleOf(story);
    return item;
  }

  /* The list is made anew: its focus goes to what took the place of what had it. */
  function focusAgain(held) {
    const item = held && held.closest("[data-own] [data-id]");
    if (!item) return;
    const { do: act, part: name } = held.dataset;
    const which = act ? `[data-do="${act}"]` : `[data-part="${name}"]`;
    const found = part("list").querySelector(`[data-id="${item.dataset.id}"] ${which}`);
    if (found) found.focus();
  }

  function show() {
    const template = card.querySelector("[data-own-row]");
    const [list, held] = [stories.all(), document.activeElement];
    part("list").replaceChildren(
      ...list.map((story) => fillIn(template.content.firstElementChild.cloneNode(true), story)),
    );
    part("none").hidden = Boolean(list.length);
    part("where").hidden = !list.length;
    undoing.hidden = !removed;
    focusAgain(held);
  }

  /* Keep a story; what cannot be kept is told. */
  function keep(story) {
    const done = stories.save(story);
    if (done) removed = null;
    else say(words.notStored);
    show();
    return done;
  }

  function remove(id) {
    const [story, at] = [stories.one(id), stories.placeOf(id)];
    if (!stories.remove(id)) return say(words.notStored);
    removed = { story, at };
    hide();
    show();
    tell("deleted", removed.story);
    return undoing.focus();
  }

  function undo() {
    const { story, at } = removed;
    // Another tab may have made one of this name since.
    const back = stories.beside(story);
    if (!stories.restore(back, at)) return say(words.notStored);
    removed = null;
    show();
    tell("restored", back);
    return part("list").querySelector(`[data-id="${back.id}"] a:not([hidden])`).focus();
  }

  /* --- files ----------------------------------------------------------------------------- */

  function take(found) {
    const story = stories.ordered(found);
    const there = stories.one(story.id);
    if (there && stories.asFile(there) === stories.asFile(story)) {
      tell("same", story);
      return story;
    }
    const own = stories.beside(story);
    if (!keep(own)) return null;
    tell("opened", own);
    if (there) {
      const told = words.renamed.replace("{title}", () => titleOf(own)).replace("{id}", () => own.id);
      say(told.replace("{taken}", () => story.id));
    }
    return own;
  }

  function hide() {
    part("problems").hidden = true;
  }

  function showProblems(problems, name, story) {
    part("problems").hidden = !problems.length;
    part("problems-title").textContent = words.problems.replace("{title}", () => name);
    part("mend").hidden = !story;
    if (story) part("mend").href = editorOf(story.id);
    listProblems(part("problem-list"), problems);
    if (problems.length) part("problems-title").focus();
  }

  async function check(text) {
    const answer = await fetch(`/api/v1/stories/filled?lang=${lang}`, { method: "POST", body: text });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  async function open(file) {
    hide();
    if (file.size > LARGEST) return say(words.tooLarge.replace("{file}", () => file.name));
    try {
      const { problems, story } = await check(await file.arrayBuffer());
      const own = story ? take(story) : null;
      if (!story) say(words.refused.replace("{file}", () => file.name));
      if (own || !story) showProblems(problems, own ? titleOf(own) : file.name, own);
    } catch {
      say(words.failed);
    }
    return undefined;
  }

  async function shipped(id) {
    const answer = await fetch(`/api/v1/stories/${id}.json?lang=${lang}`);
    if (!answer.ok) throw new Error(answer.status);
    return stories.ordered((await answer.json()).story);
  }

  /* A copy is a story of one's own from the start, also where there is one already. */
  function copy(story) {
    const own = stories.beside(story);
    if (keep(own)) location.assign(editorOf(own.id));
  }

  function create() {
    const story = stories.fresh(words.newPreset, lang);
    if (keep(story)) location.assign(editorOf(story.id));
  }

  /* --- gestures -------------------------------------------------------------------------- */

  const actions = {
    create,
    choose: () => part("file").click(),
    undo,
    hide() {
      hide();
      card.querySelector('[data-do="choose"]').focus();
    },
    download: (item) => stories.download(stories.one(item.dataset.id)),
    remove: (item) => remove(item.dataset.id),
    copy: (item) => shipped(item.dataset.story).then(copy, () => say(words.failed)),
    fetch: (item) => shipped(item.dataset.story).then(stories.download, () => say(words.failed)),
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("#main [data-do]");
    if (button) actions[button.dataset.do](button.closest("[data-id], [data-story]"));
  });

  part("file").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (file) await open(file);
    // The same file may be chosen again when it was mended.
    target.value = "";
  });

  if (stories.available()) part("part").hidden = false;
  else card.append(Object.assign(document.createElement("p"), { textContent: words.unavailable }));
  for (const button of document.querySelectorAll('[data-do="fetch"], [data-do="copy"]')) {
    button.hidden = button.dataset.do === "copy" && !stories.available();
  }
  // What was deleted here can still be had back.
  stories.watch(show);
  show();
})();
