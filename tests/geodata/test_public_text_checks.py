import pytest

from geodata.gazetteer import Gazetteer, Unit
from geodata.public_text_checks import check_public_texts
from geodata.record_rows import as_rows
from tests.geodata.factories import as_table

NAMES = {
    "MA": ("المغرب", "Maroc", "Morocco"),
    "01": ("طنجة-تطوان-الحسيمة", "Tanger-Tétouan-Al Hoceïma", "Tangier-Tétouan-Al Hoceïma"),
    "02": ("الشرق", "Oriental", "Oriental"),
    "01.511": ("طنجة-أصيلة", "Tanger-Assilah", "Tanger-Assilah"),
    "01.511.01.0": ("طنجة", "Tanger", "Tanger"),
    "02.113": ("بركان", "Berkane", "Berkane"),
    "02.113.01.09": ("بركان", "Berkane", "Berkane"),
    "02.411": ("وجدة-أنجاد", "Oujda-Angad", "Oujda-Angad"),
    "02.411.01.23": ("وجدة", "Oujda", "Oujda"),
}
GAZETTEER = Gazetteer(Unit(code, *names, 1, 1) for code, names in NAMES.items())


def named(
    text: str, *places: tuple[str, str], column: str = "summary_fr", site: str = ""
) -> list[str]:
    """Return the names found in a text of an activity, placed by code and public precision."""
    locations = [
        {"activity": "A", "code": code, "public_precision": shown, "site_fr": site,
         "site_en": site}
        for code, shown in places
    ]  # fmt: skip
    tables = {
        "activities": as_table("activities", [{"id": "A", column: text}]),
        "activity_locations": as_table("activity_locations", locations),
        "measurements": as_table("measurements", []),
    }
    return [found.found for found in check_public_texts(as_rows(tables), GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "shown", "expected"),
    [
        ("Un centre à Oujda.", "region", ["Oujda"]),
        ("Un centre à Oujda.", "national", ["Oujda"]),
        ("Un centre à Oujda.", "province", ["Oujda"]),
        ("Un centre à Oujda.", "commune", []),
        ("La préfecture d’Oujda-Angad.", "province", []),
        ("La préfecture d'Oujda Angad.", "region", ["Oujda-Angad"]),
        ("Dans l’Oriental.", "region", []),
        ("Dans l’Oriental.", "national", ["Oriental"]),
        ("Les Oujdais.", "region", []),
        ("À Berkane.", "region", []),
    ],
)
def test_names_finer_than_may_be_shown(text: str, shown: str, expected: list[str]) -> None:
    assert named(text, ("02.411.01.23", shown)) == expected


@pytest.mark.parametrize("text", ["مركز بوجدة", "مركز وجدة", "في وجدة ووجدة"])
def test_arabic_names_with_the_words_that_are_written_on_to_them(text: str) -> None:
    assert named(text, ("02.411.01.23", "region"), column="title_ar") == ["وجدة"]


def test_the_name_of_a_region_may_hold_that_of_a_town() -> None:
    text = "Dans la région Tanger - Tetouan - Al Hoceima"
    assert named(text, ("01.511.01.0", "region")) == []
    assert named(f"{text}, à Tanger", ("01.511.01.0", "region")) == ["Tanger"]


def test_a_province_may_have_the_name_of_its_town() -> None:
    assert named("La province de Berkane", ("02.113.01.09", "province")) == []


def test_places_within_the_known_one() -> None:
    assert named("À Oujda", ("02.411", "region")) == ["Oujda"]


def test_what_is_known_no_finer_hides_nothing() -> None:
    assert named("À Oujda", ("02", "region")) == []


def test_a_site_tells_where_it_is() -> None:
    assert named("À Oujda", ("02", "region"), site="Gare d’Oujda") == ["Oujda"]


def test_what_one_place_shows_another_may_not_hide() -> None:
    places = ("02.411.01.23", "commune"), ("02.411", "region")
    assert named("À Oujda", *places) == []


@pytest.mark.parametrize("shown", ["commune", "region"])
def test_a_site_that_is_not_shown_is_not_named(shown: str) -> None:
    place = ("02.411.01.23", shown)
    assert named(
        "Une unité au centre de santé Essalam.", place, site="Centre de santé Essalam"
    ) == ["Centre de santé Essalam"]


def test_a_site_that_is_shown_or_only_a_town_may_be_named() -> None:
    place = "02.411.01.23"
    assert named("Au centre Essalam.", (place, "site"), site="Centre Essalam") == []
    assert named("Une rencontre à Oujda.", (place, "commune"), site="Oujda") == []
