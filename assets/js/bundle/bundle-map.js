/* The map of the bundle: drawn once from paths; colours, numbers and frame follow the view.
 *
 * It has the classes of the page's map, so that pointer and keys work by the page's own map.js.
 */
(function () {
  "use strict";

  const NAMESPACE = "http://www.w3.org/2000/svg";
  const COUNTRY = "MA";
  /* The drawing is a square so many times as wide as what has to be seen: assets/css/map.css. */
  const FRAME = 1.9;
  const STEPS = ["step-1", "step-2", "step-3", "step-4", "step-5"];
  const EMPTY = { not_in_sources: "none", not_applicable: "not-applicable", none: "zero" };
  const SPECIAL = ["national", "unplaced", "former", "coarser"];
  const LEVELS = { region: "regions", province: "provinces" };
  const LINE_LENGTH = 11;
  const { byId, html, number, question, fill } = globalThis.jihat.parts;
  const { breaksOf, classOf, liesIn } = globalThis.jihat;
  let shapes = null;
  let drawing = null;
  let layers = {};

  function make(name, attributes = {}, parent = null, text = "") {
    const element = document.createElementNS(NAMESPACE, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  }

  /* Draw what never changes. */
  function drawMap(given) {
    shapes = given;
    drawing = make("svg");
    const all = make("g", { class: "choroplethlayer" }, drawing);
    const names = ["land", "units", "edges", "line", "points", "labels"];
    layers = Object.fromEntries(names.map((name) => [name, make("g", { class: `trace ${name}` }, all)]));
    for (const path of Object.values(shapes.land)) make("path", { d: path, class: "land" }, layers.land);
    for (const path of Object.values(shapes.regions)) {
      make("path", { d: path, class: "around" }, layers.land);
      make("path", { d: path, class: "edge" }, layers.edges);
    }
    const [from, to] = shapes.line;
    make("path", { d: `M${from}L${to}`, class: "un-line" }, layers.line);
    // What the page's scripts know its drawing by.
    const plot = Object.assign(document.createElement("div"), { className: "main-svg js-plotly-plot", on() {} });
    plot.setAttribute("aria-hidden", "true");
    plot.append(drawing);
    byId("map").replaceChildren(plot);
    new ResizeObserver(([{ contentRect }]) => {
      stage = contentRect;
      scale();
    }).observe(byId("map-stage"));
    stage = byId("map-stage").getBoundingClientRect();
  }

  let width = 1;
  let middle = [0, 0];
  /* How large the map is shown: told by the browser, as asking would lay the page out each time. */
  let stage = { width: 1, height: 1 };
  let labelled = null;
  /* What a pixel of the screen is in units of the drawing: letters and points keep their size. */
  function scale() {
    const pixels = Math.min(stage.width, stage.height) || 1;
    drawing.style.setProperty("--px", `${width / pixels}px`);
    drawing.classList.toggle("is-narrow", stage.width < 430);
    drawing.classList.toggle("is-small", stage.width < 700);
    declutter(width / pixels);
  }

  /* The greatest figures are written first; a name that would cover what is written is left out. */
  function declutter(px) {
    if (!labelled) return;
    const taken = [];
    const small = drawing.classList.contains("is-small") ? 0.8 : 1;
    const halves = [stage.width, stage.height].map((length) => (length * px) / 2);
    const isSeen = ([x, y, w, h]) => Math.abs(x + w / 2 - middle[0]) + w / 2 < halves[0] && Math.abs(y + h / 2 - middle[1]) + h / 2 < halves[1];
    const free = ([x, y, w, h]) => taken.every(([a, b, c, d]) => x + w < a || a + c < x || y + h < b || b + d < y);
    for (const { element, at, names, figure } of labelled) {
      const letters = (text, size) => text.length * size * 0.58 * px * small;
      const wide = Math.max(...names.map((name) => letters(name, 12)), letters(figure, 15));
      const line = 14 * px * small;
      const whole = [at[0] - wide / 2, at[1] - line, wide, line * (names.length + (figure ? 1 : 0))];
      const fits = !drawing.classList.contains("is-narrow") && free(whole) && isSeen(whole);
      element.classList.toggle("is-number", !fits);
      const alone = [at[0] - letters(figure, 15) / 2, at[1] - line, letters(figure, 15), line];
      element.classList.toggle("is-hidden", !fits && (!figure || !free(alone)));
      if (!element.classList.contains("is-hidden")) taken.push(fits ? whole : alone);
    }
  }

  /* Describe what the map shows: layers/region_map.py. */
  function describeView({ view, answer, counter, words, search }) {
    const level = view.level;
    const frame = globalThis.jihat.address.frame(search).slice(0, 2) || COUNTRY;
    const figures = new Map(answer.by[level].map(({ id, value }) => [id, value]));
    const codes = frame === COUNTRY ? Object.keys(shapes[LEVELS[level]]).sort() : shapes.inside[frame];
    const breaks = breaksOf(codes.map((code) => figures.get(code) || 0));
    const { place } = view.lists;
    const units = codes.map((code) => {
      const value = figures.get(code) || 0;
      const state = value ? "documented" : counter.emptyState(view, code);
      const index = classOf(value, breaks);
      const step = breaks.length === 1 ? 4 : Math.round(((index - 1) * 4) / (breaks.length - 1));
      return {
        code,
        value,
        state,
        label: words.label(level, code),
        text: value ? words.number(value) : words.t(`state.${state}`),
        token: value ? STEPS[step] : EMPTY[state],
        selected: place.includes(code),
        dimmed: place.length > 0 && !place.some((one) => liesIn(code, one) || liesIn(one, code)),
      };
    });
    const elsewhere = SPECIAL.filter((key) => figures.get(key)).map((key) => ({
      code: key,
      value: figures.get(key),
      label: words.label(level, key),
      text: words.number(figures.get(key)),
      selected: place.includes(key),
    }));
    return { level, frame, units, elsewhere, legend: legendOf(units, words), points: pointsOf(frame, answer, counter, words) };
  }

  function legendOf(units, words) {
    const empty = Object.entries(EMPTY)
      .filter(([state]) => units.some((unit) => unit.state === state))
      .map(([state, token]) => ({ token, state, text: words.t(`state.${state}`) }));
    const classes = STEPS.filter((token) => units.some((unit) => unit.token === token)).map((token) => {
      const inside = units.filter((unit) => unit.token === token).map(({ value }) => value);
      const [low, high] = [Math.min(...inside), Math.max(...inside)].map(words.number);
      return { token, text: low === high ? low : `${low}–${high}` };
    });
    return [...empty, ...classes];
  }

  /* The points with chosen activities: geodata/sites.py. */
  function pointsOf(frame, answer, counter, words) {
    const { total } = answer.chosen;
    const here = shapes.points.map(({ members }) => members.filter((member) => counter.has(total, member)));
    return shapes.marks[frame].flatMap(({ at, points }) => {
      const present = points.filter((point) => here[point].length);
      if (!present.length) return [];
      present.sort((a, b) => here[b].length - here[a].length || a - b);
      const members = (acts) =>
        new Set(present.filter((point) => shapes.points[point].acts === acts).flatMap((point) => here[point])).size;
      const [acting, meeting] = [members(true), members(false)];
      const others = new Set(present.map((point) => shapes.points[point].at)).size - 1;
      const name = words.label("commune", shapes.points[present[0]].commune);
      const lines = [
        others ? words.n("map.places_near", others, { name }) : name,
        words.n(acting ? "map.acting" : "map.meeting", acting || meeting),
        ...(acting && meeting ? [words.n("map.meeting", meeting)] : []),
      ];
      return [{ at, lines, count: acting || meeting, several: (acting || meeting) > 1 || others > 0, event: !acting }];
    });
  }

  function twoLines(name) {
    const breaks = [...name.matchAll(/[- ]/g)].map(({ index }) => index + 1);
    if (name.length <= LINE_LENGTH || !breaks.length) return [name];
    const away = (at) => Math.abs(at - name.length / 2);
    const middle = breaks.reduce((best, at) => (away(at) < away(best) ? at : best));
    return [name.slice(0, middle).trim(), name.slice(middle)];
  }

  const paths = new Map();
  let drawnUnits = "";
  function showUnits({ level, units }) {
    const wanted = `${level} ${units.map(({ code }) => code)}`;
    if (wanted !== drawnUnits) {
      drawnUnits = wanted;
      paths.clear();
      layers.units.replaceChildren();
      for (const { code } of units) {
        const path = make("path", { d: shapes[LEVELS[level]][code], class: "choroplethlocation", "data-code": code }, layers.units);
        make("title", {}, path);
        path.__data__ = { loc: code };
        paths.set(code, path);
      }
    }
    for (const unit of units) {
      const path = paths.get(unit.code);
      path.style.fill = `var(--${unit.token})`;
      path.classList.toggle("is-dimmed", unit.dimmed);
      path.classList.toggle("is-chosen", unit.selected);
      path.firstChild.textContent = `${unit.label}: ${unit.text}`;
      if (unit.selected) layers.units.append(path);
    }
  }

  function showPoints(points, words) {
    layers.points.replaceChildren();
    for (const { at, lines, count, several, event } of points) {
      const group = make("g", { class: event ? "point is-event" : "point", transform: `translate(${at})` }, layers.points);
      make("circle", { class: several ? "counted" : "" }, group);
      make("title", {}, group, lines.join("\n"));
      if (several) make("text", {}, group, words.number(count));
    }
  }

  function showLabels({ units, frame }, words) {
    layers.labels.replaceChildren();
    labelled = [];
    const written = units.filter((unit) => unit.value && shapes.labels[unit.code]);
    for (const unit of written.sort((a, b) => b.value - a.value)) addLabel(unit.code, unit.label, words.number(unit.value), "");
    if (frame === COUNTRY) return;
    for (const code of Object.keys(shapes.regions)) {
      if (code !== frame && shapes.labels[code]) addLabel(code, words.label("region", code), "", "quiet");
    }
  }

  function addLabel(code, label, figure, kind) {
    const at = shapes.labels[code];
    const names = kind ? [label] : twoLines(label);
    const element = make("text", { class: kind, transform: `translate(${at})` }, layers.labels);
    const lines = figure ? [figure, ...names] : names;
    lines.forEach((text, line) => {
      const style = figure && !line ? "digits" : "name";
      make("tspan", { class: style, x: 0, dy: line ? "1.1em" : 0 }, element, text);
    });
    labelled.push({ element, at, names, figure });
  }

  /* Show a view on the map, and in the words around it. */
  function showMap(state, boundary) {
    const described = describeView(state);
    const [x, y, wide] = shapes.frames[described.frame];
    width = wide;
    middle = [x, y];
    const side = wide * FRAME;
    drawing.setAttribute("viewBox", `${x - side / 2} ${y - side / 2} ${side} ${side}`);
    drawing.classList.toggle("is-framed", described.frame !== COUNTRY);
    layers.edges.style.display = described.level === "province" ? "" : "none";
    layers.line.style.display = boundary === "un" ? "" : "none";
    showUnits(described);
    showPoints(described.points, state.words);
    showLabels(described, state.words);
    scale();
    showWords(state, described, boundary);
    return described;
  }

  function showWords(state, described, boundary) {
    const { words, view } = state;
    const { level, frame, legend, points } = described;
    const title = words.t(level === "region" ? "map.title" : "map.title_province");
    byId("map-title").textContent = frame === COUNTRY ? title : `${title} · ${words.label("region", frame)}`;
    byId("bundle-rule").textContent = words.t(`rule.${view.count}.name`);
    for (const rule of document.querySelectorAll('[data-set="count"]')) rule.checked = rule.value === view.count;
    for (const one of document.querySelectorAll("[data-level]")) {
      if (one.dataset.level === level) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    fill("bundle-way", way(state, frame));
    fill("map-legend", html`<p class="legend__title">${words.t(`unit.${view.count}`)}${question(state, "documented", words.t("state.documented"))}</p>
      <ul class="legend__list${frame === COUNTRY ? "" : " legend__list--strip"}">
      ${legend.map(({ token, text, state: kind }) => html`<li><span class="swatch" style="background:var(--${token})"></span><bdi>${text}</bdi>${kind ? question(state, kind, text) : ""}</li>`)}
      ${points.some(({ event }) => !event) ? html`<li><span class="swatch swatch--site"></span>${words.t("map.site")}</li>` : ""}
      ${points.some(({ several }) => several) ? html`<li><span class="swatch swatch--several" aria-hidden="true">2</span>${words.t("map.several")}</li>` : ""}
      ${points.some(({ event }) => event) ? html`<li><span class="swatch swatch--event"></span>${words.t("map.event")}</li>` : ""}</ul>`);
    fill("map-foot", foot(state, described, boundary));
  }

  function way({ words, search }, frame) {
    const { address } = globalThis.jihat;
    const country = words.country;
    const current = (name) => html`<li><b aria-current="location">${name}</b></li>`;
    if (frame === COUNTRY) return current(country);
    const out = address.release(address.set(search, "level", ""));
    return html`<li><a href="${globalThis.jihat.parts.hash(out)}" data-nav>${country}</a></li>${current(words.label("region", frame))}`;
  }

  function notesOf({ words, answer }, { level, frame, elsewhere }) {
    const has = (code) => elsewhere.some((mark) => mark.code === code);
    const excess = answer.notes.filter(({ id, ids }) => id === "sums_exceed_total" && ids[0] === level);
    return [
      ...(frame === COUNTRY ? excess.map(({ count }) => words.n("note.sums_exceed_total", count)) : []),
      ...(has("former") ? [words.t("map.former_note")] : []),
      ...(has("coarser") ? [words.t("map.coarser_note")] : []),
    ];
  }

  function foot(state, described, boundary) {
    const { words } = state;
    const { level, frame, units, elsewhere } = described;
    const chosen = units.filter(({ selected }) => selected);
    const shown = level === "region" ? units : units.filter(({ value }) => value).sort((a, b) => b.value - a.value);
    const figure = (mark) => (mark.value ? number(state, `${level}:${mark.code}`, mark.label, mark.text) : mark.text);
    const abroad = frame === COUNTRY ? "" : ` · ${words.t("map.in_country")}`;
    const line = (mark) => html`<tr data-key="${mark.code}" data-number="${mark.value}" data-neighbours="${(shapes.neighbours[mark.code] || []).join(" ")}"><th scope="row">${mark.label}${SPECIAL.includes(mark.code) ? abroad : ""}</th><td class="end">${figure(mark)}</td></tr>`;
    return html`${chosen.length ? html`<ul class="elsewhere" aria-label="${words.t("filter.selected")}">${chosen.map((mark) => html`<li class="chip chip--plain chip--split"><span class="chip__name">${mark.label}</span> ${figure(mark)}</li>`)}</ul>` : ""}
      ${elsewhere.length && frame !== COUNTRY ? html`<p class="elsewhere__of">${words.t("map.in_country")}</p>` : ""}
      ${elsewhere.length ? html`<ul class="elsewhere" aria-label="${words.t("map.elsewhere")}">${elsewhere.map((mark) => elsewhereChip(state, mark, level))}</ul>` : ""}
      ${notesOf(state, described).map((note) => html`<p class="hint">${note}</p>`)}
      <p class="boundary">${words.t(`boundary.note_${boundary}`)}</p>
      <details class="more"><summary>${words.t("chart.show_table")}</summary><div class="scroll" tabindex="0" role="group" aria-labelledby="map-title"><table class="data" id="map-table" aria-labelledby="map-title">
      <thead><tr><th scope="col">${words.t(`map.unit_${level}`)}</th><th scope="col" class="end">${words.t(`unit.${state.view.count}`)}</th></tr></thead>
      <tbody>${[...shown, ...elsewhere].map(line)}${level === "region" ? "" : units.filter(({ value }) => !value).map(line)}</tbody></table></div></details>`;
  }

  function elsewhereChip(state, mark, level) {
    const { address, parts } = globalThis.jihat;
    const name =
      mark.code === "coarser"
        ? html`<span class="chip__name">${mark.label}</span>`
        : html`<a class="chip__toggle" role="button" aria-pressed="${mark.selected}" href="${parts.hash(address.toggle(state.search, "place", mark.code))}" data-toggle="place" data-value="${mark.code}">${mark.label}</a>`;
    return html`<li class="chip chip--plain chip--split">${name} ${number(state, `${level}:${mark.code}`, mark.label, mark.text)}${question(state, mark.code, mark.label)}</li>`;
  }

  /* What the page's map.js asks of scripts that a bundle does without. */
  const nothing = () => {};
  const stubs = { linkUnit: nothing, declutter: nothing, followZoom: nothing, followLinks: nothing };
  Object.assign(globalThis.jihat, { drawMap, showMap, mapNotes: notesOf, ...stubs });
})();
