"""The script that toggles addresses in the browser agrees with the links that the server writes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from geodata.framing import frame_of
from geodata.gazetteer import COUNTRY, LEVELS
from geodata.view_state import ViewState, parse_view
from tests.geodata.counting_factories import VALUES
from tests.ui.services import example
from ui.links import Links

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "assets" / "js" / "address.js"
STEPS = 400
RUN = """(steps) => steps.map(([search, gesture, ...rest]) =>
  window.jihat.address[gesture](search, ...rest))"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def run(page: Page, *steps: tuple[str, ...]) -> list[str]:
    found: list[str] = page.evaluate(RUN, [list(step) for step in steps])
    return found


def understood(query: str) -> ViewState:
    view, ignored = parse_view(query, example().catalogue.vocabulary)
    assert ignored == ()
    return view


def random_steps() -> Iterator[tuple[tuple[str, ...], str]]:
    """Gestures on random views, with the server's own link for each."""
    chance = random.Random(4)  # noqa: S311 - sampled views need no cryptography
    for _ in range(STEPS):
        lists = {
            key: tuple(chance.sample(values, chance.randint(0, 2)))
            for key, values in VALUES.items()
        }
        year = chance.choice((None, 2018, 2020))
        view = understood(
            ViewState(
                lang=chance.choice(("ar", "fr", "en")),
                count=chance.choice(("distinct", "touches")),
                select=chance.choice(("", "A")),
                offset=chance.choice((0, 20)),
                from_year=year,
                to_year=year,
                **lists,  # type: ignore[arg-type]
            ).to_query()
        )
        search = "?" + view.to_query()
        if chance.random() < 0.25:
            chosen = chance.choice((2018, 2021))
            yield (search, "year", str(chosen)), Links(view).year(chosen)
        else:
            parameter = chance.choice(sorted(VALUES))
            value = chance.choice(VALUES[parameter])
            yield (search, "toggle", parameter, value), Links(view).toggle(parameter, value)


def test_script_and_server_lead_to_the_same_views(page: Page) -> None:
    steps, links = zip(*random_steps(), strict=True)
    for step, ours, theirs in zip(steps, run(page, *steps), links, strict=True):
        assert understood(ours) == understood(theirs), step


def test_a_toggle_keeps_what_it_does_not_know(page: Page) -> None:
    steps = ("?lang=fr&later=a,b&place=02", "toggle", "place", "09")
    assert run(page, steps) == ["?lang=fr&later=a,b&place=02,09"]


def test_setting_replaces_and_nothing_removes(page: Page) -> None:
    assert run(
        page,
        ("?lang=fr", "set", "from", "2020"),
        ("?lang=fr&from=2020", "set", "from", "2021"),
        ("?lang=fr&from=2020", "set", "from", ""),
    ) == ["?lang=fr&from=2020", "?lang=fr&from=2021", "?lang=fr"]


def test_a_dialog_lies_over_the_view_as_it_stands(page: Page) -> None:
    view = understood("?lang=fr&place=02&select=A&offset=20")
    (found,) = run(page, ("?" + view.to_query(), "select", "region:05"))
    assert found == Links(view).details("region:05")


def test_whatever_is_open_is_left(page: Page) -> None:
    steps = ("?lang=fr&select=A&offset=20", "toggle", "place", "02")
    assert run(page, steps) == ["?lang=fr&place=02"]


@pytest.mark.parametrize("value", ["é à", "a&b=c", "100%", "جهة", "a+b"])
def test_values_survive_the_address(page: Page, value: str) -> None:
    (search,) = run(page, ("?lang=fr", "toggle", "org", value))
    assert search.count("&") == 1
    assert run(page, (search, "toggle", "org", value)) == ["?lang=fr"]


@pytest.mark.parametrize("search", ["", "?", "?&&", "?=", "?place", "?place=%E0%A4%A", "?a=b=c"])
def test_malformed_addresses_do_not_break_it(page: Page, search: str) -> None:
    (found,) = run(page, (search, "toggle", "sector", "x"))
    assert found.startswith("?")
    assert "sector=x" in found


