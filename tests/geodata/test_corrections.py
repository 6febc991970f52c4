from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.corrections import apply_corrections
from geodata.errors import Problem
from geodata.record import check_tables
from geodata.record_rows import as_rows, row_key
from geodata.schema import CORRECTABLE, KEYS, column_names
from tests.geodata.factories import GAZETTEER, as_table, small_record_tables, three

SMALL = small_record_tables()


def correction(name: str, **cells: str) -> dict[str, str]:
    """Return a correction; unless told, of the unit of an indicator."""
    stated = {
        "id": name, "made_on": "2024-06-01", "table": "indicators", "row": "people",
        "field": "unit", "was": "persons", "becomes": "people",
        "reviewed_by": "Record team",
    }  # fmt: skip
    return {**stated, **three("reason"), **cells}


def corrected_by(*corrections: dict[str, str]) -> dict[str, pd.DataFrame]:
    return {**small_record_tables(), "corrections": as_table("corrections", list(corrections))}


def cells() -> list[tuple[str, int, str]]:
    return [
        (table, line, column)
        for table in CORRECTABLE
        for line in SMALL[table].index
        for column in column_names(table)
        if column not in KEYS[table]
    ]


def naming(table: str, line: int, field: str, **more: str) -> dict[str, str]:
    """Return a correction of a cell of the small record."""
    row = dict(as_rows(SMALL)[table])[line]
    return correction(
        "c", table=table, row=row_key(table, row), field=field, was=row[field], **more
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cell=st.sampled_from(cells()), text=st.text(max_size=12))
def test_a_correction_changes_its_cell_and_nothing_else(
    cell: tuple[str, int, str], text: str
) -> None:
    table, line, field = cell
    before = str(SMALL[table].loc[line, field])
    tables = corrected_by(naming(table, line, field, becomes=text))
    after = apply_corrections(tables)
    expected = small_record_tables()
    expected[table].loc[line, field] = text
    assert after.cells == ({(table, line, field): "c"} if text != before else {})
    for name in CORRECTABLE:
        pd.testing.assert_frame_equal(after.tables[name], expected[name])


def test_the_tables_given_stay_as_they_are() -> None:
    tables = corrected_by(correction("c"))
    apply_corrections(tables)
    pd.testing.assert_frame_equal(tables["indicators"], SMALL["indicators"])


def test_corrections_of_a_cell_are_made_in_order_of_their_days() -> None:
    later = correction("later", made_on="2024-06-03", was="people", becomes="heads")
    first = correction("first", made_on="2024-06-02")
    after = apply_corrections(corrected_by(later, first))
    assert after.problems == ()
    assert after.tables["indicators"].loc[2, "unit"] == "heads"
    assert after.cells == {("indicators", 2, "unit"): "later"}


def test_corrections_of_a_day_are_made_in_order_of_the_file() -> None:
    after = apply_corrections(
        corrected_by(correction("a"), correction("b", was="people", becomes="heads"))
    )
    assert after.tables["indicators"].loc[2, "unit"] == "heads"


FIX = "Correct the cell."
FAULTS: dict[str, tuple[dict[str, str], tuple[Any, ...]]] = {
    "row": ({"row": "person"},
            ("row", "person", "id of a row of indicators.csv", FIX, "correction_row")),
    "row of a link": ({"table": "activity_phases", "row": "A", "field": "basis"},
                      ("row", "A", "activity/phase of a row of activity_phases.csv", FIX,
                       "correction_row")),
    "column": ({"field": "colour"},
               ("field", "colour", "a column of indicators.csv", FIX, "correction_field")),
    "key": ({"field": "id", "was": "people", "becomes": "persons"},
            ("field", "id", "a column of indicators.csv that does not tell its rows apart",
             "Rename the row in its own file, with everything that names it.",
             "correction_key")),
    "nothing": ({"becomes": "persons"},
                ("becomes", "persons", "another text than it was", FIX, "correction_same")),
    "changed since": ({"was": "heads"},
                      ("was", "heads", '"persons", as the cell was changed since',
                       "Correct what it was, or remove the correction.", "correction_was")),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_correction_that_cannot_be_made(cells: dict[str, str], expected: tuple[Any, ...]) -> None:
    after = apply_corrections(corrected_by(correction("c", **cells)))
    assert after.problems == (Problem("corrections.csv", 2, *expected),)
    assert after.cells == {}


def test_the_second_of_two_corrections_of_one_text_comes_too_late() -> None:
    after = apply_corrections(corrected_by(correction("a"), correction("b", becomes="heads")))
    assert [(one.row, one.check) for one in after.problems] == [(3, "correction_was")]


def test_a_correction_of_an_unknown_table_is_left_to_the_schema() -> None:
    tables = corrected_by(correction("c", table="people"))
    assert apply_corrections(tables).problems == ()
    assert [found.check for found in check_tables(tables, GAZETTEER)] == ["choice"]


def test_corrections_come_before_the_checks() -> None:
    tables = corrected_by(
        correction("c", table="activities", row="A", field="status", was="x", becomes="done")
    )
    tables["activities"].loc[2, "status"] = "x"
    assert check_tables(tables, GAZETTEER) == []


def test_a_problem_names_the_correction_that_wrote_its_cell() -> None:
    tables = corrected_by(
        correction("c", table="activities", row="A", field="status", was="done", becomes="x")
    )
    assert [found.remedy for found in check_tables(tables, GAZETTEER)] == [
        "Correct the cell. It was written by c in corrections.csv."
    ]
