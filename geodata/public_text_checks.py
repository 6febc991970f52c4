"""Check that texts name no place or site finer than what may be shown of an activity."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from geodata.errors import Problem
from geodata.gazetteer import LEVELS, Gazetteer, ancestor, is_former
from geodata.record_rows import Check, Row, Tables, problem
from geodata.schema import LANGUAGES

# Levels that hide finer units of the gazetteer, and the level at which they show a place.
_SHOWN_AT = {"national": "country", "region": "region", "province": "province"}


class _Text(NamedTuple):
    table: str
    line: int
    column: str
    text: str


def check_public_texts(tables: Tables, gazetteer: Gazetteer) -> Iterator[Problem]:
    """Check that the texts of an activity name no finer place than may be shown of it."""
    texts, towns = _texts(tables), _unit_names(gazetteer)
    for activity, rows in _places(tables, gazetteer).items():
        units = {unit for row in rows for unit in _hidden_units(row, gazetteer)}
        shown = {unit for row in rows for unit in _shown_units(row, gazetteer)}
        sites = [row for row in rows if _is_hidden_site(row, towns)]
        for found in texts[activity] if units or sites else []:
            name = _named(found, units - shown, shown, gazetteer) or _named_site(found, sites)
            if name:
                place = (found.table, found.line, found.column)
                expected = f"no place finer than what may be shown of {activity}"
                remedy = "Reword the text, or correct public_precision in activity_locations.csv."
                yield problem(place, name, expected, "public_text", remedy)


def _places(tables: Tables, gazetteer: Gazetteer) -> dict[str, list[Row]]:
    places: dict[str, list[Row]] = defaultdict(list)
    for _line, row in tables["activity_locations"]:
        if gazetteer.exists(row["code"]) and not is_former(row["code"]):
            places[row["activity"]].append(row)
    return places


def _texts(tables: Tables) -> dict[str, list[_Text]]:
    """Return the public texts of each activity, with where they are written."""
    texts: dict[str, list[_Text]] = defaultdict(list)
    for table, key, stems in (
        ("activities", "id", ("title", "summary")),
        ("activity_locations", "activity", ("site",)),
        ("measurements", "subject", ("note",)),
    ):
        for line, row in tables[table]:
            # The name of a site is shown only with the site.
            if row.get("public_precision", "site") == "site":
                columns = [f"{stem}_{language}" for stem in stems for language in LANGUAGES]
                texts[row[key]] += [_Text(table, line, name, row[name]) for name in columns]
    return texts


def _hidden_units(row: Row, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the units finer than may be shown that a place is known to lie in, or to hold."""
    level = _SHOWN_AT.get(row["public_precision"])
    area = ancestor(row["code"], level) if level else None
    if level is None or area is None or (row["code"] == area and not row["site_en"]):
        return
    for finer in LEVELS[("country", *LEVELS).index(level) :]:
        for unit in gazetteer.codes(finer):
            known = row["code"] != area and _on_one_branch(unit, row["code"])
            if (known or _is_site(unit, row, gazetteer)) and ancestor(unit, level) == area:
                yield unit


def _on_one_branch(unit: str, code: str) -> bool:
    return f"{unit}.".startswith(f"{code}.") or f"{code}.".startswith(f"{unit}.")


def _is_site(unit: str, row: Row, gazetteer: Gazetteer) -> bool:
    return any(
        _find(row[f"site_{language}"], gazetteer.name(unit, language)) for language in LANGUAGES
    )


def _shown_units(row: Row, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the units that a place may be shown in, and all units as coarse as those."""
    level = _SHOWN_AT.get(row["public_precision"], "commune")
    order = ("country", *LEVELS)
    for coarse in order[: order.index(level) + 1] if level != "commune" else order[:1]:
        yield from gazetteer.codes(coarse)
    for one in order:
        unit = ancestor(row["code"], one)
        if unit and order.index(one) <= order.index(level):
            yield unit


def _named(
    found: _Text, hidden: Iterable[str], shown: Iterable[str], gazetteer: Gazetteer
) -> str | None:
    """Return the first name of a hidden unit that is not part of the name of a shown one."""
    language, text = found.column[-2:], found.text
    for name in sorted({gazetteer.name(unit, language) for unit in shown}, key=len, reverse=True):
        text = _without(text, name)
    # The longest first: that of a province may hold that of its town.
    names = sorted({gazetteer.name(unit, language) for unit in hidden})
    return next((name for name in sorted(names, key=len, reverse=True) if _find(text, name)), None)


def _unit_names(gazetteer: Gazetteer) -> set[str]:
    codes = (code for level in LEVELS for code in gazetteer.codes(level))
    return {gazetteer.name(code, language) for code in codes for language in LANGUAGES}


def _is_hidden_site(row: Row, towns: Iterable[str]) -> bool:
    """Tell whether a place has a site of its own, and not only its town, that is not shown."""
    names = [row[f"site_{language}"] for language in LANGUAGES]
    return row["public_precision"] != "site" and any(names) and not any(n in towns for n in names)


def _named_site(found: _Text, sites: Iterable[Row]) -> str | None:
    """Return the first name of a site that is not shown itself."""
    names = {row[f"site_{found.column[-2:]}"] for row in sites}
    # In a sentence a name may begin with a small letter.
    text = found.text.casefold()
    return next((name for name in sorted(names) if name and _find(text, name.casefold())), None)


def _find(text: str, name: str) -> bool:
    # Looking for a pattern is slow, and few texts hold the name at all.
    found = _plain(name) in _plain(text)
    return found and re.search(_pattern(name), _plain(text)) is not None


def _without(text: str, name: str) -> str:
    return re.sub(_pattern(name), " ", _plain(text))


def _pattern(name: str) -> str:
    # Arabic writes words of one letter together with the word that follows.
    return rf"(?<!\w)[وفبلك]{{0,2}}{re.escape(_plain(name))}(?!\w)"


@lru_cache(maxsize=8_192)
def _plain(text: str) -> str:
    """Return a text without accents, and with spaces for hyphens: names are spelt either way."""
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\s\-–—’']+", " ", bare)


PUBLIC_TEXT_CHECKS: tuple[Check, ...] = (check_public_texts,)
