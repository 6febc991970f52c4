"""Stories in the bundle, against the documents that the server gives of the same stories."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from app import create_app
from exports.bundle.nearest import is_explored, nearest
from exports.bundle.pieces import CLOSE, OPEN, Pieces, restored
from exports.bundle.stories import embedded as embed
from exports.bundle.stories import taken_along
from exports.order import NotPossibleError
from i18n.languages import LANGUAGES
from layers.theme import PALETTES
from pictures.charts.signs import standing_out
from stories.model import Step, Story, Texts
from stories.reading import as_file
from tests.bundle.bundles import bundle
from tests.exports.orders import embedded

SHIPPED = tuple(embedded().stories.stories)
TOKEN = re.compile(r"var\(--([a-z0-9-]+)(?:, var\(--([a-z-]+)\))?\)")
FADE = re.compile(r"fade-.*?-(\d+_\d+(?:-\d+_\d+)*)(?=\)?$)")
PARTS = {"show": "step", "notes": "notes__step", "print": "sheet-of-step"}


@cache
def stories() -> dict[str, Any]:
    document = html.document_fromstring(bundle().read_text(encoding="utf-8"))
    found: dict[str, Any] = json.loads(document.get_element_by_id("bundle-stories").text)
    return found


@cache
def client() -> TestClient:
    return TestClient(create_app(embedded()))


@cache
def of_bundle(story: str, lang: str, mode: str) -> html.HtmlElement:
    told = stories()["told"][lang][story][mode]
    return html.document_fromstring(f"<body>{restored(told, stories()['pieces'])}</body>")


@cache
def of_page(story: str, lang: str, mode: str) -> html.HtmlElement:
    answer = client().get(f"/present?story={story}&lang={lang}&{mode}=1")
    return html.document_fromstring(answer.text)


def drawings(document: html.HtmlElement) -> list[list[tuple[str, dict[str, str], str]]]:
    """List what every drawing is made of, in the colours of a theme."""
    shown = document.xpath("//*[contains(@class, 'slide') or contains(@class, 'legend')]//svg")
    return [[element(one) for one in drawing.iter()] for drawing in shown]


def element(one: html.HtmlElement) -> tuple[str, dict[str, str], str]:
    attributes = {str(key): str(value) for key, value in one.attrib.items()}
    for paint in ("fill", "stroke", "stop-color"):
        painted(attributes, paint)
    # A fade is called after its colour, which stands in it too.
    named = {key: FADE.sub(r"fade-\1", value) for key, value in attributes.items()}
    return str(one.tag), named, (one.text or "").strip()


def painted(attributes: dict[str, str], paint: str) -> None:
    """Resolve a token as the projector's style sheet does."""
    found = TOKEN.fullmatch(attributes.get(paint, ""))
    if not found:
        return
    colour = PALETTES["projector"][found[2] or found[1]]
    attributes[paint] = colour[:7]
    if len(colour) == len("#RRGGBBAA"):
        opacity = f"{int(colour[7:], 16) / 255:.2f}".rstrip("0").rstrip(".")
        attributes[f"{paint}-opacity"] = opacity


@pytest.mark.long
def test_the_stories_of_the_record_are_in_every_bundle() -> None:
    assert [one["id"] for one in stories()["files"]] == list(SHIPPED)
    own = embedded().stories.stories.values()
    assert stories()["files"] == json.loads(json.dumps([as_file(one) for one in own]))
    for lang in LANGUAGES:
        assert list(stories()["told"][lang]) == list(SHIPPED)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("story", SHIPPED)
def test_drawings_are_those_of_the_page(story: str, lang: str) -> None:
    mine, its = drawings(of_bundle(story, lang, "show")), drawings(of_page(story, lang, "show"))
    assert len(mine) > len(stories()["steps"][story])
    assert [mine[at] for at in range(len(its)) if mine[at : at + 1] != its[at : at + 1]] == []
    assert len(mine) == len(its)


@pytest.mark.parametrize(
    "mode", ["show", *(pytest.param(mode, marks=pytest.mark.long) for mode in ("notes", "print"))]
)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("story", SHIPPED)
def test_texts_are_filled_in_as_on_the_page(story: str, lang: str, mode: str) -> None:
    def texts(document: html.HtmlElement) -> list[list[str]]:
        sections = document.xpath(f"//section[contains(@class, '{PARTS[mode]}')]")
        return [one.text_content().replace("http://testserver", "").split() for one in sections]

    mine, its = texts(of_bundle(story, lang, mode)), texts(of_page(story, lang, mode))
    if mode == "print":
        # Without the address of a live page, a sheet has none.
        its = [words[:-1] for words in its]
    assert mine == its
    assert not any("{{" in word for words in mine for word in words)


def test_drawings_are_kept_once() -> None:
    pieces = stories()["pieces"]
    assert len(pieces) == len(set(pieces))
    outlines = [one for one in pieces if one.startswith("M")]
    told = json.dumps(stories()["told"], ensure_ascii=False) + "".join(pieces)
    assert outlines
    assert [one[:30] for one in outlines if told.count(one) != 1] == []


