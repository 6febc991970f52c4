import pytest

from geodata.record import check_tables
from tests.geodata.factories import GAZETTEER, as_table, small_record_tables, three


def found_in_summary(language: str, text: str) -> list[str]:
    """Return what is found in a cell of one language."""
    tables = small_record_tables()
    tables["activities"].loc[2, f"summary_{language}"] = text
    return [f"{found.check}: {found.found}" for found in check_tables(tables, GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 06 12 34 56 78.", "06 12 34 56 78"),
        ("Call 06.12.34.56.78.", "06.12.34.56.78"),
        ("Call 0537-123456", "0537-123456"),
        ("Call 06 12 34 56 78", "06 12 34 56 78"),
        ("(+212)612345678", "+212)612345678"),
        ("+212 (0)6 12 34 56 78", "+212 (0)6 12 34 56 78"),
        ("00212612345678", "00212612345678"),
        ("\u2066+212 612 345 678\u2069", "+212 612 345 678"),
        ("٠٦ ١٢ ٣٤ ٥٦ ٧٨", "06 12 34 56 78"),
        ("٠٠٢١٢٦١٢٣٤٥٦٧٨", "00212612345678"),
        ("۰۶۱۲۳۴۵۶۷۸", "0612345678"),
        ("first.last@example.org", "first.last@example.org"),
        ("first [at] example.org", "first [at] example.org"),
    ],
)
def test_contacts_of_people_are_found(text: str, found: str) -> None:
    assert found_in_summary("en", text) == [f"personal_data: {found}"]


@pytest.mark.parametrize(
    "text",
    [
        "MOR170571T, T05-EUTF-NOA-MA-01 and XM-DAC-41114-PROJECT-00118906",
        "8 000 000 EUR from 2020-01-01 to 2023-12-31",
        "https://example.org/0537123456?id=0021234567890",
        "06.141.01.01 and 08.001.01.05",
        "2014-2018, 2019-2023: 86 288 000",
        "Met at 10:30 (at Rabat)",
    ],
)
def test_numbers_of_other_things(text: str) -> None:
    assert found_in_summary("en", text) == []


@pytest.mark.parametrize("table", ["corrections", "searches"])
def test_own_statements_hold_no_contacts(table: str) -> None:
    texts = {**three("reason"), **three("label"), **three("outcome"), "outcome_en": "a@example.org"}
    row = {
        "id": "x", "made_on": "2024-06-01", "searched_on": "2024-06-01", "state": "read",
        "table": "indicators", "row": "people", "field": "unit", "was": "persons",
        "becomes": "heads", "reviewed_by": "b@example.org", **texts,
    }  # fmt: skip
    tables = {**small_record_tables(), table: as_table(table, [row])}
    assert [one.check for one in check_tables(tables, GAZETTEER)] == ["personal_data"]


COPY = "A sentence of more than four words"


def test_a_sentence_copied_from_english_is_found() -> None:
    tables = small_record_tables()
    tables["activities"].loc[2, ["summary_fr", "summary_en"]] = COPY
    assert [found.check for found in check_tables(tables, GAZETTEER)] == ["copied"]


@pytest.mark.parametrize(
    ("columns", "text"),
    [(["title_fr", "title_en"], COPY), (["summary_fr", "summary_en"], "Migration, culture")],
)
def test_names_and_few_words_may_be_the_same(columns: list[str], text: str) -> None:
    tables = small_record_tables()
    tables["activities"].loc[2, columns] = text
    assert check_tables(tables, GAZETTEER) == []
