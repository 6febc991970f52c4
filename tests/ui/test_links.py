from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.view_state import ViewState, parse_view
from tests.geodata.counting_factories import VALUES, views
from tests.ui.services import example
from ui.links import Links

VOCABULARY = example().catalogue.vocabulary


def understood(link: str) -> ViewState:
    """Read a link as the page does."""
    assert link.startswith("?")
    view, ignored = parse_view(link, VOCABULARY)
    assert ignored == ()
    return view


def links(**fields: Any) -> Links:
    return Links(ViewState(lang="en", **fields))


def test_a_toggle_adds_a_value_and_takes_it_away() -> None:
    assert links().toggle("place", "02") == "?lang=en&place=02"
    assert links(place=("02",)).toggle("place", "02") == "?lang=en"
    assert links(place=("02",)).toggle("place", "09") == "?lang=en&place=02,09"


@given(views(), st.sampled_from(sorted(VALUES)), st.data())
def test_toggling_twice_leads_back(view: ViewState, parameter: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(VALUES[parameter]))
    start = understood("?" + view.to_query())
    once = understood(Links(start).toggle(parameter, value))
    assert (value in once.chosen(parameter)) != (value in start.chosen(parameter))
    assert understood(Links(once).toggle(parameter, value)) == start


def test_a_year_is_shown_alone_and_then_with_all_others() -> None:
    assert links().year(2020) == "?lang=en&from=2020&to=2020"
    assert links(from_year=2020, to_year=2020).year(2020) == "?lang=en"
    assert links(from_year=2018, to_year=2020).year(2020) == "?lang=en&from=2020&to=2020"


def test_clearing_keeps_language_rule_and_presentation() -> None:
    kept = {"count": "touches", "theme": "dark"}
    cleared = links(place=("02",), org=("iom",), from_year=2020, **kept).cleared()
    assert cleared == "?lang=en&count=touches&theme=dark"


@pytest.mark.parametrize("change", [{"lang": "ar"}, {"count": "touches"}, {"place": ("02",)}])
def test_what_is_open_beside_the_page_belongs_to_the_view_that_is_left(
    change: dict[str, Any],
) -> None:
    view = understood(links(select="A", offset=20).to(**change))
    assert (view.select, view.offset) == ("", 0)


def test_a_dialog_keeps_the_page_of_the_table() -> None:
    opened = links(place=("02",), select="A", offset=20).details("region:02")
    assert opened == "?lang=en&place=02&select=region%3A02&offset=20"


def test_a_link_may_open_something() -> None:
    assert links(place=("02",)).to(select="A") == "?lang=en&place=02&select=A"


def test_what_opens_a_dialog_keeps_the_view_and_the_page_of_its_table() -> None:
    view = ViewState(place=("02",), count="touches", offset=20, name="-", sort="a&b")
    expected = view.with_(select="région:02,09").to_query()
    assert Links(view).details("région:02,09") == f"?{expected}"
