"""Catalogues for the tests of counting: the worked example, and records sampled by Hypothesis."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from geodata.answer import Answer
from geodata.catalogue import Catalogue, build_catalogue
from geodata.gazetteer import FormerRegion, Gazetteer, Unit
from geodata.protection import SUPPRESS_BELOW, public_record
from geodata.record import Record
from geodata.view_state import ViewState, parse_view
from tests.geodata.factories import CODES, make_record, small_record_tables

Rows = list[dict[str, Any]]
EXTRA_CODES = ("02.411.01.02", "02.265", "02.265.03.01")
FORMER = FormerRegion(
    code="1997-04",
    names={"ar": "الشرق", "fr": "Oriental", "en": "Oriental"},
    aliases=(),
    today=("02",),
    note={"ar": "نص", "fr": "Texte", "en": "Text"},
)


def make_gazetteer() -> Gazetteer:
    """Return the places of the small record and a few beside them."""
    codes = {*CODES, *EXTRA_CODES, "MA"}
    units = (Unit(code, f"{code} ar", f"{code} fr", f"{code} en", 1, 1) for code in codes)
    return Gazetteer(units, [FORMER])


def public(record: Record, located: pd.Series | None = None, below: int = SUPPRESS_BELOW) -> Record:
    """Return what of a record is public; no point lies in a commune unless told."""
    nowhere = pd.Series("", index=record.activity_locations.index, dtype="str")
    return public_record(record, nowhere if located is None else located, below)


@cache
def example() -> Catalogue:
    """Return the catalogue of the worked example."""
    return build_catalogue(public(make_record()), make_gazetteer())


def with_rows(**tables: Rows) -> Catalogue:
    """Return the catalogue of the worked example with some tables replaced by rows."""
    record = make_record(**{table: pd.DataFrame(rows) for table, rows in tables.items()})
    return build_catalogue(public(record), make_gazetteer())


def view_of(catalogue: Catalogue, query: str) -> ViewState:
    """Return the view of a query in which nothing is ignored."""
    view, ignored = parse_view(query, catalogue.vocabulary)
    assert ignored == ()
    return view


def ask(query: str, catalogue: Catalogue | None = None) -> Answer:
    """Answer a query, from the worked example unless told."""
    catalogue = catalogue or example()
    return catalogue.answer(view_of(catalogue, query))


def figures(query: str, key: str, catalogue: Catalogue | None = None) -> dict[str, float]:
    """Return the figures by one dimension."""
    return {row.id: row.value for row in ask(query, catalogue).by[key]}


PHASES = {"m4sd": ("m4sd-2", "m4sd-3", "m4sd-2-3"), "depomi": ("depomi-1",)}
LOCATIONS = ("MA", "", "02", "09", "02.411", "02.265", "02.411.01.01", "02.411.01.02")
ACTS_AT = {0: "not_stated", 2: "region", 6: "province", 12: "site"}


@st.composite
def _activity(draw: st.DrawFn) -> dict[str, Any]:
    programme = draw(st.sampled_from(sorted(PHASES)))
    codes = draw(st.lists(st.sampled_from(LOCATIONS), min_size=1, max_size=4, unique=True))
    stated = draw(st.booleans())
    return {
        "programme": programme,
        "phases": draw(_some(PHASES[programme])),
        "codes": codes,
        "shares": [(number + 1) / sum(range(len(codes) + 1)) for number in range(len(codes))]
        if stated
        else [None] * len(codes),
        "sectors": draw(_some(("governance", "employment"))),
        "organisations": draw(_some(("iom", "eu"))),
        "status": draw(st.sampled_from(("planned", "ongoing", "done", "cancelled"))),
        "start": draw(st.sampled_from(("", "2018", "2020-05", "2022-01-15"))),
        "end": draw(st.sampled_from(("", "2022-06", "2023"))),
    }


def _some(values: Iterable[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(tuple(values)), min_size=1, unique=True)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Draw the catalogue of a record with up to eight activities."""
    drawn = draw(st.lists(_activity(), max_size=8))
    named = [(f"a{number}", activity) for number, activity in enumerate(drawn)]
    return build_catalogue(public(_record(named)), make_gazetteer())


def _record(named: list[tuple[str, dict[str, Any]]]) -> Record:
    own = ("programme", "status", "start", "end")
    tables: dict[str, Rows] = {
        "activities": [{"id": id_, **{key: one[key] for key in own}} for id_, one in named],
        "activity_phases": [
            {"activity": id_, "phase": phase} for id_, one in named for phase in one["phases"]
        ],
        "activity_locations": [
            _location(id_, code, share)
            for id_, one in named
            for code, share in zip(one["codes"], one["shares"], strict=True)
        ],
        "activity_sectors": [
            {"activity": id_, "sector": sector} for id_, one in named for sector in one["sectors"]
        ],
        "activity_organisations": [
            {"activity": id_, "organisation": organisation, "role": "partner"}
            for id_, one in named
            for organisation in one["organisations"]
        ],
    }
    kept = small_record_tables()
    lists = {name: kept[name] for name in ("programmes", "phases", "sectors", "organisations")}
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    return Record.from_tables({**lists, **frames})


def _location(activity: str, code: str, share: float | None) -> dict[str, Any]:
    acts_at = "national" if code == "MA" else ACTS_AT[len(code)]
    row = {"activity": activity, "code": code, "acts_at": acts_at, "basis": "stated"}
    return {**row, "share": share, "public_precision": "site"}


VALUES = {
    "place": ("02", "09", "02.411", "02.411.01.01", "national", "unplaced"),
    "programme": ("m4sd", "depomi"),
    "phase": ("m4sd-2", "m4sd-3", "m4sd-2-3", "depomi-1"),
    "sector": ("governance", "employment"),
    "org": ("iom", "eu"),
    "status": ("planned", "ongoing", "done", "cancelled"),
    "acts_at": ("national", "region", "province", "site", "not_stated"),
}


@st.composite
def views(draw: st.DrawFn) -> ViewState:
    """Draw a view of some of the values that sampled records have."""
    lists = {
        key: tuple(sorted(draw(st.lists(st.sampled_from(values), max_size=2, unique=True))))
        for key, values in VALUES.items()
        if draw(st.booleans())
    }
    years = sorted(draw(st.lists(st.integers(2017, 2025), min_size=2, max_size=2)))
    first, last = years if draw(st.booleans()) else (None, None)
    return ViewState(
        level=draw(st.sampled_from(("region", "province", "commune"))),
        count=draw(st.sampled_from(("distinct", "touches", "allocated"))),
        from_year=first,
        to_year=last,
        **lists,  # type: ignore[arg-type]
    )


def matching(query: str, catalogue: Catalogue | None = None) -> str:
    """Return the ids of the activities that match a query, run together."""
    catalogue = catalogue or example()
    rows = catalogue.matching(view_of(catalogue, query))
    return "".join(catalogue.record.activities["id"][rows])


def selected(query: str, key: str) -> list[str]:
    """Return the ids that a query marks as selected in one dimension."""
    return [row.id for row in ask(query).by[key] if row.selected]
