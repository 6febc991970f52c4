"""Every two programmes and the places that they share: a matrix, and the map of how many meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.framing import frame_of, units_in
from geodata.overlap_answer import AllPairs, SetKey
from i18n.lists import listed
from layers import theme
from layers.breaks import class_of, count_breaks
from layers.reading import Reading
from layers.shading import LegendEntry, Shade, Shading


@dataclass(frozen=True)
class Cell:
    """Two programmes: how many units they share, and what is told of it.

    ``own`` marks a programme with itself, which tells its own units. ``strong`` marks pairs that
    share at least half of what the closest pair does.
    """

    keys: tuple[SetKey, SetKey]
    count: int
    told: str
    own: bool
    strong: bool


@dataclass(frozen=True)
class MatrixRow:
    """One programme with every other."""

    key: SetKey
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Every two programmes that are present in a unit of the level.

    ``pairs`` are those that share a unit, each once, the closest first. ``absent`` names the
    programmes that are in no unit, in a sentence; "" where there is none.
    """

    title: str
    unit: str
    level: str
    rows: tuple[MatrixRow, ...]
    pairs: tuple[Cell, ...]
    absent: str


def describe_pairs(reading: Reading, found: AllPairs) -> Matrix:
    """Describe the units that every two programmes share.

    Parameters
    ----------
    reading : Reading
        Language and names; its answer is not looked at.
    found : AllPairs
        The programmes, as `geodata.overlap.Overlaps.all_pairs` gives them.

    Returns
    -------
    Matrix
        A symmetric matrix in the order given, without programmes that are in no unit.
    """
    words, level = reading.words, found.view.level
    names = {key: reading.label(key.kind, key.id) for key in found.keys}
    present = [at for at in range(len(found.keys)) if found.shared[at][at]]
    apart = [(row, column) for row in present for column in present if row < column]
    closest = max((len(found.shared[row][column]) for row, column in apart), default=0)

    def cell(row: int, column: int) -> Cell:
        one, other = found.keys[row], found.keys[column]
        count, own = len(found.shared[row][column]), row == column
        units = words.n(f"overlap.in_{level}", count)
        msgid = "overlap.own" if own else "overlap.pair" if count else "overlap.pair_none"
        told = words.t(msgid, one=names[one], other=names[other], units=units)
        return Cell((one, other), count, told, own, not own and 0 < closest <= 2 * count)

    absent = [names[key] for at, key in enumerate(found.keys) if at not in present]
    return Matrix(
        title=words.t("overlap.matrix"),
        unit=words.t(f"overlap.matrix_{level}"),
        level=level,
        rows=tuple(
            MatrixRow(
                found.keys[row],
                names[found.keys[row]],
                tuple(cell(row, column) for column in present),
            )
            for row in present
        ),
        pairs=tuple(
            cell(row, column)
            for row, column in sorted(apart, key=lambda at: -len(found.shared[at[0]][at[1]]))
            if found.shared[row][column]
        ),
        absent=words.n("overlap.absent", len(absent), names=listed(absent, words))
        if absent
        else "",
    )


def presence_shading(reading: Reading, found: AllPairs) -> Shading:
    """Colour the units by how many programmes are present in them.

    Parameters
    ----------
    reading : Reading
        Language, names, and the frame of the map.
    found : AllPairs
        The programmes.

    Returns
    -------
    Shading
        At most five classes; each unit tells its programmes by name.
    """
    words, view = reading.words, found.view
    codes = units_in(reading.catalogue.gazetteer, frame_of(view.place, view.level), view.level)
    named: dict[str, list[str]] = {}
    for at, key in enumerate(found.keys):
        for code in found.shared[at][at]:
            named.setdefault(code, []).append(reading.label(key.kind, key.id))
    counts = {code: len(named.get(code, ())) for code in codes}
    breaks = count_breaks(list(counts.values()))
    tokens = {code: _token(count, breaks) for code, count in counts.items()}
    return Shading(
        title=words.t("overlap.map_pairs"),
        unit=words.t("overlap.map_pairs_unit"),
        shades={
            code: Shade(
                token=tokens[code],
                told=_told(reading, named.get(code, [])),
                text=reading.number(count) if count else "",
                weight=count,
            )
            for code, count in counts.items()
        },
        legend=tuple(_legend(reading, counts, tokens)),
    )


def _token(count: int, breaks: tuple[float, ...]) -> str:
    if not count:
        return theme.STATES["not_in_sources"]
    return theme.token_of(theme.colour_of(class_of(count, breaks), len(breaks)))


def _told(reading: Reading, names: list[str]) -> str:
    if not names:
        return reading.words.t("overlap.none_present")
    count = reading.words.n("unit.programmes", len(names))
    return reading.words.t("overlap.told", name=count, activities=listed(names, reading.words))


def _legend(
    reading: Reading, counts: dict[str, int], tokens: dict[str, str]
) -> Iterator[LegendEntry]:
    drawn = Counter(tokens.values())
    for token in (theme.STATES["not_in_sources"], *theme.STEPS):
        if token not in drawn:
            continue
        inside = [counts[code] for code, own in tokens.items() if own == token]
        low, high = reading.number(min(inside)), reading.number(max(inside))
        text = low if low == high else f"{low}–{high}"
        yield LegendEntry(
            theme.LIGHT[token],
            text if max(inside) else reading.words.t("overlap.none_present"),
            units=reading.words.n("legend.units", drawn[token]),
        )
