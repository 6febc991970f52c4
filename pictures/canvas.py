"""A canvas of vectors: what is drawn is kept as elements of an SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from pictures.box import Box

Anchor = Literal["left", "middle", "right"]

NOTHING = "transparent"
"""Paints nothing; ``none`` is the token of what is not in our sources."""

# What XML cannot hold, and what would break a line or a word where nobody sees it.
_FORBIDDEN = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNED = re.compile(r"[+−-][\d.,\s]+(\s?%)?")
_TRANSPARENT = re.compile("#([0-9A-Fa-f]{6})([0-9A-Fa-f]{2})")


@dataclass
class Canvas:
    """Collects elements; colours are tokens of a palette of `layers.theme`, or ``#RRGGBB``.

    ``direction`` is that of the text, ``ltr`` or ``rtl``. Coordinates are physical: x grows to the
    right in every language, and the side that a text stands on is said by its anchor.

    `NOTHING` paints nothing; ``none`` is a token: the colour of what our sources do not hold.
    """

    palette: Mapping[str, str]
    lang: str
    direction: str
    elements: list[str] = field(default_factory=list)
    _clips: int = field(default=0, repr=False)

    @property
    def mirrored(self) -> bool:
        """Whether what is read from the start begins at the right."""
        return self.direction == "rtl"

    @property
    def start(self) -> Anchor:
        """The side that reading begins at."""
        return "right" if self.mirrored else "left"

    @property
    def end(self) -> Anchor:
        """The side that reading ends at."""
        return "left" if self.mirrored else "right"

    def along(self, box: Box, distance: float) -> float:
        """Find the x that lies so far from the side of a box that reading begins at."""
        return box.right - distance if self.mirrored else box.x + distance

    def colour(self, token: str) -> str:
        """Give the colour of a token; a colour is returned as it is."""
        return "none" if token == NOTHING else self.palette.get(token, token)

    def rect(self, x: float, y: float, width: float, height: float, fill: str, **more: str) -> None:
        """Fill a rectangle; ``more`` are further attributes, ``_`` standing for ``-``."""
        self._add("rect", {**_numbers(x=x, y=y, width=width, height=height), **more}, fill=fill)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        stroke: str,
        width: float = 1,
        **more: str,
    ) -> None:
        """Draw a straight line."""
        attributes = {**_numbers(x1=x1, y1=y1, x2=x2, y2=y2, stroke_width=width), **more}
        self._add("line", attributes, stroke=stroke)

    def path(self, d: str, fill: str = NOTHING, stroke: str = NOTHING, **more: str) -> None:
        """Draw a path written in the grammar of SVG."""
        self._add("path", {"d": d, **more}, fill=fill, stroke=stroke)

    def circle(self, x: float, y: float, radius: float, fill: str, **more: str) -> None:
        """Fill a circle."""
        self._add("circle", {**_numbers(cx=x, cy=y, r=radius), **more}, fill=fill)

    def text(  # noqa: PLR0913 - where, what, and how it looks
        self,
        x: float,
        y: float,
        content: str,
        *,
        size: float = 13,
        weight: int = 400,
        fill: str = "ink",
        anchor: Anchor = "left",
        direction: str = "",
        **more: str,
    ) -> None:
        """Write one line; ``y`` is its baseline, ``anchor`` the side of it that stands at ``x``.

        ``direction`` is that of the text where it is not that of the picture: ``ltr`` for
        addresses and codes. ``halo`` among ``more`` is the colour of an edge around the letters.
        """
        if not content:
            return
        # In Arabic a sign before a number would stand behind it.
        direction = direction or ("ltr" if _SIGNED.fullmatch(content) else self.direction)
        side = {"left": "end", "right": "start"} if direction == "rtl" else {"right": "end"}
        attributes = {
            **_numbers(x=x, y=y, font_size=size, font_weight=weight),
            "direction": direction,
            "text_anchor": "middle" if anchor == "middle" else side.get(anchor, "start"),
            **self._haloed(more, size),
        }
        self._add("text", attributes, escape(clean(content)), fill=fill)

    def _haloed(self, more: dict[str, str], size: float) -> dict[str, str]:
        """Draw the edge under the letters, so that they keep their form."""
        if "halo" not in more:
            return more
        edge = {**_numbers(stroke_width=size / 4), "stroke_linejoin": "round"}
        own = {key: value for key, value in more.items() if key != "halo"}
        colour, opacity = _parted(self.colour(more["halo"]))
        return {"stroke": colour, **opacity, **edge, "paint_order": "stroke", **own}

    @contextmanager
    def group(self, title: str = "", **more: str) -> Iterator[None]:
        """Draw what follows into a group; ``title`` is read out and shown under the pointer."""
        self._open("g", more)
        if title:
            self.elements.append(f"<title>{escape(clean(title))}</title>")
        yield
        self.elements.append("</g>")

    @contextmanager
    def link(self, address: str) -> Iterator[None]:
        """Make what follows lead to an address, where the picture is opened in a browser."""
        self._open("a", {"href": address, "target": "_blank"})
        yield
        self.elements.append("</a>")

    @contextmanager
    def clip(self, box: Box) -> Iterator[None]:
        """Show of what follows only what lies within a box."""
        self._clips += 1
        name = f"jihat-clip-{self._clips}"
        shape = _numbers(x=box.x, y=box.y, width=box.width, height=box.height)
        self.elements.append(f'<clipPath id="{name}">{_written("rect", shape)}</clipPath>')
        self._open("g", {"clip_path": f"url(#{name})"})
        yield
        self.elements.append("</g>")

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        painted = ("fill", "stroke")
        paints = {
            key: self.colour(value) if key in painted else value
            for key, value in attributes.items()
        }
        self.elements.append(_written(name, paints).replace("/>", ">"))

    def _add(
        self, name: str, attributes: Mapping[str, str], content: str = "", **painted: str
    ) -> None:
        paints = dict(attributes)
        for key in ("fill", "stroke"):
            if key in paints:
                painted = {key: paints.pop(key), **painted}
        for key, token in painted.items():
            colour, opacity = _parted(self.colour(token), key)
            paints |= {key: colour, **opacity}
        self.elements.append(_written(name, paints, content))


def clean(text: str) -> str:
    """Leave out what an SVG cannot hold; breaks of a line become spaces."""
    return _FORBIDDEN.sub("", text.replace("\n", " ").replace("\t", " "))


def _parted(colour: str, key: str = "stroke") -> tuple[str, dict[str, str]]:
    """Part a colour from its opacity: many programs know ``#RRGGBB`` alone."""
    found = _TRANSPARENT.fullmatch(colour)
    if not found:
        return colour, {}
    return f"#{found[1]}", _numbers(**{f"{key}_opacity": int(found[2], 16) / 255})


def _written(name: str, attributes: Mapping[str, str], content: str = "") -> str:
    written = "".join(
        f" {key.replace('_', '-')}={quoteattr(clean(value))}" for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _numbers(**values: float) -> dict[str, str]:
    return {key: f"{value:.2f}".rstrip("0").rstrip(".") for key, value in values.items()}
