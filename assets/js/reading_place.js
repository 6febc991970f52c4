/* Where the reader is on the page stays in view when the language changes. */
(function () {
  "use strict";

  const KEY = "jihat.reading-place";

  /* The last part that begins above the upper third of the window, and where it stands. */
  function readingPlace() {
    if (!window.scrollY) return null;
    const line = window.innerHeight / 3;
    const above = [...document.querySelectorAll("main [id]")].filter(
      (part) => part.checkVisibility() && part.getBoundingClientRect().top < line,
    );
    const part = above.pop();
    return part ? { id: part.id, top: part.getBoundingClientRect().top } : null;
  }

  function returnTo(place) {
    const part = place && document.getElementById(place.id);
    if (part) window.scrollBy({ top: part.getBoundingClientRect().top - place.top, behavior: "instant" });
  }

  /* A link may lead into a part that is folded up; not every browser opens it by itself. */
  function unfold() {
    const part = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    const folded = part && part.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    part.scrollIntoView();
  }
  window.addEventListener("hashchange", unfold);
  unfold();

  /* Pages without Dash are loaded anew in the other language. */
  document.addEventListener("click", (event) => {
    if (event.target.closest(".languages a:not([data-nav])")) {
      window.sessionStorage.setItem(KEY, JSON.stringify(readingPlace()));
    }
  });
  const kept = window.sessionStorage.getItem(KEY);
  if (kept) {
    window.sessionStorage.removeItem(KEY);
    returnTo(JSON.parse(kept));
  }

  window.jihat = Object.assign(window.jihat || {}, { readingPlace, returnTo });
})();
