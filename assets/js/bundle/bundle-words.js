/* Words of one language: messages with their plural forms, numbers and names, as `i18n` has them. */
(function () {
  "use strict";

  const ISOLATED = /^[\u2066\u2068]/;
  const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
  const LETTER = /\p{L}/u;
  const PLAIN_NUMBER = /^[\d.,]*$/;
  const DECIMALS = 2;

  const isolate = (text) => `\u2068${text}\u2069`;
  const ltr = (text) => `\u2066${text}\u2069`;

  /* Keep a text from turning around inside a sentence: i18n/direction.py. */
  function embed(text, direction) {
    if (ISOLATED.test(text)) return text;
    const rightToLeft = RIGHT_TO_LEFT.test(text);
    if (direction !== "rtl") return rightToLeft ? isolate(text) : text;
    const others = text.replace(new RegExp(RIGHT_TO_LEFT, "g"), "");
    if (LETTER.test(others)) return isolate(text);
    return rightToLeft || PLAIN_NUMBER.test(text) ? text : ltr(text);
  }

  /* At most two decimals; what lies in the middle goes to the even one, as Babel rounds. */
  function rounded(value) {
    if (Math.abs(value) < 1e-6) return ["0", ""];
    const [whole, part = ""] = String(Math.abs(value)).split(".");
    if (part.length <= DECIMALS) return [whole, part];
    const kept = BigInt(whole + part.slice(0, DECIMALS));
    const rest = part.slice(DECIMALS);
    const half = "5".padEnd(rest.length, "0");
    const up = rest > half || (rest === half && kept % 2n === 1n);
    const digits = String(kept + (up ? 1n : 0n)).padStart(DECIMALS + 1, "0");
    return [digits.slice(0, -DECIMALS), digits.slice(-DECIMALS)];
  }

  /* Make the words of a language of what `exports/bundle/words.py` writes. */
  function words(raw) {
    const plural = new Intl.PluralRules(raw.locale);
    const { group, decimal } = raw.numbers;

    function number(value) {
      const [whole, part] = rounded(value);
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
      const shown = part.replace(/0+$/, "");
      return (value < 0 ? "-" : "") + grouped + (shown && decimal + shown);
    }

    const text = (value) => embed(typeof value === "string" ? value : number(value), raw.direction);

    function fill(message, values) {
      const filled = message.replace(/\{(\w+)\}/g, (_all, name) => text(values[name]));
      return filled.replaceAll("{{", "{").replaceAll("}}", "}");
    }

    const t = (id, values = {}) => fill(raw.messages[id], values);

    function n(id, count, values = {}) {
      const form = raw.forms.indexOf(plural.select(count));
      const at = form < 0 ? raw.forms.indexOf("other") : form;
      return fill(raw.messages[id][at], { ...values, count });
    }

    function listed(names) {
      if (names.length < 2) return names.join("");
      const start = names.slice(0, -1).reduce((first, rest) => t("list.join", { first, rest }));
      return t("list.last", { first: start, last: names.at(-1) });
    }

    function fraction(part, whole) {
      const written = [number(part), "/", number(whole)].join("\u00a0");
      return raw.direction === "rtl" ? ltr(written) : written;
    }

    function label(dimension, id) {
      return (raw.names[dimension] || {})[id] || id;
    }

    const DEPTHS = { 2: "region", 6: "province" };
    function place(code) {
      if (!/^\d/.test(code)) return label("region", code);
      return raw.names.region[code] || label(DEPTHS[code.length] || "commune", code);
    }

    const shortened = (names) => (names.length < 3 ? listed(names) : `${names[0]} (+${names.length - 1})`);

    return { ...raw, t, n, number, listed, fraction, label, place, shortened };
  }

  globalThis.jihat = Object.assign(globalThis.jihat || {}, { words });
})();
