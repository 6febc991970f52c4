/* Filter bar, key figures and table of the bundle. */
(function () {
  "use strict";

  const { byId, html, hash, question, fill, write } = globalThis.jihat.parts;
  const PAGE_SIZE = 20;
  const REGIONS = 12;
  const SHOWN = 2;
  const PERSONS = "persons";
  const ORDER = ["place", "programme", "phase", "sector", "org", "status", "acts_at"];
  const DIMENSIONS = { org: "organisation" };
  const { liesIn } = globalThis.jihat;

  const nameOf = (words, parameter, id) =>
    parameter === "place" ? words.place(id) : words.label(DIMENSIONS[parameter] || parameter, id);

  /* What the view is filtered by: value by value, and the period in words. */
  function chipsOf({ view, words }) {
    return ORDER.flatMap((parameter) =>
      view.lists[parameter].map((value) => ({ parameter, value, label: nameOf(words, parameter, value) })),
    );
  }

  function periodOf({ view, words }) {
    const [start, end] = [view.from, view.to].map((year) => (year === null ? "" : String(year)));
    if (!start && !end) return "";
    if (start === end) return start;
    if (!start) return words.t("date.until", { end });
    return end ? words.t("date.years", { start, end }) : words.t("date.since", { start });
  }

  /* Pairs of a filter's name and its values, as paper and pictures tell them. */
  function inWords(state) {
    const by = new Map();
    for (const { parameter, label } of chipsOf(state)) by.set(parameter, [...(by.get(parameter) || []), label]);
    const told = [...by].map(([parameter, labels]) => [state.words.t(`filter.${parameter}`), state.words.listed(labels)]);
    const period = periodOf(state);
    return period ? [...told, [state.words.t("filter.period"), period]] : told;
  }

  function sentence({ view, answer, words }) {
    const { matching, programmes } = answer.totals;
    if (!matching) return words.t("empty.title");
    const rows = [...answer.by.sector].sort((a, b) => b.value - a.value);
    const own = rows.filter(({ selected }) => !view.lists.sector.length || selected).slice(0, 2);
    return words.t("answer.sentence", {
      activities: words.n("unit.activities", matching),
      programmes: words.n("unit.programmes", programmes),
      sectors: words.listed(own.map(({ id }) => words.label("sector", id))),
    });
  }

  function showFilters(state) {
    const { address } = globalThis.jihat;
    const { words, search } = state;
    const chips = chipsOf(state);
    const period = periodOf(state);
    const places = chips.filter(({ parameter }) => parameter === "place").map(({ label }) => label);
    const where = places.length ? words.shortened(places) : words.t("sheet.everywhere");
    const count = chips.length + (period ? 1 : 0);
    const unperiod = address.set(address.set(search, "from", ""), "to", "");
    const chip = (label, attributes) => html`<li><a class="chip" role="button" ${attributes} aria-label="${words.t("filter.remove", { name: label })}">${label}<span aria-hidden="true" class="chip__x">×</span></a></li>`;
    const toggle = ({ parameter, value }) => html`href="${hash(address.toggle(search, parameter, value))}" data-toggle="${parameter}" data-value="${value}"`;
    const list = html`<ul class="chips" aria-label="${words.t("filter.selected")}">${chips.map((one) => chip(one.label, toggle(one)))}
      ${period ? chip(period, html`href="${hash(unperiod)}" data-nav`) : ""}
      <li><a class="chips__clear" role="button" href="${hash(cleared(search))}" data-nav>${words.t("filter.clear_all")}</a></li></ul>`;
    fill("filters", html`<a class="region" id="open-region" role="button" href="#pickers" data-sheet="place"><span class="visually-hidden">${words.t("filter.region")}</span> <b class="region__name">${where}</b> <span class="region__change">${words.t("sheet.change")}</span></a>
      <p class="answer"><span id="answer">${sentence(state)}</span> ${state.answer.totals.matching ? html`<a class="answer__sources" href="${hash(address.select(search, "total:activities"))}" data-nav data-sources="total:activities">${words.t("table.sources")}</a>` : ""}</p>
      <a class="button filters__open" id="open-filters" role="button" href="#pickers" data-sheet="">${words.t("filter.title")}${count ? html` <span class="picker__chosen">${count}</span>` : ""}</a>
      ${count ? list : ""}${hintsOf(state)}`);
  }

  function cleared(search) {
    const kept = ["lang", "count", "theme"];
    const parts = search.slice(1).split("&").filter((part) => kept.includes(part.split("=")[0]));
    return `?${parts.join("&")}`;
  }

  function hintsOf({ answer, words, search, view }) {
    const { address } = globalThis.jihat;
    const link = (key) => html` <a href="${hash(address.select(search, key))}" data-nav data-sources="${key}">${words.t("table.sources")}</a>`;
    return answer.notes.flatMap(({ id, count, ids }) => {
      if (id === "sums_exceed_total") return [];
      const text = words.n(`note.${id}`, count);
      if (id === "undated_left_out") return [html`<p class="hint">${text}${link("total:undated")}</p>`];
      if (id === "touches_total") return [html`<p class="hint">${text}${link("total:activities")}</p>`];
      if (id === "our_split") return [html`<p class="hint">${text}</p>`];
      const added = address.chooseValues(search, "phase", ids.slice(1).filter((one) => !view.lists.phase.includes(one)), true);
      return [html`<p class="hint">${text}${ids.length === 2 ? link(`phase:${ids[1]}`) : ""} <a href="${hash(added)}" data-nav>${words.t("note.phase_not_specified_add")}</a></p>`];
    });
  }

  /* Boxes, counts and provinces of the filter bar. */
  function showPickers(state) {
    const { view, answer, words } = state;
    for (const line of document.querySelectorAll("#pickers .option__line")) showOption(line, state);
    for (const inside of document.querySelectorAll("#picker-place ul.options--inside")) {
      const region = inside.closest("li").previousElementSibling.querySelector("input").dataset.value;
      inside.hidden = !view.lists.place.some((place) => liesIn(place, region));
    }
    for (const field of document.querySelectorAll("#pickers select")) field.value = view[field.dataset.set] ?? "";
    byId("pickers").querySelector(".filter-sheet__done").textContent = words.t("sheet.show", {
      activities: words.n("unit.activities", answer.totals.matching),
    });
  }

  const COUNTED = {
    place: ["place"],
    programme: ["programme", "phase"],
    sector: ["sector"],
    more: ["status", "acts_at", "org"],
  };

  /* How much is chosen in each picker stands on its button, which is in view. */
  function showBadges(state) {
    for (const picker of document.querySelectorAll("#pickers details.picker")) {
      const name = picker.id.replace("picker-", "");
      const counted = (COUNTED[name] || []).reduce((sum, one) => sum + state.view.lists[one].length, 0);
      showChosen(picker, name === "period" ? periodOf(state) : counted || "");
    }
  }

  function showOption(line, { view, answer, words }) {
    const box = line.querySelector("input");
    const link = line.querySelector(".option__count");
    const [dimension] = link.dataset.sources.split(":");
    const row = answer.by[dimension].find(({ id }) => id === box.dataset.value);
    const value = row ? row.value : 0;
    box.checked = view.lists[box.dataset.toggle].includes(box.dataset.value);
    line.querySelector(".option").classList.toggle("option--empty", !value && !box.checked);
    write(link, { words }, line.querySelector(".option__label").textContent, value ? words.number(value) : "–", value);
  }

  function showChosen(picker, text) {
    const summary = picker.querySelector("summary");
    let badge = summary.querySelector(".picker__chosen");
    if (!badge) {
      badge = Object.assign(document.createElement("span"), { className: "picker__chosen" });
      summary.firstElementChild.after(badge);
    }
    badge.textContent = text;
    badge.hidden = !text;
  }

  /* Key figures: what is counted, and what only the sources state. */
  function showFigures(state, absent) {
    const { answer, words, view } = state;
    const { totals } = answer;
    const of = (value) => (value ? words.number(value) : "–");
    const aside = (key) => (totals[key] ? [html`<span class="figure__aside">${asideLink(state, `total:${key}`, words.n(`figure.of_which_${key}`, totals[key]))}</span>`] : []);
    const none = html`<span class="figure__aside">${words.t("state.not_in_sources")}</span>`;
    const missing = view.lists.place.length ? 0 : absent;
    const covered = totals.matching ? words.fraction(totals.regions_covered, REGIONS) : "–";
    const counted = view.count === "touches" ? "figure.pairs" : "figure.activities";
    fill("figures", html`<h2 class="visually-hidden">${words.t("figure.title")}</h2><dl class="figures__list">
      ${plain(state, "activities", words.t(counted), totals.activities, of(totals.activities), totals.matching ? [...aside("national"), ...aside("unplaced")] : none)}
      ${plain(state, "programmes", words.t("figure.programmes"), totals.programmes, of(totals.programmes), "")}
      ${plain(state, "organisations", words.t("figure.organisations"), totals.organisations, of(totals.organisations), "")}
      ${plain(state, "regions_covered", words.t("figure.regions_covered"), totals.regions_covered, covered, missing ? html`<span class="figure__aside">${words.n("figure.regions_not_in_sources", missing)}</span>` : "")}
      ${stated(state, "people", state.counter.isPeople)}${stated(state, "funding", state.counter.isFunding)}</dl>`);
  }

  const asideLink = ({ search }, key, text) =>
    html`<a class="number" href="${hash(globalThis.jihat.address.select(search, key))}" data-nav data-sources="${key}">${text}</a>`;

  function plain(state, key, title, value, text, asides) {
    const { words, search } = state;
    const href = hash(globalThis.jihat.address.select(search, `total:${key}`));
    return html`<div class="figure" data-figure="${key}" data-number="${value}"><dt>${title}${question(state, key, title)}</dt>
      <dd><a class="figure__value number" href="${href}" data-nav data-sources="total:${key}" aria-label="${words.t("rests.figure", { name: title, value: text })}"><bdi dir="ltr">${text}</bdi></a>${asides}</dd></div>`;
  }

  /* Figures in the order in which they are read: layers/stated.py. */
  function ordered(figures) {
    const often = new Map();
    for (const { unit } of figures) often.set(unit, (often.get(unit) || 0) + 1);
    often.set(PERSONS, figures.length + 1);
    const before = (a, b) => (a < b ? -1 : Number(a > b));
    return [...figures].sort((a, b) => often.get(b.unit) - often.get(a.unit) || before(a.unit, b.unit) || b.value - a.value || before(a.id, b.id));
  }

  /* What a figure of wider scope than the places chosen is for. */
  function shared({ view, words, counter }, figure) {
    if (figure.inside) return "";
    const names = words.stated[figure.id].scope;
    const lying = figure.scope.map((code) => [code, counter.isInside([code], view.lists.place)]);
    const told = (codes) => words.listed(codes.map((code) => names[code]));
    if (!lying.some(([, inside]) => inside === false)) {
      const others = lying.filter(([, inside]) => !inside).map(([code]) => code);
      return words.t("figure.shared_with", { places: told(others) });
    }
    return words.t(lying.length > 1 ? "figure.joint_with" : "figure.for_whole", { places: told(figure.scope) });
  }

  function entry(state, figure) {
    const { words, search } = state;
    const own = words.stated[figure.id];
    const label = own.together && figure.inside ? `${own.label} · ${own.together}` : own.label;
    const tag = shared(state, figure);
    const href = hash(globalThis.jihat.address.select(search, figure.id));
    return html`<li><a class="stated__link" href="${href}" data-nav data-sources="${figure.id}"><span class="stated__value"><bdi>${own.value}</bdi></span> <span class="stated__label">${label}${own.asOf ? html` (<bdi>${own.asOf}</bdi>)` : ""}</span></a> ${tag ? html`<span class="tag">${tag}</span>` : ""}</li>`;
  }

  function stated(state, key, is) {
    const { words, answer } = state;
    const figures = ordered(answer.stated.filter(is)).sort((a, b) => !a.inside - !b.inside);
    const [shown, more] = [figures.slice(0, SHOWN), figures.slice(SHOWN)];
    const list = (some) => html`<ul class="stated">${some.map((one) => entry(state, one))}</ul>`;
    const aside = key === "people" && figures.length > 1 ? html`<p class="figure__aside">${words.t("figure.people_twice")}</p>` : "";
    const rest = more.length ? html`<details class="more"><summary>${words.n("figure.more", more.length)}</summary>${list(more)}${aside}</details>` : aside;
    const title = words.t(`figure.${key}`);
    return html`<div class="figure figure--stated" data-figure="${key}"><dt>${title}${question(state, key, title)}</dt><dd>${figures.length ? html`${list(shown)}${rest}` : html`<span class="figure__none">${words.t("state.not_in_sources")}</span>`}</dd></div>`;
  }

  /* The table: rows of the page that is shown, and the way to the others. */
  let rows = new Map();
  let nav = null;
  let none = null;
  function takeTable() {
    const panel = byId("activities");
    rows = new Map([...panel.querySelectorAll("tbody tr")].map((row) => [row.dataset.id, row]));
    nav = panel.appendChild(Object.assign(document.createElement("nav"), { className: "pages", id: "bundle-pages" }));
    none = panel.appendChild(Object.assign(document.createElement("div"), { className: "empty", id: "bundle-none" }));
  }

  function showTable(state, ids) {
    const { words, view, answer, counter, search } = state;
    const matching = counter.positions(answer.chosen.total).map((position) => ids[position]);
    const pages = Math.ceil(matching.length / PAGE_SIZE);
    const page = Math.max(0, Math.min(Math.floor(view.offset / PAGE_SIZE), pages - 1));
    const shown = new Set(matching.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE));
    for (const [id, row] of rows) row.hidden = !shown.has(id);
    const table = byId("activities").querySelector("table");
    table.hidden = !matching.length;
    const head = byId("activities").querySelector('[data-sources="total:activities"]');
    write(head, state, words.t("table.title"), words.n("unit.activities", matching.length), matching.length);
    none.hidden = matching.length > 0;
    nav.hidden = pages < 2;
    nav.setAttribute("aria-label", words.t("table.pages"));
    const link = (at, id, rel) => html`<a class="button" rel="${rel}" href="${hash(offsetTo(search, at * PAGE_SIZE))}" data-nav>${words.t(id)}</a>`;
    fill("bundle-pages", html`${page > 0 ? link(page - 1, "table.previous", "prev") : ""}<span><bdi>${words.t("table.page", { page: page + 1, pages })}</bdi></span>${page + 1 < pages ? link(page + 1, "table.next", "next") : ""}`);
    fill("bundle-none", matching.length ? html`` : html`<p><b>${words.t("empty.title")}</b></p><p>${words.t("empty.meaning")} ${words.t("empty.advice")}</p><p><a class="button" href="${hash(cleared(search))}" data-nav>${words.t("filter.clear_all")}</a></p>`);
    return matching;
  }

  function offsetTo(search, offset) {
    const parts = search.slice(1).split("&").filter((part) => !/^(offset|select)=/.test(part));
    return `?${[...parts, ...(offset ? [`offset=${offset}`] : [])].join("&")}`;
  }

  const tableRow = (id) => rows.get(id);
  Object.assign(globalThis.jihat, { showFilters, showPickers, showBadges, showFigures, takeTable, showTable, inWords, sentence, tableRow });
})();
