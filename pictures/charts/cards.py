"""Key figures as cards: a great number with its name, and figures that sources state below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from i18n.catalogues import Translator
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts.matrix import TALLEST
from pictures.text import width, wrap

_GREAT, _TITLE, _SIZE, _SMALL = 34, 12.5, 12.5, 11
_LINE, _FINE = 17, 15
_PAD, _GAP = 14, 12
_NARROWEST = 120.0
"""Width that a card needs."""
_WIDE = 250.0
_ITEM = 20.0


@dataclass(frozen=True)
class Item:
    """A figure in words, what it counts, and what stands under it."""

    value: str
    label: str
    asides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """A card: ``wide`` ones list figures that sources state, the others have one great number."""

    title: str
    items: tuple[Item, ...]
    note: str = ""
    wide: bool = False


def draw_cards(canvas: Canvas, box: Box, cards: Sequence[Card], words: Translator) -> None:
    """Draw cards into a box: great numbers above, lists of stated figures below.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : Box
        As many stated figures are drawn as it has room for.
    cards : sequence of Card
        What is drawn.
    words : Translator
        The language of what is added.
    """
    plain, lists = _parted(cards)
    y = box.y
    for row in _rows(plain, box.width, _NARROWEST):
        high = max(_plain_height(card, wide) for card, wide in _sized(row, box.width))
        along = 0.0
        for card, wide in _sized(row, box.width):
            _plain(canvas, _card(canvas, box, along, y, wide, high), card)
            along += wide + _GAP
        y += high + _GAP
    rows = _rows(lists, box.width, _WIDE)
    for rank, row in enumerate(rows):
        free = box.bottom - y - _GAP * (len(rows) - 1 - rank)
        room = free / (len(rows) - rank)
        wants = [_list_height(card, wide) for card, wide in _sized(row, box.width)]
        high, along = min(room, max(wants)), 0.0
        for card, wide in _sized(row, box.width):
            _list(canvas, _card(canvas, box, along, y, wide, high), card, words)
            along += wide + _GAP
        y += high + _GAP


def height_of_cards(room: float, cards: Sequence[Card], words: Translator) -> float:
    """Tell how high cards want to be in a width: with every figure."""
    del words
    plain, lists = _parted(cards)
    high = 0.0
    for group, least, measure in (
        (plain, _NARROWEST, _plain_height), (lists, _WIDE, _list_height)
    ):  # fmt: skip
        for row in _rows(group, room, least):
            high += max(measure(card, wide) for card, wide in _sized(row, room)) + _GAP
    return min(high, TALLEST)


def _parted(cards: Sequence[Card]) -> tuple[list[Card], list[Card]]:
    return [card for card in cards if not card.wide], [card for card in cards if card.wide]


def _rows(cards: Sequence[Card], room: float, least: float) -> list[Sequence[Card]]:
    """Put cards into rows that are as even as can be."""
    if not cards:
        return []
    most = max(1, int((room + _GAP) // (least + _GAP)))
    lines = -(-len(cards) // most)
    many = -(-len(cards) // lines)
    return [cards[at : at + many] for at in range(0, len(cards), many)]


def _sized(row: Sequence[Card], room: float) -> list[tuple[Card, float]]:
    wide = (room - _GAP * (len(row) - 1)) / len(row)
    return [(card, wide) for card in row]


def _card(canvas: Canvas, box: Box, along: float, y: float, wide: float, high: float) -> Box:
    left = canvas.along(box, along) - (wide if canvas.mirrored else 0)
    canvas.rect(left + 0.5, y + 0.5, wide - 1, high - 1, "card", stroke="hairline", rx="6")
    return Box(left, y, wide, high).inset(_PAD, _PAD - 4, _PAD, _PAD - 4)


def _asides(item: Item, wide: float) -> list[str]:
    return [line for aside in item.asides for line in wrap(aside, _SMALL, 400, wide)]


def _plain_height(card: Card, wide: float) -> float:
    room = wide - 2 * _PAD
    titles = len(wrap(card.title, _TITLE, 400, room))
    asides = max((len(_asides(item, room)) for item in card.items), default=0)
    return 2 * (_PAD - 4) + titles * _LINE + _GREAT * 1.2 + asides * _FINE + 2


def _plain(canvas: Canvas, box: Box, card: Card) -> None:
    x = canvas.along(box, 0)
    y = box.y
    for line in wrap(card.title, _TITLE, 400, box.width):
        y += _LINE
        canvas.text(x, y - 4, line, size=_TITLE, fill="muted", anchor=canvas.start)
    for item in card.items:
        y += _GREAT * 1.2
        size = min(_GREAT, _GREAT * box.width / max(width(item.value, _GREAT, 700), 1))
        canvas.text(x, y - 8, item.value, size=size, weight=700, anchor=canvas.start)
        for line in _asides(item, box.width):
            y += _FINE
            canvas.text(x, y - 3, line, size=_SMALL, fill="muted", anchor=canvas.start)


def _list_height(card: Card, wide: float) -> float:
    room = wide - 2 * _PAD
    titles = len(wrap(card.title, _TITLE, 700, room)) * _LINE + 6
    notes = len(wrap(card.note, _SMALL, 400, room)) * _FINE + 4
    return 2 * (_PAD - 4) + titles + sum(_item_height(one, room) for one in card.items) + notes + 2


def _item_height(item: Item, room: float) -> float:
    label = len(wrap(item.label, _SIZE, 400, room)) * _LINE
    return _ITEM + label + len(_asides(item, room)) * _FINE + 8


def _list(canvas: Canvas, box: Box, card: Card, words: Translator) -> None:
    """List stated figures, each whole, and say how many found no room."""
    x, y = canvas.along(box, 0), box.y
    for line in wrap(card.title, _TITLE, 700, box.width):
        y += _LINE
        canvas.text(x, y - 4, line, size=_TITLE, weight=700, anchor=canvas.start)
    y += 6
    notes = wrap(card.note, _SMALL, 400, box.width)
    end = box.bottom - len(notes) * _FINE
    for rank, item in enumerate(card.items):
        rest = len(card.items) - rank
        after = _FINE if rest > 1 else 0
        if y + _item_height(item, box.width) + after > end:
            told = words.n("picture.more", rest)
            canvas.text(x, y + 11, told, size=_SMALL, fill="muted", anchor=canvas.start)
            break
        _item(canvas, Box(box.x, y, box.width, 0), item)
        y += _item_height(item, box.width)
    for rank, line in enumerate(notes):
        base = min(end, box.bottom) + (rank + 1) * _FINE - 3
        canvas.text(x, base, line, size=_SMALL, fill="muted", anchor=canvas.start)


def _item(canvas: Canvas, box: Box, item: Item) -> None:
    x, y = canvas.along(box, 0), box.y + 15
    canvas.text(x, y, item.value, size=16, weight=700, anchor=canvas.start)
    for line in wrap(item.label, _SIZE, 400, box.width):
        y += _LINE
        canvas.text(x, y, line, size=_SIZE, anchor=canvas.start)
    for line in _asides(item, box.width):
        y += _FINE
        canvas.text(x, y, line, size=_SMALL, fill="muted", anchor=canvas.start)
