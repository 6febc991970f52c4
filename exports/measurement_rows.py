"""The rows of what sources state, people and funding among it, and of the sources themselves."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from geodata.frames import rows_of

if TYPE_CHECKING:
    from exports.activity_rows import Described, Row, Source
    from geodata.answer import StatedFigure

LISTED = "; "
PEOPLE, FUNDING = "people", "funding"

MEASUREMENTS: tuple[Described, ...] = (
    ("measurement_id", "text", "#indicator+id"),
    ("subject_table", "text", "#meta+subject+type"),
    ("subject_id", "text", "#meta+subject+id"),
    ("subject_name", "text", "#meta+subject+name"),
    ("kind", "text", "#indicator+type+code"),
    ("kind_name", "text", "#indicator+type+name"),
    ("indicator_id", "text", "#indicator+code"),
    ("indicator_name", "text", "#indicator+name"),
    ("value", "number", "#indicator+value+num"),
    ("unit", "text", "#indicator+unit"),
    ("suppressed", "integer", "#meta+suppressed"),
    ("start", "date", "#date+start"),
    ("start_precision", "text", "#date+start+precision"),
    ("end", "date", "#date+end"),
    ("end_precision", "text", "#date+end+precision"),
    ("scope", "text", "#loc+code+list"),
    ("scope_names", "text", "#loc+name+list"),
    ("series", "text", "#indicator+series"),
    ("cumulative", "integer", "#indicator+cumulative"),
    ("part_of", "text", "#indicator+part+id"),
    ("reading_of", "text", "#indicator+reading+id"),
    ("disaggregation", "text", "#indicator+groups"),
    ("preferred", "integer", "#indicator+preferred"),
    ("key_figure", "text", "#meta+key+figure"),
    ("inside", "integer", "#meta+inside"),
    ("low", "number", "#indicator+value+min"),
    ("high", "number", "#indicator+value+max"),
    ("note", "text", "#description"),
    ("sources", "text", "#meta+source+id+list"),
)


def measurements(source: Source) -> Iterator[Row]:
    """Yield what is stated of the activities, then what the view shows of programmes and places.

    A figure that the key figures of the view show has their name, range and whether its places
    lie wholly inside those chosen.
    """
    stated = _stated(source)
    rows = {row["id"]: row for row in rows_of(source.catalogue.record.measurements)}
    for id_ in _ids(source):
        yield _measurement(source, rows[id_], stated.get(id_))


def measurement_count(source: Source) -> int:
    """Count the rows of `measurements`."""
    return len(_ids(source))


def _ids(source: Source) -> list[str]:
    """Name the measurements: of the activities in the order of these, then the others shown."""
    frame = source.catalogue.record.measurements
    about = frame[frame["subject_table"] == "activities"]
    positions = source.catalogue.ground.positions(about["subject"])
    keep = (positions >= 0) & source.chosen[positions]
    ranks = {position: rank for rank, position in enumerate(source.positions)}
    own = sorted(
        zip(about["id"][keep], positions[keep], strict=True), key=lambda pair: ranks[pair[1]]
    )
    return list(dict.fromkeys([*(id_ for id_, _position in own), *_stated(source)]))


def _stated(source: Source) -> Mapping[str, StatedFigure]:
    return {figure.id: figure for figure in source.page.answer.stated}


def _measurement(source: Source, row: Mapping[str, Any], stated: StatedFigure | None) -> Row:
    scope = [code for code in row["scope"].split(";") if code]
    value = None if math.isnan(row["value"]) else row["value"]
    return (
        row["id"],
        row["subject_table"],
        row["subject"],
        source.page.reading.subject(row["subject_table"], row["subject"]),
        row["kind"],
        source.word("measurement", row["kind"]),
        row["indicator"],
        source.label("indicator", row["indicator"]),
        value,
        row["unit"],
        # Every measurement of the record has a value, until it is withheld.
        int(value is None),
        *(row[name] for name in ("start", "start_precision", "end", "end_precision")),
        LISTED.join(scope),
        LISTED.join(source.place(code) for code in scope),
        row["series"],
        int(row["cumulative"]),
        *(row[name] for name in ("part_of", "reading_of", "disaggregation")),
        int(row["preferred"]),
        *_shown(stated),
        row[f"note_{source.page.view.lang}"],
        LISTED.join(source.catalogue.sources.for_measurements([row["id"]])),
    )


def _shown(stated: StatedFigure | None) -> Row:
    if stated is None:
        return "", None, None, None
    name = PEOPLE if stated.is_people else FUNDING if stated.is_funding else ""
    return name, int(stated.inside), stated.low, stated.high


SOURCES: tuple[Described, ...] = (
    ("source_id", "text", "#meta+source+id"),
    ("title", "text", "#meta+source+title"),
    ("publisher", "text", "#meta+source+org"),
    ("published", "date", "#date+published"),
    ("published_precision", "text", "#date+published+precision"),
    ("address", "text", "#meta+url"),
    ("language", "text", "#meta+language"),
    ("source_kind", "text", "#meta+source+type"),
    ("read_on", "date", "#date+read"),
)
_OF_SOURCE = (
    "id", "title", "publisher", "published", "published_precision", "address", "language", "kind",
    "read_on",
)  # fmt: skip


def sources(source: Source) -> Iterator[Row]:
    """Yield the sources that the activities and figures rest on, in the order of the record."""
    ids = _source_ids(source)
    for row in rows_of(source.catalogue.record.sources):
        if row["id"] in ids:
            yield tuple(row[name] for name in _OF_SOURCE)


def source_count(source: Source) -> int:
    """Count the rows of `sources`."""
    return len(_source_ids(source))


def _source_ids(source: Source) -> frozenset[str]:
    found = source.catalogue.sources
    of_activities = found.for_activities(source.page.answer.chosen.bits)
    return frozenset(of_activities) | frozenset(found.for_measurements(_ids(source)))
