/* The dialog of the bundle: what a figure rests on, or everything about an activity. */
(function () {
  "use strict";

  const { byId, html, raw, hash } = globalThis.jihat.parts;
  const REGIONS = 12;
  const MOST = 200;
  const NUMBERED = ["activities", "programmes", "organisations"];
  const dialog = byId("details");
  const read = new Map();
  let shown = "";
  let opener = null;

  /* Dialogs are many: those of a language are read when the first of them is opened. */
  function dialogsOf(lang) {
    if (!read.has(lang)) read.set(lang, JSON.parse(byId(`bundle-dialogs-${lang}`).textContent));
    return read.get(lang);
  }

  const closing = (search) => search.replace(/&?select=[^&]*/, "");

  function nameOf({ words, view }, dimension, id) {
    if (dimension === "year") return words.label("region", id) === id ? id : words.label("region", id);
    if (dimension !== "total") return dimension === "place" ? words.place(id) : words.label(dimension, id);
    if (["national", "unplaced", "undated"].includes(id)) return words.label("region", id);
    if (id === "activities" && view.count === "touches") return words.t("figure.pairs");
    return words.t(`figure.${id}`);
  }

  function valueOf({ words, answer, counter }, dimension, id, bits) {
    if (!counter.count(bits)) return words.t("state.not_in_sources");
    const { totals } = answer;
    if (dimension === "total" && NUMBERED.includes(id)) return words.number(totals[id]);
    if (id === "regions_covered") return words.fraction(totals[id], REGIONS);
    if (dimension === "total") return words.n("unit.activities", totals[id]);
    // An address may ask for what no panel of this file counts, such as a commune.
    const row = (answer.by[dimension] || []).find((one) => one.id === id);
    return words.n("unit.activities", row ? row.value : counter.count(bits));
  }

  function ruleOf({ words, view }, dimension, id) {
    if (dimension === "total" && id !== "activities") return html`<p>${words.t(`counted.${id}`)}</p>`;
    return html`<p><b>${words.t(`rule.${view.count}.name`)}.</b> ${words.t(`rule.${view.count}.text`)}</p>`;
  }

  function notesOf({ words, answer, counter, view }, dimension) {
    const own = dimension !== "total" && answer.chosen.rows.has(counter.dimensionOf(dimension));
    const excess = answer.notes.filter(({ id, ids }) => id === "sums_exceed_total" && ids[0] === dimension);
    const split = answer.notes.filter(({ id }) => ["touches_total", "our_split"].includes(id));
    const told = dimension === "total" || dimension === view.level ? split : [];
    return [
      ...(own ? [words.t("counted.own_left_out")] : []),
      ...[...excess, ...told].map(({ id, count }) => words.n(`note.${id}`, count)),
    ].map((note) => html`<p class="hint">${note}</p>`);
  }

  function figure(state, key, data) {
    const [dimension, ...rest] = key.split(":");
    const id = rest.join(":");
    const { counter, words, answer, search } = state;
    const bits = counter.bitsBehind(answer, dimension, id);
    if (!bits) return null;
    const { documents } = dialogsOf(words.lang);
    const counted = counter.positions(bits);
    const title = words.t("rests.title", { name: nameOf(state, dimension, id), value: valueOf(state, dimension, id, bits) });
    const filtered = globalThis.jihat.inWords(state);
    const said = filtered.length ? filtered.map(([name, values]) => html`<span class="facts__value"><bdi>${values}</bdi> <span class="muted">(<bdi>${name}</bdi>)</span></span>`) : html`<span class="facts__value">${words.t("counted.no_filter")}</span>`;
    const link = (position) => {
      const activity = data.activities[position];
      const name = globalThis.jihat.tableRow(activity).querySelector("th a").textContent;
      return html`<li><a href="${hash(globalThis.jihat.address.select(search, activity))}" data-nav>${name}</a></li>`;
    };
    const programmes = [...new Set(counted.map((position) => data.ofProgramme[position]))];
    const dates = programmes.map((one) => html`<span class="facts__value"><bdi>${words.label("programme", one)}</bdi> <span class="muted">(<bdi>${words.programmes[one]}</bdi>)</span></span>`);
    const sources = counter.sourcesOf(bits).map((source) => raw(documents[source]));
    return html`<article class="details__body" data-item="${key}"><header><p class="details__kind">${words.t("table.sources")}</p><h2 id="details-title">${title}</h2>${closeLink(state)}</header>
      <h3>${words.t("counted.title")}</h3>${ruleOf(state, dimension, id)}${notesOf(state, dimension)}
      <dl class="facts"><div><dt>${words.t("counted.view")}</dt><dd>${said}</dd></div></dl>
      ${counted.length ? html`<h3>${words.t("counted.activities")} <span class="muted"><bdi>${words.number(counted.length)}</bdi></span></h3><ol class="counted">${counted.slice(0, MOST).map(link)}</ol>
      <dl class="facts"><div><dt>${words.t("details.data_as_of")}</dt><dd>${dates}</dd></div></dl>` : ""}
      <h3>${words.t("table.sources")}</h3>${sources.length ? html`<ul class="citations">${sources}</ul>` : html`<p class="muted">${words.t("rests.none")}</p>`}</article>`;
  }

  const closeLink = ({ words, search }) =>
    html`<a class="details__close" role="button" href="${hash(closing(search))}" data-nav aria-label="${words.t("details.close")}">×</a>`;

  /* Open, change or close the dialog, as the view says. */
  function showDetails(state, data) {
    const { select } = state.view;
    const { items } = select ? dialogsOf(state.words.lang) : {};
    const content = select && (Object.hasOwn(items, select) ? items[select] : figure(state, select, data));
    if (!content) {
      if (dialog.open) leave();
      return;
    }
    const wanted = `${state.search}`;
    if (wanted === shown && dialog.open) return;
    shown = wanted;
    dialog.innerHTML = String(content);
    for (const close of dialog.querySelectorAll(".details__close")) close.setAttribute("href", hash(closing(state.search)));
    dialog.scrollTop = 0;
    if (!dialog.open) {
      opener = document.activeElement;
      dialog.showModal();
    }
    dialog.querySelector(".details__close").focus();
  }

  function leave() {
    shown = "";
    dialog.close();
    dialog.replaceChildren();
    if (opener && opener.isConnected) opener.focus();
  }

  const close = () => dialog.querySelector(".details__close").click();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });

  Object.assign(globalThis.jihat, { showBundleDetails: showDetails });
})();
