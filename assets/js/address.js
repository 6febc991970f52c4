/* The address of the view that a gesture leads to. Pure: address in, address out.
 *
 * The gesture is applied to the address as it stands, not to the page as it was last drawn, so
 * that two quick gestures both count.
 */
(function () {
  "use strict";

  const decode = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  function parse(search) {
    const parts = new Map();
    for (const pair of search.replace(/^\?/, "").split("&")) {
      if (!pair) continue;
      const [key, value = ""] = pair.split("=");
      parts.set(decode(key), value.split(",").filter(Boolean).map(decode));
    }
    return parts;
  }

  function write(parts) {
    const written = [];
    for (const [key, values] of parts) {
      if (values.length) {
        written.push(`${encodeURIComponent(key)}=${values.map(encodeURIComponent).join(",")}`);
      }
    }
    return `?${written.join("&")}`;
  }

  /* What is open beside the page, and the page of the table, belong to the view that is left. */
  function changed(search, change) {
    const parts = parse(search);
    parts.delete("select");
    parts.delete("offset");
    change(parts);
    return write(parts);
  }

  const toggle = (search, parameter, value) =>
    changed(search, (parts) => {
      const values = parts.get(parameter) || [];
      parts.set(
        parameter,
        values.includes(value) ? values.filter((one) => one !== value) : [...values, value],
      );
    });

  const set = (search, parameter, value) =>
    changed(search, (parts) => {
      parts.set(parameter, value ? [value] : []);
      const [from, to] = ["from", "to"].map((end) => (parts.get(end) || [])[0]);
      // A period that ends before it starts becomes the year that was chosen last.
      if (from && to && from > to) for (const end of ["from", "to"]) parts.set(end, [value]);
    });

  const year = (search, value) =>
    changed(search, (parts) => {
      const alone = ["from", "to"].every((end) => (parts.get(end) || [])[0] === value);
      for (const end of ["from", "to"]) parts.set(end, alone ? [] : [value]);
    });

  /* A dialog lies over the view as it stands, table page included. */
  const select = (search, key) => {
    const parts = parse(search);
    const offset = parts.get("offset") || [];
    parts.delete("offset");
    parts.set("select", [key]);
    parts.set("offset", offset);
    return write(parts);
  };

  window.jihat = Object.assign(window.jihat || {}, { address: { toggle, set, year, select } });
})();
