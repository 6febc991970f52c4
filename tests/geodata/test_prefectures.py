"""The provinces that are prefectures."""

from __future__ import annotations

from geodata.gazetteer import load_gazetteer
from geodata.prefectures import prefectures


def test_thirteen_of_the_provinces_are_prefectures() -> None:
    provinces = load_gazetteer().codes("province")
    assert len(prefectures()) == 13
    assert prefectures() <= set(provinces)


def test_cities_are_prefectures_and_their_hinterland_is_not() -> None:
    names = {load_gazetteer().name(code, "fr") for code in prefectures()}
    assert {"Casablanca", "Rabat", "Fès", "Marrakech", "Oujda-Angad"} <= names
    assert "Figuig" not in names
