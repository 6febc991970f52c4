"""The lines of a calendar: what each says, how high it is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pictures.charts.bars import programme_colour
from pictures.charts.spans import draw_span
from pictures.text import fitted, shortened, width

if TYPE_CHECKING:
    from i18n.catalogues import Translator
    from layers.schedule import Drawn, Group, Heat, Row, ScheduleDescription
    from pictures.box import Box
    from pictures.canvas import Anchor, Canvas
    from pictures.charts.years import Years

SIZE, SMALL = 13.0, 12.0
LINE = 16.5
PADDING = 7.0
BAR, THIN, FRAME, FOLDED = 12.0, 4.0, 14.0, 9.0
"""How thick bars are: of activities, phases, plans, and activities that share one line."""
BETWEEN = 3.0
INDENT = 14.0
STRONGEST, FAINTEST = 0.48, 0.1
"""How much of the colour the fullest and the emptiest year of a programme have."""
AFTER = 12.0
SHARE = 0.6
"""Of a line that count and dates share, for the count."""
MOST_DATES = 3
HEAT = 20.0


@dataclass(frozen=True)
class Rooms:
    """Widths: of the calendar, of the names and of the dates beside its axis, 0 for over it."""

    all: float
    label: float
    dates: float


@dataclass(frozen=True)
class Track:
    """Bars at one height: ``kind`` is ``phase``, ``plan``, ``folded`` or the status."""

    bars: tuple[tuple[Drawn, str], ...]
    thick: float


@dataclass(frozen=True)
class Line:
    """One line: ``rows`` tells how many rows of the table stand behind it."""

    lines: tuple[str, ...]
    small: str
    dates: str
    height: float
    tracks: tuple[Track, ...] = ()
    heat: tuple[Heat, ...] = ()
    programme: str = ""
    rows: int = 0
    strong: bool = False
    inside: bool = False
    is_heading: bool = False
    first_year: int = 0

    @property
    def told(self) -> str:
        """What the line says."""
        return ": ".join(part for part in (" ".join(self.lines), self.dates or self.small) if part)


def programmes_heading(chart: ScheduleDescription, rooms: Rooms, words: Translator) -> list[Line]:
    """Make the heading over the programmes, where there are plans too."""
    both = chart.plans and chart.groups
    return [_heading(words.t("time.programmes"), rooms)] if both else []


def group_lines(
    group: Group, chart: ScheduleDescription, rooms: Rooms, words: Translator, *, folded: bool
) -> list[Line]:
    """Make the lines of a programme.

    Parameters
    ----------
    group : Group
        The programme.
    chart : ScheduleDescription
        What it is part of.
    rooms : Rooms
        Widths of names and dates.
    words : Translator
        The language.
    folded : bool
        Whether its phases and activities share one line, as those of a closed one do anyway.

    Returns
    -------
    list of Line
        From the first to the last.
    """
    if chart.is_strips:
        return [_strip(group, chart.years[0], rooms, words)]
    if folded or not group.is_open:
        return [_folded(group, rooms, words)]
    return list(_unfolded(group, rooms, words))


def plan_lines(chart: ScheduleDescription, rooms: Rooms, words: Translator) -> list[Line]:
    """Make the lines of the public plans under a heading; parameters as in `group_lines`."""
    if not chart.plans:
        return []
    plans = [_row(plan, rooms, "plan", "", plan.place) for plan in chart.plans]
    return [_heading(words.t("time.plans"), rooms), *plans]


def _heading(text: str, rooms: Rooms) -> Line:
    lines = tuple(shortened(text, SIZE, 600, rooms.all, 1))
    return Line(lines, "", "", LINE + PADDING, is_heading=True)


def _count(group: Group, words: Translator) -> str:
    text = words.n("unit.activities", group.activities + group.undated_count)
    if not group.undated_count:
        return text
    return f"{text} · {words.n('time.undated_here', group.undated_count)}"


def _unfolded(group: Group, rooms: Rooms, words: Translator) -> Iterator[Line]:
    single = group.phases if len(group.phases) == 1 else ()
    tracks = tuple(Track(((one.drawn, "phase"),), THIN) for one in single)
    dates = single[0].dates if single else ""
    lines = _label(group.label, rooms, 700)
    high = _height(lines, _count(group, words), tracks, rooms, dates)
    yield Line(
        lines, _count(group, words), dates, high, tracks,
        programme=group.key, rows=len(single), strong=True, is_heading=not single,
    )  # fmt: skip
    for phase in group.phases if len(group.phases) > 1 else ():
        yield _row(phase, rooms, "phase", group.key)
    for row in group.rows:
        yield _row(row, rooms, row.status, group.key)


def _row(row: Row, rooms: Rooms, kind: str, programme: str, place: str = "") -> Line:
    thick = {"plan": FRAME, "phase": THIN}.get(kind, BAR)
    tracks = (Track(((row.drawn, kind),), thick),)
    lines = _label(row.label, rooms, 400, INDENT if programme else 0.0)
    # Beside the axis, a place stands with the dates; elsewhere at the other end of their line.
    small = "" if rooms.dates else place
    told = (row.dates, row.note, "" if small else place)
    dates = " · ".join(part for part in told if part)
    high = _height(lines, small, tracks, rooms, dates)
    return Line(
        lines, small, dates, high, tracks, programme=programme, rows=1, inside=bool(programme)
    )


def _folded(group: Group, rooms: Rooms, words: Translator) -> Line:
    """Put phases and activities of a programme into its line."""
    phases = tuple(Track(((one.drawn, "phase"),), THIN) for one in group.phases)
    bars = tuple((row.drawn, "folded") for row in group.rows)
    tracks = (*phases, Track(bars, FOLDED)) if bars else phases
    lines, count = _label(group.label, rooms, 700), _count(group, words)
    small, dates = ("", count) if rooms.dates else (count, "")
    rows = len(group.phases) + len(group.rows) + group.undated_count
    high = _height(lines, small, tracks, rooms, dates)
    return Line(lines, small, dates, high, tracks, programme=group.key, rows=rows, strong=True)


def _strip(group: Group, first: int, rooms: Rooms, words: Translator) -> Line:
    lines, count = _label(group.label, rooms, 700), _count(group, words)
    small, dates = ("", count) if rooms.dates else (count, "")
    tracks = (Track((), HEAT),)
    high = _height(lines, small, tracks, rooms, dates)
    rows = len(group.heat) + bool(group.undated_count)
    return Line(
        lines,
        small,
        dates,
        high,
        tracks,
        group.heat,
        group.key,
        rows,
        strong=True,
        first_year=first,
    )


def _label(text: str, rooms: Rooms, weight: int, indent: float = 0.0) -> tuple[str, ...]:
    room = (rooms.label - AFTER if rooms.label else rooms.all) - indent
    return tuple(shortened(text, SIZE, weight, room, 2))


def _height(
    lines: Sequence[str], small: str, tracks: Sequence[Track], rooms: Rooms, dates: str
) -> float:
    bars = sum(track.thick + BETWEEN for track in tracks)
    text = (len(lines) + bool(small)) * LINE
    if rooms.label:
        return max(text, bars, LINE * len(_dates(dates, rooms))) + PADDING
    extra = LINE if dates and not small else 0.0
    return text + extra + bars + PADDING + 2


def _dates(dates: str, rooms: Rooms) -> list[str]:
    return shortened(dates, SMALL, 400, rooms.dates - AFTER, MOST_DATES)


def draw_line(
    canvas: Canvas, box: Box, line: Line, axis: Years, rooms: Rooms, ranks: Mapping[str, int]
) -> None:
    """Draw one line of a calendar at the upper edge of a box."""
    colour = programme_colour(ranks, line.programme) if line.programme else "bounds"
    top = box.y
    if not line.is_heading:
        canvas.line(box.x, top, box.right, top, "hairline")
    first = _words(canvas, box, top, line, rooms)
    middle = top + line.height / 2
    bars = sum(track.thick + BETWEEN for track in line.tracks) - BETWEEN
    y = middle - bars / 2 if rooms.label else first + 4
    for track in line.tracks:
        for one, kind in track.bars:
            faint = kind == "folded"
            with canvas.group(opacity="0.85" if faint else "1"):
                draw_span(canvas, axis, one, (y + track.thick / 2, track.thick), (colour, kind))
        y += track.thick + BETWEEN
    for cell in line.heat:
        _heat(canvas, axis, y - BETWEEN - HEAT, cell, line.first_year)


def _words(canvas: Canvas, box: Box, top: float, line: Line, rooms: Rooms) -> float:
    """Write name, count and dates; tell where the last line over the bars ends."""
    start, end = (box.right, box.x) if canvas.mirrored else (box.x, box.right)
    indent = INDENT if line.inside else 0.0
    x = start - indent if canvas.mirrored else start + indent
    text = (len(line.lines) + bool(line.small)) * LINE
    y = top + ((line.height - text) / 2 if rooms.label else 3.0)
    weight = 700 if line.strong else 600 if line.is_heading else 400
    fill = "muted" if line.is_heading and not line.strong else "ink"
    side = canvas.start
    for one in line.lines:
        y += LINE
        canvas.text(x, y - 4, one, size=SIZE, weight=weight, fill=fill, anchor=side, halo="card")
    if not rooms.label:
        return _under(canvas, (x, end), y, line, rooms.all - indent)
    if line.small:
        small = fitted(line.small, SMALL, 400, rooms.label - AFTER - indent)
        _muted(canvas, x, y + LINE, small, side)
    _dated(canvas, end, top, line, rooms)
    return y


def _under(canvas: Canvas, ends: tuple[float, float], y: float, line: Line, room: float) -> float:
    """Write count or place and dates into one line under the name."""
    if not line.small and not line.dates:
        return y
    small = fitted(line.small, SMALL, 400, room * SHARE if line.dates else room)
    taken = width(small, SMALL) + AFTER if small else 0.0
    dates = fitted(line.dates, SMALL, 400, room - taken)
    y += LINE
    _muted(canvas, ends[0], y, small, canvas.start)
    at, side = (ends[1], canvas.end) if small else (ends[0], canvas.start)
    _muted(canvas, at, y, dates, side)
    return y


def _muted(canvas: Canvas, x: float, y: float, text: str, side: Anchor) -> None:
    canvas.text(x, y - 4, text, size=SMALL, fill="muted", anchor=side, halo="card")


def _dated(canvas: Canvas, end: float, top: float, line: Line, rooms: Rooms) -> None:
    """Write the dates on the other side of the axis."""
    dates = _dates(line.dates, rooms)
    room = rooms.dates - AFTER
    x = end + room if canvas.mirrored else end - room
    y = top + (line.height - len(dates) * LINE) / 2
    for one in dates:
        y += LINE
        _muted(canvas, x, y, one, canvas.start)


def _heat(canvas: Canvas, axis: Years, top: float, cell: Heat, first_year: int) -> None:
    x = axis.at(cell.year - first_year)
    strength = FAINTEST + cell.share * (STRONGEST - FAINTEST)
    canvas.rect(
        x + 0.5, top, axis.pitch - 1, HEAT, "fill", fill_opacity=f"{strength:.2f}",
        **{"class": "heat"},
    )  # fmt: skip
    text = fitted(cell.text, SMALL, 400, axis.pitch - 1)
    canvas.text(x + axis.pitch / 2, top + HEAT / 2 + 4.5, text, size=SMALL, anchor="middle")
