from typing import Any

import pytest

from tests.geodata.counting_factories import figures, matching, selected, with_rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("from=2017&to=2020", "AB"),
        ("from=2018&to=2019", ""),
        ("to=2016", "A"),
        ("from=2024", "D"),
        ("from=2025", ""),
        ("from=1900&to=2100", "ABD"),
    ],
)
def test_a_period_matches_by_overlap_and_leaves_undated_activities_out(
    query: str, expected: str
) -> None:
    assert matching(query) == expected


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        ({"start": "2020-03", "end": "2022"}, {"2020": 1, "2021": 1, "2022": 1}),
        ({"start": "2020-03", "status": "done"}, {"2020": 1}),
        ({"start": "2023", "status": "ongoing"}, {"2023": 1, "2024": 1}),
        ({"start": "2026", "status": "ongoing"}, {"2026": 1}),
        ({"end": "2021-05", "status": "done"}, {"2021": 1}),
        ({"status": "ongoing"}, {"undated": 1}),
    ],
)
def test_an_activity_covers_its_years(dates: dict[str, Any], years: dict[str, float]) -> None:
    catalogue = with_rows(activities=[{"id": "A", "programme": "m4sd", **dates}])
    assert figures("", "year", catalogue) == years


def test_an_ongoing_activity_lasts_until_the_data_of_its_own_programme() -> None:
    ongoing = {"start": "2020", "status": "ongoing"}
    programmes = [
        {"id": "m4sd", "data_as_of": "2021-03-01"},
        {"id": "depomi", "data_as_of": "2023-01-31"},
    ]
    activities = [
        {"id": "A", "programme": "m4sd", **ongoing},
        {"id": "B", "programme": "depomi", **ongoing},
    ]
    catalogue = with_rows(programmes=programmes, activities=activities)
    assert figures("", "year", catalogue) == {"2020": 2, "2021": 2, "2022": 1, "2023": 1}


def test_the_years_of_the_period_are_selected() -> None:
    assert selected("from=2022&to=2023", "year") == ["2022", "2023"]
    assert selected("to=2017", "year") == ["2016", "2017"]
