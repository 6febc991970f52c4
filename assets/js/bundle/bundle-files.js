/* Files of what the bundle shows: pictures and tables, made here and saved by the browser. */
(function () {
  "use strict";

  const { byId, html, fill } = globalThis.jihat.parts;
  const SCALE = 2;
  const SOON = 10_000;
  const dialog = byId("bundle-files");
  let offered = null;

  const quoted = (cell) => (/[",\r\n;]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));
  const written = (rows) => `\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;

  function mapRows({ units, elsewhere, level }) {
    const row = ({ code, label, value, state }) => [level, code, label, value || "", value ? "documented" : state || ""];
    return [["level", "code", "name", "activities", "state"], ...[...units, ...elsewhere].map(row)];
  }

  const markRows = (marks) => [["id", "name", "activities", "selected"], ...marks.map(({ key, label, value, selected }) => [key, label, value || "", selected])];

  function activityRows(ids) {
    const cells = (row) => [...row.children].map((cell) => cell.textContent.trim().replace(/\s+/g, " "));
    const head = ["id", "title", "phases", "places", "sectors", "status", "dates"];
    return [head, ...ids.map((id) => [id, ...cells(globalThis.jihat.tableRow(id))])];
  }

  function rowsOf(what, shown) {
    if (what === "activities") return activityRows(shown);
    return what === "map" ? mapRows(shown) : markRows(shown);
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), SOON);
  }

  async function png(svg) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * SCALE, image.height * SCALE];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  async function make(format) {
    const { what, shown, state } = offered;
    const name = `jihat-${what}-${state.made}.${format}`;
    if (format === "csv") return save(new Blob([written(rowsOf(what, shown))], { type: "text/csv" }), name);
    const svg = globalThis.jihat.drawPicture(what, shown, state);
    if (format === "svg") return save(new Blob([svg], { type: "image/svg+xml" }), name);
    return save(await png(svg), name);
  }

  /* Offer the files of a panel. */
  function offerFiles(what, shown, state) {
    offered = { what, shown, state };
    const { words } = state;
    const formats = what === "activities" ? ["csv"] : ["png", "svg", "csv"];
    const title = byId(`${what}-title`).firstChild.textContent.trim();
    fill("bundle-files", html`<article class="details__body"><header><p class="details__kind">${words.t("export.title")}</p><h2 id="bundle-files-title">${title}</h2>
      <button class="details__close" type="button" data-files-close aria-label="${words.t("export.close")}">×</button></header>
      <ul class="bundle-files__list">${formats.map((format) => html`<li><button class="button" type="button" data-make="${format}" aria-label="${words.t("export.download_as", { format: format.toUpperCase() })}">${format.toUpperCase()}</button> <span class="muted">${words.t(`export.for_${format}`)}</span></li>`)}</ul></article>`);
    dialog.showModal();
  }

  dialog.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-make]");
    if (button) return make(button.dataset.make);
    if (target === dialog || target.closest("[data-files-close]")) dialog.close();
  });

  Object.assign(globalThis.jihat, { offerFiles });
})();
