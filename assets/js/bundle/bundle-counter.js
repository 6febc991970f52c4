/* Counts activities in the browser, as geodata does on the server (docs/counting.md): rows of bits
 * for the values of each dimension, the three rules, and every dimension's own filter left out.
 */
(function () {
  "use strict";

  const LEVELS = ["region", "province", "commune"];
  const SPECIAL = ["national", "unplaced", "former", "coarser"];
  const ROLES = ["funder", "implementer", "partner", "authority"];
  const COUNTRY = "MA";
  const UNDATED = "undated";
  const YEARS = { from: [1900, 2100], to: [1900, 2100] };
  const PERSONS = "persons";

  /* Rows of bits. */
  function bitsOf(text) {
    const octets = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return new Uint32Array(octets.buffer);
  }

  function ones(word) {
    let left = word - ((word >>> 1) & 0x55555555);
    left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
    return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }

  const both = (left, right) => left.map((word, at) => word & right[at]);
  const without = (left, right) => left.map((word, at) => word & ~right[at]);
  const has = (bits, position) => ((bits[position >>> 5] >>> (position & 31)) & 1) === 1;

  function count(bits, mask) {
    let sum = 0;
    for (let at = 0; at < bits.length; at += 1) sum += ones(mask ? bits[at] & mask[at] : bits[at]);
    return sum;
  }

  const shares = (bits, mask) => bits.some((word, at) => (word & mask[at]) !== 0);

  const liesIn = (code, place) => place === COUNTRY || code === place || code.startsWith(`${place}.`);

  /* Make a counter of what `exports/bundle/counting.py` writes. */
  function counter(raw) {
    const words = Math.ceil(raw.size / 64) * 2;
    const empty = () => new Uint32Array(words);
    const full = empty();
    for (let at = 0; at < raw.size; at += 1) full[at >>> 5] |= 1 << (at & 31);
    const facets = new Map(Object.entries(raw.facets).map(([key, one]) => [key, facetOf(one)]));
    const ranks = new Map(
      Object.entries(raw.vocabulary).map(([key, ids]) => [
        key,
        new Map(ids.map((id, rank) => [id, rank])),
      ]),
    );
    const former = new Set(raw.facets.former_region.ids);
    const owners = new Map(raw.phases.map(({ id, programme }) => [id, programme]));
    const covered = raw.covered.map(bitsOf);
    const ourSplit = bitsOf(raw.ourSplit);
    const sourceRows = raw.sources.rows.map(bitsOf);

    function facetOf(one) {
      const rows = one.rows.map(bitsOf);
      return {
        ...one,
        rows,
        even: Object.entries(one.even).map(([parts, text]) => [Number(parts), bitsOf(text)]),
        byId: new Map(one.filled.map((position, at) => [one.ids[position], rows[at]])),
      };
    }

    const row = (key, id) => facets.get(key).byId.get(id) || empty();

    function union(key, ids) {
      const bits = empty();
      for (const id of ids) row(key, id).forEach((word, at) => (bits[at] |= word));
      return bits;
    }

    /* A view is understood as geodata/view_state.py understands it. */
    function read(query) {
      const given = new Map();
      for (const [key, text] of new URLSearchParams(query)) {
        given.set(key, [...(given.get(key) || []), ...text.split(",").map((one) => one.trim())]);
      }
      const view = { lists: {} };
      for (const [key, ranked] of ranks) {
        const known = [...new Set(given.get(key) || [])].filter((one) => ranked.has(one));
        view.lists[key] = known.sort((one, other) => ranked.get(one) - ranked.get(other));
      }
      const whole = { level: "region", count: "distinct", theme: "auto" };
      for (const [name, usual] of Object.entries(whole)) {
        const found = (given.get(name) || []).find((one) => raw.choices[name].includes(one));
        view[name] = found || usual;
      }
      for (const [end, [least, most]] of Object.entries(YEARS)) {
        const known = (text) => /^\d{4}$/.test(text) && Number(text) >= least && Number(text) <= most;
        const found = (given.get(end) || []).find(known);
        view[end] = found ? Number(found) : null;
      }
      if (view.from !== null && view.to !== null && view.from > view.to) view.from = view.to = null;
      view.offset = Number((given.get("offset") || ["0"])[0]) || 0;
      view.select = (given.get("select") || [""])[0];
      return view;
    }

    /* Filters: what each dimension of a view lets through. */
    const LENGTHS = { 2: "region", 6: "province" };
    function facetOfPlace(place) {
      if (SPECIAL.includes(place)) return "region";
      return former.has(place) ? "former_region" : LENGTHS[place.length] || "commune";
    }

    const hasPeriod = (view) => view.from !== null || view.to !== null;
    const inPeriod = (view, id) =>
      id !== UNDATED &&
      (view.from === null || Number(id) >= view.from) &&
      (view.to === null || Number(id) <= view.to);

    function masks(view) {
      const found = new Map();
      const { place, programme, phase } = view.lists;
      if (place.length) {
        const bits = empty();
        for (const one of place) row(facetOfPlace(one), one).forEach((w, at) => (bits[at] |= w));
        found.set("place", bits);
      }
      if (programme.length || phase.length) {
        const bits = union("programme", programme);
        union("phase", phase).forEach((word, at) => (bits[at] |= word));
        found.set("programme", bits);
      }
      if (hasPeriod(view)) {
        const years = facets.get("year").ids.filter((id) => inPeriod(view, id));
        found.set("period", union("year", years));
      }
      for (const [parameter, { facet, dimension }] of Object.entries(raw.filters)) {
        const chosen = view.lists[parameter];
        if (chosen.length) found.set(dimension, union(facet, chosen));
      }
      return found;
    }

    function choose(view) {
      const rows = masks(view);
      const known = new Map();
      const leavingOut = (...dimensions) => {
        const key = dimensions.filter((one) => rows.has(one)).join();
        if (!known.has(key)) {
          let bits = full;
          for (const [name, mask] of rows) if (!dimensions.includes(name)) bits = both(bits, mask);
          known.set(key, bits);
        }
        return known.get(key);
      };
      return { rows, leavingOut, total: leavingOut() };
    }

    function selected(view, key) {
      const { place, programme, phase } = view.lists;
      const { dimension } = facets.get(key);
      if (dimension === "place") return (id) => place.some((one) => liesIn(id, one));
      if (key === "programme") return (id) => programme.includes(id);
      if (key === "phase") return (id) => phase.includes(id) || programme.includes(owners.get(id));
      if (key === "year") return (id) => hasPeriod(view) && inPeriod(view, id);
      const [parameter] = Object.entries(raw.filters).find(([, one]) => one.dimension === dimension);
      return (id) => view.lists[parameter].includes(id);
    }

    /* Rules: the figures of a facet by position, and what they add up to. */
    function distinct(facet, bits) {
      return new Map(facet.filled.map((position, at) => [position, count(facet.rows[at], bits)]));
    }

    function allocated(facet, bits) {
      const sums = new Map(facet.filled.map((position) => [position, 0]));
      for (const [parts, members] of facet.even) {
        const own = both(members, bits);
        facet.filled.forEach((position, at) =>
          sums.set(position, sums.get(position) + count(facet.rows[at], own) / parts),
        );
      }
      // Added up by themselves first, as the server does: the last digit is then the same.
      const rest = new Map();
      const [values, members, weights] = facet.uneven;
      values.forEach((value, at) => {
        const weight = has(bits, members[at]) ? weights[at] : 0;
        rest.set(value, (rest.get(value) || 0) + weight);
      });
      for (const [value, sum] of rest) sums.set(value, sums.get(value) + sum);
      return sums;
    }

    const figures = (view, facet, bits) => (view.count === "allocated" ? allocated : distinct)(facet, bits);

    function total(view, bits) {
      if (view.count !== "touches") return count(bits);
      return facets.get(view.level).rows.reduce((sum, one) => sum + count(one, bits), 0);
    }

    const sourcesOf = (bits) => raw.sources.ids.filter((_id, at) => shares(sourceRows[at], bits));

    function rows(view, key, chosen) {
      const facet = facets.get(key);
      const bits = chosen.leavingOut(facet.dimension);
      const isSelected = selected(view, key);
      return [...figures(view, facet, bits)]
        .filter(([, value]) => value)
        .map(([position, value]) => {
          const id = facet.ids[position];
          return { id, value, selected: isSelected(id) };
        });
    }

    const present = (key, bits) => facets.get(key).rows.filter((one) => shares(one, bits)).length;

    /* Figures that sources state. */
    function placeTakesIn(code, place) {
      if (place === COUNTRY) return !["national", "unplaced"].includes(code);
      if (place === "national") return code === COUNTRY;
      if (place === "former") return former.has(code);
      return code === place || code.startsWith(`${place}.`);
    }

    /* True inside the places chosen, false where it only overlaps them, null beside them. */
    function isInside(scope, places) {
      if (!places.length || (!scope.length && places.includes("unplaced"))) return true;
      const inside = (code) => places.some((place) => placeTakesIn(code, place));
      if (scope.length && scope.every(inside)) return true;
      const around = (code) => places.some((place) => placeTakesIn(place, code));
      return scope.some((code) => inside(code) || around(code)) ? false : null;
    }

    function isAbout(figure, bits) {
      if (figure.subject_table === "places") return true;
      if (figure.activity >= 0 && has(bits, figure.activity)) return true;
      const key = { programmes: "programme", phases: "phase" }[figure.subject_table];
      return Boolean(key) && shares(row(key, figure.subject), bits);
    }

    function stated(view, chosen) {
      const bits = chosen.leavingOut("place");
      return raw.stated
        .map((figure) => ({ ...figure, inside: isInside(figure.scope, view.lists.place) }))
        .filter((figure) => figure.inside !== null && isAbout(figure, bits));
    }

    const isPeople = ({ kind, unit }) => kind === "result" && unit === PERSONS;
    const isFunding = ({ kind }) => kind === "budget";

    /* Counts of the totals, with the activities behind each. */
    function behind(chosen) {
      const at = (place) => both(row("region", place), chosen.total);
      const anywhere = empty();
      for (const one of covered) one.forEach((word, position) => (anywhere[position] |= word));
      return {
        activities: () => chosen.total,
        programmes: () => chosen.total,
        organisations: () => chosen.total,
        regions_covered: () => both(anywhere, chosen.total),
        national: () => at("national"),
        unplaced: () => at("unplaced"),
        undated: () => both(row("year", UNDATED), chosen.leavingOut("period")),
      };
    }

    function totals(view, chosen) {
      const counts = behind(chosen);
      return {
        activities: total(view, chosen.total),
        matching: count(chosen.total),
        programmes: present("programme", chosen.total),
        organisations: present("organisation", chosen.total),
        regions_covered: covered.filter((one) => shares(one, chosen.total)).length,
        national: count(counts.national()),
        unplaced: count(counts.unplaced()),
        undated: count(counts.undated()),
      };
    }

    /* What has to be said beside the figures. */
    function openPhases(view, phase) {
      return raw.phases
        .filter(({ programme }) => !view.lists.programme.includes(programme))
        .filter(({ standsFor }) => standsFor && standsFor.split(";").includes(phase))
        .map(({ id }) => id)
        .filter((id) => !view.lists.phase.includes(id));
    }

    function notes(view, chosen, by) {
      const found = [];
      for (const phase of view.lists.phase) {
        const ids = openPhases(view, phase);
        const open = both(union("phase", ids), chosen.leavingOut("programme"));
        const left = count(without(open, chosen.total));
        if (left) found.push({ id: "phase_not_specified", count: left, ids: [phase, ...ids] });
      }
      if (hasPeriod(view)) {
        const undated = count(behind(chosen).undated());
        if (undated) found.push({ id: "undated_left_out", count: undated, ids: [] });
      }
      return [...found, ...aboutTheRule(view, chosen, by)];
    }

    function aboutTheRule(view, chosen, by) {
      const ids = [view.level];
      if (view.count === "touches") return [{ id: "touches_total", count: count(chosen.total), ids }];
      if (view.count === "allocated") {
        const split = count(ourSplit, chosen.total);
        return split ? [{ id: "our_split", count: split, ids }] : [];
      }
      return [view.level, "sector"].flatMap((key) => {
        const sum = by[key].reduce((added, { value }) => added + value, 0);
        const excess = sum - count(chosen.leavingOut(facets.get(key).dimension));
        return excess > 0 ? [{ id: "sums_exceed_total", count: excess, ids: [key] }] : [];
      });
    }

    /* Answer a view: what geodata.catalogue.Catalogue.answer gives. `levels` are those of place. */
    function answer(view, levels = LEVELS) {
      const chosen = choose(view);
      const left = [...LEVELS.filter((one) => !levels.includes(one)), "former_region", ...ROLES];
      const keys = [...facets.keys()].filter((key) => !left.includes(key));
      const by = Object.fromEntries(keys.map((key) => [key, rows(view, key, chosen)]));
      return {
        view,
        chosen,
        totals: totals(view, chosen),
        by,
        stated: stated(view, chosen),
        notes: notes(view, chosen, by),
      };
    }

    /* The activities behind a figure: a count of the totals, or a value of a dimension. */
    function bitsBehind(answered, dimension, id) {
      const { chosen } = answered;
      if (dimension === "total") return Object.hasOwn(behind(chosen), id) ? behind(chosen)[id]() : null;
      const facet = facets.get(dimension);
      if (!facet || !facet.ids.includes(id)) return null;
      return both(row(dimension, id), chosen.leavingOut(facet.dimension));
    }

    const positions = (bits) => raw.order.filter((position) => has(bits, position));

    /* What it means that a place has no activity: geodata/cell_states.py. */
    function emptyState(view, code) {
      const programmes = new Set(view.lists.programme);
      for (const phase of view.lists.phase) programmes.add(owners.get(phase));
      const ofEach = [...programmes].map((id) => raw.statements.filter((s) => s.programme === id));
      if (!ofEach.length || ofEach.some((found) => !found.length)) return "not_in_sources";
      const { sector } = view.lists;
      const forEach = (about) =>
        (sector.length ? sector : [""]).every((one) => about.some((s) => ["", one].includes(s.sector)));
      const told = (found, state) => found.filter((s) => s.state === state);
      const within = (s) => liesIn(code, s.code);
      if (ofEach.every((found) => forEach(told(found, "none").filter(within)))) return "none";
      const outside = (found) => {
        if (forEach(told(found, "not_applicable").filter(within))) return true;
        const aims = told(found, "target").filter(
          (s) => !sector.length || ["", ...sector].includes(s.sector),
        );
        const mayTakeIn = (s) =>
          former.has(s.code) || s.code === COUNTRY || liesIn(s.code, code) || liesIn(code, s.code);
        return aims.length > 0 && !aims.some(mayTakeIn);
      };
      return ofEach.every(outside) ? "not_applicable" : "not_in_sources";
    }

    return {
      read,
      answer,
      bitsBehind,
      positions,
      sourcesOf,
      count,
      has,
      row,
      emptyState,
      openPhases,
      isPeople,
      isFunding,
      isInside,
      facetIds: (key) => (facets.get(key) ? facets.get(key).ids : []),
      dimensionOf: (key) => facets.get(key).dimension,
      filled: (key) => {
        const facet = facets.get(key);
        return facet.filled.map((position) => facet.ids[position]);
      },
    };
  }

  globalThis.jihat = Object.assign(globalThis.jihat || {}, { counter, liesIn });
})();
