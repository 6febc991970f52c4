"""Sets that overlap: union, intersection and differences, and what is done where they meet."""

from __future__ import annotations

from i18n.catalogues import Translator
from i18n.direction import isolate
from i18n.lists import listed
from i18n.numbers import format_number
from layers.overlap_description import MeetingThere, OverlapDescription, Part
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.matrix import TALLEST
from pictures.charts.table import Cell, Column, Row, Sheet, draw_table, height_of_table
from pictures.text import wrap

SIZE, LINE = 14, 21
_ROOM = 150.0
"""Height from which what is done where sets meet stands below their parts."""


def draw_parts(canvas: Canvas, box: Box, described: OverlapDescription, words: Translator) -> None:
    """Draw union, intersection and differences into a box, with the sentence that tells them.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        Nothing is drawn outside of it.
    described : OverlapDescription
        What is drawn.
    words : Translator
        The language of the description.
    """
    top = box.y
    for line in wrap(described.sentence, SIZE, 600, box.width):
        top += LINE
        x = canvas.along(box, 0)
        canvas.text(x, top - 5, line, size=SIZE, weight=600, anchor=canvas.start)
    rest = Box(box.x, top + 8, box.width, box.bottom - top - 8)
    parts = _parts(described, words)
    used = height_of_table(parts, box.width) + LINE
    if described.meetings and rest.height - used >= _ROOM:
        draw_table(canvas, Box(rest.x, rest.y, rest.width, used - LINE), parts)
        _met(canvas, rest.inset(top=used), described, words)
    else:
        draw_table(canvas, rest, parts)


def _met(canvas: Canvas, box: Box, described: OverlapDescription, words: Translator) -> None:
    x = canvas.along(box, 0)
    title = words.t("overlap.meetings")
    canvas.text(x, box.y + LINE - 6, title, size=SIZE, weight=700, anchor=canvas.start)
    draw_table(canvas, box.inset(top=LINE + 4), _meetings(described, words))


def height_of_parts(room: float, described: OverlapDescription, words: Translator) -> float:
    """Tell how high the parts want to be in a width."""
    told = len(wrap(described.sentence, SIZE, 600, room)) * LINE + 8
    met = 2 * LINE + 4 + height_of_table(_meetings(described, words), room)
    parts = height_of_table(_parts(described, words), room)
    return min(told + parts + (met if described.meetings else 0), TALLEST)


def draw_meetings(
    canvas: Canvas, box: Box, described: OverlapDescription, words: Translator
) -> None:
    """Draw who does what in each unit where sets meet into a box.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        As many units are drawn as it has room for.
    described : OverlapDescription
        What is drawn.
    words : Translator
        The language of the description.
    """
    draw_table(canvas, box, _meetings(described, words))


def height_of_meetings(room: float, described: OverlapDescription, words: Translator) -> float:
    """Tell how high the meetings want to be in a width."""
    return height_of_table(_meetings(described, words), room)


def _parts(described: OverlapDescription, words: Translator) -> Sheet:
    rows = [_part(part, words) for part in described.parts]
    if described.pairs:
        rows.append(Row(heading=words.t("overlap.pairs")))
    for pair in described.pairs:
        names = " + ".join(map(isolate, pair.names))
        told = (
            words.t(
                "overlap.told",
                name=words.t(f"overlap.pair_{name}"),
                activities=format_number(value, words.lang),
            )
            for name, value in (
                ("both", pair.both), ("left", pair.left_only),
                ("right", pair.right_only), ("either", pair.union),
            )
        )  # fmt: skip
        number = format_number(pair.both, words.lang)
        rows.append(Row((Cell(names), Cell(number), Cell(" · ".join(told), quiet=True))))
    columns = (
        Column(words.t("overlap.part"), bold=True),
        Column(words.t("overlap.number"), numeric=True),
        Column(words.t(f"map.level_{described.level}"), weight=1.7),
    )
    return _sheet(columns, rows, words)


def _part(part: Part, words: Translator) -> Row:
    names = listed([place.name for place in part.places], words)
    number = format_number(len(part.places), words.lang)
    return Row((Cell(part.text, tokens=part.tokens), Cell(number), Cell(names)))


def _meetings(described: OverlapDescription, words: Translator) -> Sheet:
    columns = (
        Column(words.t(f"figure.unit_{described.level}"), bold=True),
        *(Column(one.name, weight=0.75) for one in described.sets),
        Column(words.t("figure.shared_sectors"), weight=1.4),
    )
    rows = [_meeting(met, described, words) for met in described.meetings]
    return _sheet(columns, rows, words)


def _meeting(met: MeetingThere, described: OverlapDescription, words: Translator) -> Row:
    there = {side.set.key: side for side in met.sides}
    sides = []
    for one in described.sets:
        count = there[one.key].count if one.key in there else 0
        told = words.n("unit.activities", count) if count else "–"
        sides.append(Cell(told, tokens=(one.token,) if count else (), quiet=not count))
    sectors = listed([sector.name for sector in met.sectors], words)
    told = sectors or words.t("overlap.no_sector")
    return Row((Cell(met.place.name), *sides, Cell(told, quiet=not sectors)))


def _sheet(columns: tuple[Column, ...], rows: list[Row], words: Translator) -> Sheet:
    return Sheet(
        columns,
        tuple(rows),
        more_rows=lambda count: words.n("picture.more", count),
        more_columns=lambda count: words.n("figure.more_columns", count),
    )
