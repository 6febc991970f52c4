"""Codes, levels and names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import BoundaryError
from geodata.gazetteer import (
    COUNTRY,
    LEVELS,
    Gazetteer,
    Unit,
    all_codes,
    ancestor,
    is_former,
    level_of,
    load_gazetteer,
    parent_of,
)

ARABIC = re.compile(r"[\u0621-\u064a -]+")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def unit(code: str, population_2014: int | None = 1, population_2024: int | None = 2) -> Unit:
    return Unit(code, "ا", "A", "A", population_2014, population_2024)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("MA", "country"),
        ("02", "region"),
        ("02.411", "province"),
        ("02.411.01.01", "commune"),
        ("06.141.01.0", "commune"),
        ("1997-04", "former_region"),
    ],
)
def test_level_follows_from_the_shape_of_the_code(code: str, level: str) -> None:
    assert level_of(code) == level


@pytest.mark.parametrize(
    "code",
    ["", "2", "002", "02.41", "02.411.01", "ma", "02.411.01.01.1", "٠٢", "1997-4", "2015-04"],
)
def test_a_code_of_no_shape_is_named(code: str) -> None:
    with pytest.raises(BoundaryError, match=re.escape(repr(code))):
        level_of(code)


def test_ancestors_follow_the_prefix() -> None:
    found = [ancestor("02.411.01.01", level) for level in ("country", *LEVELS)]
    assert found == ["MA", "02", "02.411", "02.411.01.01"]


def test_a_code_has_no_ancestor_finer_than_itself() -> None:
    assert [ancestor("02", "province"), ancestor("MA", "region")] == [None, None]


def test_an_unknown_level_is_named() -> None:
    with pytest.raises(BoundaryError, match="'cercle'"):
        ancestor("02", "cercle")


def test_parents_lead_up_to_the_country() -> None:
    assert [parent_of(c) for c in ("02.411.01.01", "02.411", "02", "MA")] == [
        "02.411", "02", "MA", None,
    ]  # fmt: skip


@given(
    st.from_regex(r"[0-9]{2}(\.[0-9]{3}(\.[0-9]{2}\.[0-9]{1,2})?)?", fullmatch=True),
    st.sampled_from(LEVELS),
)
def test_an_ancestor_is_a_prefix_at_its_level(code: str, level: str) -> None:
    found = ancestor(code, level)
    assert found is None or (code.startswith(found) and level_of(found) == level)


def test_counts_of_the_levels(gazetteer: Gazetteer) -> None:
    counts = {level: len(gazetteer.codes(level)) for level in ("country", *LEVELS)}
    assert counts == {"country": 1, "region": 12, "province": 75, "commune": 1503}


def test_codes_are_sorted_and_of_their_level(gazetteer: Gazetteer) -> None:
    for level in LEVELS:
        codes = gazetteer.codes(level)
        assert list(codes) == sorted(set(codes))
        assert {level_of(code) for code in codes} == {level}


def test_every_parent_exists(gazetteer: Gazetteer) -> None:
    codes = [code for level in LEVELS for code in gazetteer.codes(level)]
    assert [code for code in codes if not gazetteer.exists(parent_of(code) or "")] == []


def test_names_are_complete(gazetteer: Gazetteer) -> None:
    for level in ("country", *LEVELS):
        for code in gazetteer.codes(level):
            names = [gazetteer.name(code, lang) for lang in ("ar", "fr", "en")]
            assert [name.strip() for name in names] == names
            assert all(names)
            assert ARABIC.fullmatch(names[0])
            assert not ARABIC.search(names[1].replace(" ", "").replace("-", ""))


def test_names_of_regions(gazetteer: Gazetteer) -> None:
    found = [(gazetteer.name("01", lang)) for lang in ("ar", "fr", "en")]
    assert found == [
        "طنجة-تطوان-الحسيمة",
        "Tanger-Tétouan-Al Hoceïma",
        "Tangier-Tétouan-Al Hoceïma",
    ]
    assert gazetteer.name("02", "ar") == "الشرق"
    assert gazetteer.name("10", "ar") == "كلميم-واد نون"
    assert gazetteer.name("07", "en") == "Marrakesh-Safi"


def test_english_uses_the_french_name_below_regions(gazetteer: Gazetteer) -> None:
    below = [*gazetteer.codes("province"), *gazetteer.codes("commune")]
    assert [c for c in below if gazetteer.name(c, "en") != gazetteer.name(c, "fr")] == []


def test_names_of_the_country(gazetteer: Gazetteer) -> None:
    assert [gazetteer.name(COUNTRY, lang) for lang in ("ar", "fr", "en")] == [
        "المغرب", "Maroc", "Morocco",
    ]  # fmt: skip


def test_populations_are_the_published_totals(gazetteer: Gazetteer) -> None:
    assert gazetteer.population(COUNTRY, 2014) == 33_848_242
    assert gazetteer.population(COUNTRY, 2024) == 36_828_330


@pytest.mark.parametrize("year", [2014, 2024])
def test_populations_add_up_at_every_level(gazetteer: Gazetteer, year: int) -> None:
    for level in LEVELS:
        counts = [gazetteer.population(code, year) or 0 for code in gazetteer.codes(level)]
        assert sum(counts) == gazetteer.population(COUNTRY, year)


def test_communes_without_a_count_in_2014_are_missing_not_zero(gazetteer: Gazetteer) -> None:
    uncounted = [c for c in gazetteer.codes("commune") if gazetteer.population(c, 2014) is None]
    assert [gazetteer.name(code, "fr") for code in uncounted] == [
        "Lagouira", "Aghouinite", "Zoug", "Mijik",
    ]  # fmt: skip


def test_unknown_codes_languages_years_and_levels_are_named(gazetteer: Gazetteer) -> None:
    assert not gazetteer.exists("13")
    with pytest.raises(BoundaryError, match="'13'"):
        gazetteer.name("13", "fr")
    with pytest.raises(BoundaryError, match="'es'"):
        gazetteer.name("02", "es")
    with pytest.raises(BoundaryError, match="2004"):
        gazetteer.population("02", 2004)
    with pytest.raises(BoundaryError, match="'cercle'"):
        gazetteer.codes("cercle")


def test_former_regions_lie_in_the_country_and_in_nothing_of_today(gazetteer: Gazetteer) -> None:
    codes = gazetteer.codes("former_region")
    assert codes == tuple(f"1997-{number:02}" for number in range(1, 17))
    assert all(map(is_former, codes))
    assert {ancestor(code, level) for code in codes for level in LEVELS} == {None}
    assert {(ancestor(code, "country"), parent_of(code)) for code in codes} == {("MA", "MA")}


def test_names_of_former_regions_have_their_years(gazetteer: Gazetteer) -> None:
    assert gazetteer.exists("1997-04")
    assert gazetteer.name("1997-04", "fr").endswith(" (1997–2015)")
    assert gazetteer.name("1997-04", "ar").endswith(" (\u20661997–2015\u2069)")


def test_former_regions_went_to_regions_of_today(gazetteer: Gazetteer) -> None:
    regions = set(gazetteer.codes("region"))
    former = [gazetteer.former(code) for code in gazetteer.codes("former_region")]
    assert [
        region.code for region in former if not {*region.today} or {*region.today} - regions
    ] == []
    assert {code for region in former for code in region.today} == regions
    with pytest.raises(BoundaryError, match="'02'"):
        gazetteer.former("02")


def test_all_codes_are_those_that_exist(gazetteer: Gazetteer) -> None:
    codes = all_codes(gazetteer)
    assert len(codes) == 1 + 12 + 75 + 1503 + 16
    assert all(map(gazetteer.exists, codes))


def test_a_code_given_twice_is_refused() -> None:
    with pytest.raises(BoundaryError, match="2 units with 1 codes"):
        Gazetteer([unit("02"), unit("02")])


def test_a_missing_file_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match=r"cli\.py build"):
        load_gazetteer(tmp_path)
