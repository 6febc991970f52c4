from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import Problem
from geodata.record import check_tables
from geodata.schema import TABLES
from tests.geodata.factories import GAZETTEER, small_record_tables


class Defect(NamedTuple):
    """Cells to break, as (table, line, column, text), and the problem that it must give.

    ``follows`` are the checks that a broken key sets off elsewhere: rows left uncited and
    citations left in the air.
    """

    cells: tuple[tuple[str, int, str, str], ...]
    row: int | None
    column: str | None
    found: str
    expected: str
    check: str
    remedy: str = "Correct the cell."
    follows: tuple[str, ...] = ()

    def problem(self) -> Problem:
        file = f"{self.cells[0][0]}.csv"
        return Problem(
            file, self.row, self.column, self.found, self.expected, self.remedy, self.check
        )


def one(
    table: str, line: int, column: str, text: str, expected: str, check: str, **more: Any
) -> Defect:
    """Return a defect reported at the very cell that is broken."""
    return Defect(((table, line, column, text),), line, column, text, expected, check, **more)


FILL: dict[str, Any] = {"remedy": "Fill the cell."}
TRANSLATE: dict[str, Any] = {"remedy": "Translate the text."}
LEVEL: dict[str, Any] = {"remedy": "Correct the level or the code."}
PERSONAL: dict[str, Any] = {"remedy": "Remove the personal data."}
NO_CONTACTS = "no e-mail address or telephone number"
DATE = "a real date as YYYY-MM-DD, YYYY-MM or YYYY"

