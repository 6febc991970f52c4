/* The dialog: it opens and closes with the address, leads back, and prepares a report. */
(function () {
  "use strict";

  const dialog = document.getElementById("details");
  /* From the view of a dialog to the one it was opened from: a figure leads to its activities. */
  const openedFrom = new Map();
  let shownItem = null;
  /* Where the reader goes on once the dialog has closed, if not where it was opened. */
  let goOnAt = null;

  const part = (selector) => dialog.querySelector(selector);

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });

  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) return close();
    const button = event.target.closest("[data-copy]");
    if (button) return copy(button);
    const link = event.target.closest("a[data-nav]");
    if (!link || link.matches("[data-back], .details__close")) return;
    const { search, hash } = new URL(link.href);
    goOnAt = hash && hash.slice(1);
    if (!goOnAt) openedFrom.set(search, window.jihat.here());
  });

  function close() {
    const link = part(".details__close");
    if (link) link.click();
  }

  function showDetails(search) {
    const item = part("[data-item]");
    // Without scripts the document shows it open, but not as a modal.
    if (item && dialog.open && !dialog.matches(":modal")) dialog.close();
    if (item) fill(item.dataset.item, search);
    if (!item && dialog.open) leave();
    shownItem = item && item.dataset.item;
  }

  function fill(item, search) {
    offerWayBack(search);
    completeReport();
    if (!dialog.open) return dialog.showModal();
    if (item === shownItem) return;
    dialog.scrollTop = 0;
    part(".details__close").focus();
  }

  /* The browser returns to the link that opened the dialog, if there was one. */
  function leave() {
    dialog.close();
    if (goOnAt) {
      const section = document.getElementById(goOnAt);
      goOnAt = null;
      section.scrollIntoView();
      section.querySelector("[tabindex]").focus({ preventScroll: true });
    } else if (document.activeElement === document.body) {
      const links = document.querySelectorAll(`[data-sources="${CSS.escape(shownItem)}"]`);
      const link = [...links].find((one) => one.checkVisibility());
      if (link) link.focus();
    }
  }

  function offerWayBack(search) {
    const from = openedFrom.get(search);
    const link = part("[data-back]");
    if (!from || from === search) return;
    link.href = from;
    link.hidden = false;
  }

  /* The server does not know under which address it is reached. */
  function completeReport() {
    const { address } = part("[data-address]").dataset;
    const complete = window.location.origin + address;
    const text = part("[data-report-text]");
    const link = part("[data-report]");
    if (!text.value.includes(complete)) text.value = text.value.replace(address, complete);
    if (link && !link.href.includes(encodeURIComponent(complete))) {
      link.href = link.href.replace(encodeURIComponent(address), encodeURIComponent(complete));
    }
    part("[data-copy]").hidden = false;
  }

  async function copy(button) {
    const text = part("[data-report-text]");
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      // Browsers keep their clipboard from pages that are not served safely.
      text.select();
      document.execCommand("copy");
    }
    part(".report__status").textContent = button.dataset.copied;
  }

  window.jihat = Object.assign(window.jihat || {}, { showDetails });
})();
