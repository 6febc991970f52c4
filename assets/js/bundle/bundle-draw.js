/* Pictures of what the bundle shows: one SVG with title, figure, sources and boundary note. */
(function () {
  "use strict";

  const { escape, byId } = globalThis.jihat.parts;
  const WIDTH = 1000;
  const PAD = 40;
  const INNER = WIDTH - 2 * PAD;
  const LINE = 24;
  const MAP_HEIGHT = 800;
  const ROW = 34;
  const LABELS = 380;
  const VALUES = 80;
  const COLUMNS = 320;
  const FONT = '"Jihat Sans", "Noto Sans", "Noto Sans Arabic", sans-serif';
  const PAINTED = ["fill", "stroke", "stroke-width", "font-size", "font-weight", "opacity", "paint-order", "text-anchor", "visibility", "vector-effect", "stroke-dasharray", "stroke-linejoin", "r"];
  const pen = document.createElement("canvas").getContext("2d");

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  function wrapped(text, size, width) {
    pen.font = `${size}px ${FONT}`;
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  /* A sheet that grows downwards; `start` is the side where reading begins. */
  function sheet(direction) {
    const rtl = direction === "rtl";
    const drawn = [];
    const at = (x, w = 0) => (rtl ? WIDTH - PAD - x - w : PAD + x);
    let y = PAD;
    const text = (x, top, words, { size = 16, colour = "ink", weight = 400, end = false } = {}) =>
      drawn.push(`<text x="${at(x)}" y="${top}" font-size="${size}" font-weight="${weight}" fill="${token(colour)}" text-anchor="${end ? "end" : "start"}">${escape(words)}</text>`);
    const paragraph = (words, style = {}) => {
      const size = style.size || 16;
      for (const line of wrapped(words, size, INNER)) {
        y += size * 1.4;
        text(0, y, line, style);
      }
    };
    const rect = (x, top, w, h, colour) =>
      drawn.push(`<rect x="${at(x, w)}" y="${top}" width="${Math.max(w, 0)}" height="${h}" fill="${token(colour)}"/>`);
    return { drawn, text, paragraph, rect, at, rtl, get y() { return y; }, set y(to) { y = to; } };
  }

  /* The fonts of the page are in its style sheet already. */
  function fonts() {
    const rules = [...document.styleSheets].flatMap((one) => [...one.cssRules]);
    return rules.filter((rule) => rule instanceof CSSFontFaceRule).map(({ cssText }) => cssText).join("");
  }

  function drawBars(on, marks) {
    const room = INNER - LABELS - VALUES;
    for (const { label, text, share, dimmed } of marks) {
      const lines = wrapped(label, 15, LABELS - 16);
      const high = Math.max(ROW, lines.length * 20 + 10);
      const colour = dimmed ? "muted" : "ink";
      lines.forEach((line, at) => on.text(0, on.y + high / 2 + 5 + (at - (lines.length - 1) / 2) * 20, line, { size: 15, colour }));
      on.rect(LABELS, on.y + high / 2 - 9, room, 18, "track");
      on.rect(LABELS, on.y + high / 2 - 9, Math.max(room * share, share ? 2 : 0), 18, dimmed ? "underline" : "fill-strong");
      on.text(LABELS + room + 10, on.y + high / 2 + 5, text, { size: 15, weight: 700, colour });
      on.y += high;
    }
  }

  /* Time runs from left to right in every language. */
  function drawColumns(on, marks) {
    const step = INNER / Math.max(marks.length, 1);
    const base = on.y + COLUMNS;
    marks.forEach(({ label, value, text, share, dimmed }, at) => {
      const [x, high] = [PAD + at * step, (COLUMNS - 30) * share];
      const middle = x + step / 2;
      on.drawn.push(`<rect x="${x + step * 0.15}" y="${base - high}" width="${step * 0.7}" height="${high}" fill="${token(dimmed ? "underline" : "fill-strong")}"/>`);
      if (value) on.drawn.push(`<text x="${middle}" y="${base - high - 6}" font-size="14" fill="${token("ink")}" text-anchor="middle">${escape(text)}</text>`);
      on.drawn.push(`<text x="${middle}" y="${base + 20}" font-size="13" fill="${token("muted")}" text-anchor="middle">${escape(label)}</text>`);
    });
    on.y = base + 30;
  }

  /* The map as it stands, every colour written on what has it. */
  function drawMap(on, described) {
    const live = document.querySelector("#map svg");
    const copy = live.cloneNode(true);
    const from = [live, ...live.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((element, at) => paint(element, from[at]));
    const [x, y, side] = live.getAttribute("viewBox").split(" ").map(Number);
    const seen = side / 1.9;
    const wide = (seen * INNER) / MAP_HEIGHT;
    const box = [x + side / 2 - wide / 2, y + side / 2 - seen / 2, wide, seen].join(" ");
    for (const [name, value] of Object.entries({ x: PAD, y: on.y, width: INNER, height: MAP_HEIGHT, viewBox: box, overflow: "hidden" })) copy.setAttribute(name, value);
    on.drawn.push(`<rect x="${PAD}" y="${on.y}" width="${INNER}" height="${MAP_HEIGHT}" fill="${token("sea")}"/>`, new XMLSerializer().serializeToString(copy));
    on.y += MAP_HEIGHT + 10;
    for (const { token: colour, text } of described.legend) {
      on.rect(0, on.y + 4, 26, 16, colour);
      on.text(36, on.y + 18, text, { size: 15 });
      on.y += LINE;
    }
    for (const { label, text } of described.elsewhere) {
      on.text(0, on.y + 18, `${label}: ${text}`, { size: 15 });
      on.y += LINE;
    }
  }

  function paint(element, live) {
    if (live.classList.contains("is-hidden") || live.style.display === "none") element.setAttribute("display", "none");
    const style = getComputedStyle(live);
    if (style.display === "none") element.setAttribute("display", "none");
    for (const name of PAINTED) {
      const value = style.getPropertyValue(name);
      if (value && value !== "none" && value !== "normal") element.setAttribute(name, value);
      if (value === "none" && (name === "fill" || name === "stroke")) element.setAttribute(name, "none");
    }
    for (const name of ["style", "class", "data-code"]) element.removeAttribute(name);
  }

  const DRAWS = { map: drawMap, timeline: drawColumns };

  /* Draw a panel: `shown` holds what it shows, as the panel's own script described it. */
  function drawPicture(what, shown, state) {
    const { words } = state;
    const on = sheet(words.direction);
    on.paragraph(byId(`${what}-title`).textContent, { size: 24, weight: 700 });
    const filtered = globalThis.jihat.inWords(state).map(([, values]) => values);
    const said = (name, value) => words.t("rests.title", { name, value });
    const filters = filtered.length ? filtered.join(" · ") : words.t("counted.no_filter");
    on.paragraph(said(words.t("counted.view"), filters), { colour: "muted" });
    on.paragraph(said(words.t("rule.title"), words.t(`rule.${state.view.count}.name`)), { colour: "muted" });
    on.y += 16;
    (DRAWS[what] || drawBars)(on, shown);
    on.y += 6;
    const quiet = { size: 13, colour: "muted" };
    const sources = words.number(state.counter.sourcesOf(state.answer.chosen.total).length);
    on.paragraph(`${said(words.t("table.sources"), sources)} · ${words.asOf}`, quiet);
    if (what === "map") {
      on.paragraph(words.t(`boundary.note_${state.boundary}`), quiet);
      on.paragraph(words.t("boundary.credit"), quiet);
    }
    on.paragraph(`${words.t("app.title")} · ${words.t("footer.licence")}`, quiet);
    const height = Math.ceil(on.y + PAD);
    const style = `<style>${escape(fonts())}</style>`;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" direction="${words.direction}" lang="${words.lang}" font-family="${escape(FONT)}"><title>${escape(byId(`${what}-title`).textContent)}</title>${style}<rect width="${WIDTH}" height="${height}" fill="${token("card")}"/>${on.drawn.join("")}</svg>`;
  }

  Object.assign(globalThis.jihat, { drawPicture });
})();
