from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.catalogue import build_catalogue
from geodata.gazetteer import FormerRegion, Gazetteer, Unit
from geodata.search import KINDS, Engine, build_engine
from tests.geodata.counting_factories import public
from tests.geodata.factories import CODES, make_record, small_record_tables

NAMES = {
    "MA": ("المغرب", "Maroc", "Morocco"),
    "01": ("طنجة", "Tanger", "Tangier"),
    "02": ("الشرق", "Oriental", "Oriental"),
    "02.411": ("وجدة-أنجاد", "Oujda-Angad", "Oujda-Angad"),
    "02.411.01.01": ("وجدة", "Oujda", "Oujda"),
    "01.051": ("وجدة-أنجاد", "Oujda-Angad", "Oujda-Angad"),
}
FORMER = FormerRegion(
    "1997-04",
    {"ar": "الجهة الشرقية", "fr": "Oriental", "en": "Oriental"},
    ("Eastern Region",),
    ("02",),
    dict.fromkeys(("ar", "fr", "en"), "note"),
)


@cache
def engine(title: str = "Atelier à Oujda") -> Engine:
    units = (
        Unit(code, *NAMES.get(code, (code, code, code)), 1, 1) for code in sorted({*CODES, "MA"})
    )
    gazetteer = Gazetteer(units, [FORMER])
    tables = small_record_tables()
    activities = tables["activities"].copy()
    activities.loc[activities.index[0], "title_fr"] = title
    organisations = tables["organisations"].assign(aliases="", iati_id="")
    organisations.loc[organisations.index[0], ["aliases", "iati_id"]] = ["OIM", "XM-DAC-47066"]
    record = make_record(activities=activities, organisations=organisations)
    return build_engine(build_catalogue(public(record), gazetteer))


def found(query: str, limit: int = 8) -> list[tuple[str, str]]:
    return [(hit.kind, hit.id) for hits in engine().search(query, limit).values() for hit in hits]


def test_a_whole_name_comes_before_one_that_begins_so() -> None:
    assert found("Oujda")[:2] == [("place", "02.411.01.01"), ("place", "02.411")]


def test_the_region_of_today_comes_before_the_former_one() -> None:
    assert found("Oriental")[:2] == [("place", "02"), ("former_place", "1997-04")]


def test_an_old_name_leads_to_the_former_region() -> None:
    [hit] = engine().search("Eastern Region")["former_place"]
    assert (hit.id, hit.other_name) == ("1997-04", "Eastern Region")


def test_an_active_place_comes_before_another_of_the_same_name() -> None:
    assert found("Oujda-Angad") == [("place", "02.411"), ("place", "01.051")]


def test_organisations_are_found_by_acronym_alias_and_code() -> None:
    for query in ("IOM", "oim", "XM-DAC-47066"):
        assert found(query)[0] == ("organisation", "iom")


def test_the_language_of_the_query_does_not_matter() -> None:
    assert found("Tangier") == found("Tanger") == found("طنجه")


def test_a_title_is_found_by_any_of_its_words() -> None:
    assert ("activity", "A") in found("oujda atelier")


def test_a_kind_has_no_more_hits_than_asked_for() -> None:
    assert {kind: len(hits) for kind, hits in engine().search("texte", 2).items()} == {
        "programme": 2, "phase": 2, "organisation": 2, "sector": 2, "activity": 2, "indicator": 2,
    }  # fmt: skip


@pytest.mark.parametrize("query", ["", " ", "–", "qqxxzz", "l’", "\0", "%", "\ud800"])
def test_nothing_is_found_by_nothing(query: str) -> None:
    assert engine().search(query) == {}


@given(st.text(max_size=30), st.integers(1, 10))
def test_any_text_is_answered_best_first_without_repeats(query: str, limit: int) -> None:
    for kind, hits in engine().search(query, limit).items():
        assert kind in KINDS
        assert 1 <= len(hits) <= limit
        assert len({hit.id for hit in hits}) == len(hits)
        assert all(0 <= hit.score <= 500 for hit in hits)


@given(st.sampled_from([name for names in NAMES.values() for name in names]))
def test_every_beginning_of_a_name_finds_it(name: str) -> None:
    for length in range(2, len(name) + 1):
        assert found(name[:length]) != []
