/* What paper needs and a screen does not: the day, the address, the whole map, every open part. */
(function () {
  "use strict";

  let opened = [];

  function dated() {
    const day = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, {
      dateStyle: "long",
    });
    for (const time of document.querySelectorAll("[data-printed]")) {
      time.textContent = day.format(new Date());
      time.parentElement.hidden = false;
    }
    for (const address of document.querySelectorAll("[data-address]")) {
      address.textContent = window.location.href;
    }
  }

  /* The map is drawn for the screen: on paper it is scaled as it stands, all but its letters. */
  const PRINTED = 800; // CSS pixels, as the print style lays out the drawing
  const LETTERS = 8.5;
  const NARROW = 900; // a smaller drawing has no room for names

  function lettered(width) {
    const map = document.getElementById("map");
    map.style.setProperty("--letters", `${(LETTERS * width) / PRINTED}px`);
    map.classList.toggle("is-narrow", width < NARROW);
  }

  function scaled(on) {
    for (const drawing of document.querySelectorAll("#map .main-svg")) {
      const size = ["width", "height"].map((side) => parseFloat(drawing.getAttribute(side)));
      if (on && size.every(Number.isFinite)) {
        drawing.setAttribute("viewBox", `0 0 ${size.join(" ")}`);
        lettered(size[0]);
      } else {
        drawing.removeAttribute("viewBox");
      }
    }
  }

  window.addEventListener("beforeprint", () => {
    dated();
    scaled(true);
    opened = [...document.querySelectorAll(".board details:not([open], .picker)")];
    for (const part of opened) part.open = true;
  });

  window.addEventListener("afterprint", () => {
    scaled(false);
    for (const part of opened) part.open = false;
  });
})();
