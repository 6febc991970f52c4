from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import crossing
from geodata.catalogue import Catalogue
from geodata.cell_states import Scope, cell_states
from geodata.cell_view import cell_view
from geodata.coverage import unit_states
from geodata.coverage_matrix import DIMENSIONS, Cell, Coverage, Matrix
from geodata.record import Record
from geodata.view_state import ViewState
from tests.geodata.counting_factories import catalogues, example, view_of, views, with_rows

ONE_FILTER = ({"region", "province"}, {"programme", "phase"})
few = settings(max_examples=15, deadline=None)
pairs = st.sampled_from(list(permutations(DIMENSIONS, 2)))
COLUMNS = ["id", "programme", "code", "sector", "state"]


def matrix(query: str, rows: str, cols: str, catalogue: Catalogue | None = None) -> Matrix:
    catalogue = catalogue or example()
    return Coverage(catalogue).matrix(view_of(catalogue, query), rows, cols)


def cells(found: Matrix) -> dict[tuple[str, str], Cell]:
    return {
        (row.id, col.id): cell
        for row, line in zip(found.rows, found.cells, strict=True)
        for col, cell in zip(found.cols, line, strict=True)
    }


def documented(found: Matrix) -> dict[tuple[str, str], float | None]:
    return {pair: cell.value for pair, cell in cells(found).items() if cell.activities}


def states(found: Matrix) -> dict[tuple[str, str], str]:
    return {pair: cell.state for pair, cell in cells(found).items()}


def test_regions_by_sectors() -> None:
    assert documented(matrix("", "region", "sector")) == {
        ("01", "governance"): 1,
        ("01", "employment"): 1,
        ("02", "governance"): 2,
        ("02", "employment"): 2,
        ("09", "governance"): 1,
        ("09", "employment"): 1,
        ("national", "governance"): 1,
    }


def test_a_cell_is_split_by_both_dimensions() -> None:
    found = documented(matrix("count=allocated", "region", "sector"))
    assert found["02", "governance"] == pytest.approx(1 + 1 / 3 * 0.25)
    assert found["02", "employment"] == pytest.approx(1 + 1 / 3 * 0.75)
    assert sum(value or 0 for value in found.values()) == pytest.approx(4)


def test_a_row_is_a_place_that_exists_or_a_word_that_counts() -> None:
    assert [line.id for line in matrix("", "region", "year").rows] == [
        *(f"{number:02}" for number in range(1, 13)),
        "national",
    ]


def test_an_empty_cell_has_no_figure() -> None:
    found = cells(matrix("", "region", "sector"))
    assert found["03", "governance"] == Cell("not_in_sources", None, None)
    assert [cell.value for cell in found.values() if not cell.activities] == [None] * (26 - 7)


def test_states_by_programme() -> None:
    found = states(matrix("", "region", "programme"))
    assert found["02", "depomi"] == "documented"
    # Its cited target area is 02 alone; of the other programme no target is known.
    assert found["05", "depomi"] == "not_applicable"
    assert found["05", "m4sd"] == "not_in_sources"
    assert found["national", "depomi"] == "not_in_sources"


def test_states_by_sector_under_a_programme() -> None:
    catalogue = with_rows(
        coverage_statements=[
            {
                "id": "one",
                "programme": "m4sd",
                "code": "12",
                "sector": "employment",
                "state": "none",
            }
        ]
    )
    found = states(matrix("programme=m4sd", "region", "sector", catalogue))
    assert (found["12", "employment"], found["12", "governance"]) == ("none", "not_in_sources")
    assert states(matrix("", "region", "sector", catalogue))["12", "employment"] == (
        "not_in_sources"
    )


def test_a_province_lies_in_one_region_only() -> None:
    found = states(matrix("", "region", "province"))
    assert found["02", "02.411"] == "documented"
    assert found["09", "02.411"] == "not_applicable"
    assert found["02", "coarser"] == "documented"
    assert found["national", "national"] == "documented"


def test_a_phase_belongs_to_one_programme_only() -> None:
    found = states(matrix("", "programme", "phase"))
    assert found["m4sd", "m4sd-3"] == "documented"
    assert found["depomi", "m4sd-3"] == "not_applicable"


def test_without_a_place_the_places_chosen_decide() -> None:
    assert states(matrix("", "programme", "sector"))["depomi", "governance"] == "not_in_sources"
    found = states(matrix("place=09", "programme", "sector"))
    assert found["depomi", "governance"] == "not_applicable"


@pytest.mark.parametrize(("rows", "cols"), [("region", "region"), ("region", "commune")])
def test_what_cannot_be_crossed(rows: str, cols: str) -> None:
    with pytest.raises(ValueError, match="expected two different ones of region, province"):
        matrix("", rows, cols)


def test_a_cell_with_its_sources() -> None:
    coverage, view = Coverage(example()), ViewState()
    found = coverage.cell(view, ("region", "sector"), ("02", "governance"))
    assert (found.cell.activities, found.source_ids, found.statements) == (2, ("report",), ())
    assert found.explore == ViewState(place=("02",), sector=("governance",))


