from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from geodata.profile.borders import shared_borders
from geodata.profile.contents import Contents, ancestors, children
from geodata.profile.subject import PARAMETERS, Subject, find_subject, subject_of_figure
from geodata.view_state import ViewState
from tests.geodata.counting_factories import example, with_rows
from tests.geodata.factories import FORMER_CODE

CATALOGUE = example()
VOCABULARY = CATALOGUE.vocabulary
ABOUT_ACTIVITIES = (
    "activities",
    "activity_phases",
    "activity_locations",
    "activity_sectors",
    "activity_organisations",
    "measurements",
)


def contents(kind: str, id_: str) -> Contents:
    subject = Subject(kind, id_)
    return Contents(CATALOGUE, subject, subject.within(ViewState()))


@pytest.mark.parametrize(
    ("key", "level"),
    [
        ("place:02", "region"),
        ("place:02.411", "province"),
        ("place:02.411.01.01", "commune"),
        (f"place:{FORMER_CODE}", "former_region"),
        ("programme:depomi", "programme"),
        ("phase:m4sd-3", "phase"),
        ("sector:governance", "sector"),
    ],
)
def test_a_subject_is_found_by_its_key(key: str, level: str) -> None:
    found = find_subject(key, VOCABULARY)
    assert found is not None
    assert (found.key, found.level) == (key, level)


@pytest.mark.parametrize(
    "key", ["", "place", "place:", "place:99", "place:MA", "place:national", "place:former", "x:02"]
)
def test_what_nobody_knows_is_no_subject(key: str) -> None:
    assert find_subject(key, VOCABULARY) is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_search_for_a_subject(text: str) -> None:
    found = find_subject(text, VOCABULARY)
    assert found is None or found.key == text.strip()


def test_a_figure_has_the_profile_of_what_it_counts() -> None:
    found = [
        subject_of_figure(*figure, VOCABULARY)
        for figure in (("region", "02"), ("province", "02.411"), ("region", "national"),
                       ("year", "2021"), ("programme", "depomi"))
    ]  # fmt: skip
    assert [one.key if one else None for one in found] == [
        "place:02", "place:02.411", None, None, "programme:depomi",
    ]  # fmt: skip


def test_the_view_of_a_subject_keeps_language_and_presentation_alone() -> None:
    asked = ViewState(lang="ar", boundary="un", sector=("health",), count="touches")
    shown = Subject("organisation", "iom").within(asked)
    assert shown == ViewState(lang="ar", boundary="un", org=("iom",))


def test_places_that_share_a_line_are_neighbours() -> None:
    shapes = {
        "a": box(0, 0, 1, 1),
        "b": box(1, 0, 2, 1),
        "c": box(2, 1, 3, 2),
        "d": box(9, 9, 10, 10),
    }
    assert shared_borders(shapes) == {"a": ("b",), "b": ("a",), "c": (), "d": ()}


def test_a_place_knows_what_it_lies_in_and_what_lies_in_it() -> None:
    assert ancestors("02.411.01.01") == ("MA", "02", "02.411")
    assert ancestors(FORMER_CODE) == ("MA",)
    assert children(CATALOGUE, "02") == ("02.265", "02.411")
    assert children(CATALOGUE, "02.411") == ("02.411.01.01", "02.411.01.02")
    assert children(CATALOGUE, "02.411.01.01") == ()


def test_rows_hold_what_lies_in_the_subject() -> None:
    region = contents("place", "02")
    assert [(row.id, row.value) for row in region.rows("commune")] == [("02.411.01.01", 1)]
    assert [row.id for row in region.rows("region")] == ["02"]
    assert region.answer.totals.activities == 3


def test_a_programme_has_its_own_phases_alone() -> None:
    phases = CATALOGUE.record.phases
    for programme in CATALOGUE.vocabulary.lists["programme"]:
        own = set(phases["id"][phases["programme"] == programme])
        assert {row.id for row in contents("programme", programme).rows("phase")} <= own


def test_what_acts_nationally_is_beside_the_place() -> None:
    nationwide = contents("place", "02").nationwide
    assert [one["id"] for one in nationwide.activities] == ["C"]


def test_an_organisation_has_every_role_it_plays() -> None:
    links = CATALOGUE.record.activity_organisations
    for id_ in set(links["organisation"]):
        expected = set(links["role"][links["organisation"] == id_])
        assert set(contents("organisation", id_).roles[id_]) == expected


@pytest.mark.parametrize("kind", PARAMETERS)
def test_nothing_recorded_is_no_error(kind: str) -> None:
    catalogue = with_rows(**{table: [] for table in ABOUT_ACTIVITIES})
    for id_ in catalogue.vocabulary.lists[PARAMETERS[kind]]:
        subject = find_subject(f"{kind}:{id_}", catalogue.vocabulary)
        if subject:
            empty = Contents(catalogue, subject, subject.within(ViewState()))
            assert (empty.activities, empty.leading.sectors, empty.roles) == ((), (), {})