DEFECTS = {
    # One cell that does not fit its column.
    "status": one("activities", 3, "status", "finished",
                  "one of planned, ongoing, done, cancelled", "choice"),
    "required": one("activities", 3, "status", "", "a value", "required", **FILL),
    "title": one("activities", 2, "title_en", "", "a value", "required", **FILL),
    "impossible date": one("activities", 2, "start", "2016-13", DATE, "date"),
    "thirtieth of February": one("phases", 2, "start", "2014-02-30", DATE, "date"),
    "date in words": one("programmes", 2, "data_as_of", "June 2024",
                         "a real date as YYYY-MM-DD", "day"),
    "number": one("measurements", 2, "value", "6 63",
                  "a number with a decimal point and no separators", "number"),
    "latitude": one("activity_locations", 7, "lat", "3.468", "a number from 20 to 37", "number"),
    "longitude": one("activity_locations", 7, "lon", "1.91", "a number from -18 to 0", "number"),
    "flag": one("measurements", 3, "preferred", "no", "true or false", "flag"),
    "DAC code": one("sectors", 2, "dac", "1519",
                    "five-digit purpose codes separated by ;", "dac"),
    "address": one("sources", 2, "address", "example.org",
                   "an address beginning with https://", "url"),
    "spaces": one("organisations", 2, "acronym", "IOM ",
                  "text without spaces at either end", "text"),
    "confidence": one("citations", 2, "confidence", "sure", "one of high, medium, low", "choice"),
    # References and codes.
    "unknown sector": one("coverage_statements", 3, "sector", "health",
                          "an id of sectors.csv", "reference"),
    "unknown indicator": one("measurements", 5, "indicator", "money",
                             "an id of indicators.csv", "reference"),
    "unknown source": one("citations", 2, "source", "leaflet",
                          "an id of sources.csv", "reference"),
    "unknown subject": one("measurements", 5, "subject", "prim",
                           "an id of programmes.csv", "reference"),
    "unknown whole": one("measurements", 4, "part_of", "b-all",
                         "an id of measurements.csv", "reference"),
    "unknown code in a list": Defect(
        (("measurements", 2, "scope", "02;13"),), 2, "scope", "13",
        "MA, or a code such as 02, 02.411 or 1997-04", "code"),
    "unknown code": one("coverage_statements", 2, "code", "MAR",
                        "MA, or a code such as 02, 02.411 or 1997-04", "code"),
    # Dates.
    "date finer than its precision": one("activities", 2, "start", "2016-03-01",
                                         "YYYY-MM, as its precision is month", "precision"),
    "date without precision": one(
        "phases", 2, "end_precision", "",
        "one of day, month, year, as end is 2018", "precision"),
    "precision without date": one("activities", 4, "end_precision", "day",
                                  "an empty cell, as end is empty", "precision"),
    "end before start": one("activities", 3, "end", "2019-12", "2020-01 or later", "period"),
    "verified by nobody": Defect(
        (("activities", 2, "verified_on", "2024-01-01"),), 2, "verified_by", "",
        "both verified_by and verified_on, or neither", "verification"),
    # Translations.
    "Arabic": one("activities", 2, "title_ar", "Text", "Arabic letters", "arabic"),
    "missing language": one("activity_locations", 7, "site_fr", "",
                            "the text in French, as site_ar is filled", "translation",
                            **TRANSLATE),
    # Citations.
    "citation of a missing row": Defect(
        (("citations", 2, "row", "prim"), ("citations", 3, "row", "m4sd")), 2, "row", "prim",
        "id of a row of programmes.csv", "citation_row", follows=("uncited",)),
    "citation of a missing column": one(
        "citations", 2, "field", "colour",
        "a column of programmes.csv, or an empty cell for the whole row", "citation_field"),
    # Keys and links.
    "same key": Defect(
        (("activity_sectors", 4, "sector", "governance"),), 4, None, "B/governance",
        "a key of its own; row 3 has it", "key", "Remove or rename one of the rows.",
        follows=("citation_row",)),
    "phase of another programme": one("activity_phases", 2, "phase", "depomi-1",
                                      "a phase of programme m4sd", "programme",
                                      follows=("uncited", "citation_row")),
    "stands for one phase": one("phases", 4, "stands_for", "m4sd-2",
                                "two or more single phases of programme m4sd", "stands_for"),
    "stands for itself": one("phases", 4, "stands_for", "m4sd-2;m4sd-2-3",
                             "two or more single phases of programme m4sd", "stands_for"),
    "stands for a foreign phase": one("phases", 4, "stands_for", "m4sd-2;depomi-1",
                                      "two or more single phases of programme m4sd",
                                      "stands_for"),
    # Locations.
    "national region": one("activity_locations", 2, "acts_at", "national",
                           "one of region, province, commune, site, as the code is 02",
                           "acts_at", **LEVEL),
    "regional country": one("activity_locations", 6, "acts_at", "region",
                            "one of national, as the code is MA", "acts_at", **LEVEL),
    "commune acting at its province": one(
        "activity_locations", 7, "acts_at", "province",
        "one of commune, site, as the code is 02.411.01.01", "acts_at", **LEVEL),
    "place not stated": one("activity_locations", 2, "acts_at", "not_stated",
                            "one of region, province, commune, site, as the code is 02",
                            "acts_at", **LEVEL),
    "half a point": one("activity_locations", 7, "lon", "",
                        "a value, as lat is filled", "point"),
    "point without exactness": one("activity_locations", 7, "exactness", "",
                                   "a value, as lat is filled", "point"),
    "finer than known": one("activity_locations", 2, "public_precision", "commune",
                            "region or coarser, the finest that is known", "public_precision"),
    "no public precision": one("activity_locations", 2, "public_precision", "",
                               "the finest level that may be shown", "public_precision"),
    # Shares and weights.
    "weights": one("activity_sectors", 4, "weight", "0.7",
                   "the weights of B to add up to 1, not 0.95", "split"),
    "one weight missing": one("activity_sectors", 3, "weight", "",
                              "a weight in every row of B, or in none", "split"),
    "shares": Defect(
        (("activity_locations", 3, "share", "0.5"), ("activity_locations", 4, "share", "0.5"),
         ("activity_locations", 5, "share", "0.5")), 5, "share", "0.5",
        "the shares of B to add up to 1, not 1.5", "split"),
    # Measurements.
    "no preferred reading": one(
        "measurements", 5, "preferred", "false",
        "one preferred reading of depomi-budget at no date", "preferred"),
    "preferred disagreement": Defect(
        (("measurements", 3, "preferred", "true"), ("measurements", 3, "end", "2023"),
         ("measurements", 3, "end_precision", "year")), 3, "reading_of", "b-people",
        "an empty cell, as this reading is preferred", "reading_of"),
    "two preferred readings": Defect(
        (("measurements", 3, "preferred", "true"), ("measurements", 3, "reading_of", "")),
        3, "preferred", "true",
        "one preferred reading of people-b at 2023-12; row 2 is it", "preferred"),
    "reading of a reading": Defect(
        (("measurements", 4, "part_of", ""), ("measurements", 4, "preferred", "false"),
         ("measurements", 4, "reading_of", "b-people-press")), 4, "reading_of",
        "b-people-press", "a preferred reading", "reading_of"),
    "foreign whole": Defect(
        (("measurements", 5, "part_of", "b-people"),), 5, "part_of", "b-people",
        "a measurement of series depomi-budget or of depomi", "relative"),
    "part of itself": one("measurements", 4, "part_of", "b-women",
                          "a measurement it is not a whole of", "part_cycle"),
    "part larger than its whole": one(
        "measurements", 4, "value", "664",
        "at most 663, the value of b-people, which it is part of", "part_size"),
    "cumulative": one("measurements", 3, "cumulative", "false",
                      "true, as in row 2 of the same series", "series"),
    "unit": one("measurements", 4, "unit", "households",
                "persons, as in row 2 of the same series", "series"),
    # Personal data.
    "e-mail address": Defect(
        (("activities", 2, "summary_en", "Write to a.b@example.org."),), 2, "summary_en",
        "a.b@example.org.", NO_CONTACTS, "personal_data", **PERSONAL),
    "telephone number": Defect(
        (("searches", 2, "outcome_en", "Tel: 0537 12 34 56"),), 2, "outcome_en", "0537 12 34 56",
        NO_CONTACTS, "personal_data", **PERSONAL),
    "international number": Defect(
        (("activities", 3, "verified_by", "Cell (+212 6-12-34-56-78)"),
         ("activities", 3, "verified_on", "2024-01-01")), 3, "verified_by",
        "+212 6-12-34-56-78", NO_CONTACTS, "personal_data", **PERSONAL),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=DEFECTS)
