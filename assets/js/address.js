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
    for (const name of ["select", "export", "offset"]) parts.delete(name);
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
    parts.delete("export");
    parts.delete("offset");
    parts.set("select", [key]);
    parts.set("offset", offset);
    return write(parts);
  };

  /* Places: 02 is a region, 02.411 a province in it, 02.411.01.01 a commune in that. */
  const LEVELS = ["region", "province", "commune"];
  const LENGTHS = [2, 6];

  const isUnit = (place) => /^\d\d(\.|$)/.test(place);
  const depth = (place) => (isUnit(place) ? { 2: 1, 6: 2 }[place.length] || 3 : 0);
  const parentOf = (code) => (depth(code) > 1 ? code.slice(0, LENGTHS[depth(code) - 2]) : "");
  const liesIn = (code, place) => code === place || code.startsWith(`${place}.`);

  const rankOf = (parts) => Math.max(LEVELS.indexOf((parts.get("level") || [])[0]), 0);
  const setLevel = (parts, rank) => parts.set("level", rank ? [LEVELS[rank]] : []);

  /* The deepest place that contains all those chosen and is coarser than the level. */
  function frameIn(parts) {
    const places = parts.get("place") || [];
    for (const length of LENGTHS.slice(0, rankOf(parts)).reverse()) {
      const inside = new Set(
        places.map((one) => (isUnit(one) && one.length >= length ? one.slice(0, length) : "")),
      );
      const [only] = inside;
      if (inside.size === 1 && only) return only;
    }
    return "";
  }

  const frame = (search) => frameIn(parse(search));
  const level = (search) => LEVELS[rankOf(parse(search))];

  /* Choose a unit of the map, or release it. A child takes the place of what contains it, and the
   * last one released gives way to what it lies in, so that the map frames the same. */
  const choose = (search, code) =>
    changed(search, (parts) => {
      const places = parts.get("place") || [];
      if (!places.includes(code)) {
        const kept = places.filter((one) => !liesIn(code, one) && !liesIn(one, code));
        return parts.set("place", [...kept, code]);
      }
      const rest = places.filter((one) => one !== code);
      parts.set("place", rest.length || !parentOf(code) ? rest : [parentOf(code)]);
    });

  /* Choose several units at once, in the place of those chosen before or beside them. */
  const choosePlaces = (search, codes, add) =>
    changed(search, (parts) => {
      let places = add ? parts.get("place") || [] : [];
      for (const code of codes) {
        places = places.filter((one) => !liesIn(code, one) && !liesIn(one, code));
        places.push(code);
      }
      parts.set("place", places);
    });

  /* Choose several values of another filter at once. */
  const chooseValues = (search, parameter, values, add) =>
    changed(search, (parts) => {
      const before = add ? parts.get(parameter) || [] : [];
      parts.set(parameter, [...new Set([...before, ...values])]);
    });

  /* Frame a place and draw what lies in it; a commune has nothing finer. */
  const down = (search, code) => {
    if (depth(code) === 0 || depth(code) === LEVELS.length) return search;
    return changed(search, (parts) => {
      parts.set("place", [code]);
      setLevel(parts, depth(code));
    });
  };

  /* Back out, one step: from the communes of a province to the provinces of its region, from those
   * to the regions of the country. */
  const up = (search) => {
    const parts = parse(search);
    const [rank, framed] = [rankOf(parts), frameIn(parts)];
    if (rank === 0) return search;
    return changed(search, (next) => {
      const wider = rank === 2 ? framed.slice(0, LENGTHS[0]) : "";
      if (framed) next.set("place", wider ? [wider] : []);
      setLevel(next, wider ? 1 : 0);
    });
  };

  /* Release every place; communes are drawn of a chosen one alone. */
  const release = (search) =>
    changed(search, (parts) => {
      parts.set("place", []);
      setLevel(parts, Math.min(rankOf(parts), 1));
    });

  const address = {
    toggle,
    set,
    year,
    select,
    choose,
    choosePlaces,
    chooseValues,
    down,
    up,
    release,
    frame,
    level,
  };
  window.jihat = Object.assign(window.jihat || {}, { address });
})();
