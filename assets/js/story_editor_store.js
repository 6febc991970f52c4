/* Keeps the story of the editor in the browser, and never over what another tab wrote. */
(function () {
  "use strict";

  const { stories, storyEditorModel: model } = window.jihat;
  const DELAY = 350;
  const textOf = (story) => (story ? JSON.stringify(story) : "");

  /**
   * Keep one story.
   *
   * `state(name)` is told `saving`, `saved` or `unsaved`. What another tab made of the story is told
   * to `renewed(story)` where nothing is lost by it, else to `conflict(story)`: null where it took
   * the story away.
   */
  function keeper({ state, renewed, conflict }) {
    let last = "";
    let waiting = null;
    let timer;
    let stopped = false;

    const there = () => stories.one(waiting ? waiting.id : opened);
    let opened = "";

    function open(id) {
      flush();
      const story = stories.one(id);
      [opened, last, waiting, stopped] = [id, textOf(story), null, false];
      clearTimeout(timer);
      return story ? model.whole(story) : null;
    }

    /* Keep a story soon, together with what follows at once. */
    function keep(story, now = false) {
      waiting = story;
      if (stopped) return state("unsaved");
      state("saving");
      clearTimeout(timer);
      if (now) flush();
      else timer = setTimeout(flush, DELAY);
      return undefined;
    }

    function flush() {
      clearTimeout(timer);
      if (!waiting || stopped) return;
      const found = there();
      if (textOf(found) !== last) return clash(found);
      write();
    }

    function write() {
      const story = waiting;
      if (!stories.save(story)) return state("unsaved");
      [last, waiting] = [textOf(story), null];
      state("saved");
    }

    function clash(found) {
      stopped = true;
      conflict(found ? model.whole(found) : null);
    }

    /* Another tab wrote: what is all kept here goes along with it, anything else is asked. */
    function look() {
      const found = stories.one(opened);
      if (!opened || stopped || textOf(found) === last) return;
      if (waiting || !found) return clash(found);
      last = textOf(found);
      renewed(model.whole(found));
    }

    /* Mine takes the place of theirs. */
    function insist(story) {
      [waiting, stopped] = [story, false];
      write();
    }

    /* Theirs takes the place of mine, as it is by now; null where it is gone. */
    function accept() {
      const found = stories.one(opened);
      [waiting, stopped, last] = [null, false, textOf(found)];
      return found ? model.whole(found) : null;
    }

    const theirs = () => (there() ? model.whole(there()) : null);

    /* Under another id; false where the browser keeps nothing. */
    function rename(story, id) {
      flush();
      if (stopped) return false;
      const named = { ...story, id };
      if (!stories.write(stories.put(stories.without(stories.read(), opened), named))) return false;
      [opened, last] = [id, textOf(named)];
      return true;
    }

    function remove() {
      flush();
      const at = stories.placeOf(opened);
      if (stopped || !stories.remove(opened)) return null;
      [last, opened] = ["", ""];
      return at;
    }

    function restore(story, at) {
      if (!stories.restore(story, at)) return false;
      [opened, last] = [story.id, textOf(story)];
      return true;
    }

    stories.watch(look);
    for (const type of ["pagehide", "blur"]) window.addEventListener(type, flush);
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("beforeunload", (event) => {
      flush();
      // What could not be saved is lost with the page.
      if (waiting) event.preventDefault();
    });
    return { open, keep, flush, insist, accept, theirs, rename, remove, restore };
  }

  window.jihat.storyEditorStore = { keeper };
})();
