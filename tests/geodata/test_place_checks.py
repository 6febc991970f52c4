import pandas as pd
import pytest

from geodata.record import check_tables
from tests.geodata.factories import FORMER_CODE, GAZETTEER, small_record_tables


def small_record_in_a_former_region(acts_at: str, public: str) -> dict[str, pd.DataFrame]:
    tables = small_record_tables()
    locations, citations = tables["activity_locations"], tables["citations"]
    locations.loc[2, ["code", "acts_at", "public_precision"]] = [FORMER_CODE, acts_at, public]
    citations.loc[citations["row"] == "A/02", "row"] = f"A/{FORMER_CODE}"
    return tables


def test_codes_of_former_regions_are_known() -> None:
    tables = small_record_in_a_former_region("region", "region")
    tables["measurements"].loc[5, "scope"] = f"02;{FORMER_CODE}"
    tables["coverage_statements"].loc[2, "code"] = FORMER_CODE
    tables["searches"].loc[2, "scope"] = FORMER_CODE
    assert check_tables(tables, GAZETTEER) == []


@pytest.mark.parametrize(
    ("acts_at", "public", "check"),
    [("province", "region", "acts_at"), ("region", "national", "public_precision")],
)
def test_a_former_region_is_a_region(acts_at: str, public: str, check: str) -> None:
    tables = small_record_in_a_former_region(acts_at, public)
    assert [found.check for found in check_tables(tables, GAZETTEER)] == [check]


def small_record_with_context_of(subject: str, kind: str = "context") -> dict[str, pd.DataFrame]:
    tables = small_record_tables()
    columns = ["subject_table", "subject", "kind"]
    tables["measurements"].loc[5, columns] = ["places", subject, kind]
    return tables


@pytest.mark.parametrize("code", ["MA", "02.411.01.01", FORMER_CODE])
def test_context_may_be_of_a_place(code: str) -> None:
    assert check_tables(small_record_with_context_of(code), GAZETTEER) == []


def test_a_measurement_of_an_unknown_place() -> None:
    (found,) = check_tables(small_record_with_context_of("13"), GAZETTEER)
    assert (found.column, found.found, found.expected) == ("subject", "13", "a code of a place")


def test_a_result_is_not_of_a_place() -> None:
    (found,) = check_tables(small_record_with_context_of("02", "result"), GAZETTEER)
    assert (found.check, found.column) == ("place_kind", "kind")
