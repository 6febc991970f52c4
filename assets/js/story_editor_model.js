/* What the editor of stories does to texts and to its history. Pure: values in, values out. */
(function () {
  "use strict";

  const MOST_UNDONE = 200;
  const PAUSE = 1500;
  const LANGUAGES = ["ar", "fr", "en"];
  const FIELDS = ["title", "caption", "notes"];
  /* Values by what they belong to, as pairs in the order in which they come. */
  const grouped = (values, of) => {
    const found = new Map();
    for (const one of values) found.set(of(one), [...(found.get(of(one)) || []), one]);
    return [...found];
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /* --- texts: words, and references that stand for figures --------------------------------- */

  const pieces = (text) =>
    text.split(/(\{\{.*?\}\})/s).filter(Boolean).map((part) =>
      part.startsWith("{{") && part.endsWith("}}") ? { reference: part } : { text: part },
    );

  /* How a text reads, as far as its figures are known; `known` has texts by their references. */
  const reads = (text, known) =>
    pieces(text)
      .map(({ text: words, reference }) => words || (known[reference] || { text: reference }).text)
      .join("");

  /* Python counts letters so, and the check with it. */
  const lengthOf = (text, known) => [...reads(text, known)].length;

  /* Put a reference into a text, apart from the words on both sides. */
  function insertAt(text, at, reference) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    const open = /[\p{L}\p{N}}.,;:!?)»]$/u.test(before) ? " " : "";
    const close = /^[\p{L}\p{N}{]/u.test(after) ? " " : "";
    const written = `${before}${open}${reference}`;
    return { text: written + close + after, at: written.length };
  }

  function months(lang) {
    const format = new Intl.DateTimeFormat(lang === "ar" ? "ar-MA" : lang, { month: "long" });
    return [...Array(12).keys()].map((month) => format.format(new Date(2020, month, 15)));
  }

  /* Numbers that are written out, but those of dates and of names such as M4SD: they could drift
     from the record. */
  function numbers(text, lang) {
    const days = new RegExp(`(?<!\\d)(?:[12]?\\d|3[01])(?:er)?\\s+(?:${months(lang).join("|")})`, "gu");
    const year = /(?<!\d)(?:19|20)\d\d(?!\d)/g;
    const number = /(?<![\p{L}\p{N}_])\p{Nd}+(?:[.,\u202f\u00a0]\p{Nd}+)*(?![\p{L}\p{N}_])/gu;
    return pieces(text).flatMap(({ text: words = "" }) =>
      [...words.replace(days, " ").replace(year, " ").matchAll(number)].map(([found]) => found),
    );
  }

  /* --- a story: what is missing, and where a problem lies ----------------------------------- */

  const withText = (texts, lang, text) => {
    const { [lang]: _gone, ...others } = texts || {};
    return text ? { ...others, [lang]: text } : others;
  };

  const languagesOf = (story) => LANGUAGES.filter((lang) => (story.title || {})[lang]);

  /* Texts that other languages have and this one lacks: `{step, field}`, step 0 for the story. */
  function missing(story, lang) {
    const lacks = (texts) => texts && Object.values(texts).some(Boolean) && !texts[lang];
    const own = ["title", "summary"].filter((field) => lacks(story[field]));
    const steps = story.steps.flatMap((step, at) =>
      FIELDS.filter((field) => lacks(step[field])).map((field) => ({ step: at + 1, field })),
    );
    return [...own.map((field) => ({ step: 0, field })), ...steps];
  }

  /* `caption.fr` of step 2 is the caption, in French. */
  function placeOf({ step, field }) {
    // A list tells the place of the wrong one: `panels.1`.
    const [name, lang] = field.split(".");
    return { step: step || 0, field: name, lang: LANGUAGES.includes(lang) ? lang : "" };
  }

  /* Where a file lacks something, the editor has it. */
  const whole = (story) => ({
    id: story.id,
    title: story.title || {},
    summary: story.summary || {},
    steps: story.steps.map((step) => ({
      view: step.view,
      panels: step.panels,
      large: step.large || step.panels[0],
      title: step.title || {},
      caption: step.caption || {},
      notes: step.notes || {},
      point: step.point || [],
    })),
  });

  /* --- history ------------------------------------------------------------------------------ */

  /* `place` tells where a change was made, so that undoing it shows what comes back. */
  const begun = (story) => ({ past: [], now: { story, place: null }, future: [], group: "", time: 0 });

  /* Letters typed into one text, without a pause, are undone together. */
  function changed(history, story, place, group, time) {
    if (same(story, history.now.story)) return history;
    const grouped = group && group === history.group && time - history.time < PAUSE && !history.future.length;
    const past = grouped ? history.past : [...history.past, history.now].slice(-MOST_UNDONE);
    return { past, now: { story, place }, future: [], group, time };
  }

  function undone({ past, now, future }) {
    const before = past[past.length - 1];
    if (!before) return null;
    return { past: past.slice(0, -1), now: before, future: [now, ...future], group: "", time: 0, place: now.place };
  }

  function redone({ past, now, future }) {
    const [after, ...rest] = future;
    if (!after) return null;
    return { past: [...past, now], now: after, future: rest, group: "", time: 0, place: after.place };
  }

  /* Under another id, what was before has that id too. */
  function renamed(history, id) {
    const named = (one) => ({ ...one, story: { ...one.story, id } });
    return {
      ...history,
      past: history.past.map(named),
      now: named(history.now),
      future: history.future.map(named),
    };
  }

  /* --- addresses ---------------------------------------------------------------------------- */

  function urlOf(text, origin) {
    try {
      return new URL(text, origin);
    } catch {
      return null;
    }
  }

  /* The query of an address of the page; null where the text is none. */
  function queryOf(text, origin) {
    const given = text.trim();
    if (given.startsWith("?")) return given.slice(1);
    const url = /^(https?:\/\/|\/)/i.test(given) ? urlOf(given, origin) : null;
    if (!url) return null;
    if (url.pathname !== "/" || (url.origin !== origin && !url.search)) return null;
    return url.search.slice(1);
  }

  const valueOf = (query, name) => new URLSearchParams(query).get(name) || "";
  const pageOf = (view) => valueOf(view, "page") || "explore";

  window.jihat = Object.assign(window.jihat || {}, {
    storyEditorModel: {
      LANGUAGES, FIELDS, grouped, same, pieces, reads, lengthOf, insertAt, numbers, withText, languagesOf,
      missing, placeOf, whole, begun, changed, undone, redone, renamed, queryOf, pageOf,
    },
  });
})();
