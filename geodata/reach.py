"""Which places the activities of a value lie in, and which values an activity has: for linking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata import bitmaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.bitmaps import Bits, Flags
    from geodata.catalogue import Catalogue
    from geodata.facets import Facet
    from geodata.view_state import ViewState

# The first words of a row settle most units, so that few are looked through to their end.
FIRST_WORDS = 256


def reach(
    catalogue: Catalogue, view: ViewState, dimension: str, ids: Iterable[str], codes: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    """Find the units that the activities of each value of a dimension lie in.

    Parameters
    ----------
    catalogue
        What is asked.
    view
        Its filters decide which activities count, but for that of the dimension itself: they are
        the activities that the figure of the value in ``Answer.by`` counts.
    dimension, ids
        A key of ``Answer.by`` and values of it.
    codes
        Units of the view's level (HCP codes).

    Returns
    -------
    Units by value, in the order of ``codes``; empty for a value without activities in them.
    """
    facet, places = catalogue.facets[dimension], catalogue.facets[view.level]
    if not codes:
        return dict.fromkeys(ids, ())
    rows = [places.row(code) for code in codes]
    starts = np.stack([row[:FIRST_WORDS] for row in rows])
    chosen = catalogue.choose(view).leaving_out(catalogue.owners[dimension].dimension).bits
    return {
        id_: tuple(
            code
            for code, touched in zip(
                codes,
                _touched(rows, starts, bitmaps.both(facet.row(id_), chosen)).tolist(),
                strict=True,
            )
            if touched
        )
        for id_ in ids
    }


def _touched(rows: Sequence[Bits], starts: Bits, mask: Bits) -> Flags:
    """Whether each row, of which ``starts`` has the first words, shares a position with a mask."""
    found = bitmaps.any_in(starts, mask[:FIRST_WORDS])
    if len(mask) > FIRST_WORDS:
        for at in np.flatnonzero(~found).tolist():
            found[at] = bool((rows[at] & mask).any())
    return found


def values_of(facet: Facet, position: int) -> tuple[str, ...]:
    """Return the values that one activity has in a dimension.

    Parameters
    ----------
    facet
        The dimension.
    position
        The activity's position in the record.

    Returns
    -------
    Ids in the order of the facet.
    """
    if facet.rows is not None:
        word, bit = divmod(position, bitmaps.WORD)
        held = np.flatnonzero(facet.rows[:, word] >> np.uint64(bit) & np.uint64(1))
    else:
        pairs = np.flatnonzero(facet.members == position)
        held = np.searchsorted(facet.bounds, pairs, side="right") - 1
    return tuple(facet.ids[value] for value in held)
