"""The table behind the map, one row a unit; what it rests on, and what is said beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exports.counted import in_order, value_column
from exports.dimension_columns import identified, joined, sources_column
from exports.ranked import need_notes, need_sources, need_table
from exports.table import Cell, Column, Table
from geodata.cell_states import Scope, cell_states
from geodata.coverage import programmes_of
from geodata.overlap_answer import SetKey, set_keys
from layers import theme
from layers.need import both_classes, cell_of
from layers.overlap import set_name
from ui.questions.coverage import map_column, map_matrix
from ui.questions.overlap import INCLUDE

if TYPE_CHECKING:
    from geodata.answer import Row
    from geodata.coverage_matrix import Matrix
    from geodata.overlap import Side
    from layers.description import Mark
    from layers.need_words import NeedReading
    from ui.page import Page

STATE_OF = {token: state for state, token in theme.STATES.items()}
DOCUMENTED, BOTH = "documented", "both"
STATED = ("none", "not_applicable")
"""States of an empty unit that sources state."""


def table_of(page: Page, title: str) -> Table:
    """Make the table behind the map of a page.

    Parameters
    ----------
    page : Page
        A page with a map.
    title : str
        Of the map.

    Returns
    -------
    Table
        One row for each unit, in the order of their codes, then one for what belongs to none.
    """
    if page.map.counted:
        return _counted(page, title)
    return {"need": _need, "overlap": _overlap, "coverage": _coverage}[page.view.page](page, title)


def sources_of(page: Page) -> tuple[str, ...]:
    """Return what the map rests on: sources of figures, and of what is stated of empty units."""
    if page.map.counted:
        cited = [row.source_ids for row in _rows(page).values()]
        return in_order(page, [*cited, _stating(page)])
    if page.view.page == "need":
        return need_sources(page)
    if page.view.page == "overlap":
        sources = page.services.catalogue.sources
        return in_order(page, [sources.for_activities(one.placed.bits) for one in _sides(page)])
    return page.services.coverage.source_ids(_crossed(page))


def notes_of(page: Page) -> tuple[str, ...]:
    """Return what has to be said beside the map."""
    own = tuple(_question_notes(page)) if not page.map.counted else ()
    return tuple(dict.fromkeys((*own, *page.map.notes)))


def _question_notes(page: Page) -> Iterator[str]:
    if page.view.page == "need":
        yield from need_notes(page)
    elif page.view.page == "overlap":
        yield page.words.t(f"figure.planned_{page.view.planned}")
    else:
        yield page.words.t("coverage.emptiness")


def _places(page: Page) -> tuple[Column, ...]:
    level = page.map.level
    return identified(page.words, level, page.words.t(f"map.unit_{level}"))


def _state_columns(page: Page) -> tuple[Column, ...]:
    t = page.words.t
    return (
        Column("state", t("figure_table.state_code"), hxl="#meta+state+code"),
        Column("state_name", t("figure_table.state"), hxl="#meta+state+name"),
    )


def _states(page: Page) -> dict[str, str]:
    """Read the state of each unit from its colour, as whoever looks at the map does."""
    tokens = zip(page.map.marks, map(theme.token_of, page.map.colours), strict=True)
    return {mark.key: STATE_OF.get(token, DOCUMENTED) for mark, token in tokens}


def _rows(page: Page) -> dict[str, Row]:
    """Give the figures shown with the sources that each rests on."""
    level = page.view.level
    answer = page.services.catalogue.answer(page.view, sources=True, levels=frozenset((level,)))
    shown = {mark.key for mark in (*page.map.marks, *page.map.elsewhere)}
    return {row.id: row for row in answer.by[level] if row.id in shown}


def _stating(page: Page) -> tuple[str, ...]:
    """Find the sources of what is stated of the units without activities."""
    record, view = page.services.catalogue.record, page.view
    programmes, sectors = programmes_of(view, record.owners), frozenset(view.sector)
    known = cell_states(record.coverage_statements)
    stating = {
        id_
        for code, state in _states(page).items()
        if state in STATED
        for id_ in known.of(Scope((code,), programmes, sectors)).statements
    }
    citations = record.citations
    about = citations[citations["table"] == "coverage_statements"]
    return tuple(about["source"][about["row"].isin(stating)])


def _counted(page: Page, title: str) -> Table:
    columns = (
        *_places(page),
        *_state_columns(page),
        value_column(page),
        Column("selected", page.words.t("filter.selected"), "integer", "#meta+selected"),
        sources_column(page.words),
    )
    states, rows = _states(page), _rows(page)

    def cells(mark: Mark) -> tuple[Cell, ...]:
        state = states.get(mark.key, DOCUMENTED)
        sources = rows[mark.key].source_ids if mark.key in rows else ()
        # What our sources do not have is no zero.
        value, name = mark.value or None, page.words.t(f"state.{state}")
        return mark.key, mark.label, state, name, value, int(mark.selected), joined(sources)

    found = tuple(cells(mark) for mark in (*page.map.marks, *page.map.elsewhere))
    return Table("map", title, columns, found, len(found))


def _crossed(page: Page) -> Matrix:
    """Cut the matrix down to what the map shows of it: its units, and one column or all."""
    matrix = map_matrix(page)
    assert matrix  # noqa: S101 - the map shows its states
    column, shown = map_column(page, matrix), {mark.key for mark in page.map.marks}
    cols = [at for at, line in enumerate(matrix.cols) if column in ("", line.id)]
    rows = [at for at, line in enumerate(matrix.rows) if line.id in shown]
    return replace(
        matrix,
        rows=tuple(matrix.rows[at] for at in rows),
        cols=tuple(matrix.cols[at] for at in cols),
        cells=tuple(tuple(matrix.cells[row][col] for col in cols) for row in rows),
    )


def _coverage(page: Page, title: str) -> Table:
    columns = (
        *_places(page),
        *_state_columns(page),
        Column("value", page.map.unit, "number", "#activity+num"),
    )
    states = _states(page)
    found = tuple(
        (
            mark.key,
            mark.label,
            states[mark.key],
            page.words.t(f"state.{states[mark.key]}"),
            mark.value or None,
        )
        for mark in page.map.marks
    )
    return Table("map", title, columns, found, len(found))


def _need(page: Page, title: str) -> Table:
    words: NeedReading = page.asked
    table = need_table(page, "map", title, words.need.units)
    if page.view.draw != BOTH:
        return table
    t, classes = page.words.t, both_classes(words.need)
    # 0 says that there is no figure.
    cells = (tuple(one or None for one in cell_of(unit, classes)) for unit in words.need.units)
    return replace(
        table,
        columns=(
            *table.columns,
            Column("need_class", t("figure_table.need_class"), "integer"),
            Column("against_class", t("figure_table.against_class"), "integer"),
        ),
        rows=tuple((*row, *own) for row, own in zip(table.rows, cells, strict=True)),
    )


@dataclass(frozen=True)
class _Column:
    """A set as a column of the table: how many activities of it are in each unit."""

    key: SetKey
    name: str
    counts: dict[str, int]


def _overlap(page: Page, title: str) -> Table:
    """Count the activities of each set in each unit; without sets, of each programme there."""
    sets = [_set_column(page, side) for side in _sides(page)]
    present = page.words.t("figure_table.sets_present") if page.view.sets else page.map.unit
    columns = (
        *_places(page),
        *_state_columns(page),
        Column("sets_present", present, "integer", "#indicator+num"),
        *(Column(_machine_name(one.key), one.name, "integer", "#activity+num") for one in sets),
    )
    found = tuple(tuple(_there(page, mark, sets)) for mark in page.map.marks)
    return Table("map", title, columns, found, len(found))


def _there(page: Page, mark: Mark, sets: Iterable[_Column]) -> Iterator[Cell]:
    counts = [one.counts.get(mark.key) for one in sets]
    present = sum(count is not None for count in counts)
    state = DOCUMENTED if present else "not_in_sources"
    yield from (mark.key, mark.label, state, page.words.t(f"state.{state}"), present or None)
    yield from counts


def _machine_name(key: SetKey) -> str:
    return f"{key.kind}_{key.id}".replace("-", "_")


def _set_column(page: Page, side: Side) -> _Column:
    facet = page.services.overlaps.placed(page.view.level)
    counts = {id_: int(n) for id_, n in zip(facet.ids, side.counts.tolist(), strict=True) if n}
    return _Column(side.key, set_name(page.reading, side.key), counts)


def _sides(page: Page) -> tuple[Side, ...]:
    """Find the sets of the view, or where there are none every programme."""
    overlaps, view = page.services.overlaps, page.view
    sets = set_keys(view, page.services.vocabulary) or overlaps.programmes()
    return overlaps.sides(view, sets, planned=view.planned == INCLUDE)
