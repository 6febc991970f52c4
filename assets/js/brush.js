/* A brush over columns of years: what is dragged over becomes the period when it is released. */
(function () {
  "use strict";

  let brush = null;

  const columns = () => [...document.querySelectorAll("[data-brush] tr[data-key]")];

  /* The year under the pointer, or the nearest one where it has left the columns. */
  function yearAt(x) {
    const distance = (column) => {
      const box = column.getBoundingClientRect();
      return Math.max(box.left - x, x - box.right, 0);
    };
    const nearest = columns().reduce((best, one) => (distance(one) < distance(best) ? one : best));
    return nearest.dataset.key;
  }

  const ends = () => [brush.from, brush.to].sort();

  function mark() {
    const [first, last] = brush ? ends() : ["", ""];
    for (const column of columns()) {
      const { key } = column.dataset;
      column.classList.toggle("is-brushed", Boolean(brush) && first <= key && key <= last);
    }
  }

  function release(event) {
    if (!brush) return;
    const [first, last] = ends();
    const { moved } = brush;
    const onLink = event.target.closest && event.target.closest("a");
    brush = null;
    mark();
    const { address, go, here } = window.jihat;
    if (moved) return go(address.set(address.set(here(), "from", first), "to", last));
    // The links choose by themselves; the space above them chooses the same year.
    if (!onLink) go(address.year(here(), first));
  }

  document.addEventListener("pointerdown", (event) => {
    if (event.button || !event.target.closest || !event.target.closest("[data-brush] tr[data-key]")) return;
    const year = yearAt(event.clientX);
    brush = { from: year, to: year, moved: false };
  });

  document.addEventListener("pointermove", (event) => {
    if (!brush) return;
    brush.to = yearAt(event.clientX);
    brush.moved = brush.moved || brush.to !== brush.from;
    if (brush.moved) mark();
  });

  document.addEventListener("pointerup", release);

  document.addEventListener("pointercancel", () => {
    brush = null;
    mark();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !brush) return;
    brush = null;
    mark();
  });

  // The browser would drag a link along instead of brushing.
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest && event.target.closest("[data-brush]")) event.preventDefault();
  });

  /* A drag that comes back to where it began ends on a link, which it did not mean. */
  let dragged = false;
  document.addEventListener("pointerup", () => setTimeout(() => (dragged = false)), true);
  document.addEventListener("pointermove", () => (dragged = Boolean(brush && brush.moved)), true);
  document.addEventListener(
    "click",
    (event) => {
      if (!dragged || !event.target.closest("[data-brush]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
})();
