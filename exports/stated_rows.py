"""Figures that sources state as rows: numbers with their unit, scope, date and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from exports.dimension_columns import joined, sources_column
from exports.table import Cell, Column
from geodata.frames import rows_of

if TYPE_CHECKING:
    from geodata.answer import StatedFigure
    from i18n.catalogues import Translator
    from layers.reading import Reading

PREFERRED, READING = 1, 0


def stated_columns(words: Translator) -> tuple[Column, ...]:
    """Make the columns of stated figures."""
    t = words.t
    return (
        Column("measurement_id", t("figure_table.measurement"), hxl="#indicator+id"),
        Column("series", t("figure_table.series"), hxl="#indicator+series"),
        Column("preferred", t("figure_table.preferred"), "integer", "#indicator+preferred"),
        Column("reading_of", t("figure_table.reading_of"), hxl="#indicator+reading+id"),
        Column("kind", t("figure_table.code", name=t("details.kind"))),
        Column("kind_name", t("details.kind")),
        Column(
            "indicator_id", t("figure_table.code", name=t("stated.what")), hxl="#indicator+code"
        ),
        Column("indicator_name", t("stated.what"), hxl="#indicator+name"),
        Column("value", t("stated.value"), "number", "#indicator+value+num"),
        Column("low", t("figure_table.low"), "number", "#indicator+value+min"),
        Column("high", t("figure_table.high"), "number", "#indicator+value+max"),
        Column("unit", t("figure_table.unit"), hxl="#indicator+unit"),
        Column("target", t("figure_table.target"), "number", "#indicator+target"),
        Column(
            "scope_codes", t("figure_table.code", name=t("details.scope")), hxl="#loc+code+list"
        ),
        Column("scope_names", t("details.scope"), hxl="#loc+name+list"),
        Column("inside", t("figure_table.inside"), "integer", "#meta+inside"),
        Column("subject_table", t("figure_table.subject_table")),
        Column("subject_id", t("figure_table.code", name=t("figure_table.subject"))),
        Column("subject_name", t("figure_table.subject")),
        Column("programme_id", t("figure_table.code", name=t("table.programme"))),
        Column("start", t("figure_table.start"), hxl="#date+start"),
        Column("end", t("figure_table.end"), hxl="#date+end"),
        sources_column(words),
    )


def stated_rows(reading: Reading, figures: Iterable[StatedFigure]) -> Iterator[tuple[Cell, ...]]:
    """Yield every figure, and below it the other readings that sources give of it.

    Parameters
    ----------
    reading : Reading
        Names and language.
    figures : iterable of StatedFigure
        Figures of the view.

    Yields
    ------
    tuple
        In the order of `stated_columns`; ``preferred`` is 1 for the figure, 0 for a reading.
    """
    others = _readings(reading)
    for figure in figures:
        yield _row(reading, figure, {}, figure.source_ids)
        for other in others.get(figure.id, ()):
            cited = reading.catalogue.sources.for_measurements([other["id"]])
            yield _row(reading, figure, other, cited)


def _readings(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """Return what else sources say of a figure; what is withheld has no value, and is left out."""
    measurements = reading.catalogue.record.measurements
    said = measurements[(measurements["reading_of"] != "") & measurements["value"].notna()]
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(said):
        found.setdefault(row["reading_of"], []).append(row)
    return found


def _row(
    reading: Reading,
    figure: StatedFigure,
    other: Mapping[str, Any],
    source_ids: tuple[str, ...],
) -> tuple[Cell, ...]:
    names = [reading.label("region", code) for code in figure.scope]
    return (
        other.get("id", figure.id),
        figure.series,
        READING if other else PREFERRED,
        figure.id if other else None,
        figure.kind,
        reading.words.t(f"measurement.{figure.kind}"),
        figure.indicator,
        reading.label("indicator", figure.indicator),
        other.get("value", figure.value),
        None if other else figure.low,
        None if other else figure.high,
        other.get("unit", figure.unit),
        None if other else figure.target,
        joined(figure.scope) or None,
        joined(tuple(names)) or None,
        int(figure.inside),
        figure.subject_table,
        figure.subject,
        reading.subject(figure.subject_table, figure.subject),
        figure.programme or None,
        other.get("start", figure.start) or None,
        other.get("end", figure.end) or None,
        joined(source_ids) or None,
    )
