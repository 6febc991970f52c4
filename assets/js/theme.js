/* How the page looks: kept in the address, applied at once, and chosen from a menu of the header. */
(function () {
  "use strict";

  const AUTO = "auto";
  const root = document.documentElement;
  const menu = () => document.getElementById("appearance");
  const themeOf = (search) => new URLSearchParams(search).get("theme") || AUTO;

  /* The rest of the address stays as it was written. */
  function withTheme(search, theme) {
    const parts = search.replace(/^\?/, "").split("&");
    const others = parts.filter((part) => part && !part.startsWith("theme="));
    return `?${[...others, ...(theme === AUTO ? [] : [`theme=${theme}`])].join("&")}`;
  }

  /* The browser's own frame takes the colour of the header. */
  function paintFrame() {
    const colour = getComputedStyle(root).getPropertyValue("--card").trim();
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = colour;
  }

  function applyTheme(search) {
    root.dataset.theme = themeOf(search);
    paintFrame();
  }

  /* A page without Dash is not rendered again: whatever leads on from it takes the theme along. */
  function carry(theme) {
    history.replaceState(history.state, "", withTheme(location.search, theme) + location.hash);
    for (const link of document.querySelectorAll('a[href*="lang="]')) {
      if (link.origin === location.origin) link.search = withTheme(link.search, theme);
    }
    for (const kept of document.querySelectorAll('input[type="hidden"][name="theme"]')) {
      kept.value = theme;
    }
    const chosen = document.querySelector(`#theme-${theme} + span`).textContent;
    const summary = menu().querySelector("summary");
    summary.setAttribute("aria-label", menu().dataset.current.replace("{}", chosen));
  }

  document.addEventListener("change", ({ target }) => {
    if (!target.matches('#appearance input[type="radio"]')) return;
    const { go, here } = window.jihat;
    const search = withTheme(go ? here() : location.search, target.value);
    applyTheme(search);
    if (go) go(search);
    else carry(target.value);
  });

  document.addEventListener("click", ({ target }) => {
    if (menu() && !menu().contains(target)) menu().open = false;
  });

  document.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && menu() && !menu().contains(relatedTarget)) menu().open = false;
  });

  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu() || !menu().open) return;
    menu().open = false;
    menu().querySelector("summary").focus();
  });

  for (const wish of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    window.matchMedia(wish).addEventListener("change", paintFrame);
  }
  window.jihat = Object.assign(window.jihat || {}, { applyTheme });
})();
