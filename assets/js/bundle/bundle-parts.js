/* Pieces of HTML that several panels of the bundle are made of. */
(function () {
  "use strict";

  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);
  const byId = (id) => document.getElementById(id);

  /* HTML from a template in which every value is escaped; what `raw` marks stands as it is. */
  class Raw extends String {}
  const raw = (text) => new Raw(text);
  const one = (value) => {
    if (Array.isArray(value)) return value.map(one).join("");
    return value instanceof Raw ? String(value) : escape(value ?? "");
  };
  const html = (texts, ...values) => raw(texts.reduce((all, text, at) => all + one(values[at - 1]) + text));

  /* Links of the file carry the view behind the sign that no browser asks a server for. */
  const hash = (search) => `#${search.slice(1)}`;

  /* A number that leads to what it rests on. */
  function number({ words, search }, key, name, text, more = "") {
    const { address } = globalThis.jihat;
    const told = words.t("rests.figure", { name, value: text });
    return html`<a class="number ${more}" href="${hash(address.select(search, key))}" data-nav data-sources="${key}" aria-label="${told}"><bdi>${text}</bdi></a>`;
  }

  const question = ({ words }, key, name) =>
    html`<button class="mark" type="button" popovertarget="help-${key}" aria-label="${words.t("help.what", { name })}"></button>`;

  /* Let an element take over HTML; what the reader opened, and where the focus is, stay. */
  const held = new WeakMap();
  function fill(id, content) {
    const element = byId(id);
    if (held.get(element) === String(content)) return;
    held.set(element, String(content));
    const callbacks = { beforeAttributeUpdated: (name) => name !== "open" };
    globalThis.Idiomorph.morph(element, String(content), { morphStyle: "innerHTML", callbacks });
  }

  /* Write a number of the skeleton: a link where something is counted, else plain text. */
  function write(link, { words }, name, text, value) {
    if (!link) return;
    const inner = link.firstElementChild || link;
    if (inner.textContent === text && link.hasAttribute("href") === Boolean(value) && link.dataset.told) return;
    link.dataset.told = "yes";
    inner.textContent = text;
    link.classList.toggle("number", Boolean(value));
    if (value) {
      link.setAttribute("href", `#${link.dataset.sources}`);
      link.setAttribute("aria-label", words.t("rests.figure", { name, value: text }));
    } else {
      link.removeAttribute("href");
      link.removeAttribute("aria-label");
    }
  }

  const parts = { escape, raw, html, hash, number, question, fill, write, byId };
  globalThis.jihat = Object.assign(globalThis.jihat || {}, { parts });
})();
