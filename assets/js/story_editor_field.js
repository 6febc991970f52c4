/* A text of a story, in which figures stand as what they read and are taken out as one letter.
 *
 * The text is what a file has, with `{{references}}`; places in it are counted in its letters.
 */
(function () {
  "use strict";

  const { pieces, insertAt } = window.jihat.storyEditorModel;

  /* --- between text and what is shown ------------------------------------------------------- */

  function chip(reference, known, words) {
    const found = known[reference];
    const one = document.createElement("span");
    one.className = "editor__figure";
    one.contentEditable = "false";
    one.dataset.reference = reference;
    one.textContent = found ? found.text : reference;
    one.title = reference;
    if (found && found.problem) {
      one.classList.add("editor__figure--none");
      one.title = `${words.figure_without_value} ${reference}`;
    }
    return one;
  }

  const written = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\u200b/g, "");
    if (node.dataset && node.dataset.reference) return node.dataset.reference;
    // Browsers keep an empty line open with one; line breaks are written as letters here.
    if (node.nodeName === "BR") return "";
    const inner = [...node.childNodes].map(written).join("");
    return node.nodeName === "DIV" && node.previousSibling ? `\n${inner}` : inner;
  };

  const textOf = (element) => [...element.childNodes].map(written).join("");

  /* Browsers let the caret stand only beside text, which no chip is. */
  function draw(element, text, known, words) {
    const found = pieces(text);
    const parts = found.flatMap(({ reference, text: letters }, at) => {
      if (!reference) return [letters];
      const alone = at === 0 || found[at - 1].reference ? ["\u200b"] : [];
      return [...alone, chip(reference, known, words), ...(at === found.length - 1 ? ["\u200b"] : [])];
    });
    element.replaceChildren(...parts);
    // The line after the last break is there once something stands in it.
    if (text.endsWith("\n")) element.append("\u200b");
  }

  /* --- the caret ---------------------------------------------------------------------------- */

  function caretOf(element) {
    const selection = window.getSelection();
    if (!selection.rangeCount || !element.contains(selection.anchorNode)) return null;
    const { endContainer, endOffset } = selection.getRangeAt(0);
    const before = document.createRange();
    before.selectNodeContents(element);
    before.setEnd(endContainer, endOffset);
    return textOf(before.cloneContents()).length;
  }

  function setCaret(element, at) {
    let left = at;
    const range = document.createRange();
    range.selectNodeContents(element);
    range.collapse(false);
    for (const node of element.childNodes) {
      const size = written(node).length;
      if (node.nodeType === Node.TEXT_NODE && left <= size) {
        // What keeps a place beside a chip counts as no letter.
        const kept = node.data.startsWith("\u200b") ? 1 : 0;
        range.setStart(node, Math.min(left + kept, node.data.length));
        range.collapse(true);
        break;
      }
      left -= size;
    }
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  /* --- a field ------------------------------------------------------------------------------ */

  /**
   * Make an element a field.
   *
   * `changed(text)` is called with every letter, `undo(name)` for `undo` and `redo`. Gives
   * `show(text, known, lang, dir)`, `insert(reference)` at the place where the caret was last,
   * `leave()` for when another text comes to stand here, and `focus()`.
   */
  function field(element, { words, changed, undo }) {
    const lines = element.hasAttribute("data-breaks");
    let shown = { text: null, known: {} };
    let caret = null;
    let composing = false;

    const signature = (text, known) =>
      pieces(text).map(({ reference }) => (reference ? JSON.stringify(known[reference]) : "")).join();

    function show(text, known, lang, dir) {
      element.lang = lang;
      element.dir = dir;
      // A keyboard that composes words, as those of telephones, keeps what it has not given yet.
      if (composing) return;
      const stale = text !== textOf(element) || signature(text, known) !== shown.signature;
      shown = { text, known, signature: signature(text, known) };
      if (!stale) return;
      const at = document.activeElement === element ? caretOf(element) : null;
      draw(element, text, known, words);
      if (at !== null) setCaret(element, Math.min(at, text.length));
    }

    function read() {
      const text = textOf(element).replace(/\u00a0(?=\s|$)/g, " ");
      shown.text = text;
      changed(lines ? text : text.replace(/\n/g, " "));
    }

    function insert(reference) {
      const text = textOf(element);
      const put = insertAt(text, caret === null ? text.length : Math.min(caret, text.length), reference);
      changed(put.text);
      element.focus();
      setCaret(element, put.at);
      caret = put.at;
    }

    /* Write where the caret is, as plain text. */
    function type(letters) {
      if (!window.getSelection().isCollapsed) document.execCommand("delete");
      const [text, at] = [textOf(element), caretOf(element)];
      changed(text.slice(0, at) + letters + text.slice(at));
      setCaret(element, at + letters.length);
    }

    function paste(event) {
      event.preventDefault();
      const given = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
      type(lines ? given : given.replace(/\s+/g, " "));
    }

    /* A figure is taken out as one letter, whichever way a browser would go about it. */
    function takeOut(event) {
      if (event.inputType.startsWith("history")) return travel(event);
      const [text, at] = [textOf(element), caretOf(element)];
      const selection = window.getSelection();
      if (at === null || !selection.isCollapsed) return undefined;
      const back = event.inputType === "deleteContentBackward" && text.slice(0, at).match(/\{\{[^{}]*\}\}$/);
      const forth = event.inputType === "deleteContentForward" && text.slice(at).match(/^\{\{[^{}]*\}\}/);
      if (!back && !forth) return undefined;
      event.preventDefault();
      const start = back ? at - back[0].length : at;
      changed(text.slice(0, start) + text.slice(start + (back || forth)[0].length));
      setCaret(element, start);
      return undefined;
    }

    /* From the browser's own menu: its history knows nothing of figures. */
    function travel(event) {
      event.preventDefault();
      undo(event.inputType === "historyUndo" ? "undo" : "redo");
    }

    /* What is copied keeps its figures. */
    function copied(event) {
      if (window.getSelection().isCollapsed) return;
      event.preventDefault();
      const range = window.getSelection().getRangeAt(0);
      event.clipboardData.setData("text/plain", textOf(range.cloneContents()));
      if (event.type === "cut") document.execCommand("delete");
    }

    element.addEventListener("beforeinput", takeOut);
    for (const type of ["copy", "cut"]) element.addEventListener(type, copied);
    element.addEventListener("input", (event) => event.isComposing || read());
    element.addEventListener("compositionstart", () => (composing = true));
    element.addEventListener("compositionend", () => {
      composing = false;
      read();
    });
    element.addEventListener("paste", paste);
    element.addEventListener("drop", (event) => event.preventDefault());
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      if (lines) type("\n");
    });
    document.addEventListener("selectionchange", () => {
      if (document.activeElement === element) caret = caretOf(element);
    });
    return {
      show,
      insert,
      focus: () => element.focus(),
      leave: () => (caret = null),
    };
  }

  window.jihat.storyEditorField = { field, textOf, caretOf, setCaret };
})();
