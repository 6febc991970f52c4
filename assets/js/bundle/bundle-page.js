/* The bundle as a page: the view stands behind the sign # of the address, so that Back undoes. */
(function () {
  "use strict";

  const { byId, html } = globalThis.jihat.parts;
  const { address } = globalThis.jihat;
  const root = document.documentElement;
  const data = JSON.parse(byId("bundle-data").textContent);
  const counter = globalThis.jihat.counter(data.counting);
  const spoken = Object.fromEntries(
    Object.entries(data.languages).map(([lang, raw]) => [lang, globalThis.jihat.words(raw)]),
  );
  let mounted = "";
  let shown = null;
  let panels = {};
  let state = null;

  /* Other programs write a comma of an address in their own way. */
  const here = () => {
    const written = location.hash.slice(1).replace(/%2C/gi, ",");
    return written.includes("=") ? `?${written}` : `?${data.view}`;
  };

  function go(search) {
    if (search === here() && search === shown) return;
    const hash = `#${search.slice(1)}`;
    // The sheet of a phone has an entry of its own in the history, which the view takes.
    if (history.state && history.state.sheet) history.replaceState({}, "", hash);
    else location.hash = hash;
    show();
  }

  function understood(search) {
    const view = counter.read(search.slice(1));
    // No map of this file shows communes.
    if (view.level === "commune") view.level = "province";
    const lang = new URLSearchParams(search.slice(1)).get("lang");
    return { ...view, lang: lang in spoken ? lang : root.lang };
  }

  /* Put the panels of a language into the page. */
  function mount(lang) {
    const words = spoken[lang];
    mounted = lang;
    root.lang = lang;
    root.dir = words.direction;
    document.title = `${words.t("app.title")} – ${words.t("app.subtitle")}`;
    byId("bundle-title").textContent = words.t("app.subtitle");
    for (const [id, content] of Object.entries(words.panels)) byId(id).innerHTML = content;
    for (const part of document.querySelectorAll("[data-label]:not(td)")) {
      part.setAttribute("aria-label", words.t(part.dataset.label));
    }
    byId("map-legend").dir = words.direction;
    byId("bundle-asof").textContent = words.asOf;
    globalThis.jihat.takeCharts(counter, data.counting.phases);
    globalThis.jihat.takeTable();
    globalThis.jihat.describeMap();
  }

  /* Regions of which our sources have nothing, whatever the level of the map. */
  function absent(view, answer) {
    const documented = new Set(answer.by.region.map(({ id }) => id));
    const empty = Object.keys(data.shapes.regions).filter((code) => !documented.has(code));
    return empty.filter((code) => counter.emptyState(view, code) === "not_in_sources").length;
  }

  function show() {
    const search = here();
    if (search === shown) return;
    shown = search;
    const view = understood(search);
    const { boundary, made } = data;
    const words = spoken[view.lang];
    const answer = counter.answer(view, ["region", "province"]);
    state = { view, words, answer, counter, search, boundary, made };
    if (mounted !== view.lang) mount(view.lang);
    if (root.dataset.theme !== view.theme) globalThis.jihat.applyTheme(search);
    // Measured before anything changes: then nothing has to be laid out for it.
    const below = new Set([...charts.keys()].filter(isBelow));
    globalThis.jihat.showWayBack(state);
    fillPanels();
    fillCharts((name) => !below.has(name));
    globalThis.jihat.showBundleDetails(state, data);
    globalThis.jihat.remark();
    soon(() => {
      // A story may have taken the place of the page meanwhile: what is left waits for its return.
      if (isAway()) return void (shown = null);
      fillCharts((name) => below.has(name));
      fillRest();
      root.dataset.shown = state.search;
    });
  }

  /* What is folded up or below the screen is filled when the rest is painted. */
  let waiting = 0;
  function soon(work) {
    clearTimeout(waiting);
    if (document.querySelector("details.picker[open]") || !root.dataset.ready) return work();
    requestAnimationFrame(() => {
      clearTimeout(waiting);
      waiting = setTimeout(work);
    });
  }

  function fillPanels() {
    const { view, answer } = state;
    globalThis.jihat.showBadges(state);
    globalThis.jihat.showFilters(state);
    globalThis.jihat.showFigures(state, absent(view, answer));
    panels = { map: globalThis.jihat.showMap(state, data.boundary) };
  }

  const charts = new Map([
    ...globalThis.jihat.barCharts.map((name) => [name, () => globalThis.jihat.showBars(name, state)]),
    ["timeline", () => globalThis.jihat.showTimeline(state)],
    ["activities", () => globalThis.jihat.showTable(state, data.activities)],
  ]);

  const isBelow = (id) => byId(id).getBoundingClientRect().top > window.innerHeight;

  function fillCharts(isDue) {
    for (const [name, fillOne] of charts) if (isDue(name)) panels[name] = fillOne();
  }

  /* What is heard, folded up or only on paper. */
  function fillRest() {
    const { view, words } = state;
    globalThis.jihat.showPickers(state);
    byId("announcer").textContent = globalThis.jihat.sentence(state);
    const chosen = document.querySelector(`#appearance input[value="${view.theme}"]`);
    chosen.checked = true;
    const current = words.t("theme.current", { name: chosen.nextElementSibling.textContent });
    document.querySelector("#appearance summary").setAttribute("aria-label", current);
    byId("bundle-paper").innerHTML = html`${globalThis.jihat.inWords(state).map(([name, values]) => html`<p><b>${name}</b> ${values}</p>`)}<p>${words.asOf}</p>`;
  }

  /* Gestures, as the page has them (assets/js/page.js). */
  function gesture(control) {
    const { toggle, value, set, year, lang, level, sources } = control.dataset;
    if ("choose" in control.dataset) return address.choose(here(), value);
    if (toggle) return address.toggle(here(), toggle, value);
    if (set) return address.set(here(), set, control.value);
    if (year) return address.year(here(), year);
    if (lang) return withLanguage(lang);
    if (level) return address.set(here(), "level", level === "region" ? "" : level);
    if (sources) return address.select(here(), sources);
    if ("home" in control.dataset) return `?lang=${state.view.lang}`;
    const written = new URLSearchParams(control.hash.slice(1));
    // Rows and dialogs of the skeleton know what they open, and not over which view.
    if (written.get("select")) return address.select(here(), written.get("select"));
    return `?${control.hash.slice(1)}`;
  }

  const withLanguage = (lang) => {
    const others = here().slice(1).split("&").filter((part) => part && !part.startsWith("lang="));
    return `?${[`lang=${lang}`, ...others].join("&")}`;
  };

  /* The step of a story that was left stays in the address through every gesture. */
  function withStory(search) {
    const story = /[?&](story=[^&]*)/.exec(here());
    return story && !/[?&]story=/.test(search) ? `${search}&${story[1]}` : search;
  }

  function closePickers(target) {
    for (const picker of document.querySelectorAll("details.picker[open]")) {
      if (target === document.body || !picker.contains(target)) picker.open = false;
    }
  }

  /* While a story is shown, the page is not there. */
  const isAway = () => !byId("details");

  document.addEventListener("click", (event) => {
    const { target } = event;
    if (isAway()) return;
    if (!target.closest("#details")) closePickers(target.closest("[data-close]") ? document.body : target);
    const take = target.closest("[data-take]");
    const control = take || target.closest("a[data-toggle], a[data-nav], a[data-year], a[data-lang], a[data-level], a[data-home], a[data-sources]");
    if (!control || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const { take: what } = control.dataset;
    if (what) return globalThis.jihat.offerFiles(what, panels[what], state);
    if (control.hasAttribute("href")) go(withStory(gesture(control)));
  });

  document.addEventListener("change", ({ target }) => {
    const control = target.closest("input[data-toggle], [data-set]");
    if (control) go(withStory(gesture(control)));
  });

  document.addEventListener("keydown", (event) => {
    if (isAway()) return;
    const button = event.target.closest('a[role="button"]');
    if (button && event.key === " ") {
      event.preventDefault();
      button.click();
    }
    if (event.key !== "Escape" || byId("details").open) return;
    const picker = document.querySelector("details.picker[open]");
    if (!picker) return;
    picker.open = false;
    picker.querySelector("summary").focus();
  });

  const route = () => globalThis.jihat.routeToStory() || show();
  window.addEventListener("hashchange", route);

  /* For stories, which a player of their own presents, and for whoever checks the numbers. */
  const bundle = {
    counter,
    go,
    here,
    state: () => state,
    stories: () => JSON.parse(byId("bundle-stories").textContent).files,
  };
  const wordsOf = (lang) => spoken[lang];
  const directionOf = (lang) => spoken[lang].direction;
  Object.assign(globalThis.jihat, { go, here, bundle, wordsOf, directionOf });
  globalThis.jihat.drawMap(data.shapes);
  route();
  root.dataset.ready = String(Math.round(performance.now()));
})();
