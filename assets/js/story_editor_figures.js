/* The dialog of figures: what stands in a text instead of a number, as its view offers it. */
(function () {
  "use strict";

  const { grouped } = window.jihat.storyEditorModel;
  const byId = (id) => document.getElementById(id);
  const OPEN = 2;
  let editor, target;

  /* References of one thing, under its name in the language of the page. */
  function gathered(own, labels) {
    const names = new Map(labels.map((one) => [one.reference, one]));
    const found = new Map();
    for (const { reference, text, label, group } of own) {
      const named = names.get(reference) || { label, group };
      const key = `${named.group}\n${reference.replace(/^\{\{(?:[a-z]+ )?/, "")}`;
      if (!found.has(key)) found.set(key, { group: named.group, label: named.label, forms: [] });
      found.get(key).forms.push({ reference, text });
    }
    return [...found.values()];
  }

  const plain = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/[\u0300-\u036f\u064b-\u0655\u2066-\u2069]/g, "");

  function item({ label, forms }) {
    const one = byId("figure-item").content.firstElementChild.cloneNode(true);
    const { lang } = editor.state;
    one.firstElementChild.textContent = label;
    one.dataset.find = plain([label, ...forms.map(({ text }) => text)].join(" "));
    one.lastElementChild.append(
      ...forms.map(({ reference, text }) => {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "button", lang, textContent: text });
        button.dir = editor.settings.directions[lang];
        button.dataset.reference = reference;
        return button;
      }),
    );
    return one;
  }

  function group(name, own) {
    const part = byId("figure-group").content.firstElementChild.cloneNode(true);
    part.querySelector("h3").textContent = `${name} (${own.length})`;
    part.querySelector("ul").append(...own.map(item));
    return part;
  }

  /* Groups are folded, but the first, until something is looked for. */
  function look() {
    const wanted = plain(byId("figures-search").value).split(/\s+/).filter(Boolean);
    let shown = 0;
    [...byId("figures-list").children].forEach((part, at) => {
      let own = 0;
      for (const one of part.querySelectorAll("li")) {
        one.hidden = !wanted.every((word) => one.dataset.find.includes(word));
        own += !one.hidden;
      }
      part.hidden = !own;
      part.open = wanted.length ? Boolean(own) : at < OPEN;
      shown += own;
    });
    byId("figures-none").textContent = shown ? "" : editor.t("no_figures");
  }

  async function open(id) {
    const view = editor.viewOf(id);
    const { lang } = editor.state;
    target = id;
    byId("figures-search").value = "";
    byId("figures-list").replaceChildren();
    byId("figures-none").textContent = editor.t("preview_waiting");
    byId("figures").showModal();
    try {
      const own = editor.current() && editor.current().view === view ? editor.current().panels : [];
      const [texts, names] = await Promise.all(
        [lang, editor.settings.lang].map((one) => editor.choices(view, own, one)),
      );
      editor.learn(view, lang, texts.references);
      // Meanwhile figures may have been asked for in another text.
      if (target !== id) return;
      const rows = gathered(texts.references, names.references);
      const groups = grouped(rows, (one) => one.group);
      byId("figures-list").replaceChildren(...groups.map(([name, found]) => group(name, found)));
      look();
    } catch {
      byId("figures-none").textContent = editor.t("address_failed");
    }
  }

  function insert({ reference }, text) {
    byId("figures").close();
    editor.fields[target].insert(reference);
    editor.say(editor.t("inserted", { text }));
  }

  /* From the search, the arrow keys lead through what was found. */
  function pressed(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const buttons = [...byId("figures-list").querySelectorAll("details[open] li:not([hidden]) button")];
    const at = buttons.indexOf(document.activeElement);
    event.preventDefault();
    (buttons[at + by] || (by > 0 ? buttons[0] : byId("figures-search")) || byId("figures-search")).focus();
  }

  function start(found) {
    editor = found;
    byId("figures-search").addEventListener("input", look);
    byId("figures").addEventListener("keydown", pressed);
    byId("figures-search").addEventListener("keydown", (event) => {
      const first = byId("figures-list").querySelector("details[open] li:not([hidden]) button");
      if (event.key === "Enter" && first) first.click();
    });
    byId("figures-list").addEventListener("click", (event) => {
      const button = event.target.closest("[data-reference]");
      if (button) insert(button.dataset, button.textContent);
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-insert]");
      if (button) open(button.dataset.insert);
    });
  }

  window.jihat.storyEditorFigures = { start };
})();
