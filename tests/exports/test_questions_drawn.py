"""Pictures of the questions: in boxes of every size, whole, legible and without collisions."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exports.figures import Figure
from geodata.comparing import compare
from i18n.catalogues import load_translators
from layers.comparing import describe_comparison
from tests.exports.views import ask, drawn, made, real, rows
from tests.pictures.placing import colliding, outside, sizes, texts
from ui.page import open_page

SETS = "page=overlap&sets=programme:depomi,programme:prim,programme:indimaj-2"
WIDE, TALL, SMALL = (1500.0, 650.0), (600.0, 900.0), (560.0, 420.0)
FIGURES = {
    "coverage": "page=coverage",
    "coverage ": "page=coverage&rows=province&cols=programme",
    "coverage  ": "page=coverage&rows=organisation&cols=year&count=allocated",
    "pairs": "page=overlap&level=province",
    "overlap": SETS,
    "overlap ": "page=overlap&level=province&sets=programme:depomi,phase:m4sd-3",
    "meetings": SETS,
    "partners": "page=partners",
    "partners ": "page=partners&flow=all",
    "partner_roles": "page=partners",
    "partner_pairs": "page=partners",
    "compare": "page=compare&compare=place:02,place:09,place:01,place:05",
    "compare ": "page=compare&compare=period:2018-2020,period:2021-2023",
    "stated": "",
    "stated ": "place=02",
    "key_figures": "",
    "key_figures ": "place=03",
}
languages = st.sampled_from(("ar", "fr", "en"))
boxes = st.tuples(st.floats(560, 1500), st.floats(300, 1400))


@cache
def figure(name: str, lang: str) -> Figure:
    return made(name.strip(), f"{FIGURES[name]}&lang={lang}", real())


def said(name: str, lang: str, size: tuple[float, float] = WIDE) -> str:
    """Return everything that is written, in one text."""
    return " ".join(texts(drawn(figure(name, lang), lang, size)[0]))


def closed(text: str) -> str:
    """Leave out spaces and marks of direction: a line may end after a space or a hyphen."""
    return re.sub(r"[\u2066-\u2069\s]", "", text)


@settings(deadline=None)
@given(st.sampled_from(sorted(FIGURES)), languages, boxes)
@example("coverage ", "ar", SMALL)
@example("coverage  ", "fr", TALL)
@example("partners ", "fr", WIDE)
@example("stated", "ar", SMALL)
@example("key_figures", "fr", (560, 300))
@example("compare", "fr", (560, 300))
@example("overlap ", "ar", SMALL)
def test_everything_lies_in_the_box_legible_and_apart(
    name: str, lang: str, size: tuple[float, float]
) -> None:
    canvas, box = drawn(figure(name, lang), lang, size)
    assert outside(canvas, box) == []
    assert colliding(canvas) == []
    assert min(sizes(canvas)) >= 11


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_the_height_that_a_figure_wants_lets_nothing_reach_out(name: str) -> None:
    found = figure(name, "fr")
    assert found.height is not None
    high = found.height(640)
    canvas, box = drawn(found, "fr", (640, high))
    assert (outside(canvas, box), colliding(canvas)) == ([], [])
    assert high < 1000


def test_numbers_in_the_matrix_are_those_of_the_endpoint() -> None:
    answer = ask("coverage", "page=coverage&lang=en", real())
    expected = sorted(
        f"{cell['value']}" for row in answer["rows"] for cell in row["cells"] if cell["value"]
    )
    expected += [
        f"{one['total']}" for side in ("rows", "cols") for one in answer[side] if one["total"]
    ]
    canvas, _box = drawn(figure("coverage", "en"), "en", (1500, 650))
    numbers = [text for text in texts(canvas) if text.isdigit()]
    assert sorted(numbers) == sorted([*expected, f"{answer['total']}"])


def test_each_state_has_a_sign_and_is_named() -> None:
    canvas, _box = drawn(figure("coverage ", "en"), "en", WIDE)
    assert {"not applicable", "not in our sources"} <= set(texts(canvas))
    svg = "".join(canvas.elements)
    cells = re.findall(r'<path d="M[^"]+L[^"]+"[^>]* stroke="#DCDCE4"', svg)
    states = [row["state"] for row in rows(figure("coverage ", "en"))]
    assert len(cells) > 1
    assert states.count("not_applicable") >= len(cells) - 1
    assert svg.count("<circle") > 1


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("name", ["coverage ", "partner_pairs", "stated"])
def test_what_finds_no_room_is_counted_and_named_as_in_the_table(name: str, lang: str) -> None:
    words = load_translators()[lang]
    found = figure(name, lang)
    told = texts(drawn(found, lang, SMALL)[0])
    mores = {words.n("picture.more", count) for count in range(1, found.table.count)}
    assert len(mores & set(told)) == 1


def test_rows_drawn_and_rows_counted_are_all_rows() -> None:
    words = load_translators()["en"]
    found = figure("partner_pairs", "en")
    canvas, _box = drawn(found, "en", TALL)
    told, bars = texts(canvas), "".join(canvas.elements).count('fill="#559A9F"')
    assert words.n("picture.more", found.table.count - bars) in told


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_the_sentences_of_the_page_are_written_whole(lang: str) -> None:
    page = open_page(real(), f"{FIGURES['compare ']}&lang={lang}")
    keys = page.view.compare
    sentences = describe_comparison(
        page.reading, compare(page.services.catalogue, page.view, keys)
    ).sentences
    told = closed(said("compare ", lang, (1500, 900)))
    assert [one for one in sentences if closed(one) not in told] == []


def test_a_flow_names_every_organisation_where_it_has_the_room() -> None:
    told = said("partners ", "en", (1500, 900))
    nodes = [
        row["from_name"] for row in rows(figure("partners ", "en")) if row["element"] == "node"
    ]
    assert len(nodes) > 30
    assert [name for name in nodes if str(name) not in told] == []


def test_a_flow_without_room_becomes_a_ranked_table() -> None:
    canvas, _box = drawn(figure("partners", "fr"), "fr", SMALL)
    assert [one for one in canvas.elements if "<path" in one] == []
    assert "Union européenne" in texts(canvas)
    assert "31" in texts(canvas)


def test_tables_are_mirrored_in_arabic() -> None:
    """What stands at the left in French stands at the right in Arabic."""
    for name in ("coverage", "partner_roles", "stated", "partners"):
        starts = {}
        for lang in ("fr", "ar"):
            canvas, box = drawn(figure(name, lang), lang, WIDE)
            title = texts(canvas)
            svg = "".join(canvas.elements)
            xs = [float(x) for x in re.findall(r'<text x="([\d.]+)"', svg)]
            starts[lang] = sum(x < box.x + box.width / 2 for x in xs) / len(title)
        assert starts["fr"] + starts["ar"] == pytest.approx(1, abs=0.25), name


def test_a_figure_of_several_regions_is_one_bracket_over_them() -> None:
    found = figure("stated", "en")
    joint = next(
        row for row in rows(found) if row["kind"] == "budget" and "; " in str(row["scope_codes"])
    )
    told = texts(drawn(found, "en", (1500, 1400))[0])
    written = f"{joint['value']:,.0f}"
    assert sum(written in text for text in told) == 1


def test_every_theme_is_drawn_in_its_own_colours() -> None:
    for theme, paper in (("dark", "#162027"), ("print", "#FFFFFF")):
        canvas, _box = drawn(figure("key_figures", "fr"), "fr", WIDE, theme)
        assert f'fill="{paper}"' in "".join(canvas.elements)


@pytest.mark.parametrize("name", ["coverage", "pairs"])
def test_a_matrix_that_has_the_height_it_wants_leaves_no_row_out(name: str) -> None:
    found = figure(name, "ar")
    assert found.height is not None
    told = texts(drawn(found, "ar", (1100, found.height(1100)))[0])
    words = load_translators()["ar"]
    assert {words.n("picture.more", count) for count in range(1, 90)}.isdisjoint(told)
