/* Views that the reader keeps, each a name and an address, in this browser alone.
 *
 * The list is changed by pure functions, list in and list out; the rest shows it in the card of
 * sharing. Where the browser keeps nothing, the card says so.
 */
(function () {
  "use strict";

  const KEY = "jihat.kept";
  const MOST = 100;
  const LONGEST = 80;

  /* --- the list -------------------------------------------------------------------------- */

  const tidy = (name) => [...name.replace(/\s+/g, " ").trim()].slice(0, LONGEST).join("");
  const partsOf = (address) => address.replace(/^\?/, "").split("&").filter(Boolean);
  const without = (address, ...names) =>
    partsOf(address).filter((part) => !names.includes(part.split("=")[0]));

  /* Two addresses are the same view whatever its language and name. */
  const bare = (address) => without(address, "lang", "name").sort().join("&");

  const named = (address, name) =>
    `?${[...without(address, "name"), ...(name ? [`name=${encodeURIComponent(name)}`] : [])].join("&")}`;

  /* A kept view opens in the language that the reader reads now. */
  const inLanguage = (address, lang) => `?${[`lang=${lang}`, ...without(address, "lang")].join("&")}`;

  const add = (list, name, address) =>
    [
      { name: tidy(name), address },
      ...list.filter((one) => bare(one.address) !== bare(address)),
    ].slice(0, MOST);

  const rename = (list, at, name) =>
    list.map((one, place) =>
      place === at && tidy(name)
        ? { name: tidy(name), address: named(one.address, tidy(name)) }
        : one,
    );

  const remove = (list, at) => list.filter((_one, place) => place !== at);
  const insert = (list, at, one) => [...list.slice(0, at), one, ...list.slice(at)];

  /* What was stored may have been changed by hand. */
  function understood(text) {
    try {
      const found = JSON.parse(text || "[]");
      return found
        .filter(({ name, address }) => typeof name === "string" && /^\?/.test(address))
        .map(({ name, address }) => ({ name: tidy(name), address }));
    } catch {
      return [];
    }
  }

  /* --- the store ------------------------------------------------------------------------- */

  function stored() {
    try {
      return understood(window.localStorage.getItem(KEY));
    } catch {
      return [];
    }
  }

  function store(list) {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(list));
      return true;
    } catch {
      return false;
    }
  }

  /* --- the card -------------------------------------------------------------------------- */

  let removed = null;

  const part = (name) => document.querySelector(`[data-kept-${name}]`);
  const say = (text) => (part("status").textContent = text);
  const told = (word, name) => part("card").dataset[word].replace("{name}", name);
  const hrefOf = ({ address }) => `/${inLanguage(address, document.documentElement.lang)}`;

  function change(list) {
    if (!store(list)) say(part("card").dataset.unavailable);
    show();
  }

  function show() {
    if (!part("card")) return;
    const list = stored();
    document.documentElement.toggleAttribute("data-kept", Boolean(list.length));
    part("form").hidden = !window.jihat.go;
    part("none").hidden = Boolean(list.length);
    part("undo").hidden = !removed;
    part("list").replaceChildren(...list.map(row));
  }

  function row(one, at) {
    const item = part("row").content.firstElementChild.cloneNode(true);
    const link = item.querySelector("a");
    link.querySelector("bdi").textContent = one.name;
    link.href = hrefOf(one);
    // Where there is no map, the link loads the page.
    link.toggleAttribute("data-nav", Boolean(window.jihat.go));
    item.dataset.at = at;
    for (const button of item.querySelectorAll("[data-do]")) {
      const words = told(button.dataset.do, one.name);
      button.setAttribute("aria-label", words);
      button.title = words;
    }
    return item;
  }

  function keep() {
    const address = window.jihat.here();
    const name = tidy(part("name").value) || document.title;
    removed = null;
    if (!store(add(stored(), name, address))) return say(part("card").dataset.unavailable);
    show();
    say(told("kept", name));
  }

  function takeAway(at) {
    const list = stored();
    removed = { at, one: list[at] };
    change(remove(list, at));
    say(told("removed", removed.one.name));
    part("undo").focus();
  }

  function undo() {
    const { at, one } = removed;
    removed = null;
    say("");
    change(insert(stored(), at, one));
    part("list").children[at].querySelector("a").focus();
  }

  async function copy(at) {
    const text = window.location.origin + hrefOf(stored()[at]);
    try {
      await navigator.clipboard.writeText(text);
      say(document.getElementById("share-card").dataset.copied);
    } catch {
      // Browsers keep their clipboard from pages that are not served safely.
      say(text);
    }
  }

  function edit(item, at) {
    const link = item.querySelector("a");
    const field = document.createElement("input");
    Object.assign(field, { className: "kept__field", maxLength: LONGEST, value: link.textContent });
    field.setAttribute("aria-label", told("rename", link.textContent));
    let done = false;
    const end = (name) => {
      if (done) return;
      done = true;
      change(rename(stored(), at, name));
      part("list").children[at].querySelector("a").focus();
    };
    field.addEventListener("blur", () => end(field.value));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end(event.key === "Enter" ? field.value : "");
    });
    link.replaceWith(field);
    field.select();
  }

  document.addEventListener("click", ({ target }) => {
    if (!target.closest) return;
    if (target.closest("[data-kept-undo]")) return undo();
    const item = target.closest("[data-kept-list] > li");
    if (!item) return;
    const at = Number(item.dataset.at);
    const button = target.closest("[data-do]");
    if (!button) return target.closest("a") && document.getElementById("share-card").hidePopover();
    ({ copyLink: () => copy(at), rename: () => edit(item, at), remove: () => takeAway(at) })[
      button.dataset.do
    ]();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-kept-form]")) return;
    event.preventDefault();
    keep();
  });

  window.addEventListener("storage", ({ key }) => key === KEY && show());
  document.addEventListener("DOMContentLoaded", show);
  // The words of the card are of another language then.
  new MutationObserver(show).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["lang"],
  });

  const kept = { add, rename, remove, insert, understood, inLanguage };
  window.jihat = Object.assign(window.jihat || {}, { kept, showKept: show });
})();
