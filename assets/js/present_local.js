/* Presents a story that this browser alone has: it goes to the server to be drawn, and the document
 * that comes back takes the place of this one. The server keeps nothing of it.
 */
(function () {
  "use strict";

  const ANYWAY = "jihat.anyway";
  const { stories, listProblems } = window.jihat;
  const main = document.getElementById("main");
  const { lang } = document.documentElement;
  const id = (new URLSearchParams(location.search).get("story") || "").replace(/^~/, "");
  const story = stories.one(id);
  const title = story ? stories.titleOf(story, lang) || main.dataset.untitled : "";
  const part = (name) => main.querySelector(`[data-part="${name}"]`);
  const way = (name) => main.querySelector(`[data-way="${name}"]`);

  /* Show what stands in the way, and the ways from here. */
  function show(name, ...ways) {
    for (const one of main.querySelectorAll("[data-case]")) one.hidden = one.dataset.case !== name;
    for (const one of main.querySelectorAll("[data-way]")) one.hidden = !ways.includes(one.dataset.way);
    part("ways").hidden = name === "opening";
    way("edit").href = `/stories/edit?lang=${lang}#${id}`;
    const heading = main.querySelector(`[data-case="${name}"] h1`);
    if (!heading) return;
    document.title = document.title.replace(/^.*(?= – )/, () => heading.textContent);
    heading.tabIndex = -1;
    heading.focus();
  }

  function entitle(name, words) {
    main.querySelector(`[data-case="${name}"] h1`).textContent = words.replace("{title}", () => title);
  }

  function absent() {
    part("absent-why").textContent = main.dataset.absentWhy.replace("{id}", () => id);
    show("absent");
  }

  function empty() {
    entitle("empty", main.dataset.empty);
    show("empty", "edit");
  }

  function wrong({ problems, readable }) {
    entitle("wrong", main.dataset.wrong);
    listProblems(part("problems"), problems);
    part("anyway-why").hidden = !readable;
    show("wrong", "edit", ...(readable ? ["anyway"] : []));
  }

  /* Who presented a story in spite of its problems does so again in the same tab. */
  const isAnyway = () => sessionStorage.getItem(ANYWAY) === id;

  function replaceDocument(html) {
    document.open();
    document.write(html);
    document.close();
  }

  async function present() {
    show("opening");
    const address = `${location.pathname}${location.search}${isAnyway() ? "&anyway=1" : ""}`;
    const sent = { method: "POST", headers: { "Content-Type": "application/json" } };
    try {
      const answer = await fetch(address, { ...sent, body: stories.asFile(story) });
      if (answer.ok) return replaceDocument(await answer.text());
      return answer.status === 422 ? wrong(await answer.json()) : show("failed", "again");
    } catch {
      return show("failed", "again");
    }
  }

  way("again").addEventListener("click", present);
  way("anyway").addEventListener("click", () => {
    sessionStorage.setItem(ANYWAY, id);
    present();
  });

  if (!stories.available()) show("unavailable");
  else if (!story) absent();
  else if (!story.steps.length) empty();
  else present();
})();
