import numpy as np
import pytest

from geodata.catalogue import build_catalogue
from geodata.record import Record
from geodata.view_state import ViewState
from tests.geodata.counting_factories import ask, example, figures, make_gazetteer, view_of

KEYS = ("phase", "programme", "sector", "organisation", "status", "year", "acts_at")


def test_an_answer_has_the_regions_and_the_level_of_the_view() -> None:
    assert tuple(ask("").by) == ("region", *KEYS)
    assert tuple(ask("level=province").by) == ("region", "province", *KEYS)
    assert tuple(ask("level=commune").by) == ("region", "commune", *KEYS)


def test_an_answer_has_the_levels_asked_for() -> None:
    answer = example().answer(ViewState(), levels=("province", "commune"))
    assert tuple(answer.by) == ("region", "province", "commune", *KEYS)


def test_figures_of_a_dimension_leave_its_own_filter_out_and_mark_what_is_selected() -> None:
    rows = {row.id: (row.value, row.selected) for row in ask("place=09").by["region"]}
    assert rows == {
        "01": (1, False),
        "02": (3, False),
        "09": (1, True),
        "national": (1, False),
    }
    assert figures("place=09", "sector") == {"governance": 1, "employment": 1}


def test_totals_apply_every_filter() -> None:
    totals = ask("place=02&sector=employment").totals
    assert (totals.activities, totals.programmes, totals.organisations) == (2, 2, 2)
    assert (totals.national, totals.unplaced, totals.undated) == (0, 0, 0)


def test_totals_of_everything() -> None:
    totals = ask("").totals
    assert (totals.activities, totals.programmes, totals.organisations) == (4, 2, 2)
    assert (totals.national, totals.unplaced, totals.undated) == (1, 0, 1)


def test_allocated_keeps_the_weight_of_an_activity_that_acts_elsewhere_too() -> None:
    assert ask("count=allocated&place=09").totals.activities == 1
    assert figures("count=allocated&place=09", "sector") == {"governance": 0.25, "employment": 0.75}


def test_touches_counts_every_place_of_the_matching_activities() -> None:
    assert ask("count=touches&place=09").totals.activities == 3


def test_undated_activities_are_counted_whether_or_not_a_period_is_set() -> None:
    assert ask("from=2000").totals.undated == 1
    assert ask("from=2000").totals.activities == 3


def test_sources_are_listed_only_when_asked_for() -> None:
    assert {row.source_ids for row in ask("").by["region"]} == {()}
    answer = example().answer(ViewState(), sources=True)
    assert {row.source_ids for row in answer.by["region"]} == {("report",)}


def test_values_that_a_view_may_not_take_match_nothing() -> None:
    assert example().answer(ViewState(sector=("unknown",))).totals.activities == 0


def test_matching_follows_the_order_of_the_record() -> None:
    catalogue = example()
    flags = catalogue.matching(view_of(catalogue, "place=02"))
    assert flags.tolist() == [True, True, False, True]


def test_table_rows_are_latest_first_and_undated_last() -> None:
    catalogue = example()
    ids = catalogue.record.activities["id"]
    rows = catalogue.activity_rows(ViewState())
    assert [ids[row] for row in rows] == ["D", "B", "A", "C"]
    assert catalogue.activity_rows(ViewState(), offset=1, limit=2) == rows[1:3]
    assert catalogue.activity_rows(view_of(catalogue, "place=02"), offset=3, limit=9) == []


@pytest.mark.parametrize(
    ("dimension", "id_", "expected"),
    [
        ("region", "02", "02 fr"),
        ("place", "02.411.01.01", "02.411.01.01 fr"),
        ("place", "national", "national"),
        ("programme", "m4sd", "Texte m4sd"),
        ("phase", "m4sd-2-3", "Texte m4sd-2-3"),
        ("sector", "governance", "Texte"),
        ("org", "iom", "Texte iom"),
        ("organisation", "eu", "Texte eu"),
        ("year", "2020", "2020"),
        ("status", "done", "done"),
    ],
)
def test_labels(dimension: str, id_: str, expected: str) -> None:
    assert example().label(dimension, id_, "fr") == expected


def test_the_record_and_its_date_are_at_hand() -> None:
    assert example().data_as_of == "2024-06-30"
    assert len(example().record.activities) == 4
    assert example().gazetteer.exists("02.411")


def test_vocabulary_has_every_list_parameter() -> None:
    lists = example().vocabulary.lists
    assert set(lists) == {
        *("place", "programme", "phase", "sector", "org", "status", "acts_at"),
        *("funder", "implementer", "partner", "authority", "with"),
    }
    assert lists["place"][:4] == ("01", "01.051", "02", "02.265")
    assert lists["place"][-4:] == ("national", "unplaced", "former", "1997-04")


@pytest.mark.parametrize("count", ["distinct", "touches", "allocated"])
@pytest.mark.parametrize("level", ["region", "province", "commune"])
def test_an_empty_record_has_empty_answers(count: str, level: str) -> None:
    catalogue = build_catalogue(Record.from_tables({}), make_gazetteer())
    answer = catalogue.answer(view_of(catalogue, f"count={count}&level={level}&place=02&from=2000"))
    assert answer.totals.activities == 0
    assert set(answer.by.values()) == {()}
    assert answer.totals.people == ()
    assert catalogue.activity_rows(answer.view) == []
    assert catalogue.data_as_of == ""
    assert catalogue.matching(answer.view).dtype == np.bool_


def test_the_years_of_the_record_have_no_gaps() -> None:
    assert example().years == tuple(range(2016, 2025))


def test_activities_are_known_by_id() -> None:
    assert example().has_activity("B")
    assert not example().has_activity("b-people")


def test_unknown_activities_raise() -> None:
    with pytest.raises(KeyError, match="unknown"):
        example().activity("unknown")
    with pytest.raises(IndexError, match="99"):
        example().activity(99)
