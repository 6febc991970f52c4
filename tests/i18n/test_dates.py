from __future__ import annotations

import pytest

from i18n.catalogues import Translator
from i18n.dates import format_date, format_period

Date = tuple[str, str]

DAY: Date = ("2023-08-05", "day")
MONTH: Date = ("2024-02", "month")
UNKNOWN: Date = ("", "")


@pytest.mark.parametrize(
    ("iso", "precision", "lang", "expected"),
    [
        ("2023-08-05", "day", "ar", "5 غشت 2023"),
        ("2023-08-05", "day", "fr", "5 août 2023"),
        ("2023-08-05", "day", "en", "5 August 2023"),
        ("2023-08-01", "day", "fr", "1er août 2023"),
        ("2023-08-11", "day", "fr", "11 août 2023"),
        ("2023-08-01", "day", "en", "1 August 2023"),
        ("2023-08", "month", "ar", "غشت 2023"),
        ("2023-08-05", "month", "fr", "août 2023"),
        ("2020", "year", "ar", "2020"),
        ("2020-01-01", "year", "en", "2020"),
        ("", "", "fr", ""),
    ],
)
def test_a_date_is_no_more_precise_than_its_source(
    iso: str, precision: str, lang: str, expected: str
) -> None:
    assert format_date(iso, precision, lang) == expected


@pytest.mark.parametrize(
    ("month", "name"), [("01", "يناير"), ("05", "ماي"), ("07", "يوليوز"), ("12", "دجنبر")]
)
def test_months_have_their_moroccan_names(month: str, name: str) -> None:
    assert format_date(f"2024-{month}", "month", "ar") == f"{name} 2024"


@pytest.mark.parametrize(
    ("start", "end", "lang", "expected"),
    [
        (("2020", "year"), ("2023", "year"), "en", "2020–2023"),
        (("2020", "year"), ("2023", "year"), "ar", "من 2020 إلى 2023"),
        (DAY, MONTH, "fr", "5 août 2023 – février 2024"),
        (DAY, DAY, "fr", "5 août 2023"),
        (DAY, UNKNOWN, "en", "since 5 August 2023"),
        (DAY, UNKNOWN, "fr", "depuis le 5 août 2023"),
        (MONTH, UNKNOWN, "fr", "depuis février 2024"),
        (UNKNOWN, MONTH, "ar", "إلى غاية فبراير 2024"),
        (UNKNOWN, UNKNOWN, "fr", ""),
    ],
)
def test_periods(start: Date, end: Date, lang: str, expected: str) -> None:
    translator = Translator(lang)
    assert format_period(start, end, translator) == expected
    assert translator.period(start, end) == expected


def test_what_is_not_a_date_is_an_error() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        format_date("spring", "day", "fr")
    with pytest.raises(KeyError, match="decade"):
        format_date("2020", "decade", "fr")
