"""How one question colours the map: what a page puts in the place of the counted activities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layers import theme


@dataclass(frozen=True)
class LegendEntry:
    """One colour of the map and what it means.

    ``stripes`` are the colours of stripes over it, none to three; ``units`` says how many units
    have it, "" where that is not told; ``state`` the coverage state that it stands for, if any.
    """

    colour: str
    text: str
    stripes: tuple[str, ...] = ()
    units: str = ""
    state: str = ""

    @property
    def token(self) -> str:
        """Name of the colour, which every theme has one for."""
        return theme.token_of(self.colour)

    @property
    def tokens(self) -> tuple[str, ...]:
        """Names of the colour and of those of its stripes, as they take turns."""
        return (self.token, *map(theme.token_of, self.stripes))


@dataclass(frozen=True)
class Shade:
    """One unit of the map: the token it is filled with, and what is written on it.

    ``text`` is its figure, short enough for the map, "" where nothing is written; ``told`` is what
    the pointer, the keyboard and the table tell of it. ``stripes`` are the tokens of the stripes
    over it, none to three. Units with a greater ``weight`` keep their names where two collide.
    """

    token: str
    told: str
    text: str = ""
    stripes: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True)
class Shading:
    """The map of a question.

    ``shades`` has every unit of the map's level and frame by its code; ``unit`` says above the
    legend what the colours tell. ``points`` tells whether the places of activities are drawn.
    """

    title: str
    unit: str
    shades: Mapping[str, Shade]
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...] = ()
    points: bool = False
