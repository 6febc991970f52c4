from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.formats.csv import parts
from exports.order import CancelledError
from exports.table import Cell, Column, Table
from tests.exports.orders import order, write

STARTS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    Column("name", "Nom", "text", "#org+name"),
    Column("value", "Valeur", "number", "#value"),
)
texts = st.text(st.characters(exclude_categories=["Cs"]))


def made(*rows: tuple[Cell, ...], hxl: bool = False) -> list[list[str]]:
    table = Table("sample", "Sample", COLUMNS, rows, len(rows))
    text = "".join(parts(table, hxl=hxl))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(st.builds("".join, st.tuples(st.sampled_from(STARTS), texts)))
def test_what_a_spreadsheet_would_run_stays_a_text(text: str) -> None:
    [_header, [cell, _value]] = made((text, None))
    assert cell == f"'{text}"


@given(texts.filter(lambda text: not text.startswith(STARTS)))
def test_any_other_text_is_kept_as_it_is(text: str) -> None:
    [_header, [cell, _value]] = made((text, None))
    assert cell == text


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_numbers_stay_numbers(value: float) -> None:
    [_header, [_cell, number]] = made(("", value))
    assert float(number) == float(value)


def test_what_has_no_value_is_empty_and_zero_is_zero() -> None:
    assert made(("a", None), ("b", 0), ("c", 2.0), ("d", -0.5))[1:] == [
        ["a", ""],
        ["b", "0"],
        ["c", "2"],
        ["d", "-0.5"],
    ]


def test_tags_follow_the_header() -> None:
    assert made(("a", 1), hxl=True) == [["name", "value"], ["#org+name", "#value"], ["a", "1"]]


def test_lines_end_as_the_rfc_says(tmp_path: Path) -> None:
    content = write(order("lang=fr"), "csv", tmp_path).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,programme,")
    assert content.count(b"\r\n") == content.count(b"\n") == 72


def test_a_file_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    def no(done: int, _total: int) -> None:
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        write(order("lang=fr"), "csv", tmp_path, no)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    path = write(order("lang=fr"), "csv", tmp_path)
    before = path.read_bytes()

    def no(_done: int, _total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        write(order("lang=ar"), "csv", tmp_path, no)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
