/* The dialog of downloads: it opens and closes with the address, shows the picture that a file will
 * hold, and makes the file: a PNG in the reader's browser, what takes long in the background.
 */
(function () {
  "use strict";

  const ORIGIN = "https://origin.invalid";
  const dialog = () => document.getElementById("export");
  const body = () => dialog().querySelector("[data-export]");
  const part = (name) => dialog().querySelector(`[data-${name}]`);
  const say = (text) => (part("export-status").textContent = text);
  const word = (name) => body().dataset[name];
  let shownFor = null;

  /* --- opening and closing ----------------------------------------------------------------- */

  function close() {
    const link = part("export-close");
    if (link) link.click();
  }

  function sync() {
    if (!dialog()) return;
    if (!body()) return dialog().open && leave();
    // Without scripts the document shows it open, but not as a modal.
    if (dialog().open && !dialog().matches(":modal")) dialog().close();
    if (!dialog().open) dialog().showModal();
    const now = body().dataset.export + body().dataset.query;
    if (now !== shownFor) {
      dialog().scrollTop = 0;
      shownFor = now;
    }
    prepare();
  }

  /* The browser returns to the link that opened the dialog, if there was one. */
  function leave() {
    const what = shownFor && shownFor.split("?")[0];
    shownFor = null;
    dialog().close();
    if (document.activeElement !== document.body) return;
    const links = [...document.querySelectorAll(`[data-take="${CSS.escape(what || "view")}"]`)];
    links.find((one) => one.checkVisibility())?.focus();
  }

  /* Addresses are whole only where the reader's own way to the site is known. */
  function complete() {
    for (const field of dialog().querySelectorAll("[data-complete]")) {
      if (field.value.includes(ORIGIN)) {
        field.value = field.value.replaceAll(ORIGIN, window.location.origin);
      }
    }
  }

  function prepare() {
    complete();
    window.jihat.tray.show();
    if (part("preview")) choose();
  }

  /* --- the picture ------------------------------------------------------------------------- */

  const chosenSize = () => dialog().querySelector('input[name="export-size"]:checked');
  const pictureAddress = () => `${part("preview").dataset.address}&size=${chosenSize().value}`;

  function choose() {
    const [image, wanted] = [part("preview"), pictureAddress()];
    for (const link of dialog().querySelectorAll(".export__picture [data-get]")) {
      const url = new URL(link.href);
      url.searchParams.set("size", chosenSize().value);
      if (link.dataset.get === "png") url.searchParams.set("scale", part("scale").value);
      link.href = url.pathname + url.search;
    }
    if (part("print")) part("print").href = part("print").href.replace(/size=\w+/, `size=${chosenSize().value}`);
    if (image.dataset.shows === wanted) return;
    image.dataset.shows = wanted;
    part("stage").dataset.state = "loading";
    if (image.getAttribute("src") !== wanted) image.src = wanted;
    image.decode().then(
      () => image.dataset.shows === wanted && ready(image),
      () => image.dataset.shows === wanted && tellWhyNot(wanted),
    );
  }

  /* What was loaded for the preview is the file itself: its size is known. */
  function ready(image) {
    part("stage").dataset.state = "ready";
    const loaded = performance.getEntriesByName(image.src).pop();
    const size = loaded && loaded.decodedBodySize;
    const [told, { lang }] = [part("measured"), document.documentElement];
    if (!told) return;
    const number = new Intl.NumberFormat({ ar: "ar-MA" }[lang] || lang);
    told.textContent = size
      ? `(${told.dataset.about.replace("{size}", number.format(Math.ceil(size / 1000)))})`
      : "";
  }

  async function tellWhyNot(address) {
    let why = word("failed");
    try {
      const answer = await fetch(address);
      if (!answer.ok) why = await window.jihat.tray.problemOf(answer);
    } catch {
      // The server cannot be reached: there is no better word.
    }
    if (!part("stage")) return;
    part("stage").dataset.state = "failed";
    part("waiting").textContent = why;
  }

  /* An SVG is drawn on a canvas at so many dots as are wanted: it is as sharp at each. */
  async function png(scale) {
    const answer = await fetch(pictureAddress());
    if (!answer.ok) throw new Error(await window.jihat.tray.problemOf(answer));
    const svg = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
    const [, , wide, high] = svg.documentElement.getAttribute("viewBox").split(/[\s,]+/).map(Number);
    const width = Math.round(Number(chosenSize().dataset.dots) * scale);
    const height = Math.round((width * high) / wide);
    svg.documentElement.setAttribute("width", width);
    svg.documentElement.setAttribute("height", height);
    const text = new XMLSerializer().serializeToString(svg);
    const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    try {
      return await drawn(url, width, height);
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  async function drawn(url, width, height) {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(image, 0, 0, width, height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    // Browsers refuse canvases that are too large for the device.
    if (!blob) throw new Error(word("failed"));
    return blob;
  }

  function save(blob, name) {
    const link = document.createElement("a");
    Object.assign(link, { href: URL.createObjectURL(blob), download: name });
    dialog().append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  const fileName = (format) => `${word("stem")}.${format}`;

  async function savePng() {
    save(await png(Number(part("scale").value)), fileName("png"));
  }

  async function copyPicture() {
    const made = png(Number(part("scale").value));
    try {
      // The clipboard is asked at once, while the click still allows it; the picture follows.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
      say(word("copied"));
    } catch {
      save(await made, fileName("png"));
      say(word("unpasted"));
    }
  }

  /* --- files ------------------------------------------------------------------------------- */

  const wantsTags = () => Boolean(document.getElementById("export-hxl")?.checked);

  async function inBackground({ dataset }) {
    await window.jihat.tray.start({
      view: body().dataset.query.replace(/^\?/, ""),
      what: dataset.what,
      format: dataset.get,
      size: chosenSize() ? chosenSize().value : "slide",
      hxl: wantsTags(),
    });
  }

  /* Do what takes a while, and tell that it is being done, that it is done, or why it is not. */
  async function busy(work) {
    say(word("making"));
    const text = part("export-status").textContent;
    try {
      await work();
      if (part("export-status")?.textContent === text) say("");
    } catch (error) {
      if (body()) say(`${word("failed")} ${error.message}`);
    }
  }

  function get(event, link) {
    if (link.dataset.get === "png" || "slow" in link.dataset) {
      event.preventDefault();
      busy(() => (link.dataset.get === "png" ? savePng() : inBackground(link)));
    } else if (link.closest(".export__part").querySelector("#export-hxl")) {
      const url = new URL(link.href);
      if (wantsTags()) url.searchParams.set("hxl", "1");
      else url.searchParams.delete("hxl");
      link.href = url.pathname + url.search;
    }
  }

  async function copyField(id) {
    const field = document.getElementById(id);
    let done = true;
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Browsers keep their clipboard from pages that are not served safely.
      field.focus();
      field.select();
      done = document.execCommand("copy");
    }
    say(word(done ? "copied" : "uncopied"));
  }

  /* The frame as another site would show it; it is loaded when it is asked for. */
  function previewFrame(details) {
    const here = details.querySelector("[data-embed-here]");
    if (!details.open || here.firstChild) return;
    const frame = document.createElement("iframe");
    frame.className = "export__frame";
    frame.title = details.querySelector("summary").textContent;
    frame.src = details.dataset.embed;
    here.append(frame);
  }

  document.addEventListener("click", (event) => {
    const inside = event.target.closest && event.target.closest("#export");
    if (!inside) return;
    if (event.target === dialog()) return close();
    const link = event.target.closest("[data-get]");
    if (link) return get(event, link);
    if (event.target.closest("[data-copy-picture]")) return busy(copyPicture);
    const copies = event.target.closest("[data-copies]");
    if (copies) copyField(copies.dataset.copies);
  });

  document.addEventListener("change", ({ target }) => {
    if (target.matches('#export input[name="export-size"], #export [data-scale]')) choose();
  });

  document.addEventListener("toggle", ({ target }) => target.matches("[data-embed]") && previewFrame(target), true);

  document.addEventListener("DOMContentLoaded", () => {
    if (!dialog()) return;
    dialog().addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    sync();
  });

  /* A panel that was filled with another answer tells so here. */
  new MutationObserver(sync).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-seen", "data-shown"],
  });
})();
