"""What a page says and what the independent counter finds, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.independent.counter.places import regions_of
from tests.independent.markup import (
    Element,
    brackets,
    figures,
    map_cells,
    picker_counts,
    sources,
)
from tests.independent.reading import first_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.independent.counter.count import Count
    from tests.independent.counter.figures import Figure

# A number is written with two decimals at most.
ROUNDED = 0.005 + 1e-9
DIMENSIONS = {
    "place": "region",
    "programme": "programme",
    "phase": "phase",
    "sector": "sector",
    "org": "organisation",
    "status": "status",
    "acts_at": "acts_at",
}
STATES = {
    "not in our sources": "not_in_sources",
    "not applicable": "not_applicable",
    "documented none": "none",
}


def state_differences(page: Element, counted: Count) -> Iterator[str]:
    """Regions whose row behind the map says otherwise than the counter."""
    cells = map_cells(page)
    for region, state in counted.states.items():
        shown = STATES.get(cells[region], "documented")
        if shown != state:
            yield f"{region}: the page has {shown}, the counter {state}"


def map_differences(page: Element, counted: Count) -> Iterator[str]:
    """Rows behind the map whose number is not the counter's."""
    cells, values = map_cells(page), counted.by["region"].values
    shown = {key: first_number(text) for key, text in cells.items() if text not in STATES}
    for key in sorted(shown.keys() | values.keys()):
        yield from unlike(key, shown.get(key, 0), float(values.get(key, 0)))


def level_of(place: str) -> str:
    """The level at which a place counts; what is no place of today stands among the regions."""
    return {6: "province"}.get(len(place), "commune") if place[2:3] == "." else "region"


def option_differences(page: Element, counted: Count) -> Iterator[str]:
    """Options of the pickers whose count is not the counter's."""
    for (parameter, value), number in picker_counts(page).items():
        dimension = level_of(value) if parameter == "place" else DIMENSIONS[parameter]
        expected = counted.by[dimension].values.get(value, 0)
        yield from unlike(f"{parameter} {value}", number, float(expected))


def figure_differences(page: Element, counted: Count) -> Iterator[str]:
    """Numbers that lead to their sources, wherever they stand, that are not the counter's."""
    for key, text in figures(page):
        if any(character.isdigit() for character in text):
            yield from unlike(key, first_number(text), *figures_counted(key, counted))


def figures_counted(key: str, counted: Count) -> list[float]:
    """What the counter has for a figure, by the name that the address has for it."""
    dimension, _, id_ = key.partition(":")
    if key == "total:activities":
        # A sentence tells the activities, whatever the rule counts.
        return [float(counted.totals[id_]), float(len(counted.activities))]
    if dimension == "total":
        return [float(counted.totals[id_])]
    if id_:
        return [float(counted.by[dimension].values.get(id_, 0))]
    return [float(each.low) for each in stated_and_aims(counted) if each.id == key]


def stated_and_aims(counted: Count) -> list[Figure]:
    """The stated figures, and the targets told beside them."""
    return [*counted.stated, *(each.aim for each in counted.stated if each.aim)]


def bracket_differences(page: Element, counted: Count) -> Iterator[str]:
    """Stated figures that are missing, doubled in number, or not drawn over their regions."""
    drawn = brackets(page)
    expected = {each.id: (float(each.value), regions_of(each.scope)) for each in counted.stated}
    for key in sorted(drawn.keys() | expected.keys()):
        if drawn.get(key) != expected.get(key):
            yield f"{key}: the page has {drawn.get(key)}, the counter {expected.get(key)}"


# Everything that a page shows, but for its dialog and what only a browser draws.
COMPARISONS = (
    state_differences,
    map_differences,
    option_differences,
    figure_differences,
    bracket_differences,
)


def source_differences(page: Element, key: str, counted: Count) -> Iterator[str]:
    """Documents that the dialog of a figure has too many or too few of."""
    shown, expected = sources(page), sorted(sources_counted(key, counted))
    if shown != expected:
        yield f"sources of {key}: the page has {shown}, the counter {expected}"


def sources_counted(key: str, counted: Count) -> frozenset[str]:
    dimension, _, id_ = key.partition(":")
    if dimension == "total":
        return counted.total_sources[id_]
    if id_:
        return counted.by[dimension].sources.get(id_, frozenset())
    return next(each.sources for each in stated_and_aims(counted) if each.id == key)


def unlike(name: str, shown: float, *expected: float) -> Iterator[str]:
    if not any(abs(shown - number) <= ROUNDED for number in expected):
        yield f"{name}: the page has {shown}, the counter {' or '.join(map(str, expected))}"
