"""What a picture says around its figure, compared with the page and the record."""

from __future__ import annotations

import pandas as pd
import pytest

from exports import figures
from exports.view_words import ViewWords, source_line, view_words
from tests.exports.orders import embedded, order

EVERY_FILTER = (
    "lang=fr&place=04&programme=prim&sector=employment&status=done&acts_at=region"
    "&from=2018&to=2023&count=touches&name=Conseil"
)


def words_of(query: str, what: str = "sectors") -> ViewWords:
    asked = order(query, what)
    found = figures.figure(asked.page, what)
    assert found is not None
    return view_words(asked, found)


def test_every_filter_is_told() -> None:
    words = words_of(EVERY_FILTER)
    assert words.name == "Conseil"
    for told in ("Rabat-Salé-Kénitra", "2018–2023"):
        assert told in words.filters
    assert words.filters.count(" · ") == 5
    assert words.rule.startswith("Règle de comptage\u202f: Couples activité–lieu. Chaque couple")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "No filter: the whole record"),
        ("fr", "Aucun filtre\u202f: tout le registre"),
        ("ar", "دون تصفية: قاعدة البيانات كاملة"),
    ],
)
def test_it_is_told_that_nothing_is_filtered(lang: str, said: str) -> None:
    assert words_of(f"lang={lang}").filters == said


def test_boundaries_are_told_of_maps_alone() -> None:
    assert words_of("lang=en").boundaries == ()
    assert "High Commission for Planning" in words_of("lang=en", "map").boundaries[0]


def test_sources_are_those_of_the_record_and_the_rest_is_counted() -> None:
    asked = order("lang=en&place=04", "sectors")
    words = words_of("lang=en&place=04")
    table = pd.read_csv(embedded().settings.data / "sources.csv", keep_default_na=False)
    assert {source.title for source in words.sources} <= set(table["title"])
    line = source_line(words, asked.page, 1)
    assert words.sources[0].title in line
    many = words_of("lang=en")
    rest = len(many.sources) - 1
    assert f"And {rest} more, listed at https://jihat.example.org/?lang=en&page=sources" in (
        source_line(many, asked.page, 1)
    )


def test_an_unknown_address_is_not_written() -> None:
    asked = order("lang=en", "sectors")
    found = figures.figure(asked.page, "sectors")
    assert found is not None
    nowhere = type(asked)(asked.page, "sectors", asked.made, address="https://origin.invalid/?a")
    assert view_words(nowhere, found).address == ""


SETS = "page=overlap&sets=programme:depomi,phase:m4sd-3"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Sets compared: DEPOMI and Joint programme, phase III"),
        ("fr", "Ensembles comparés\u202f: DEPOMI et Programme conjoint, phase III"),
        ("ar", "ما تجري مقارنته: تنزيل سياسات الهجرة والبرنامج المشترك، المرحلة الثالثة"),
    ],
)
@pytest.mark.parametrize("what", ["map", "overlap", "meetings"])
def test_the_sets_that_are_compared_are_told(lang: str, said: str, what: str) -> None:
    whole = words_of(f"lang={lang}").filters
    assert words_of(f"lang={lang}&{SETS}", what).filters == f"{said} · {whole}"


@pytest.mark.parametrize("what", ["pairs", "key_figures"])
def test_sets_are_not_told_of_what_they_do_not_change(what: str) -> None:
    assert words_of(f"lang=en&{SETS}", what).filters == "No filter: the whole record"


def test_sets_stand_before_filters() -> None:
    told = words_of(f"lang=en&{SETS}&place=02", "overlap").filters
    assert told == "Sets compared: DEPOMI and Joint programme, phase III · Place: Oriental"


@pytest.mark.parametrize(
    ("query", "what", "told"),
    [
        ("page=compare&compare=place:02,place:09", "compare", ("Oriental", "Souss-Massa")),
        ("page=coverage&rows=programme&cols=year", "coverage", ("Programmes", "Years")),
        (
            "page=need&indicator=labour_activity_rate&group=female&census=2014",
            "map",
            ("Labour force participation rate", "women", "2014"),
        ),
        ("page=partners&funder=eu", "partners", ("Funder: European Union",)),
    ],
)
def test_every_question_tells_what_it_is_asked_about(
    query: str, what: str, told: tuple[str, ...]
) -> None:
    words = words_of(f"lang=en&{query}", what)
    around = f"{words.title} · {words.filters}"
    assert [one for one in told if one not in around] == []


def test_a_view_of_planned_activities_says_so_of_all_pairs() -> None:
    notes = words_of("lang=en&page=overlap&planned=include", "pairs").notes
    assert notes[0] == "Planned activities are counted too."
