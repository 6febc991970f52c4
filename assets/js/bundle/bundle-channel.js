/* What the windows of a bundle tell each other: files have no channel by name in every browser, but
 * a window knows the one that it opened, and that one the window that opened it.
 */
(function () {
  "use strict";

  const NAME = "jihat-notes";
  const SIZE = "width=760,height=640";

  /* The channel of a story, until it is closed. */
  function channel(story) {
    const ending = new AbortController();
    const others = new Set(window.opener ? [window.opener] : []);

    function listen(heard) {
      const told = ({ source, data }) => {
        if (!data || data.story !== story) return;
        others.add(source);
        heard(data);
      };
      window.addEventListener("message", told, { signal: ending.signal });
    }

    /* A file has no origin that could be named; what is told is the number of a step. */
    const post = (message) => others.forEach((one) => one.postMessage({ story, ...message }, "*"));

    /* Open the notes; false where the browser keeps windows closed. */
    function open(address) {
      const opened = window.open(address, NAME, SIZE);
      if (opened) others.add(opened);
      return Boolean(opened);
    }

    const isAlone = () => [...others].every((one) => one.closed);

    return { post, listen, open, isAlone, close: () => ending.abort() };
  }

  Object.assign(globalThis.jihat, { channel });
})();
