"""What the canvas writes, read back by an independent reader of XML."""

from __future__ import annotations

from lxml import etree

from layers.theme import LIGHT
from pictures.box import Box
from pictures.canvas import NOTHING, Canvas

HOSTILE = "<script>\"&'</script>\x00\x0b\ud800"


def parsed(canvas: Canvas) -> etree._Element:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(canvas.elements)}</svg>'
    return etree.fromstring(svg.encode())


def test_text_stands_with_its_left_side_at_x_in_both_directions() -> None:
    anchors = {}
    for direction in ("ltr", "rtl"):
        canvas = Canvas(LIGHT, "ar", direction)
        for anchor in ("left", "middle", "right"):
            canvas.text(0, 0, "a", anchor=anchor)
        anchors[direction] = [one.get("text-anchor") for one in parsed(canvas)]
    assert anchors == {"ltr": ["start", "middle", "end"], "rtl": ["end", "middle", "start"]}


def test_a_text_may_have_a_direction_of_its_own() -> None:
    canvas = Canvas(LIGHT, "ar", "rtl")
    canvas.text(0, 0, "https://a", direction="ltr", anchor="right")
    (one,) = parsed(canvas)
    assert (one.get("direction"), one.get("text-anchor")) == ("ltr", "end")


def test_whatever_is_written_stays_text() -> None:
    canvas = Canvas(LIGHT, "fr", "ltr")
    canvas.text(0, 0, HOSTILE, data_key=HOSTILE)
    with canvas.group(HOSTILE), canvas.link(HOSTILE):
        canvas.circle(0, 0, 1, "ink")
    root = parsed(canvas)
    assert {etree.QName(one).localname for one in root.iter()} == {
        "svg",
        "text",
        "g",
        "title",
        "a",
        "circle",
    }
    assert root[0].text == "<script>\"&'</script>"


def test_none_is_a_colour_and_nothing_is_none() -> None:
    canvas = Canvas(LIGHT, "fr", "ltr")
    canvas.rect(0, 0, 1, 1, "none")
    canvas.path("M0,0Z", stroke="halo")
    canvas.rect(0, 0, 1, 1, NOTHING, stroke="axis")
    first, second, third = parsed(canvas)
    assert first.get("fill") == LIGHT["none"]
    assert (second.get("fill"), second.get("stroke")) == ("none", LIGHT["halo"][:7])
    assert float(second.get("stroke-opacity")) < 1
    assert (third.get("fill"), third.get("stroke")) == ("none", LIGHT["axis"])


def test_clips_have_names_of_their_own() -> None:
    canvas = Canvas(LIGHT, "fr", "ltr")
    for _ in range(2):
        with canvas.clip(Box(1, 2, 3, 4)):
            canvas.circle(0, 0, 9, "ink")
    root = parsed(canvas)
    names = [one.get("id") for one in root.iter("{*}clipPath")]
    used = [one.get("clip-path") for one in root.iter("{*}g")]
    assert len(set(names)) == 2
    assert used == [f"url(#{name})" for name in names]
