from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.view_state import Ignored, ViewState, Vocabulary, parse_view
from tests.geodata.counting_factories import VALUES

VOCABULARY = Vocabulary({**VALUES, "theme_park": ("rides",)})


def parsed(query: str | Mapping[str, str]) -> ViewState:
    view, ignored = parse_view(query, VOCABULARY)
    assert ignored == ()
    return view


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ViewState()),
        ("?lang=ar", ViewState(lang="ar")),
        ("lang=&place=&from=", ViewState()),
        ("place=09,02", ViewState(place=("02", "09"))),
        ("place=09&place=02,09", ViewState(place=("02", "09"))),
        ("place=02%2C09", ViewState(place=("02", "09"))),
        ("place=02%2E411", ViewState(place=("02.411",))),
        ("place=+02+,09", ViewState(place=("02", "09"))),
        ("from=2019&to=2019", ViewState(from_year=2019, to_year=2019)),
        ("level=commune&count=allocated", ViewState(level="commune", count="allocated")),
        ("count=touches&count=touches", ViewState(count="touches")),
        ("story=~my-seminar:2", ViewState(story="~my-seminar:2")),
        ("story=~~my-seminar:2", ViewState()),
        ("story=~:2", ViewState()),
        ("theme_park=rides", ViewState(more=(("theme_park", ("rides",)),))),
    ],
)
def test_queries_are_understood(query: str, expected: ViewState) -> None:
    assert parsed(query) == expected


def test_a_mapping_is_understood_like_a_query() -> None:
    assert parsed({"place": "09,02", "from": "2020"}) == parsed("place=02,09&from=2020")


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("place=02,nowhere", (Ignored("place", "nowhere", "unknown_value"),)),
        ("lang=de", (Ignored("lang", "de", "unknown_value"),)),
        ("colour=red", (Ignored("colour", "red", "unknown_parameter"),)),
        ("from=soon", (Ignored("from", "soon", "not_a_year"),)),
        ("to=20²4", (Ignored("to", "20²4", "not_a_year"),)),
        ("to=99999", (Ignored("to", "99999", "not_a_year"),)),
        ("from=2019&from=2020", (Ignored("from", "2020", "repeated"),)),
        ("level=region&level=commune", (Ignored("level", "commune", "repeated"),)),
        (
            "from=2022&to=2020",
            (Ignored("from", "2022", "period_reversed"), Ignored("to", "2020", "period_reversed")),
        ),
    ],
)
def test_what_is_not_understood_is_named(query: str, ignored: tuple[Ignored, ...]) -> None:
    assert parse_view(query, VOCABULARY)[1] == ignored


def test_a_reversed_period_is_left_aside_whole() -> None:
    assert parse_view("from=2022&to=2020", VOCABULARY)[0] == ViewState()


def test_a_long_unknown_value_is_shortened() -> None:
    [ignored] = parse_view("place=" + "x" * 5000, VOCABULARY)[1]
    assert ignored.value == "x" * 79 + "…"


@given(st.text() | st.text(st.characters()) | st.text(alphabet="placefromto=&,;%+?0129abcf٢é"))
def test_no_text_raises(query: str) -> None:
    view, _ = parse_view(query, VOCABULARY)
    assert parsed(view.to_query()) == view


@given(st.dictionaries(st.sampled_from((*VALUES, "from", "to", "lang", "x")), st.text()))
def test_no_mapping_raises(query: dict[str, str]) -> None:
    view, _ = parse_view(query, VOCABULARY)
    assert parsed(view.to_query()) == view


@pytest.mark.parametrize("query", ["select=\ud800", {"select": "\ud800"}])
def test_half_a_character_is_replaced(query: str | Mapping[str, str]) -> None:
    assert parsed(query).to_query() == "lang=fr&select=%3F"


@pytest.mark.parametrize("offset", ["-1", "x", "1e3", "٣"])
def test_an_offset_that_is_no_number_is_left_aside(offset: str) -> None:
    view, ignored = parse_view({"offset": offset}, VOCABULARY)
    assert view.offset == 0
    assert ignored == (Ignored("offset", offset, "not_a_number"),)


def test_what_is_open_and_where_the_table_stands_are_part_of_the_address() -> None:
    view = parsed("offset=20&select=B")
    assert (view.select, view.offset) == ("B", 20)
    assert view.to_query() == "lang=fr&select=B&offset=20"


@st.composite
def queries(draw: st.DrawFn) -> str:
    parts = [
        f"{key}={','.join(draw(st.lists(st.sampled_from(values))))}"
        for key, values in VALUES.items()
    ]
    first, last = sorted(draw(st.lists(st.integers(1900, 2100), min_size=2, max_size=2)))
    choices = [
        f"lang={draw(st.sampled_from(('ar', 'fr', 'en')))}",
        f"level={draw(st.sampled_from(('region', 'province', 'commune')))}",
        f"count={draw(st.sampled_from(('distinct', 'touches', 'allocated')))}",
        f"from={first}",
        f"to={last}",
    ]
    return "&".join(draw(st.permutations([*parts, *choices])))


@given(queries())
def test_a_view_survives_its_address(query: str) -> None:
    view = parsed(query)
    assert parsed(view.to_query()) == view
    assert parsed("?" + view.to_query()) == view


def test_an_address_is_short_readable_and_stable() -> None:
    view = parsed("count=touches&from=2019&sector=employment&place=02.411,02")
    assert view.to_query() == "lang=fr&place=02,02.411&sector=employment&from=2019&count=touches"
    assert ViewState().to_query() == "lang=fr"


def test_ids_with_other_characters_are_encoded() -> None:
    view = ViewState(sector=("a&b", "é,"))
    assert view.to_query() == "lang=fr&sector=a%26b,%C3%A9%2C"


def test_additional_list_parameters_travel_along() -> None:
    view = parsed("theme_park=rides&place=02")
    assert view.chosen("theme_park") == ("rides",)
    assert view.to_query() == "lang=fr&place=02&theme_park=rides"


def test_with_changes_a_copy() -> None:
    view = ViewState(place=("02",))
    assert view.with_(place=()) == ViewState()
    assert view == ViewState(place=("02",))


def test_a_field_by_a_wrong_name_is_an_error() -> None:
    with pytest.raises(TypeError, match="'levl'"):
        ViewState().with_(levl="province")


def test_values_of_an_additional_filter_are_kept_and_taken_away() -> None:
    view = ViewState().with_(funder=("eu",))
    assert view.chosen("funder") == ("eu",)
    assert view.with_(funder=()) == ViewState()


def test_a_step_of_a_story_of_the_browser_is_written_as_it_was_read() -> None:
    assert parsed("story=~my-seminar:2").to_query() == "lang=fr&story=~my-seminar%3A2"
