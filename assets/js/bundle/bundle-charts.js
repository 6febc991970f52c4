/* Bars and the timeline of the bundle: the skeleton's rows take numbers, order and place. */
(function () {
  "use strict";

  const { byId, write } = globalThis.jihat.parts;
  const CHARTS = {
    programmes: { dimension: "phase", parameter: "phase", shown: 10, ids: "phase" },
    sectors: { dimension: "sector", parameter: "sector", shown: 12, ids: "sector" },
    organisations: { dimension: "organisation", parameter: "org", shown: 12, ids: "org" },
  };
  const LANES = 9;
  const built = new Map();

  const keyed = (rows, key) => new Map(rows.map((row) => [row.dataset[key], row]));

  /* Take the rows of a fresh skeleton. */
  function takeCharts(counter, phases) {
    built.clear();
    for (const name of Object.keys(CHARTS)) {
      const panel = byId(name);
      const tables = [...panel.querySelectorAll("table.bars")];
      const groups = [...panel.querySelectorAll("tr.bars__group")];
      built.set(name, {
        tables,
        more: panel.querySelector("details.more"),
        rows: keyed([...panel.querySelectorAll("tr.bar")], "key"),
        heads: new Map(groups.map((row) => [row.dataset.link.split(":")[1], row])),
        copies: [new Map(), new Map()],
        empty: panel.appendChild(Object.assign(document.createElement("p"), { className: "empty", hidden: true })),
        hint: panel.appendChild(Object.assign(document.createElement("p"), { className: "hint", hidden: true })),
        order: "",
      });
    }
    const panel = byId("timeline");
    built.set("timeline", {
      lists: [...panel.querySelectorAll("ul.lanes")],
      more: panel.querySelector("details.more"),
      lanes: new Map([...panel.querySelectorAll("li.lane")].map((lane) => [lane.dataset.link.split(/[: ]/)[1], lane])),
      years: keyed([...panel.querySelectorAll("tr.column")], "key"),
      undated: panel.appendChild(Object.assign(document.createElement("p"), { className: "hint", hidden: true })),
      order: "",
    });
    built.owners = new Map(phases.map(({ id, programme }) => [id, programme]));
    built.starts = new Set(built.get("timeline").lanes.keys());
  }

  /* The marks of a chart in order: layers/description.py. */
  function marksOf(name, { view, answer, counter, words }) {
    const { dimension, parameter, ids } = CHARTS[name];
    const rows = new Map(answer.by[dimension].map((row) => [row.id, row]));
    const chosen = view.lists[parameter];
    const narrowed = chosen.length > 0 || answer.by[dimension].some(({ selected }) => selected);
    const greatest = Math.max(0, ...answer.by[dimension].map(({ value }) => value));
    const marks = counter.facetIds(ids === "org" ? "organisation" : ids).flatMap((key) => {
      const row = rows.get(key);
      if (!row && !chosen.includes(key)) return [];
      const value = row ? row.value : 0;
      const selected = row ? row.selected : true;
      return [{
        key,
        value,
        label: words.label(dimension, key),
        text: value ? words.number(value) : "–",
        share: greatest ? value / greatest : 0,
        selected,
        dimmed: narrowed && !selected,
        group: dimension === "phase" ? built.owners.get(key) : "",
      }];
    });
    return name === "programmes" ? together(marks) : marks.sort((a, b) => b.value - a.value);
  }

  function together(marks) {
    const total = new Map();
    for (const { group, value } of marks) total.set(group, (total.get(group) || 0) + value);
    const before = (a, b) => (a < b ? -1 : Number(a > b));
    return marks.sort((a, b) => total.get(b.group) - total.get(a.group) || before(a.group, b.group));
  }

  /* The first marks, and those selected whatever their place, are in view; a rest of one is too. */
  function parted(marks, shown) {
    const first = marks.filter(({ selected }, rank) => rank < shown || selected);
    const rest = marks.filter(({ selected }, rank) => rank >= shown && !selected);
    return rest.length > 1 ? [first, rest] : [[...first, ...rest], []];
  }

  function refocused(change) {
    const focused = document.activeElement;
    change();
    if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
  }

  function showBars(name, state) {
    const panel = built.get(name);
    const { words, answer, view } = state;
    const marks = marksOf(name, state);
    const [first, rest] = parted(marks, CHARTS[name].shown);
    for (const mark of marks) showBar(panel.rows.get(mark.key), mark, words);
    for (const copies of panel.copies) for (const head of copies.values()) markHead(head, view);
    const order = `${first.map(({ key }) => key)}|${rest.map(({ key }) => key)}`;
    if (order !== panel.order) refocused(() => [first, rest].forEach((part, at) => place(panel, at, part, view)));
    panel.order = order;
    panel.tables[0].hidden = !marks.length;
    panel.more.hidden = !rest.length;
    panel.empty.hidden = marks.length > 0;
    panel.empty.textContent = words.t("empty.title");
    if (rest.length) panel.more.firstElementChild.textContent = words.n("chart.show_rest", rest.length);
    const excess = name === "sectors" && answer.notes.find(({ id, ids }) => id === "sums_exceed_total" && ids[0] === "sector");
    panel.hint.hidden = !excess;
    if (excess) panel.hint.textContent = words.n("note.sums_exceed_total", excess.count);
    return marks;
  }

  function showBar(row, mark, words) {
    row.classList.toggle("is-selected", mark.selected);
    row.classList.toggle("is-dimmed", mark.dimmed);
    row.dataset.number = mark.value;
    row.querySelector(".bar__label").setAttribute("aria-pressed", mark.selected);
    row.querySelector(".bar__fill").style.setProperty("--share", mark.share.toFixed(4));
    write(row.querySelector(".bar__value"), { words }, mark.label, mark.text, mark.value);
  }

  function markHead(head, view) {
    const link = head.querySelector("a");
    link.setAttribute("aria-pressed", view.lists.programme.includes(link.dataset.value));
  }

  /* Put rows into a table: a body for each group of several, and one for what stands alone. */
  function place(panel, at, marks, view) {
    const table = panel.tables[at];
    const bodies = [];
    let before = null;
    for (const { key, group } of marks) {
      const own = panel.heads.has(group) ? group : "";
      if (own !== before) {
        const body = document.createElement("tbody");
        if (own) {
          body.className = "bars__together";
          body.append(headOf(panel, at, own, view));
        }
        bodies.push(body);
        before = own;
      }
      bodies.at(-1).append(panel.rows.get(key));
    }
    for (const body of [...table.tBodies]) body.remove();
    table.append(...bodies);
  }

  function headOf(panel, at, group, view) {
    const copies = panel.copies[at];
    if (!copies.has(group)) copies.set(group, panel.heads.get(group).cloneNode(true));
    markHead(copies.get(group), view);
    return copies.get(group);
  }

  /* Lanes of the phases in view, and a column for every year: layers/timeline.py. */
  function showTimeline(state) {
    const panel = built.get("timeline");
    const { view, answer, words } = state;
    const counted = new Map(answer.by.phase.map(({ id, value }) => [id, value]));
    const chosen = view.lists.phase;
    const last = (id) => !chosen.includes(id);
    const ids = [...built.owners.keys()].filter((id) => built.starts.has(id) && (counted.has(id) || chosen.includes(id)));
    ids.sort((a, b) => last(a) - last(b) || (counted.get(b) || 0) - (counted.get(a) || 0));
    const shown = ids.length > LANES + 1 ? LANES : ids.length;
    if (`${ids}|${shown}` !== panel.order) {
      panel.order = `${ids}|${shown}`;
      refocused(() => {
        panel.lists[0].replaceChildren(...ids.slice(0, shown).map((id) => panel.lanes.get(id)));
        panel.lists[1].replaceChildren(...ids.slice(shown).map((id) => panel.lanes.get(id)));
      });
    }
    for (const id of ids) {
      panel.lanes.get(id).classList.toggle("is-selected", chosen.includes(id));
      panel.lanes.get(id).querySelector(".lane__label").setAttribute("aria-pressed", chosen.includes(id));
    }
    panel.lists[0].hidden = !ids.length;
    panel.more.hidden = ids.length <= shown;
    if (ids.length > shown) panel.more.firstElementChild.textContent = words.n("chart.show_rest", ids.length - shown);
    const marks = showYears(panel, state);
    const { undated } = answer.totals;
    panel.undated.hidden = !undated;
    if (undated) {
      const { html, hash } = globalThis.jihat.parts;
      const href = hash(globalThis.jihat.address.select(state.search, "total:undated"));
      panel.undated.innerHTML = html`${words.n("note.undated", undated)} <a href="${href}" data-nav data-sources="total:undated">${words.t("table.sources")}</a>`;
    }
    return marks;
  }

  function showYears(panel, { view, answer, words }) {
    const counted = new Map(answer.by.year.map(({ id, value }) => [id, value]));
    const period = view.from !== null || view.to !== null;
    const years = [...panel.years.keys()];
    const greatest = Math.max(0, ...years.map((year) => counted.get(year) || 0));
    return years.map((year) => {
      const value = counted.get(year) || 0;
      const within = (view.from === null || Number(year) >= view.from) && (view.to === null || Number(year) <= view.to);
      const row = panel.years.get(year);
      row.classList.toggle("is-selected", period && within);
      row.classList.toggle("is-dimmed", period && !within);
      row.dataset.number = value;
      row.querySelector("[data-year]").setAttribute("aria-pressed", period && within);
      row.querySelector(".column__fill").style.setProperty("--share", (greatest ? value / greatest : 0).toFixed(4));
      write(row.querySelector(".column__value"), { words }, year, value ? words.number(value) : "", value);
      return { key: year, label: year, value, text: words.number(value), share: greatest ? value / greatest : 0, selected: period && within, dimmed: period && !within };
    });
  }

  const barCharts = Object.keys(CHARTS);
  Object.assign(globalThis.jihat, { takeCharts, showBars, showTimeline, barCharts });
})();
