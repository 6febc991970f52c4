/* What is wrong with a visitor's story, as a list: where, what, and what to do. */
(function () {
  "use strict";

  function row(problem) {
    const template = document.querySelector("[data-problem-row]");
    const words = template.dataset;
    const item = template.content.firstElementChild.cloneNode(true);
    const said = {
      where: problem.step ? words.step.replace("{step}", () => problem.step) : words.whole,
      field: problem.field,
      what: template.getAttribute(`data-check-${problem.check}`) || "",
      found: problem.found || words.nothing,
      expected: problem.expected,
      remedy: problem.remedy,
    };
    for (const [name, text] of Object.entries(said)) {
      item.querySelector(`[data-part="${name}"]`).textContent = text;
    }
    return item;
  }

  const listProblems = (list, problems) => list.replaceChildren(...problems.map(row));

  window.jihat = Object.assign(window.jihat || {}, { listProblems });
})();