def test_a_defect_gives_its_problem(defect: Defect) -> None:
    tables = small_record_tables()
    for table, line, column, text in defect.cells:
        tables[table].loc[line, column] = text
    problems = check_tables(tables, GAZETTEER)
    others = [found for found in problems if found != defect.problem()]
    assert len(problems) - len(others) == 1
    assert tuple(found.check for found in others) == defect.follows


def test_the_small_record_has_no_problem() -> None:
    assert check_tables(small_record_tables(), GAZETTEER) == []


def test_an_uncited_row_is_a_problem() -> None:
    tables = small_record_tables()
    citations = tables["citations"]
    tables["citations"] = citations[citations["row"] != "D/02.411.01.01"]
    assert check_tables(tables, GAZETTEER) == [
        Problem(
            "activity_locations.csv",
            7,
            None,
            "D/02.411.01.01",
            "a citation of the row in citations.csv",
            "Add a citation with table activity_locations and row D/02.411.01.01, "
            "or remove the row.",
            "uncited",
        )
    ]


@pytest.mark.parametrize(
    "table",
    ["activity_phases", "activity_locations", "activity_sectors", "activity_organisations"],
)
def test_an_activity_without_links_is_a_problem(table: str) -> None:
    tables = small_record_tables()
    links, citations = tables[table], tables["citations"]
    tables[table] = links[links["activity"] != "C"]
    gone = (citations["table"] == table) & citations["row"].str.startswith("C/")
    tables["citations"] = citations[~gone]
    assert check_tables(tables, GAZETTEER) == [
        Problem(
            "activities.csv",
            4,
            "id",
            "C",
            f"at least one row of the activity in {table}.csv",
            f"Add a row to {table}.csv.",
            "unlinked",
        )
    ]


def test_a_place_that_is_not_stated_is_valid() -> None:
    tables = small_record_tables()
    locations, citations = tables["activity_locations"], tables["citations"]
    locations.loc[2, ["code", "acts_at", "public_precision"]] = ["", "not_stated", ""]
    citations.loc[citations["row"] == "A/02", "row"] = "A/"
    assert check_tables(tables, GAZETTEER) == []


