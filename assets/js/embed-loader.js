/* For pages that show a figure of Jihat in a frame: gives the frame the height that it asks for.
 *
 *   <iframe src="https://…/embed?panel=map&lang=fr" data-jihat …></iframe>
 *   <script src="https://…/assets/js/embed-loader.js" async></script>
 *
 * One script serves every frame of the page. It listens to frames that are marked with data-jihat,
 * reads a number from them, and sets nothing but their height.
 */
(function () {
  "use strict";

  const [LEAST, MOST] = [80, 6000];

  if (window.jihatFrames) return;
  window.jihatFrames = true;

  window.addEventListener("message", ({ data, source, origin }) => {
    if (!data || data.jihat !== "height" || !Number.isFinite(data.height)) return;
    for (const frame of document.querySelectorAll("iframe[data-jihat]")) {
      if (frame.contentWindow !== source || new URL(frame.src).origin !== origin) continue;
      frame.style.height = `${Math.min(Math.max(data.height, LEAST), MOST)}px`;
    }
  });
})();
