"""The rows of each table of activities, and what their columns are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from exports import measurement_rows
from exports.table import Cell, Kind
from geodata.frames import rows_of
from geodata.gazetteer import ancestor, level_of

if TYPE_CHECKING:
    from geodata.activity_details import ActivityDetails
    from geodata.bitmaps import Flags
    from geodata.catalogue import Catalogue
    from ui.page import Page

LISTED = "; "
"""Between several values of one cell."""

Row = tuple[Cell, ...]
Described = tuple[str, Kind, str]
"""A column: its name, kind and HXL tag; its label is the message ``data_column.<name>``."""


@dataclass(frozen=True)
class Source:
    """Where rows come from: the activities of a page by their positions, and their words."""

    page: Page
    positions: Sequence[int]

    @cached_property
    def catalogue(self) -> Catalogue:
        """Of the whole public record."""
        return self.page.services.catalogue

    @cached_property
    def details(self) -> ActivityDetails:
        """Everything about each activity."""
        return self.catalogue.details

    @cached_property
    def chosen(self) -> Flags:
        """Which activities of the record these are."""
        flags = np.zeros(self.catalogue.ground.size, dtype=np.bool_)
        flags[list(self.positions)] = True
        return flags

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        return {}

    def label(self, dimension: str, id_: str) -> str:
        """Name a value in the language of the view."""
        key = dimension, id_
        if key not in self._labels:
            self._labels[key] = self.page.reading.label(dimension, id_) if id_ else ""
        return self._labels[key]

    def place(self, code: str) -> str:
        """Name a place; what is not stated is said to be."""
        return self.label("place", code) if code else self.label("place", "unplaced")

    def word(self, start: str, id_: str) -> str:
        """Give the word for a value of a vocabulary."""
        return self.page.words.t(f"{start}.{id_}") if id_ else ""

    def title(self, own: Mapping[str, Any]) -> str:
        """Give the title of an activity in the language of the view."""
        return str(own[f"title_{self.page.view.lang}"])


@dataclass(frozen=True)
class Made:
    """How a table is made: its columns, its rows, and how many there are."""

    columns: tuple[Described, ...]
    rows: Callable[[Source], Iterator[Row]]
    count: Callable[[Source], int]


def listed(texts: Iterable[str]) -> str:
    """Write several values in one cell, each once."""
    return LISTED.join(dict.fromkeys(text for text in texts if text))


# The first twenty are a contract: names and order stay, further ones follow.
_ACTIVITIES: tuple[Described, ...] = (
    ("id", "text", "#activity+id"),
    ("programme", "text", "#activity+programme+id"),
    ("phases", "text", "#activity+phase+id+list"),
    ("sectors", "text", "#sector+id+list"),
    ("regions", "text", "#adm1+code+list"),
    ("provinces", "text", "#adm2+code+list"),
    ("communes", "text", "#adm3+code+list"),
    ("acts_at", "text", "#activity+level+code"),
    ("organisations", "text", "#org+id+list"),
    ("status", "text", "#status+code"),
    ("start", "date", "#date+start"),
    ("start_precision", "text", "#date+start+precision"),
    ("end", "date", "#date+end"),
    ("end_precision", "text", "#date+end+precision"),
    ("title_ar", "text", "#activity+title+i_ar"),
    ("title_fr", "text", "#activity+title+i_fr"),
    ("title_en", "text", "#activity+title+i_en"),
    ("verified_by", "text", "#meta+verified+org"),
    ("verified_on", "date", "#date+verified"),
    ("sources", "text", "#meta+source+id+list"),
    ("programme_name", "text", "#activity+programme+name"),
    ("phase_names", "text", "#activity+phase+name+list"),
    ("sector_names", "text", "#sector+name+list"),
    ("dac_codes", "text", "#sector+code+dac+list"),
    ("region_names", "text", "#adm1+name+list"),
    ("province_names", "text", "#adm2+name+list"),
    ("commune_names", "text", "#adm3+name+list"),
    ("acts_at_names", "text", "#activity+level+name"),
    ("organisation_names", "text", "#org+name+list"),
    ("status_name", "text", "#status+name"),
    ("summary", "text", "#description"),
)


def _activities(source: Source) -> Iterator[Row]:
    dac = {row["id"]: row["dac"] for row in rows_of(source.catalogue.record.sectors)}
    return (_activity(source, position, dac) for position in source.positions)


def _activity(source: Source, position: int, dac: Mapping[str, str]) -> Row:
    details = source.details
    own = details.own(position)
    phases = [one["id"] for one in details.part(position, "phases")]
    sectors = [one["id"] for one in details.part(position, "sectors")]
    places = details.codes(position)
    acts_at = [one["acts_at"] for one in details.part(position, "locations")]
    bodies = [(one["id"], one["role"]) for one in details.part(position, "organisations")]
    cited = details.part(position, "citations")
    return (
        own["id"],
        own["programme"],
        LISTED.join(phases),
        LISTED.join(sectors),
        *(LISTED.join(codes) for codes in places),
        listed(acts_at),
        LISTED.join(f"{id_} ({role})" for id_, role in bodies),
        *(own[name] for name in _OWN),
        listed(one["source"] for one in cited),
        source.label("programme", own["programme"]),
        listed(source.label("phase", one) for one in phases),
        listed(source.label("sector", one) for one in sectors),
        listed(code for one in sectors for code in dac.get(one, "").split(";")),
        *(listed(map(source.place, codes)) for codes in places),
        listed(source.word("acts_at", one) for one in acts_at),
        listed(
            f"{source.label('organisation', id_)} ({source.word('role', role)})"
            for id_, role in bodies
        ),
        source.word("status", own["status"]),
        own[f"summary_{source.page.view.lang}"],
    )


_OWN = (
    "status", "start", "start_precision", "end", "end_precision",
    "title_ar", "title_fr", "title_en", "verified_by", "verified_on",
)  # fmt: skip

_LOCATIONS: tuple[Described, ...] = (
    ("activity_id", "text", "#activity+id"),
    ("activity_title", "text", "#activity+title"),
    ("programme", "text", "#activity+programme+id"),
    ("programme_name", "text", "#activity+programme+name"),
    ("status", "text", "#status+code"),
    ("status_name", "text", "#status+name"),
    ("start", "date", "#date+start"),
    ("end", "date", "#date+end"),
    ("sector_names", "text", "#sector+name+list"),
    ("code", "text", "#loc+code"),
    ("level", "text", "#loc+level+code"),
    ("place_name", "text", "#loc+name"),
    ("region_code", "text", "#adm1+code"),
    ("region_name", "text", "#adm1+name"),
    ("acts_at", "text", "#activity+level+code"),
    ("acts_at_names", "text", "#activity+level+name"),
    ("basis", "text", "#loc+basis+code"),
    ("basis_name", "text", "#loc+basis+name"),
    ("share", "number", "#activity+share"),
    ("site_name", "text", "#loc+site+name"),
    ("exactness", "text", "#loc+exactness"),
    ("public_precision", "text", "#loc+precision"),
    ("longitude", "number", "#geo+lon"),
    ("latitude", "number", "#geo+lat"),
)


def _locations(source: Source) -> Iterator[Row]:
    for position in source.positions:
        own = source.details.own(position)
        sectors = source.details.part(position, "sectors")
        about = (
            own["id"],
            source.title(own),
            own["programme"],
            source.label("programme", own["programme"]),
            own["status"],
            source.word("status", own["status"]),
            own["start"],
            own["end"],
            listed(source.label("sector", one["id"]) for one in sectors),
        )
        # One whose place nobody states is a row as well: nothing falls out of a file of places.
        for place in source.details.part(position, "locations") or [_NOWHERE]:
            yield *about, *_location(source, place)


_NOWHERE: dict[str, Any] = {
    "code": "", "acts_at": "not_stated", "basis": "", "share": None, "point": None,
    "exactness": "", "precision": "", "site": defaultdict(str),
}  # fmt: skip


def _location(source: Source, place: Mapping[str, Any]) -> Row:
    code = place["code"]
    region = (ancestor(code, "region") or "") if code else ""
    point = place["point"] or {}
    return (
        code,
        level_of(code) if code else "",
        source.place(code),
        region,
        source.label("region", region),
        place["acts_at"],
        source.word("acts_at", place["acts_at"]),
        place["basis"],
        source.word("location_basis", place["basis"]),
        place["share"],
        place["site"][source.page.view.lang],
        place["exactness"],
        place["precision"],
        point.get("lon"),
        point.get("lat"),
    )


_SECTORS: tuple[Described, ...] = (
    ("activity_id", "text", "#activity+id"),
    ("activity_title", "text", "#activity+title"),
    ("sector_id", "text", "#sector+id"),
    ("sector_name", "text", "#sector+name"),
    ("dac_codes", "text", "#sector+code+dac+list"),
    ("sdg_codes", "text", "#sector+code+sdg+list"),
    ("weight", "number", "#sector+weight"),
)


def _sectors(source: Source) -> Iterator[Row]:
    rows = rows_of(source.catalogue.record.sectors)
    codes = {row["id"]: (row["dac"], row["sdg"]) for row in rows}
    for own, sector in _parts(source, "sectors"):
        dac, sdg = codes.get(sector["id"], ("", ""))
        yield (
            own["id"],
            source.title(own),
            sector["id"],
            source.label("sector", sector["id"]),
            listed(dac.split(";")),
            listed(sdg.split(";")),
            sector["weight"],
        )


_ORGANISATIONS: tuple[Described, ...] = (
    ("activity_id", "text", "#activity+id"),
    ("activity_title", "text", "#activity+title"),
    ("organisation_id", "text", "#org+id"),
    ("organisation_name", "text", "#org+name"),
    ("iati_id", "text", "#org+code+iati"),
    ("role", "text", "#org+role+code"),
    ("role_name", "text", "#org+role+name"),
)


def _organisations(source: Source) -> Iterator[Row]:
    iati = {row["id"]: row["iati_id"] for row in rows_of(source.catalogue.record.organisations)}
    for own, body in _parts(source, "organisations"):
        yield (
            own["id"],
            source.title(own),
            body["id"],
            source.label("organisation", body["id"]),
            iati.get(body["id"], ""),
            body["role"],
            source.word("role", body["role"]),
        )


_PHASES: tuple[Described, ...] = (
    ("activity_id", "text", "#activity+id"),
    ("activity_title", "text", "#activity+title"),
    ("phase_id", "text", "#activity+phase+id"),
    ("phase_name", "text", "#activity+phase+name"),
    ("basis", "text", "#activity+phase+basis"),
)


def _phases(source: Source) -> Iterator[Row]:
    for own, phase in _parts(source, "phases"):
        name = source.label("phase", phase["id"])
        yield own["id"], source.title(own), phase["id"], name, phase["basis"]


_CITATIONS: tuple[Described, ...] = (
    ("activity_id", "text", "#activity+id"),
    ("source_id", "text", "#meta+source+id"),
    ("table", "text", "#meta+table"),
    ("row", "text", "#meta+row"),
    ("field", "text", "#meta+field"),
    ("place_in_document", "text", "#meta+source+page"),
    ("confidence", "text", "#meta+confidence+code"),
    ("confidence_name", "text", "#meta+confidence+name"),
)


def _citations(source: Source) -> Iterator[Row]:
    for own, cited in _parts(source, "citations"):
        texts = (cited[name] for name in ("source", "table", "row", "field", "place", "confidence"))
        yield own["id"], *texts, source.word("confidence", cited["confidence"])


def _parts(source: Source, name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for position in source.positions:
        own = source.details.own(position)
        for part in source.details.part(position, name):
            yield own, part


def _size(name: str) -> Callable[[Source], int]:
    return lambda source: int(source.details.sizes(name)[source.chosen].sum())


def _location_count(source: Source) -> int:
    return int(np.maximum(source.details.sizes("locations"), 1)[source.chosen].sum())


TABLES: Mapping[str, Made] = {
    "activities": Made(_ACTIVITIES, _activities, lambda source: len(source.positions)),
    "locations": Made(_LOCATIONS, _locations, _location_count),
    "phases": Made(_PHASES, _phases, _size("phases")),
    "sectors": Made(_SECTORS, _sectors, _size("sectors")),
    "organisations": Made(_ORGANISATIONS, _organisations, _size("organisations")),
    "measurements": Made(
        measurement_rows.MEASUREMENTS,
        measurement_rows.measurements,
        measurement_rows.measurement_count,
    ),
    "citations": Made(_CITATIONS, _citations, _size("citations")),
    "sources": Made(
        measurement_rows.SOURCES, measurement_rows.sources, measurement_rows.source_count
    ),
}
