/* A visitor's own stories: files as `stories/schema.json` has them, in this browser alone.
 *
 * They are kept by their ids, the one changed last first. Pure functions make stories of stories;
 * the store below them reads and writes. Whatever was stored may have been changed by hand.
 */
(function () {
  "use strict";

  const KEY = "jihat.stories";
  const LANGUAGES = ["ar", "fr", "en"];
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const MOST_STEPS = 60;
  const LONGEST_ID = 60;
  const LONGEST_TITLE = 60;
  const EXPLORE = "explore";
  const LEVELS = ["region", "province", "commune"];
  // The reader decides these, or the page when it is asked: they are no part of a step's view.
  const NOT_OF_A_VIEW = ["lang", "theme", "name", "export", "offset", "subject", "story", "select"];
  // The panels beside the map that show what may be pointed at; `panels_of` and `POINTS` of
  // stories.model. What the map shows itself needs no other.
  const SHOWN_IN = {
    region: "map", province: "map", commune: "map", activity: "map",
    programme: "programmes", phase: "programmes", sector: "sectors",
    organisation: "organisations", year: "timeline", total: "figures", stated: "stated",
  };
  const ON_QUESTIONS = { total: "figures", stated: "figures", year: "" };

  /* --- texts and ids ---------------------------------------------------------------------- */

  // Titles of the page isolate numbers from their neighbours, which files do without.
  const oneLine = (text) => String(text).replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
  const texts = (text, lang) => (text ? { [lang]: text } : {});
  const own = (stories, id) => (Object.hasOwn(stories, id) ? stories[id] : null);

  /* The text of a language, or of the first that has one. */
  function told(written, lang) {
    const found = [lang, ...LANGUAGES].find((one) => written && written[one]);
    return { text: found ? written[found] : "", lang: found || lang };
  }

  /* A reference is filled in when the story is presented. */
  const plain = (text) => text.replace(/\{\{[^}]*\}\}/g, "…");
  const titleOf = (story, lang) => plain(told(story.title, lang).text);

  /* A title has to be read from the last row: what is longer ends in an ellipsis, at a word. */
  function short(text) {
    const letters = [...oneLine(text)];
    if (letters.length <= LONGEST_TITLE) return letters.join("");
    const cut = letters.slice(0, LONGEST_TITLE - 1).join("");
    return `${cut.replace(/[\s·,–-]+\S*$/, "") || cut}…`;
  }

  function slug(title) {
    const latin = title.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").normalize("NFD");
    const words = latin.replace(/[\u0300-\u036f’']/g, "").replace(/[^a-z0-9]+/g, "-");
    return words.slice(0, LONGEST_ID - 4).replace(/^-+|-+$/g, "");
  }

  /* An id that is not among those taken. Scripts order names that are numbers by their size, so
     that a title of digits alone makes none; nor does one that has no latin letter. */
  function idFor(title, taken = []) {
    const base = slug(title || "");
    const named = /[a-z]/.test(base);
    if (named && !taken.includes(base)) return base;
    for (let number = named ? 2 : 1; ; number += 1) {
      const id = `${named ? base : "story"}-${number}`;
      if (!taken.includes(id)) return id;
    }
  }

  /* --- a story and its steps -------------------------------------------------------------- */

  const blank = (id, title, lang) => ({ id, title: texts(oneLine(title), lang), summary: {}, steps: [] });
  const within = (at, count) => Math.min(Math.max(at, 0), count);

  const withSteps = (story, steps) => ({ ...story, steps });

  const addStep = (story, step, at = story.steps.length) =>
    story.steps.length < MOST_STEPS
      ? withSteps(story, [...story.steps.slice(0, at), step, ...story.steps.slice(at)])
      : story;

  const removeStep = (story, at) => withSteps(story, story.steps.filter((_one, place) => place !== at));

  function moveStep(story, from, to) {
    if (!story.steps[from]) return story;
    const others = story.steps.filter((_one, place) => place !== from);
    const place = within(to, others.length);
    return withSteps(story, [...others.slice(0, place), story.steps[from], ...others.slice(place)]);
  }

  const changeStep = (story, at, changes) =>
    withSteps(story, story.steps.map((step, place) => (place === at ? { ...step, ...changes } : step)));

  /* --- a step of a view -------------------------------------------------------------------- */

  const partsOf = (address) => address.replace(/^[^?]*\?/, "").split("&").filter(Boolean);
  const nameOf = (part) => part.split("=")[0];
  const valueOf = (parts, name) => new URLSearchParams(parts.join("&")).get(name) || "";

  /* What is open or selected, as a point: the key of a figure, or the id of an activity. */
  function pointOf(select) {
    if (!select) return "";
    const point = select.includes(":") ? select : `activity:${select}`;
    return Object.hasOwn(SHOWN_IN, point.split(":")[0]) && !/\s/.test(point) ? point : "";
  }

  /* A region is the map's; with it go the key figures, or on another page what it asks. */
  function panelsFor(page, point) {
    const dimension = point.split(":")[0];
    if (page !== EXPLORE) return ["map", ON_QUESTIONS[dimension] || "question"];
    const panel = point ? SHOWN_IN[dimension] : "map";
    return ["map", panel === "map" ? "figures" : panel];
  }

  /* The map shows the units of one level; years stand on the page that explores alone. */
  function isShown(point, page, level) {
    const dimension = point.split(":")[0];
    if (LEVELS.includes(dimension)) return dimension === level;
    return page === EXPLORE || ON_QUESTIONS[dimension] !== "";
  }

  function stepOf(address, title, point) {
    const parts = partsOf(address);
    const page = valueOf(parts, "page") || EXPLORE;
    const pointed = point === undefined ? pointOf(valueOf(parts, "select")) : point;
    const shown = isShown(pointed, page, valueOf(parts, "level") || LEVELS[0]) ? pointed : "";
    return {
      view: parts.filter((part) => !NOT_OF_A_VIEW.includes(nameOf(part))).join("&"),
      panels: panelsFor(page, shown),
      large: "map",
      title: texts(short(title || ""), valueOf(parts, "lang") || "fr"),
      caption: {},
      notes: {},
      point: shown ? [shown] : [],
    };
  }

  /* --- files ------------------------------------------------------------------------------- */

  const inOrder = (written = {}) =>
    Object.fromEntries(LANGUAGES.filter((lang) => written[lang]).map((lang) => [lang, written[lang]]));

  const ordered = ({ id, title, summary, steps }) => ({
    id,
    title: inOrder(title),
    summary: inOrder(summary),
    steps: steps.map((step) => ({
      view: step.view,
      panels: step.panels,
      large: step.large || step.panels[0],
      title: inOrder(step.title),
      caption: inOrder(step.caption),
      notes: inOrder(step.notes),
      point: step.point || [],
    })),
  });

  const asFile = (story) => `${JSON.stringify(ordered(story), null, 2)}\n`;

  function download(story) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([asFile(story)], { type: "application/json" }));
    link.download = `${story.id}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  const isTexts = (one) =>
    Boolean(one) && typeof one === "object" && Object.values(one).every((text) => typeof text === "string");
  const isStep = (one) =>
    Boolean(one) && typeof one.view === "string" && Array.isArray(one.panels) && isTexts(one.title);
  const isStory = (one, id) =>
    Boolean(one) && one.id === id && ID.test(id) && isTexts(one.title) && Array.isArray(one.steps)
    && one.steps.every(isStep);

  function understood(text) {
    try {
      const found = JSON.parse(text || "{}");
      return Object.fromEntries(Object.entries(found).filter(([id, story]) => isStory(story, id)));
    } catch {
      return {};
    }
  }

  /* --- the stories ------------------------------------------------------------------------- */

  const without = (stories, id) =>
    Object.fromEntries(Object.entries(stories).filter(([key]) => key !== id));

  /* What was changed last comes first. */
  const put = (stories, story) => ({ [story.id]: story, ...without(stories, story.id) });

  function insert(stories, at, story) {
    const others = Object.entries(without(stories, story.id));
    return Object.fromEntries([...others.slice(0, at), [story.id, story], ...others.slice(at)]);
  }

  /* --- the store --------------------------------------------------------------------------- */

  /* Browsers may keep a page from their storage, by a setting or in a window that forgets. */
  function available() {
    try {
      window.localStorage.getItem(KEY);
      window.localStorage.setItem(`${KEY}.tried`, "1");
      window.localStorage.removeItem(`${KEY}.tried`);
      return true;
    } catch {
      return false;
    }
  }

  function read() {
    try {
      return understood(window.localStorage.getItem(KEY));
    } catch {
      return {};
    }
  }

  function write(stories) {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(stories));
      return true;
    } catch {
      return false;
    }
  }

  const all = () => Object.values(read());
  const one = (id) => own(read(), id);
  const save = (story) => write(put(read(), story));
  const remove = (id) => write(without(read(), id));
  const placeOf = (id) => Object.keys(read()).indexOf(id);
  const restore = (story, at) => write(insert(read(), at, story));
  const fresh = (title, lang) => blank(idFor(title, Object.keys(read())), title, lang);

  /* A story of the same name stays as it is: the other one takes another. */
  function beside(story) {
    const taken = Object.keys(read());
    return taken.includes(story.id) ? { ...story, id: idFor(story.id, taken) } : story;
  }

  /* Another tab changed them; a window that cleared its storage tells no key. */
  const watch = (changed) =>
    window.addEventListener("storage", ({ key }) => (key === KEY || key === null) && changed());

  window.jihat = Object.assign(window.jihat || {}, {
    stories: {
      KEY, LANGUAGES, MOST_STEPS, LONGEST_TITLE,
      told, plain, titleOf, short, idFor, blank, addStep, removeStep, moveStep, changeStep, pointOf, stepOf,
      ordered, asFile, download, understood, put, insert, without,
      available, read, write, all, one, save, remove, placeOf, restore, fresh, beside,
      watch,
    },
  });
})();
