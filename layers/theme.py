"""Colours of the layers. The style sheet's tokens carry the same values; a test compares them."""

from __future__ import annotations

INK = "#14232B"
MUTED = "#55606A"
HAIRLINE = "#E4E0D6"
CARD = "#FFFFFF"
SEA = "#F1F6F6"
LAND = "#F7F5EF"
PRIMARY = "#0B5C66"
MARK = "#D08A1D"

SEQUENCE = ("#E9E6DE", "#CFE3E1", "#9CC4C4", "#559A9F", "#1F6F78", "#0B4450")
"""Without recorded activity, then five classes from light to dark."""

FONT = "Jihat Sans, Noto Sans, Noto Sans Arabic, Segoe UI, system-ui, sans-serif"


def colour_of(index: int, classes: int) -> str:
    """Colour of a class: few classes are spread over the whole scale.

    Parameters
    ----------
    index : int
        The class, 0 for units without activities.
    classes : int
        How many classes there are above 0.

    Returns
    -------
    str
        A colour as ``#RRGGBB``.
    """
    if index == 0:
        return SEQUENCE[0]
    steps = len(SEQUENCE) - 1
    return SEQUENCE[steps if classes == 1 else 1 + round((index - 1) * (steps - 1) / (classes - 1))]
