/* Sharing the view: the system's own sheet where there is one, else a card with the link. */
(function () {
  "use strict";

  const card = () => document.getElementById("share-card");
  const part = (name) => card().querySelector(`[data-share-${name}]`);

  /* The address as it stands: it holds the whole view, its language included. */
  function link() {
    const { origin, pathname, search } = window.location;
    return origin + pathname + (window.jihat.here ? window.jihat.here() : search);
  }

  /* Phones share better than we can; a mouse is nearer to our card than to the system's. */
  const system = () =>
    typeof navigator.share === "function" && window.matchMedia("(pointer: coarse)").matches;

  async function share() {
    if (!system()) return showCard("copy");
    try {
      await navigator.share({ title: document.title, url: link() });
    } catch (error) {
      // The reader may close the system's sheet; anything else leaves our own way.
      if (error.name !== "AbortError") showCard("copy");
    }
  }

  function fill() {
    part("view").textContent = document.title;
    part("link").value = link();
    part("status").textContent = "";
  }

  function showCard(at) {
    const name = document.getElementById("kept-name");
    fill();
    name.value = new URLSearchParams(link().split("?")[1]).get("name") || "";
    window.jihat.showKept();
    card().showPopover();
    (at === "name" ? name : part("copy")).focus();
  }

  function addToStory(button) {
    const selected = window.jihat.leaveDetails(button);
    showCard("copy");
    window.jihat.addToStory(selected);
  }

  /* The view may be named while the card is open. */
  new MutationObserver(() => card().matches(":popover-open") && fill()).observe(
    document.documentElement,
    { attributes: true, attributeFilter: ["data-shown"] },
  );

  async function copy() {
    const field = part("link");
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Browsers keep their clipboard from pages that are not served safely.
      field.select();
      document.execCommand("copy");
    }
    part("status").textContent = card().dataset.copied;
  }

  /* The link has the name at once, the title when the page has. */
  document.addEventListener("change", ({ target }) => {
    if (target.id === "kept-name") part("link").value = link();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-share]")) share();
    if (event.target.closest("[data-keep]")) showCard("name");
    if (event.target.closest("[data-story-add]")) addToStory(event.target);
    if (event.target.closest("[data-share-copy]")) copy();
  });
})();