def test_an_empty_cell_with_the_reason_for_its_state() -> None:
    found = Coverage(example()).cell(ViewState(), ("region", "programme"), ("05", "depomi"))
    assert (found.cell.state, found.statements) == ("not_applicable", ("depomi-02",))
    assert (found.source_ids, found.explore) == (("report",), None)


@pytest.mark.parametrize("value", ["13", "02.411", ""])
def test_a_cell_that_is_not_there(value: str) -> None:
    with pytest.raises(KeyError):
        Coverage(example()).cell(ViewState(), ("region", "sector"), (value, "governance"))


def test_what_no_view_tells_apart() -> None:
    view = ViewState()
    assert cell_view(view, ("region", "year"), ("national", "undated")) is None
    assert cell_view(view, ("province", "sector"), ("coarser", "governance")) is None


def test_a_year_and_a_phase_replace_what_was_chosen() -> None:
    view = ViewState(programme=("depomi",), from_year=2020, status=("done",))
    found = cell_view(view, ("phase", "year"), ("m4sd-2", "2016"))
    assert found == ViewState(phase=("m4sd-2",), from_year=2016, to_year=2016, status=("done",))


@few
@given(catalogue=catalogues(), view=views(), names=pairs)
def test_totals_are_those_of_the_answer(
    catalogue: Catalogue, view: ViewState, names: tuple[str, str]
) -> None:
    found = Coverage(catalogue).matrix(view, *names)
    answer = catalogue.answer(view, levels=("region", "province", "commune"))
    assert found.total == answer.totals.activities
    for lines, name in zip((found.rows, found.cols), names, strict=True):
        totals = {line.id: (line.total, line.selected) for line in lines if line.total}
        assert totals == {row.id: (row.value, row.selected) for row in answer.by[name]}


@few
@given(catalogue=catalogues(), view=views(), names=pairs)
def test_the_activities_of_a_cell_are_those_of_its_view(
    catalogue: Catalogue, view: ViewState, names: tuple[str, str]
) -> None:
    for pair, cell in cells(Coverage(catalogue).matrix(view, *names)).items():
        assert (cell.activities is None) == (cell.state != "documented")
        assert cell.value != 0
        explore = cell_view(view, names, pair)
        # An empty cell of two dimensions of one filter may be one where no activity can be.
        if explore is not None and (cell.activities or set(names) not in ONE_FILTER):
            assert int(catalogue.matching(explore).sum()) == (cell.activities or 0)


@few
@given(catalogue=catalogues(), view=views(), names=pairs)
def test_rows_and_columns_can_be_switched(
    catalogue: Catalogue, view: ViewState, names: tuple[str, str]
) -> None:
    coverage = Coverage(catalogue)
    found, other = coverage.matrix(view, *names), coverage.matrix(view, *reversed(names))
    assert (found.rows, found.cols) == (other.cols, other.rows)
    switched = cells(other)
    for (row, col), cell in cells(found).items():
        assert (cell.state, cell.activities) == (
            switched[col, row].state,
            switched[col, row].activities,
        )
        assert cell.value == pytest.approx(switched[col, row].value)


@few
@given(catalogue=catalogues(), names=pairs)
def test_parts_add_up_to_the_totals(catalogue: Catalogue, names: tuple[str, str]) -> None:
    found = Coverage(catalogue).matrix(ViewState(count="allocated"), *names)
    for line, row in zip(found.rows, found.cells, strict=True):
        assert sum(cell.value or 0 for cell in row) == pytest.approx(line.total or 0)


@few
@given(catalogue=catalogues(), view=views(), names=pairs)
def test_bits_and_pairs_count_alike(
    catalogue: Catalogue, view: ViewState, names: tuple[str, str]
) -> None:
    rows, cols = (catalogue.facets[name] for name in names)
    chosen = catalogue.choose(view).total
    by_pairs = crossing.Crossing()._added(rows, cols, chosen, None)
    assert np.array_equal(crossing._by_bits(rows, cols, chosen), by_pairs)


CODES = st.sampled_from(("MA", "02", "09", "02.411", "02.411.01.01", "1997-04"))
Statement = tuple[str, str, str, str]
statements = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        CODES,
        st.sampled_from(("", "health", "work")),
        st.sampled_from(("target", "none", "not_applicable")),
    ),
    max_size=5,
)
UNITS = ("02", "09", "02.411", "09.001", "02.411.01.01")


def inside(code: str, place: str) -> bool:
    return place == "MA" or f"{code}.".startswith(f"{place}.")


def state_by_hand(stated: list[Statement], programmes: set[str], sectors: set[str], at: str) -> str:
    """What docs/counting.md says of a place without activities, read literally."""

    def said(programme: str, state: str) -> bool:
        own = [
            sector for one, code, sector, kind in stated
            if (one, kind) == (programme, state) and inside(at, code)
        ]  # fmt: skip
        return "" in own or (bool(sectors) and sectors <= set(own))

    def aims_elsewhere(programme: str) -> bool:
        aims = [
            code for one, code, sector, kind in stated
            if (one, kind) == (programme, "target") and (not sectors or sector in {"", *sectors})
        ]  # fmt: skip
        near = (inside(at, code) or inside(code, at) or code == "1997-04" for code in aims)
        return bool(aims) and not any(near)

    if programmes and all(said(one, "none") for one in programmes):
        return "none"
    if programmes and all(said(one, "not_applicable") or aims_elsewhere(one) for one in programmes):
        return "not_applicable"
    return "not_in_sources"


