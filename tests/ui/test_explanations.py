"""Every word that a reader may not know has an explanation, and every explanation is reached."""

from __future__ import annotations

import pytest
from lxml import html

from geodata.effective_places import SPECIAL
from geodata.schema import STATUSES
from geodata.view_state import CHOICES
from i18n.catalogues import Translator
from layers import theme
from tests.ui.services import example
from ui import about_page
from ui.explanations import EXPLANATIONS, IN_DIALOG, PLACES, RULES, STATES, TOUR
from ui.explanations import STATUSES as EXPLAINED_STATUSES
from ui.page import fragments, open_page
from ui.templating import environment

LANGUAGES = ("ar", "fr", "en")
KEYS = [one.key for one in EXPLANATIONS]
# Views that between them have something of everything that can be explained.
QUERIES = (
    "", "programme=m4sd", "phase=joint-3", "place=national", "level=province&place=02",
    "page=need",
)  # fmt: skip


def rendered(query: str = "", lang: str = "en") -> html.HtmlElement:
    panels = fragments(open_page(example(), f"?lang={lang}&{query}"))
    return html.document_fromstring(f"<main>{''.join(panels.values())}</main>")


def test_every_rule_state_status_and_place_without_a_region_is_explained() -> None:
    assert set(RULES) == set(CHOICES["count"])
    assert set(STATES) == {"documented", *theme.EMPTY}
    assert EXPLAINED_STATUSES == STATUSES
    assert set(PLACES) == set(SPECIAL)
    assert set(CHOICES["measure"]) <= set(KEYS)
    assert set(STATES) | set(PLACES) | {"rule", "status"} <= set(KEYS)


def test_every_key_figure_has_a_mark_beside_it() -> None:
    document = rendered()
    for figure in document.cssselect("[data-figure]"):
        [mark] = figure.cssselect("dt .mark")
        assert mark.get("popovertarget") == f"help-{figure.get('data-figure')}"


@pytest.mark.parametrize(
    ("query", "panel", "key"),
    [
        ("", ".map__rule", "rule"),
        ("", ".legend__title", "documented"),
        ("", ".legend__list", "not_in_sources"),
        ("", ".elsewhere", "national"),
        ("", ".activities thead", "status"),
        ("", ".ledger__how", "stated"),
        ("", ".titled", "timeline"),
    ],
)
def test_a_mark_stands_beside_what_it_explains(query: str, panel: str, key: str) -> None:
    found = rendered(query).cssselect(f'{panel} .mark[popovertarget="help-{key}"]')
    assert len(found) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", QUERIES)
def test_every_mark_opens_an_explanation_that_leads_to_its_section(query: str, lang: str) -> None:
    document = rendered(query, lang)
    texts = {one.get("id"): one for one in document.cssselect("[popover].explain")}
    marks = document.cssselect(".mark")
    assert [
        mark.get("popovertarget") for mark in marks if mark.get("popovertarget") not in texts
    ] == []
    assert [mark for mark in marks if not mark.get("aria-label")] == []
    sections = set(
        html.document_fromstring(
            about_page.render(open_page(example(), f"?lang={lang}&page=about"))
        ).xpath("//@id")
    )
    for text in texts.values():
        [link] = text.cssselect("a")
        address, section = link.get("href").split("#")
        assert "page=about" in address
        assert section in sections


def test_what_is_explained_in_the_dialog_is_in_it() -> None:
    outside = {one.get("id") for one in rendered().cssselect(".explain")}
    assert outside == {f"help-{key}" for key in KEYS if key not in IN_DIALOG}
    inside = {one.get("id") for one in rendered("select=A").cssselect("article .explain")}
    assert inside == {f"dialog-{key}" for key in IN_DIALOG}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_withheld_number_has_a_mark(lang: str) -> None:
    words = Translator(lang)
    withheld = environment().from_string(
        '{% from "help_marks.html" import withheld %}{{ withheld(text, t) }}'
    )
    [told] = html.fragments_fromstring(
        withheld.render(text=words.t("measurement.withheld"), t=words.t)
    )
    assert told.get("popovertarget") == "dialog-withheld"
    assert withheld.render(text="7", t=words.t) == ""


def test_the_tour_has_six_steps_at_most_with_something_to_point_at() -> None:
    document = rendered()
    steps = document.cssselect("#tour [data-step]")
    assert len(steps) == len(TOUR) <= 6
    assert [one.get("hidden") is None for one in steps] == [True] + [False] * (len(TOUR) - 1)