@given(st.lists(st.sampled_from(["<svg a>", "</svg>", ' d="', '"', "M1 2" * 20, "<p>", "é"])))
def test_what_is_taken_out_is_put_back(parts: list[str]) -> None:
    text, pieces = "".join(parts), Pieces()
    assert restored(pieces.taken_out(text), pieces.all()) == text


def test_a_text_cannot_stand_for_a_piece() -> None:
    pieces = Pieces()
    taken = pieces.taken_out(f"<p>{OPEN}0{CLOSE}</p><svg a></svg>")
    assert restored(taken, pieces.all()) == "<p>0</p><svg a></svg>"


@pytest.mark.parametrize(
    ("view", "explored", "shown"),
    [
        ("", True, ""),
        ("programme=m4sd&level=province&place=02", True, "level=province&place=02&programme=m4sd"),
        ("from=2020&to=2021&count=touches", True, "from=2020&to=2021&count=touches"),
        ("page=overlap&sets=programme:m4sd,programme:depomi", False, "programme=m4sd,depomi"),
        ("page=overlap&sets=programme:m4sd,sector:health", False, ""),
        (
            "page=compare&compare=place:02,place:09&sector=health",
            False,
            "place=02,09&sector=health",
        ),
        ("page=compare&compare=place:02,place:09&place=01", False, "place=01"),
        ("page=need&indicator=labour_unemployment_rate&level=region", False, ""),
        ("level=commune&place=02.411", False, "level=province&place=02.411"),
    ],
)
def test_a_step_leads_to_what_the_bundle_has_of_it(
    view: str,
    explored: bool,  # noqa: FBT001 - a column of the table above
    shown: str,
) -> None:
    read, _ = embedded().read(view)
    assert is_explored(read) == explored
    assert nearest(read) == shown


def test_every_step_of_the_record_s_stories_says_where_it_leads() -> None:
    for story in embedded().stories.stories.values():
        for step, told in zip(story.steps, stories()["steps"][story.id], strict=True):
            page = re.search(r"page=(\w+)", step.view)
            assert told["elsewhere"] == (page[1] if page else "")
            assert (told["live"], told["code"]) == ("", "")


def test_a_live_page_has_an_address_and_a_code() -> None:
    services = embedded()
    public = replace(services.settings, public_url="https://jihat.example.org")
    found = embed(replace(services, settings=public), [own_story()], "national", lambda: None)
    [step] = found["steps"]["own"]
    assert step["live"] == "https://jihat.example.org/?page=overlap&sets=programme:m4sd"
    code = restored(step["code"], found["pieces"])
    assert "<title>https://jihat.example.org/?page=overlap" in code
    assert "jihat.example.org" in restored(found["told"]["en"]["own"]["print"], found["pieces"])


def own_story(id_: str = "own") -> Story:
    step = Step(
        "page=overlap&sets=programme:m4sd", ("map",), "map", Texts(en="A step"), Texts(en="Here.")
    )
    return Story(id_, Texts(en="Own"), Texts(), (step,))


def test_files_of_stories_are_added_and_replace(tmp_path: Path) -> None:
    def written(story: Story) -> Path:
        path = tmp_path / f"{story.id}.json"
        path.write_text(json.dumps(as_file(story)), encoding="utf-8")
        return path

    found = taken_along(embedded(), [written(own_story()), written(own_story(SHIPPED[0]))])
    assert [one.id for one in found] == [*SHIPPED, "own"]
    assert found[0] == own_story(SHIPPED[0])
    assert found[1] == embedded().stories.stories[SHIPPED[1]]


def test_what_is_no_story_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(NotPossibleError, match=r"a\.json"):
        taken_along(embedded(), [path])
    with pytest.raises(NotPossibleError, match=r"none\.json"):
        taken_along(embedded(), [tmp_path / "none.json"])
    lost = replace(own_story().steps[0], caption=Texts(en="{{total:nothing}}"))
    path.write_text(json.dumps(as_file(replace(own_story("a"), steps=(lost,)))), encoding="utf-8")
    with pytest.raises(NotPossibleError, match="total:nothing"):
        taken_along(embedded(), [path])


def test_what_is_written_on_a_fill_follows_the_theme() -> None:
    styles = html.document_fromstring(bundle().read_text(encoding="utf-8")).xpath("//style/text()")
    rules = dict(re.findall(r'html\[data-theme="(\w+)"\] \{ (--on-[^}]*)\}', "".join(styles)))
    for theme in ("light", "dark", "contrast"):
        for fill in (f"step-{rank}" for rank in range(1, 6)):
            own = re.search(rf"--on-{fill}: var\(--([a-z-]+)\)", rules.get(theme, ""))
            ink = own[1] if own else standing_out(PALETTES["projector"], fill)
            assert ink == standing_out(PALETTES[theme], fill)
