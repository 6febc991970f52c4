"""The numbers of every figure against endpoints that know nothing of figures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exports import matrix

QUICK = ("allocated", "overlap")
CASES = [
    pytest.param(view, lang, marks=() if view in QUICK and lang == "fr" else pytest.mark.long)
    for view in matrix.VIEWS
    for lang in matrix.LANGS
]


def held(row: dict[str, Any], names: set[str]) -> tuple[tuple[str, Any], ...]:
    """A row as it is compared: no value is neither zero nor an empty text, a share is rounded."""
    kept = {name: cell for name, cell in row.items() if name in names and cell not in (None, "")}
    rounded = {
        name: round(float(cell), 6) if isinstance(cell, int | float) else cell
        for name, cell in kept.items()
    }
    return tuple(sorted(rounded.items()))


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_every_figure_has_the_numbers_of_the_api(view: str, lang: str) -> None:
    missing = {}
    for name in matrix.listed(view, lang):
        rows = matrix.figure(view, lang, name)["rows"]
        expected = matrix.said_of(name, view, lang)
        found = {names: {held(row, set(names)) for row in rows} for names in map(tuple, expected)}
        gone = [row for row in expected if held(row, set(row)) not in found[tuple(row)]]
        if gone:
            missing[name] = gone[:3]
    assert missing == {}


@pytest.mark.parametrize(("view", "lang"), CASES)
def test_no_figure_counts_what_the_api_does_not(view: str, lang: str) -> None:
    for name in {"sectors", "programmes", "organisations", "timeline"} & set(
        matrix.listed(view, lang)
    ):
        expected = matrix.said_of(name, view, lang)
        names = {name for row in expected for name in row}
        counted = [row for row in matrix.figure(view, lang, name)["rows"] if row["activities"]]
        found = [held(row, names) for row in counted]
        assert sorted(found, key=str) == sorted((held(row, names) for row in expected), key=str), (
            name
        )
