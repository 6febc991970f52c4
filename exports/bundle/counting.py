"""What the bundle's counter counts: the catalogue's own rows of bits, as text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.frames import rows_of

if TYPE_CHECKING:
    from geodata.answer import StatedFigure
    from geodata.bitmaps import Bits
    from geodata.catalogue import Catalogue
    from geodata.facets import Facet

SPECIAL_FILTERS = ("place", "programme", "period")
"""Dimensions whose filters the counter knows by name; any other is a list of one facet's values."""
STATED = (
    "id", "kind", "indicator", "unit", "value", "low", "high", "scope", "subject_table",
    "subject", "programme", "source_ids",
)  # fmt: skip


def counting(catalogue: Catalogue) -> dict[str, Any]:
    """Give what counting needs of a catalogue, ready for JSON.

    Parameters
    ----------
    catalogue
        Of the public record: nothing that is protected is in it any more.

    Returns
    -------
    Rows of bits are texts in base64: words of 32 bits, the lowest first.
    """
    return {
        "size": catalogue.ground.size,
        "facets": {key: _facet(catalogue, facet) for key, facet in catalogue.facets.items()},
        "filters": dict(_filters(catalogue)),
        "vocabulary": catalogue.vocabulary.lists,
        "choices": catalogue.vocabulary.choices,
        "covered": [_text(row) for row in catalogue.figures.covered],
        "ourSplit": _text(catalogue.our_split),
        "sources": _sources(catalogue),
        "order": catalogue.table_order.tolist(),
        "phases": [
            {"id": one["id"], "programme": one["programme"], "standsFor": one["stands_for"]}
            for one in catalogue.phases
        ],
        "statements": rows_of(
            catalogue.record.coverage_statements[["programme", "code", "sector", "state"]]
        ),
        "stated": _stated(catalogue),
    }


def _text(bits: Bits) -> str:
    return b64encode(bits.astype("<u8").tobytes()).decode("ascii")


def _facet(catalogue: Catalogue, facet: Facet) -> dict[str, Any]:
    filled = np.flatnonzero(np.diff(facet.bounds)).tolist()
    packed = facet.rows is not None
    return {
        "dimension": catalogue.owners[facet.key].dimension,
        "ids": facet.ids,
        "filled": filled,
        "rows": [_text(facet.row(facet.ids[position])) for position in filled],
        # Where pairs are cheaper than rows, the catalogue adds up the weights of all of them.
        "even": {parts: _text(bits) for parts, bits in facet.even.items()} if packed else {},
        "uneven": _uneven(facet) if packed else _pairs(facet),
    }


def _uneven(facet: Facet) -> list[list[float]]:
    pairs = facet.uneven
    return [pairs.value.tolist(), pairs.member.tolist(), pairs.weight.tolist()]


def _pairs(facet: Facet) -> list[list[float]]:
    value = np.repeat(np.arange(len(facet.ids)), np.diff(facet.bounds))
    return [value.tolist(), facet.members.tolist(), facet.weights.tolist()]


def _filters(catalogue: Catalogue) -> Mapping[str, dict[str, str]]:
    """Name the facet and the dimension of each filter that is a list of one facet's values."""
    facets = {"with": "organisation"}
    return {
        each.keys[0]: {
            "facet": facets.get(each.dimension, each.dimension),
            "dimension": each.dimension,
        }
        for each in catalogue.filters
        if each.dimension not in SPECIAL_FILTERS
    }


def _sources(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "ids": catalogue.sources.ids,
        "rows": [_text(row) for row in catalogue.sources.rows],
    }


def _stated(catalogue: Catalogue) -> list[dict[str, Any]]:
    figures = catalogue.figures
    return [
        _figure(figure) | {"activity": activity}
        for figure, activity in zip(figures.stated, figures.activity, strict=True)
    ]


def _figure(figure: StatedFigure) -> dict[str, Any]:
    return {name: getattr(figure, name) for name in STATED}