@pytest.mark.parametrize(
    ("before", "code", "after"),
    [
        ("", "02", "place=02"),
        ("place=02", "09", "place=02,09"),
        ("place=02", "02", ""),
        ("place=02&level=province", "02.113", "place=02.113&level=province"),
        ("place=02.113&level=province", "02.411", "place=02.113,02.411&level=province"),
        ("place=02.113,02.411&level=province", "02.113", "place=02.411&level=province"),
        ("place=02.411&level=province", "02.411", "place=02&level=province"),
        ("place=02.411.01.01&level=commune", "02.411.01.01", "place=02.411&level=commune"),
        ("place=02.411,09&level=region", "02", "place=09,02&level=region"),
        ("place=national", "02", "place=national,02"),
        ("place=1997-04", "1997-04", ""),
    ],
)
def test_a_child_replaces_its_parent_and_gives_way_to_it(
    page: Page, before: str, code: str, after: str
) -> None:
    assert run(page, (f"?lang=fr&{before}", "choose", code)) == [
        f"?lang=fr&{after}" if after else "?lang=fr"
    ]


@pytest.mark.parametrize(
    ("before", "code", "after"),
    [
        ("place=09&select=A", "02", "place=02&level=province"),
        ("place=02&level=province", "02.113", "place=02.113&level=commune"),
        ("place=02.113&level=commune", "02.113.01.09", "place=02.113&level=commune"),
        ("place=02", "national", "place=02"),
    ],
)
def test_down_frames_a_place_and_draws_what_lies_in_it(
    page: Page, before: str, code: str, after: str
) -> None:
    assert run(page, (f"?lang=fr&{before}", "down", code)) == [f"?lang=fr&{after}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("place=02.113.01.09&level=commune", "place=02&level=province"),
        ("place=02.113&level=commune", "place=02&level=province"),
        ("place=02&level=commune", "place=02&level=province"),
        ("place=02.113&level=province", ""),
        ("place=02,09&level=province", "place=02,09"),
        ("level=province", ""),
        ("place=02", "place=02"),
    ],
)
def test_up_backs_out_one_step(page: Page, before: str, after: str) -> None:
    expected = f"?lang=fr&{after}" if after else "?lang=fr"
    assert run(page, (f"?lang=fr&{before}", "up")) == [expected]


def test_releasing_every_place_leaves_no_level_that_needs_one(page: Page) -> None:
    assert run(page, ("?lang=fr&place=02&level=commune", "release")) == ["?lang=fr&level=province"]
    assert run(page, ("?lang=fr&place=02,national", "release")) == ["?lang=fr"]


@pytest.mark.parametrize("level", LEVELS)
def test_script_and_server_frame_the_same(page: Page, level: str) -> None:
    places = ("02", "02.411", "02.411.01.01", "02.411.01.02", "02.265", "09", "national", "1997-04")
    chosen = [pair for size in (0, 1, 2) for pair in combinations(places, size)]
    steps = [(f"?place={','.join(one)}&level={level}", "frame") for one in chosen]
    found = [frame or COUNTRY for frame in run(page, *steps)]
    assert found == [frame_of(one, level) for one in chosen]


@pytest.mark.parametrize(
    ("before", "codes", "add", "after"),
    [
        ("", ["02", "09"], False, "place=02,09"),
        ("place=05,national", ["02", "09"], False, "place=02,09"),
        ("place=05,national", ["02", "05"], True, "place=national,02,05"),
        ("place=02&level=province", ["02.113", "02.411"], False, "place=02.113,02.411"),
        ("place=02&level=province", ["02.113"], True, "place=02.113"),
        ("place=02.411", ["02"], True, "place=02"),
        ("place=02&select=A&offset=20", ["02"], True, "place=02"),
    ],
)
def test_what_was_drawn_around_becomes_the_choice(
    page: Page, before: str, codes: list[str], *, add: bool, after: str
) -> None:
    step = [f"?lang=fr&{before}", "choosePlaces", codes, add]
    (found,) = page.evaluate(RUN, [step])
    level = "&level=province" if "level" in before else ""
    assert sorted(found[1:].split("&")) == sorted(f"lang=fr&{after}{level}".split("&"))


@pytest.mark.parametrize(
    ("add", "after"), [(False, "sector=health"), (True, "sector=governance,health")]
)
def test_values_of_a_chart_are_chosen_together(page: Page, *, add: bool, after: str) -> None:
    step = ["?lang=fr&sector=governance", "chooseValues", "sector", ["health"], add]
    assert page.evaluate(RUN, [step]) == [f"?lang=fr&{after}"]
