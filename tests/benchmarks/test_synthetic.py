from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.synthetic import synthetic_record
from geodata import date_checks, record_checks, text_checks
from geodata.gazetteer import Gazetteer, load_gazetteer
from geodata.record import Record
from geodata.record_rows import Check, Tables, as_rows
from geodata.schema import TABLES

ACTIVITIES = 60
# The others look for texts and citations that a sampled record has no use for.
CHECKS = (
    record_checks.check_keys,
    record_checks.check_references,
    record_checks.check_codes,
    date_checks.check_date_precisions,
    date_checks.check_periods,
    date_checks.check_verifications,
    record_checks.check_citation_targets,
    record_checks.check_activity_links,
    record_checks.check_phase_programmes,
    record_checks.check_stands_for,
    text_checks.check_personal_data,
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def record(gazetteer: Gazetteer) -> Record:
    return synthetic_record(ACTIVITIES, 7, gazetteer)


def texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Write a table as a file would hold it: flags in words, numbers without a missing one."""
    written = {
        name: [_text(value) for value in frame[name].tolist()] for name in map(str, frame.columns)
    }
    return pd.DataFrame(written, index=range(2, len(frame) + 2), dtype="str")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value != value else str(value)  # noqa: PLR0124 - NaN alone differs from itself


@pytest.fixture(scope="module")
def tables(record: Record) -> Tables:
    return as_rows({name: texts(getattr(record, name)) for name in TABLES})


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_sampled_record_passes_the_checks(
    check: Check, tables: Tables, gazetteer: Gazetteer
) -> None:
    assert list(check(tables, gazetteer)) == []


def test_it_has_as_many_activities_as_asked_for(record: Record) -> None:
    assert len(record.activities) == ACTIVITIES


@pytest.mark.parametrize(
    "table",
    ["activity_phases", "activity_locations", "activity_sectors", "activity_organisations"],
)
def test_activities_have_several_values(record: Record, table: str) -> None:
    assert getattr(record, table)["activity"].value_counts().max() > 1


@pytest.mark.parametrize("table", TABLES)
def test_the_same_seed_gives_the_same_record(
    record: Record, gazetteer: Gazetteer, table: str
) -> None:
    again = synthetic_record(ACTIVITIES, 7, gazetteer)
    pd.testing.assert_frame_equal(getattr(again, table), getattr(record, table))


def test_another_seed_gives_another_record(record: Record, gazetteer: Gazetteer) -> None:
    other = synthetic_record(ACTIVITIES, 8, gazetteer)
    assert not other.activities.equals(record.activities)


def test_no_activities_make_an_empty_record(gazetteer: Gazetteer) -> None:
    empty = synthetic_record(0, 7, gazetteer)
    assert (len(empty.activities), len(empty.measurements), len(empty.citations)) == (0, 0, 0)
