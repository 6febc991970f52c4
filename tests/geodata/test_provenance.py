from __future__ import annotations

import pandas as pd

from geodata.provenance import Resting, Searched, Standing, resting, searched, standing
from tests.geodata.factories import make_record, small_record_tables
from tests.ui.services import example, make_services


def test_everything_that_cites_a_source_rests_on_it() -> None:
    [rests] = resting(example().catalogue.record)
    assert rests == Resting(
        source="report",
        activities=("A", "B", "C", "D"),
        measurements=("b-people", "b-people-press", "b-women", "depomi-budget"),
        coverage=("depomi-02", "m4sd-09"),
        confidence={"high": len(example().catalogue.record.citations)},
    )


def test_nothing_rests_on_a_source_that_is_not_cited() -> None:
    cited = small_record_tables()["sources"]
    sources = pd.concat([cited, cited.assign(id="unread")])
    rests = resting(make_record(sources=sources))[1]
    assert rests == Resting("unread", (), (), (), {})


def test_a_programme_stands_by_its_own_date_and_checks() -> None:
    tables = small_record_tables()
    verified = tables["activities"]["id"].eq("A").map({True: "Ministry", False: ""})
    record = make_record(activities=tables["activities"].assign(verified_by=verified))
    assert standing(record) == (
        Standing("m4sd", "2024-06-30", activities=3, validated=1, documents=1),
        Standing("depomi", "2024-06-30", activities=1, validated=0, documents=1),
    )


def test_a_region_tells_what_was_searched_for_it() -> None:
    known = {one.region: one for one in searched(example().catalogue)}
    assert known["02"] == Searched("02", 3, 1, searches=("press",), general=())
    assert known["12"] == Searched("12", 0, 0, searches=(), general=())


def test_a_search_of_the_whole_country_is_general() -> None:
    searches = small_record_tables()["searches"].assign(scope="")
    catalogue = make_services(make_record(searches=searches)).catalogue
    assert {one.general for one in searched(catalogue)} == {("press",)}
