/* On a phone the pickers stand in one sheet from below. Its own entry in the history lets the Back
 * gesture close it without leaving the view.
 */
(function () {
  "use strict";

  const NARROW = window.matchMedia("(max-width: 760px)");
  const sheet = document.getElementById("filter-sheet");
  const pickers = document.getElementById("pickers");
  const home = pickers.parentElement;
  /* Steps through the history that are this script's own: nothing else answers them. */
  let steps = 0;
  /* Whether a view was chosen since the sheet was opened, which took the sheet's entry. */
  let taken = false;

  const onTop = () => Boolean(window.history.state && window.history.state.sheet);

  function open(name) {
    for (const picker of pickers.querySelectorAll("details.picker")) {
      picker.open = picker.id === `picker-${name}`;
    }
    sheet.append(pickers);
    sheet.showModal();
    const summary = pickers.querySelector("details.picker[open] > summary");
    if (summary) summary.focus();
    addEntry();
  }

  function addEntry() {
    taken = false;
    window.history.pushState({ sheet: true }, "");
  }

  /* The view that is chosen in the sheet takes the place of the sheet's entry. */
  function takeEntry(search) {
    if (!onTop()) return false;
    window.history.replaceState({}, "", search);
    taken = true;
    return true;
  }

  function step(by) {
    steps += 1;
    window.history.go(by);
  }

  sheet.addEventListener("close", () => {
    home.prepend(pickers);
    for (const picker of pickers.querySelectorAll("details.picker[open]")) picker.open = false;
    if (onTop()) step(-1);
  });

  /* Before anything else that listens: a step that only closes the sheet changes no view. */
  window.addEventListener(
    "popstate",
    (event) => {
      if (steps) {
        steps -= 1;
        event.stopImmediatePropagation();
      } else if (sheet.open) {
        back(event);
      }
    },
    { capture: true },
  );

  function back(event) {
    // A dialog over the sheet closes first, and the sheet needs an entry again.
    if (document.getElementById("details").open) return addEntry();
    event.stopImmediatePropagation();
    sheet.close();
    if (taken) step(1);
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-sheet]");
    if (opener && NARROW.matches) {
      event.preventDefault();
      // Any other click beside a picker closes it.
      event.stopImmediatePropagation();
      open(opener.dataset.sheet);
    } else if (event.target === sheet || event.target.closest("[data-sheet-close]")) {
      sheet.close();
    }
  });

  NARROW.addEventListener("change", () => sheet.open && sheet.close());

  // A page that was loaded anew has no sheet open, whatever its entry says.
  if (onTop()) window.history.replaceState({}, "");
  window.jihat = Object.assign(window.jihat || {}, { takeEntry });
})();
