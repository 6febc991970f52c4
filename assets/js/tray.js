/* Files that the server makes in the background: asked for, followed, cancelled and saved.
 *
 * The browser keeps the ids of the jobs, so that they are found again after the page was loaded
 * anew. Every element [data-tray-list] shows them.
 */
(function () {
  "use strict";

  const KEY = "jihat.exports";
  const MOST = 20;
  const [SOON, LATER] = [500, 3000];
  const OVER = ["done", "cancelled", "failed", "gone"];
  const jobs = new Map();
  /* Asked for since the page was loaded: these are saved as soon as they are there. */
  const awaited = new Set();
  let timer = 0;
  let offline = false;

  const tray = () => document.querySelector("[data-tray]");
  const word = (name) => tray().dataset[name];
  const named = (name, job) => word(name).replace("{name}", job.name);
  const address = (id) => `/api/v1/exports/${id}`;

  /* --- what the browser keeps -------------------------------------------------------------- */

  function understood(text) {
    try {
      return JSON.parse(text || "[]").filter(
        ({ id, name }) => /^[0-9a-f]{32}$/.test(id) && typeof name === "string",
      );
    } catch {
      return [];
    }
  }

  function stored() {
    try {
      return understood(window.localStorage.getItem(KEY));
    } catch {
      return [];
    }
  }

  function store() {
    const kept = [...jobs.values()].slice(-MOST).map(({ id, name }) => ({ id, name }));
    try {
      window.localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing follows them until the page is left.
    }
  }

  /* --- asking ------------------------------------------------------------------------------ */

  /* What the server says is wrong, in its own words. */
  async function problemOf(answer) {
    try {
      return (await answer.json()).error.message;
    } catch {
      return word("refused");
    }
  }

  async function start(wanted) {
    const answer = await fetch("/api/v1/exports", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(wanted),
    });
    if (!answer.ok) throw new Error(await problemOf(answer));
    const job = await answer.json();
    awaited.add(job.id);
    take(job);
    store();
    follow(SOON);
    return job;
  }

  function take(job) {
    const before = jobs.get(job.id);
    jobs.set(job.id, job);
    if (before && before.state !== job.state && OVER.includes(job.state)) {
      document.querySelector("[data-tray-status]").textContent = `${job.name}: ${stateOf(job)}`;
    }
    if (job.state === "done" && awaited.delete(job.id)) save(job);
  }

  function save({ id, name }) {
    const link = document.createElement("a");
    Object.assign(link, { href: `${address(id)}/file`, download: name });
    document.body.append(link);
    link.click();
    link.remove();
  }

  async function look(job) {
    const answer = await fetch(address(job.id));
    if (answer.status === 404) return take({ ...job, state: "gone" });
    if (answer.ok) take(await answer.json());
  }

  const running = () => [...jobs.values()].filter(({ state }) => !OVER.includes(state));

  function follow(after) {
    clearTimeout(timer);
    if (running().length) timer = setTimeout(lookAgain, after);
    show();
  }

  async function lookAgain() {
    try {
      await Promise.all(running().map(look));
      offline = false;
    } catch {
      offline = true;
    }
    follow(offline || document.hidden ? LATER : SOON);
  }

  async function cancel(id) {
    awaited.delete(id);
    const answer = await fetch(address(id), { method: "DELETE" });
    if (answer.ok || answer.status === 404) take({ ...jobs.get(id), state: "cancelled" });
    follow(SOON);
  }

  /* What is over and not wanted any more need not wait on the server until it expires. */
  function remove(id) {
    jobs.delete(id);
    store();
    show();
    const list = document.querySelector("dialog[open] [data-tray-list], [data-tray]:not([hidden])");
    list?.querySelector("button")?.focus();
    fetch(address(id), { method: "DELETE" }).catch(() => {});
  }

  /* --- showing ----------------------------------------------------------------------------- */

  const PROBLEMS = { lost: "lost", too_large: "tooLarge", fault: "fault" };

  function stateOf(job) {
    if (offline && !OVER.includes(job.state)) return word("offline");
    if (job.state === "failed") {
      return `${word("failed")} · ${job.problem in PROBLEMS ? word(PROBLEMS[job.problem]) : job.problem}`;
    }
    if (job.state === "making" && job.total) {
      return word("rows").replace("{done}", job.done).replace("{total}", job.total);
    }
    return word(job.state || "waiting");
  }

  function element(tag, className, text = "") {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function button(job, what, act) {
    const made = element("button", "button", word(what));
    made.type = "button";
    made.setAttribute("aria-label", named(`${what}What`, job));
    made.dataset.trayDo = what;
    made.addEventListener("click", act);
    return made;
  }

  function buttons(job) {
    if (!OVER.includes(job.state)) return [button(job, "cancel", () => cancel(job.id))];
    const away = button(job, "remove", () => remove(job.id));
    if (job.state !== "done") return [away];
    return [button(job, "save", () => save(job)), away];
  }

  function bar(job) {
    const made = element("progress", "tray__bar");
    made.setAttribute("aria-label", named("progress", job));
    if (job.total) Object.assign(made, { max: job.total, value: job.done });
    return made;
  }

  function row(job) {
    const item = element("li", "tray__one");
    item.dataset.state = job.state;
    item.dataset.job = job.id;
    item.lang = document.documentElement.lang;
    const name = element("bdi", "tray__name", job.name);
    name.dir = "ltr";
    item.append(name, ...buttons(job));
    if (!OVER.includes(job.state)) item.append(bar(job));
    item.append(element("span", "tray__state", stateOf(job)));
    return item;
  }

  /* A row stays as long as its state, so that nothing is replaced under the pointer. */
  function update(item, job) {
    item.querySelector(".tray__state").textContent = stateOf(job);
    const running = item.querySelector("progress");
    if (running && job.total) Object.assign(running, { max: job.total, value: job.done });
  }

  function replace(item, job) {
    const focused = item.contains(document.activeElement);
    const made = row(job);
    item.replaceWith(made);
    if (focused) made.querySelector("button").focus();
  }

  function fillList(list) {
    if (!jobs.size) return list.replaceChildren();
    if (!list.firstChild) list.append(element("ul", "tray__list"));
    const rows = new Map([...list.firstChild.children].map((item) => [item.dataset.job, item]));
    for (const job of jobs.values()) {
      const item = rows.get(job.id);
      rows.delete(job.id);
      if (!item) list.firstChild.append(row(job));
      else if (item.dataset.state === job.state && item.lang === document.documentElement.lang) {
        update(item, job);
      } else replace(item, job);
    }
    for (const item of rows.values()) item.remove();
  }

  function show() {
    if (!tray()) return;
    tray().hidden = !jobs.size;
    for (const list of document.querySelectorAll("[data-tray-list]")) fillList(list);
  }

  function recall() {
    for (const { id, name } of stored()) {
      if (!jobs.has(id)) jobs.set(id, { id, name, state: "waiting", done: 0, total: 0 });
    }
    if (jobs.size) lookAgain();
  }

  window.addEventListener("storage", ({ key }) => key === KEY && recall());
  document.addEventListener("DOMContentLoaded", recall);
  new MutationObserver(show).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["lang"],
  });

  window.jihat = Object.assign(window.jihat || {}, {
    tray: { start, show, understood, problemOf },
  });
})();
