/* Sharing the view: the system's own sheet where there is one, else a card with the link. */
(function () {
  "use strict";

  const card = () => document.getElementById("share-card");
  const part = (name) => card().querySelector(`[data-share-${name}]`);

  /* The address as it stands: it holds the whole view, its language included. */
  const link = () => window.location.href.replace(/#.*$/, "");

  /* Phones share better than we can; a mouse is nearer to our card than to the system's. */
  const system = () =>
    typeof navigator.share === "function" && window.matchMedia("(pointer: coarse)").matches;

  async function share() {
    if (!system()) return showCard();
    try {
      await navigator.share({ title: document.title, url: link() });
    } catch (error) {
      // The reader may close the system's sheet; anything else leaves our own way.
      if (error.name !== "AbortError") showCard();
    }
  }

  function showCard() {
    part("view").textContent = document.title;
    part("link").value = link();
    part("status").textContent = "";
    card().showPopover();
    part("copy").focus();
  }

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

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-share]")) share();
    if (event.target.closest("[data-share-copy]")) copy();
  });
})();
