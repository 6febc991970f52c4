"""Colours of the layers. The style sheet's tokens carry the same values; a test compares them."""

from __future__ import annotations

INK = "#14232B"
HAIRLINE = "#E4E0D6"
CARD = "#FFFFFF"
LAND = "#F7F5EF"
MARK = "#D08A1D"

SEQUENCE = ("#CFE3E1", "#9CC4C4", "#559A9F", "#1F6F78", "#0B4450")
"""Five classes from light to dark."""

EMPTY = {"not_in_sources": "#E9E6DE", "not_applicable": "#DCDCE4", "none": "#FFFFFF"}
"""Colours of the states of a unit without activities."""

SCALE = (*EMPTY.values(), *SEQUENCE)
"""Every colour that a unit may have."""

FONT = "Jihat Sans, Noto Sans, Noto Sans Arabic, Segoe UI, system-ui, sans-serif"


def colour_of(index: int, classes: int) -> str:
    """Colour of a class: few classes are spread over the whole scale.

    Parameters
    ----------
    index : int
        The class, 1 for the lowest.
    classes : int
        How many classes there are.

    Returns
    -------
    str
        A colour as ``#RRGGBB``.
    """
    last = len(SEQUENCE) - 1
    return SEQUENCE[last if classes == 1 else round((index - 1) * last / (classes - 1))]
