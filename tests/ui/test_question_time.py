"""The calendar of the page: controls that lead on, the form that works alone, and the rows."""

from __future__ import annotations

import re

import pytest

from tests.ui.services import example, make_services, missing_values, no_activities
from ui.page import fragments, open_page
from ui.services import Services


def html(query: str, services: Services | None = None) -> str:
    return fragments(open_page(services or example(), query))["question"]


def test_other_pages_have_no_calendar() -> None:
    assert html("?lang=fr") == ""


def test_rows_and_columns_name_what_they_stand_for() -> None:
    found = html("?lang=fr&page=time")
    assert re.findall(r'data-id="(\w+)"', found) == ["A", "B", "D"]
    assert re.findall(r'data-plan="(\w+)"', found) == []
    assert re.findall(r'data-link="year:(\d+)"', found)[:1] == ["2014"]


@pytest.mark.parametrize(
    ("query", "steps"),
    [
        ("", ["", "from=2016&to=2016"]),
        ("&from=2017&to=2017", ["from=2016&to=2016", "from=2018&to=2018"]),
        ("&from=2016&to=2016", ["", "from=2017&to=2017"]),
        ("&from=2018&to=2020", ["from=2017&to=2017", "from=2021&to=2021"]),
        ("&to=1999", ["", "from=2016&to=2016"]),
    ],
)
def test_steps_lead_to_the_year_before_and_after(query: str, steps: list[str]) -> None:
    found = html(f"?lang=fr&page=time{query}")
    shown = dict.fromkeys(("previous", "next"), "")
    for href, key in re.findall(r'player__step" href="([^"]+)" data-nav data-step="(\w+)"', found):
        shown[key] = href.replace("&amp;", "&").partition("page=time&")[2]
    expected = dict(zip(("previous", "next"), steps, strict=True))
    if not query:
        expected["previous"] = shown["previous"]
    assert shown == expected


def test_the_form_keeps_the_view_without_scripts() -> None:
    found = html("?lang=fr&page=time&place=02&from=2016&select=A")
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', found) == [
        ("lang", "fr"),
        ("page", "time"),
        ("place", "02"),
    ]


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("record", [no_activities, missing_values])
def test_a_calendar_without_bars_is_a_calendar(lang: str, record: object) -> None:
    assert callable(record)
    assert "time-title" in html(f"?lang={lang}&page=time", make_services(record()))
