/* Tables whose every cell is a link: one stop of the Tab key, and arrows from cell to cell. */
(function () {
  "use strict";

  const LINK = "[data-grid] a";
  const steps = (rtl) => ({
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, rtl ? 1 : -1],
    ArrowRight: [0, rtl ? -1 : 1],
    Home: [0, -Infinity],
    End: [0, Infinity],
  });

  const linkIn = (cell) => cell && cell.querySelector("a");

  /* The link of the next cell that has one; none beyond the edge. */
  function next(cell, [down, along]) {
    const { rows } = cell.closest("table");
    if (!Number.isFinite(along)) {
      const links = [...cell.parentElement.cells].map(linkIn).filter(Boolean);
      return along < 0 ? links[0] : links[links.length - 1];
    }
    let row = cell.parentElement.rowIndex + down;
    let column = cell.cellIndex + along;
    while (rows[row] && rows[row].cells[column]) {
      const link = linkIn(rows[row].cells[column]);
      if (link) return link;
      row += down;
      column += along;
    }
    // A column without links, such as that of the names, leads into the next row.
    return down ? nearest(rows[cell.parentElement.rowIndex + down], cell.cellIndex) : null;
  }

  function nearest(row, column) {
    const linked = row ? [...row.cells].filter(linkIn) : [];
    const far = (cell) => Math.abs(cell.cellIndex - column);
    return linkIn(linked.sort((one, other) => far(one) - far(other))[0]);
  }

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest(LINK);
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = steps(document.documentElement.dir === "rtl")[event.key];
    if (!step) return;
    event.preventDefault();
    const other = next(link.closest("td, th"), step);
    if (other) other.focus();
  });

  /* The Tab key comes back to where the reader was. */
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest(LINK);
    if (!link) return;
    const stop = link.closest("table").querySelector('a[tabindex="0"]');
    if (stop) stop.tabIndex = -1;
    link.tabIndex = 0;
  });
})();
