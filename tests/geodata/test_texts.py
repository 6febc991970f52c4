"""Readers of a language that the record has no texts in read it in another."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata import texts
from geodata.record import Record
from geodata.texts import in_every_language
from i18n.languages import TABLE, Language, texts_of

SPANISH = {**TABLE, "es": Language("Español", "es_ES", ("one", "other"), "fr")}


@pytest.fixture
def _spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("i18n.languages.TABLE", SPANISH)
    monkeypatch.setattr(texts, "LANGUAGES", tuple(SPANISH))


def record(**columns: str) -> Record:
    return Record.from_tables({"sectors": pd.DataFrame([{"id": "health", **columns}])})


def test_a_record_is_left_as_it_is_where_every_language_has_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "LANGUAGES", ("ar", "fr", "en"))
    whole = record(name_ar="الصحة", name_fr="Santé", name_en="Health")
    assert in_every_language(whole) is whole


@pytest.mark.usefixtures("_spanish")
def test_texts_are_borrowed() -> None:
    found = in_every_language(record(name_ar="الصحة", name_fr="Santé", name_en="Health"))
    assert found.sectors["name_es"].to_list() == ["Santé"]


@pytest.mark.usefixtures("_spanish")
def test_own_texts_stay() -> None:
    own = record(name_fr="Santé")
    own.sectors["name_es"] = ["Salud"]
    assert in_every_language(own).sectors["name_es"].to_list() == ["Salud"]


@pytest.mark.usefixtures("_spanish")
def test_a_language_says_what_its_readers_read() -> None:
    assert [texts_of(lang) for lang in ("ar", "es", "tlh")] == ["ar", "fr", "tlh"]