def test_a_part_of_a_sum_may_be_in_another_currency() -> None:
    tables = small_record_tables()
    tables["measurements"].loc[[2, 3], "unit"] = "EUR"
    tables["measurements"].loc[4, "unit"] = "MAD"
    assert check_tables(tables, GAZETTEER) == []


PLACES = ["§7", "§3–§4", "§3-4", "p. 4", "pp. 4–6", "§2, §5", "p. 4, 7"]


@pytest.mark.parametrize("place", PLACES)
def test_places_in_documents(place: str) -> None:
    tables = small_record_tables()
    tables["citations"].loc[2, "place"] = place
    assert check_tables(tables, GAZETTEER) == []


@pytest.mark.parametrize("place", ["page 4", "§", "4", "fourth paragraph", "الفقرة 4"])
def test_places_in_the_words_of_a_language(place: str) -> None:
    tables = small_record_tables()
    tables["citations"].loc[2, "place"] = place
    assert [found.check for found in check_tables(tables, GAZETTEER)] == ["citation_place"]


def test_a_disagreeing_reading_may_be_in_another_unit() -> None:
    tables = small_record_tables()
    tables["measurements"].loc[3, "unit"] = "households"
    assert check_tables(tables, GAZETTEER) == []


def test_a_national_event_may_have_a_city() -> None:
    tables = small_record_tables()
    columns = ["site_ar", "site_fr", "site_en", "lat", "lon", "exactness", "public_precision"]
    city = ["طنجة", "Tanger", "Tangier", "35.77", "-5.8", "approximate", "site"]
    tables["activity_locations"].loc[6, columns] = city
    assert check_tables(tables, GAZETTEER) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/0537123456?id=0021234567890",
        "XM-DAC-41114-PROJECT-00118906",
        "02;05;06;07;08;09",
        "06.141.01.01, 08.001.01.05",
        "from 2020-01-01 to 2023-12-31: 8 000 000 EUR",
        "0.5 of 1 200 000",
    ],
)
def test_numbers_that_are_no_telephone_numbers(text: str) -> None:
    tables = small_record_tables()
    tables["searches"].loc[2, "outcome_en"] = text
    assert check_tables(tables, GAZETTEER) == []


def test_problems_come_in_file_order() -> None:
    tables = small_record_tables()
    tables["activities"].loc[5, "status"] = "x"
    tables["activities"].loc[2, ["status", "title_ar"]] = ["x", "x"]
    tables["programmes"].loc[3, "data_as_of"] = "x"
    problems = check_tables(tables, GAZETTEER)
    assert [(found.file, found.row, found.column) for found in problems] == [
        ("programmes.csv", 3, "data_as_of"),
        ("activities.csv", 2, "title_ar"),
        ("activities.csv", 2, "status"),
        ("activities.csv", 5, "status"),
    ]


def _id_cells() -> list[tuple[str, int, str]]:
    return [
        (table, line, column.name)
        for table, frame in small_record_tables().items()
        for column in TABLES[table]
        if column.name == "id" or column.refers_to or column.name in ("subject", "row")
        for line in frame.index
        # Nothing names a search, so that any id will do.
        if frame.loc[line, column.name] and (table, column.name) != ("searches", "id")
    ]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cell=st.sampled_from(_id_cells()),
    text=st.text(max_size=8) | st.sampled_from(["a", "B", "m4sd-4", "iom ", "A/02", "MA"]),
)
def test_a_corrupted_id_is_reported_or_harmless(cell: tuple[str, int, str], text: str) -> None:
    table, line, column = cell
    tables = small_record_tables()
    frame = tables[table]
    harmless = frame.loc[line, column] == text or _may_change(table, column, text)
    frame.loc[line, column] = text
    assert harmless or check_tables(tables, GAZETTEER) != []


def _may_change(table: str, column: str, text: str) -> bool:
    """Tell whether another value of this column can be a valid, different statement."""
    definition = next(found for found in TABLES[table] if found.name == column)
    other_id = definition.refers_to and text in set(small_record_tables()[definition.refers_to].id)
    return bool(other_id) or (not text and not definition.required)
