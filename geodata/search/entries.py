"""What can be found: every place and row of the record, with the texts that it is found by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import pandas as pd

from geodata.frames import rows_of
from geodata.gazetteer import (
    BOUNDARIES_FOLDER,
    FORMER_REGION,
    LEVELS,
    Gazetteer,
    ancestor,
)
from geodata.schema import LANGUAGES
from geodata.search.words import split, without_apostrophes

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.record import Record

Kind = Literal[
    "place", "former_place", "programme", "phase", "organisation", "sector", "activity",
    "indicator", "source",
]  # fmt: skip
# In the order in which equally good hits are listed.
KINDS: tuple[Kind, ...] = get_args(Kind)

ALIASES_FILE = "place_aliases.csv"
LONGEST_JOINED = 3
# What a level is called, as people write it before a name.
LEVEL_WORDS: Mapping[str, tuple[str, ...]] = {
    "country": (),
    "region": ("région", "region", "جهة"),
    "province": ("province", "préfecture", "إقليم", "عمالة"),
    "commune": ("commune", "ville", "جماعة", "مدينة"),
    FORMER_REGION: ("région", "region", "جهة"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    Attributes
    ----------
    kind, id
        What it is, and its id in its table or its code in the gazetteer.
    level
        Rank among things of its kind that have the same name: a region comes before a province.
    is_active
        Whether it has activities.
    size
        Population of a place; 0 of anything else.
    """

    kind: Kind
    id: str
    level: int = 0
    is_active: bool = False
    size: int = 0


class Named(NamedTuple):
    """An entry with its texts: names in every language first, then other names."""

    entry: Entry
    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    """Found by as well as by the names, and told to the reader: aliases, acronyms, codes."""
    silent: tuple[str, ...] = ()
    """Found by, and not told: other ways to write the names."""


def entries(record: Record, gazetteer: Gazetteer, folder: Path = BOUNDARIES_FOLDER) -> list[Named]:
    """Return everything that can be found but activities, which are too many to list.

    Parameters
    ----------
    record
        The public tables.
    gazetteer
        The places.
    folder
        Holds the other names of places.
    """
    return [
        *_places(record, gazetteer, place_aliases(folder)),
        *_former(record, gazetteer),
        *_programmes(record),
        *_phases(record),
        *_organisations(record),
        *_sectors(record),
        *_indicators(record),
        *(
            Named(
                Entry("source", row["id"]),
                (row["title"],),
                (),
                (" ".join((row["title"], row["publisher"])),),
            )
            for row in rows_of(record.sources)
        ),
    ]


def place_aliases(folder: Path = BOUNDARIES_FOLDER) -> dict[str, tuple[str, ...]]:
    """Return the other names of places by code: of other languages, and of other times."""
    rows = pd.read_csv(folder / ALIASES_FILE, dtype="str", keep_default_na=False, encoding="utf-8")
    return {
        code: tuple(row["aliases"].split(";"))
        for row in rows_of(rows)
        for code in row["codes"].split(";")
    }


def _places(
    record: Record, gazetteer: Gazetteer, aliases: Mapping[str, tuple[str, ...]]
) -> Iterator[Named]:
    active = _active_places(record)
    for rank, level in enumerate(("country", *LEVELS)):
        for code in gazetteer.codes(level):
            people = gazetteer.population(code, 2024) or 0
            entry = Entry("place", code, rank, code in active, people)
            names = tuple(gazetteer.name(code, lang) for lang in LANGUAGES)
            others = aliases.get(code, ())
            silent = (code, *_written((*names, *others), LEVEL_WORDS[level]))
            yield Named(entry, names, others, silent)


def _active_places(record: Record) -> set[str]:
    codes = {code for code in record.activity_locations["code"].unique() if code}
    found = {ancestor(code, level) for code in codes for level in ("country", *LEVELS)}
    return {*codes, *filter(None, found)}


def _former(record: Record, gazetteer: Gazetteer) -> Iterator[Named]:
    active = _active_places(record)
    for code in gazetteer.codes(FORMER_REGION):
        region = gazetteer.former(code)
        names = tuple(region.names[lang] for lang in LANGUAGES)
        silent = (code, *_written(names, LEVEL_WORDS[FORMER_REGION]))
        yield Named(Entry("former_place", code, 0, code in active), names, region.aliases, silent)


def _written(names: Sequence[str], level_words: Sequence[str]) -> Iterator[str]:
    """Write names in the other ways in which people do."""
    for name in dict.fromkeys(names):
        yield from (f"{word} {name}" for word in level_words)
        yield from _joined(name)
        if (joined := without_apostrophes(name)) != name:
            yield joined


def _joined(name: str) -> Iterator[str]:
    words = split(name)
    if 1 < len(words) <= LONGEST_JOINED:
        yield "".join(words)


def _programmes(record: Record) -> Iterator[Named]:
    active = set(record.activities["programme"].unique())
    for row in rows_of(record.programmes):
        names = (*_three(row, "label"), *_three(row, "title"))
        others = (*_many(row["aliases"]), *_many(row["identifiers"]))
        entry = Entry("programme", row["id"], 0, row["id"] in active)
        written = (_three(row, "label"), _many(row["aliases"]))
        joined = tuple(text for names in written for name in names for text in _joined(name))
        yield Named(entry, names, others, (row["id"], *joined))


def _phases(record: Record) -> Iterator[Named]:
    active = set(record.activity_phases["phase"].unique())
    labels = {row["id"]: _three(row, "label") for row in rows_of(record.programmes)}
    for row in rows_of(record.phases):
        names = _three(row, "label")
        # The only phase of a programme is the programme by another id.
        if names != labels.get(row["programme"]):
            yield Named(Entry("phase", row["id"], 0, row["id"] in active), names)


def _organisations(record: Record) -> Iterator[Named]:
    active = set(record.activity_organisations["organisation"].unique())
    for row in rows_of(record.organisations):
        names = _three(row, "name")
        others = tuple(filter(None, (row["acronym"], *_many(row["aliases"]), row["iati_id"])))
        joined = tuple(text for name in (*names, *others) for text in _joined(name))
        entry = Entry("organisation", row["id"], 0, row["id"] in active)
        yield Named(entry, names, others, joined)


def _sectors(record: Record) -> Iterator[Named]:
    active = set(record.activity_sectors["sector"].unique())
    for row in rows_of(record.sectors):
        entry = Entry("sector", row["id"], 0, row["id"] in active)
        yield Named(entry, _three(row, "name"), _many(row["aliases"]), _many(row["dac"]))


def _indicators(record: Record) -> Iterator[Named]:
    measured = set(record.measurements["indicator"].unique())
    for row in rows_of(record.indicators):
        # Without a figure there is nothing to show.
        if row["id"] in measured:
            yield Named(Entry("indicator", row["id"]), _three(row, "name"))


def _three(row: Mapping[str, Any], stem: str) -> tuple[str, ...]:
    return tuple(row[f"{stem}_{lang}"] for lang in LANGUAGES)


def _many(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))
