"""The frame: nothing is cut, nothing collides, however long its words are."""

from __future__ import annotations

import re
from itertools import product

import pytest

from layers.theme import LIGHT
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.frame import Caption, frame
from pictures.sizes import SIZES
from tests.pictures.placing import colliding, outside, sizes, texts

LONG = "Développement économique et social des régions d’accueil et d’origine, "
ARABIC = "إدماج الهجرة في التخطيط الجهوي (DEPOMI) 2018–2023، "


def caption(times: int, text: str) -> Caption:
    return Caption(
        name=(text * times)[:80],
        title=text * times,
        unit=text,
        filters=text * 2 * times,
        rule=text * 2,
        notes=(text * times,) * min(times, 3),
        sources=(text * 8 * times, text * 4, text),
        boundaries=(text * 2, text),
        standing=(text, text * 2),
        dates=("2026-11-22 a", "2026-11-22 b"),
        address="https://jihat.example.org/?lang=fr&place="
        + ",".join(["02.411.01.01"] * 9 * times),
        wordmark="جهات · Jihat",
    )


def whole(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("size", "direction", "times"), list(product(SIZES, ("ltr", "rtl"), (1, 3, 8)))
)
def test_nothing_is_cut_and_nothing_collides(size: str, direction: str, times: int) -> None:
    said = caption(times, ARABIC if direction == "rtl" else LONG)
    canvas, chosen, boxes = Canvas(LIGHT, "fr", direction), SIZES[size], []
    high = frame(canvas, chosen, said, lambda _canvas, box: boxes.append(box))
    assert outside(canvas, Box(0, 0, chosen.width, high)) == []
    assert colliding(canvas) == []
    written = whole("".join(texts(canvas)))
    for part in (said.title, said.filters, said.rule, *said.notes, said.address, *said.dates):
        assert whole(part) in written
    assert any(whole(line) in written for line in said.sources)
    (box,) = boxes
    assert box.height >= 0.4 * min(chosen.width, chosen.height or chosen.width)
    assert min(sizes(canvas)) >= 11


@pytest.mark.parametrize("size", ["slide", "page", "square"])
def test_a_usual_frame_keeps_the_size_asked_for(size: str) -> None:
    said = caption(1, "Activités, ")
    assert (
        frame(Canvas(LIGHT, "fr", "ltr"), SIZES[size], said, lambda *_: None) == SIZES[size].height
    )


def test_a_column_is_as_high_as_its_figure_wants() -> None:
    said = caption(1, "Activités, ")
    heights = []
    for wanted in (lambda _room: 600.0, lambda _room: 900.0):
        canvas = Canvas(LIGHT, "fr", "ltr")
        heights.append(frame(canvas, SIZES["column"], said, lambda *_: None, wanted))
    assert heights[1] - heights[0] == pytest.approx(300)
