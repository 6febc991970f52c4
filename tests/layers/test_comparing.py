from __future__ import annotations

import pytest

from geodata.comparing import compare, multiples
from geodata.record import Record
from layers.comparing import (
    ComparisonDescription,
    MultiplesDescription,
    RegionFigure,
    describe_comparison,
    describe_multiples,
)
from layers.reading import Reading
from tests.geodata.counting_factories import view_of
from tests.ui.services import example, make_services, missing_values, no_activities, one_activity
from ui.services import Services

LANGUAGES = ["ar", "fr", "en"]


def reading_of(query: str, lang: str, services: Services | None = None) -> Reading:
    services = services or example()
    view = view_of(services.catalogue, f"lang={lang}&{query}")
    answer = services.catalogue.answer(view)
    return Reading(answer, services.catalogue, services.translators[lang])


def comparison(
    *keys: str, query: str = "", lang: str = "en", services: Services | None = None
) -> ComparisonDescription:
    reading = reading_of(query, lang, services)
    found = compare(reading.catalogue, reading.answer.view, keys)
    return describe_comparison(reading, found)


def maps(
    across: str, query: str = "", lang: str = "en", services: Services | None = None
) -> MultiplesDescription:
    reading = reading_of(query, lang, services)
    found = multiples(reading.catalogue, reading.answer.view, across)
    return describe_multiples(reading, across, found)


def test_two_sides_are_told_apart_in_words() -> None:
    assert comparison("place:02", "place:09").sentences == (
        "02 en has 2 activities more than 09 en.",
        "02 en has 1 programme more than 09 en.",
        "02 en has 1 organisation more than 09 en.",
        "Sectors that both have: Text and Text 2.",
        "Programmes that both have: Text m4sd.",
        "Programmes only in 02 en: Text depomi.",
        "Organisations that both have: Text iom.",
        "Organisations only in 02 en: Text eu.",
    )


def test_equal_sides_and_more_than_two() -> None:
    first = comparison("place:01", "place:09").sentences[0]
    assert first == "01 en and 09 en: 1 activity each."
    first = comparison("place:01", "place:02", "place:09").sentences[0]
    assert first == "Most: 02 en (3 activities); fewest: 01 en and 09 en (1 activity)."


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fr", "02 fr compte 2 activités de plus que 09 fr."),
        ("en", "02 en has 2 activities more than 09 en."),
    ],
)
def test_plurals_follow_the_language(lang: str, sentence: str) -> None:
    assert comparison("place:02", "place:09", lang=lang).sentences[0] == sentence


def test_arabic_has_its_dual() -> None:
    assert "نشاطان أكثر" in comparison("place:02", "place:09", lang="ar").sentences[0]


def test_a_side_without_activities_is_never_zero() -> None:
    described = comparison("place:02", "place:12")
    assert described.sentences[0].startswith("12 en: no activity in our sources")
    assert [cell.text for cell in described.sections[0].rows[0].cells] == ["3", "–"]


def test_sides_share_one_scale() -> None:
    glance = comparison("place:02", "place:09").sections[0]
    assert [cell.share for cell in glance.rows[0].cells] == [1, pytest.approx(1 / 3)]
    steps = dict(comparison("place:02", "place:09").columns[0].regions.tokens)
    assert steps["02"] == "step-5"
    assert dict(comparison("place:02", "place:09").columns[1].regions.tokens)["02"] != "step-5"


def test_a_period_is_named_by_its_years() -> None:
    columns = comparison("period:2018-2020", "period:2021-2021").columns
    assert [one.name for one in columns] == ["2018–2020", "2021"]


def test_small_maps_share_one_scale_and_say_what_is_elsewhere() -> None:
    described = maps("sector")
    governance = described.maps[0]
    assert governance.text == "3 activities"
    assert governance.map.elsewhere == (RegionFigure("national", "National", "1"),)
    assert dict(governance.map.tokens)["02"] == "step-5"
    assert [step.text for step in described.legend] == ["1", "2 and more"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("record", [no_activities(), one_activity(), missing_values()])
def test_any_record_can_be_described(record: Record, lang: str) -> None:
    services = make_services(record)
    keys = ("place:02", "programme:m4sd", "period:2016-2018", "sector:governance")
    described = comparison(*keys, query="count=allocated", lang=lang, services=services)
    assert len(described.columns) == len(keys)
    for across in ("phase", "sector", "year"):
        assert maps(across, lang=lang, services=services).maps is not None