def record_of(stated: list[Statement]) -> Record:
    rows = [(str(number), *one) for number, one in enumerate(stated)]
    return Record.from_tables({"coverage_statements": pd.DataFrame(rows, columns=COLUMNS)})


@given(
    stated=statements,
    programmes=st.sets(st.sampled_from("ab")),
    sectors=st.sets(st.sampled_from(("health", "work"))),
)
def test_the_map_gives_a_place_the_state_of_the_table(
    stated: list[Statement], programmes: set[str], sectors: set[str]
) -> None:
    record = record_of(stated)
    view = ViewState(programme=tuple(sorted(programmes)), sector=tuple(sorted(sectors)))
    found = unit_states(record, view, UNITS, ("09.001",))
    by_hand = {unit: state_by_hand(stated, programmes, sectors, unit) for unit in UNITS}
    assert found == {**by_hand, "09.001": "documented"}
    known = cell_states(record.coverage_statements)
    asked = frozenset(programmes), frozenset(sectors)
    assert {unit: known.of(Scope((unit,), *asked)).state for unit in UNITS} == by_hand


@few
@given(catalogue=catalogues(), stated=statements, view=views())
def test_a_column_of_programmes_is_the_map_of_each(
    catalogue: Catalogue, stated: list[Statement], view: ViewState
) -> None:
    names = {"a": "m4sd", "b": "depomi"}
    own = [(names[one], *rest) for one, *rest in stated]
    record = replace(
        catalogue.record,
        coverage_statements=record_of(own).coverage_statements,  # type: ignore[arg-type]
    )
    catalogue = replace(catalogue, ground=replace(catalogue.ground, record=record))
    found = cells(Coverage(catalogue).matrix(view, "region", "programme"))
    regions = catalogue.gazetteer.codes("region")
    for programme in names.values():
        alone = view.with_(programme=(programme,), phase=(), place=())
        documented = [row.id for row in catalogue.answer(alone).by["region"]]
        states_on_map = unit_states(record, alone, regions, documented)
        assert {code: found[code, programme].state for code in regions} == states_on_map


@few
@given(catalogue=catalogues(), view=views(), names=pairs)
def test_totals_exceed_the_activities_by_what_they_say(
    catalogue: Catalogue, view: ViewState, names: tuple[str, str]
) -> None:
    found = Coverage(catalogue).matrix(view, *names)
    for lines, name, excess in zip((found.rows, found.cols), names, found.excess, strict=True):
        free = catalogue.choose(view).leaving_out(catalogue.owners[name].dimension).count
        assert sum(line.total or 0 for line in lines) - free == pytest.approx(excess)
    assert sum(found.states.values()) == len(found.rows) * len(found.cols)


@few
@given(catalogue=catalogues(), names=pairs)
def test_what_is_remembered_is_what_is_counted(
    catalogue: Catalogue, names: tuple[str, str]
) -> None:
    coverage, view = Coverage(catalogue), ViewState(count="allocated")
    first = coverage.matrix(view, *names)
    assert coverage.matrix(view, *names) == first
    assert Coverage(catalogue).matrix(view, *names) == first


@pytest.mark.parametrize(
    ("sectors", "state"),
    [("", "not_in_sources"), ("health", "not_applicable"), ("health work", "not_in_sources")],
)
def test_an_exclusion_in_words_is_of_its_sector(sectors: str, state: str) -> None:
    table = pd.DataFrame([("1", "a", "02", "health", "not_applicable")], columns=COLUMNS)
    scope = Scope(("02.411",), frozenset("a"), frozenset(sectors.split()))
    assert cell_states(table).of(scope).state == state


@few
@given(catalogue=catalogues(), view=views(), names=pairs)
def test_a_state_has_what_its_cells_have(
    catalogue: Catalogue, view: ViewState, names: tuple[str, str]
) -> None:
    coverage = Coverage(catalogue)
    found = coverage.matrix(view, *names)
    for state in ("documented", "none", "not_applicable", "not_in_sources"):
        part = coverage.part(found, state)
        details = [coverage.cell(view, names, pair) for pair in part.cells]
        assert {one.cell.state for one in details} <= {state}
        assert (len(details), part.whole) == (found.states.get(state, 0), len(cells(found)))
        assert set(part.source_ids) == {id_ for one in details for id_ in one.source_ids}
        assert set(part.statements) == {id_ for one in details for id_ in one.statements}
        counted = np.zeros(catalogue.ground.size, dtype=bool)
        for one in details:
            counted |= one.counted.flags
        assert part.counted.flags.tolist() == counted.tolist()
