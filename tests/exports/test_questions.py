"""Tables of the questions: what they hold is what the data endpoints answer to the same query."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.table import Cell
from geodata.coverage_matrix import DIMENSIONS
from tests.exports.views import ask, find, made, real, rows
from tests.geodata.counting_factories import views
from tests.geodata.factories import make_record, small_record_tables
from tests.ui.services import make_services, no_activities

SETS = "sets=programme:depomi,programme:prim,programme:indimaj-2"
Numbers = dict[tuple[Cell, ...], Any]
crossed = st.permutations(DIMENSIONS).map(lambda names: f"rows={names[0]}&cols={names[1]}")


def by(found: list[dict[str, Cell]], keys: str, *values: str) -> Numbers:
    """Return some cells of every row by some others, which no two rows share."""
    pairs = [
        (tuple(row[key] for key in keys.split()), tuple(row[value] for value in values))
        for row in found
    ]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def split(cell: Cell) -> list[str]:
    return str(cell).split("; ") if cell else []


@settings(deadline=None)
@given(views(), crossed)
def test_coverage_holds_the_cells_of_the_endpoint(view: Any, dimensions: str) -> None:
    query = f"{view.with_(page='coverage').to_query()}&{dimensions}"
    answer = ask("coverage", query)
    figure = find("coverage", query)
    keys = [
        f"{answer[f'{side}_dimension']}_"
        + ("code" if answer[f"{side}_dimension"] in ("region", "province") else "id")
        for side in ("row", "col")
    ]
    expected = {
        (row["id"], col["id"]): (cell["state"], cell["value"], cell["activities"])
        for row in answer["rows"]
        for col, cell in zip(answer["cols"], row["cells"], strict=True)
    }
    found = by(rows(figure), " ".join(keys), "state", "value", "activities") if figure else {}
    assert found == expected


def test_coverage_names_its_values_beside_their_codes() -> None:
    figure = made("coverage", "page=coverage&lang=en&rows=region&cols=sector")
    assert [column.name for column in figure.table.columns] == [
        "region_code", "region_name", "sector_id", "sector_name",
        "state", "state_name", "value", "activities",
    ]  # fmt: skip
    assert [column.hxl for column in figure.table.columns][:4] == [
        "#adm1+code", "#adm1+name", "#sector+id", "#sector+name",
    ]  # fmt: skip
    states = by(rows(figure), "region_code sector_id", "state", "state_name", "value")
    assert states["02", "governance"] == ("documented", "documented", 2)
    assert states["03", "governance"] == ("not_in_sources", "not in our sources", None)


def test_coverage_keeps_the_order_that_the_view_asks_for() -> None:
    found = rows(made("coverage", "page=coverage&lang=en&sort=total"))
    assert found[0]["region_code"] == "02"


def test_coverage_rests_on_activities_and_on_statements() -> None:
    query = "page=coverage&rows=region&cols=programme&lang=fr"
    answer = ask("coverage", query)
    assert "not_applicable" in answer["states"]
    cited: set[str] = set()
    for row in answer["rows"]:
        for col, cell in zip(answer["cols"], row["cells"], strict=True):
            if cell["state"] != "not_in_sources":
                asked = ask("coverage", f"{query}&row={row['id']}&col={col['id']}")
                cited |= set(asked["cell"]["source_ids"])
    assert set(made("coverage", query).source_ids) == cited


@pytest.mark.parametrize("level", ["region", "province"])
def test_pairs_hold_what_the_endpoint_says_that_programmes_share(level: str) -> None:
    query = f"page=overlap&level={level}&lang=fr"
    expected = {
        (row["id"], shared["programme"]): (shared["count"], shared["units"])
        for row in ask("overlap/programmes", query, real())["rows"]
        for shared in row["shared"]
    }
    found = {
        (row["programme_id"], row["other_id"]): (row["count"], split(row["place_codes"]))
        for row in rows(made("pairs", query, real()))
    }
    assert found == expected


@pytest.mark.parametrize("level", ["region", "province"])
def test_overlap_holds_the_units_of_every_part(level: str) -> None:
    query = f"page=overlap&level={level}&lang=ar&{SETS}"
    answer = ask("overlap", query, real())
    parts = [answer["union"], answer["intersection"], *(one["only"] for one in answer["sets"])]
    parts += [pair["intersection"] for pair in answer["pairs"]]
    expected: dict[str, dict[str, str]] = {
        part["part"]: {unit["id"]: unit["label"] for unit in part["units"]}
        for part in parts
        if part["units"]
    }
    found: dict[str, dict[str, str]] = {}
    for row in rows(made("overlap", query, real())):
        found.setdefault(str(row["part"]), {})[str(row[f"{level}_code"])] = str(
            row[f"{level}_name"]
        )
    assert found == expected


def test_overlap_needs_two_sets() -> None:
    assert find("overlap", "page=overlap&sets=programme:depomi", real()) is None
    assert find("meetings", "page=overlap", real()) is None


def test_meetings_hold_who_does_what_in_every_unit() -> None:
    query = f"page=overlap&lang=fr&{SETS}"
    answer = ask("overlap", query, real())
    expected = {
        (unit["id"], one["key"]): (one["activities"], len(unit["sets"]))
        for unit in answer["units"]
        for one in unit["sets"]
    }
    found = rows(made("meetings", query, real()))
    assert by(found, "region_code set", "activities", "sets_present") == expected
    shared: dict[tuple[str, str], set[str]] = {}
    for pair in answer["pairs"]:
        for met in pair["meetings"]:
            for key in (pair["left"], pair["right"]):
                shared.setdefault((met["id"], key), set()).update(
                    sector["id"] for sector in met["sectors"]
                )
    told = {(row["region_code"], row["set"]): set(split(row["shared_sector_ids"])) for row in found}
    assert {key: ids for key, ids in told.items() if ids} == {k: v for k, v in shared.items() if v}


@pytest.mark.parametrize("more", ["", "&flow=all", "&count=allocated", "&place=02"])
def test_partners_hold_the_nodes_and_links_of_the_endpoint(more: str) -> None:
    query = f"page=partners&lang=fr{more}"
    answer = ask("partners", query, real())
    found = rows(made("partners", query, real()))
    nodes = [row for row in found if row["element"] == "node"]
    assert by(nodes, "from_column from_id", "from_name", "value", "gathered") == {
        (one["column"], one["id"]): (one["label"], one["value"], one["gathered"])
        for one in answer["nodes"]
    }
    links = [row for row in found if row["element"] == "link"]
    assert by(links, "from_column from_id to_column to_id", "value") == {
        (one["source_column"], one["source"], one["target_column"], one["target"]): (one["value"],)
        for one in answer["links"]
    }


def test_roles_and_pairs_hold_the_rows_of_the_endpoint() -> None:
    query = "page=partners&lang=en"
    answer = ask("partners", query, real())
    roles = ("funder", "implementer", "partner", "authority")
    assert [
        (
            row["organisation_id"], row["organisation_name"], row["activities"],
            {role: row[role] for role in roles if row[role]},
            row["programmes"] or 0, row["regions"] or 0,
        )
        for row in rows(made("partner_roles", query, real()))
    ] == [
        (
            one["id"], one["label"], one["activities"],
            {role["role"]: role["activities"] for role in one["roles"]},
            one["programmes"], one["regions"],
        )
        for one in answer["partners"]
    ]  # fmt: skip
    assert [
        (row["organisation_id"], row["other_id"], row["activities"], split(row["sector_ids"]))
        for row in rows(made("partner_pairs", query, real()))
    ] == [(one["left"], one["right"], one["activities"], one["sectors"]) for one in answer["pairs"]]


@pytest.mark.parametrize(
    "keys",
    ["place:02,place:09", "period:2018-2020,period:2021-2023", "programme:depomi,sector:health"],
)
def test_compare_holds_the_figures_of_every_side(keys: str) -> None:
    query = f"page=compare&lang=fr&compare={keys}"
    expected: dict[tuple[str, str, str], float] = {}
    for side in ask("compare", query, real())["sides"]:
        for name in ("activities", "programmes", "organisations", "sectors", "regions_covered"):
            expected[side["key"], "total", name] = side[name]
        for dimension, figures in side["by"].items():
            for one in figures:
                expected[side["key"], dimension, one["id"]] = one["value"]
        for kind in ("people", "funding"):
            for one in side[kind]:
                expected[side["key"], kind, one["id"]] = one["value"]
    found = by(rows(made("compare", query, real())), "side dimension id", "value")
    assert {key: value for key, (value,) in found.items()} == expected


def test_nothing_compared_is_no_figure() -> None:
    assert find("compare", "page=compare", real()) is None


@pytest.mark.parametrize("query", ["", "place=02"])
def test_stated_holds_every_figure_once_with_its_range_and_scope(query: str) -> None:
    names = ("value", "low", "high", "unit", "target", "kind")
    answer = ask("view", query, real())["stated"]
    found = [row for row in rows(made("stated", f"lang=en&{query}", real())) if row["preferred"]]
    assert by(found, "measurement_id", *names) == {
        (one["id"],): tuple(one[name] for name in names) for one in answer
    }
    assert {
        row["measurement_id"]: (
            split(row["scope_codes"]), split(row["source_ids"]), bool(row["inside"])
        )
        for row in found
    } == {
        one["id"]: (one["scope"], one["source_ids"], one["inside"]) for one in answer
    }  # fmt: skip


def test_other_readings_lie_within_the_range_and_are_not_preferred() -> None:
    found = rows(made("stated", "lang=en", real()))
    ranges = {row["measurement_id"]: row for row in found if row["preferred"]}
    others = [row for row in found if not row["preferred"]]
    assert len(others) > 0
    for row in others:
        whole = ranges[row["reading_of"]]
        if row["unit"] == whole["unit"]:
            assert whole["low"] <= row["value"] <= whole["high"]  # type: ignore[operator]


@pytest.mark.parametrize("query", ["count=touches", "place=02&count=allocated"])
def test_key_figures_are_those_of_the_endpoint(query: str) -> None:
    totals = ask("view", query, real())["totals"]
    found = rows(made("key_figures", f"lang=fr&{query}", real()))
    counted = {row["figure"]: row for row in found if row["measurement_id"] is None}
    assert {name: row["value"] for name, row in counted.items()} == {
        name: totals[name] for name in counted
    }
    assert len(counted) == 6
    assert {name: split(row["source_ids"]) for name, row in counted.items()} == {
        name: totals["source_ids"][name] for name in counted
    }
    people = [row for row in found if row["figure"] == "people"]
    assert [
        (row["series"], row["value"], row["low"], row["high"], split(row["scope_codes"]))
        for row in people
    ] == [
        (one["series"], one["value"], one["low"], one["high"], one["scope"])
        for one in totals["people"]
    ]
    funding = [row for row in found if row["figure"] == "funding"]
    assert [(row["unit"], row["value"]) for row in funding] == [
        (one["currency"], one["amount"]) for one in totals["funding"]
    ]


def test_what_is_withheld_is_in_no_table() -> None:
    few = small_record_tables()["measurements"].assign(
        unit="persons", kind="result", value="3", disaggregation="sex=female", reading_of=""
    )
    services = make_services(make_record(measurements=few))
    assert services.catalogue.record.measurements["suppressed"].all()
    assert find("stated", "lang=en", services) is None
    found = rows(made("key_figures", "lang=en", services))
    assert {row["measurement_id"] for row in found} == {None}


def test_a_place_that_is_protected_is_in_no_cell() -> None:
    locations = small_record_tables()["activity_locations"].assign(public_precision="region")
    services = make_services(make_record(activity_locations=locations))
    found = rows(made("coverage", "page=coverage&rows=province&cols=sector", services))
    documented = {row["province_code"] for row in found if row["state"] == "documented"}
    assert [code for code in documented if "." in str(code)] == []
    assert "coarser" in documented


def test_views_without_activities_have_tables_without_numbers() -> None:
    services = make_services(no_activities())
    assert {row["value"] for row in rows(made("coverage", "page=coverage", services))} == {None}
    for name in ("partners", "partner_roles", "partner_pairs"):
        assert find(name, "page=partners", services) is None
    assert find("pairs", "page=overlap", services) is None
    assert find("stated", "", services) is None


def test_cells_are_numbers_and_never_text_of_numbers() -> None:
    for name, query in (
        ("coverage", "page=coverage"), ("partners", "page=partners"), ("stated", ""),
        ("compare", "page=compare&compare=place:02,place:09"), ("pairs", "page=overlap"),
        ("overlap", f"page=overlap&{SETS}"), ("meetings", f"page=overlap&{SETS}"),
    ):  # fmt: skip
        table = made(name, f"lang=fr&{query}", real()).table
        for at, column in enumerate(table.columns):
            kinds = {type(row[at]) for row in table.rows} - {type(None)}
            numbers = {int, float} if column.kind in ("integer", "number") else {str}
            assert (name, column.name, kinds - numbers) == (name, column.name, set())


def test_tables_read_alike_in_every_language() -> None:
    """Codes, ids and numbers are those of one record; names are in the reader's language."""
    for name, query in (
        ("coverage", "page=coverage"),
        ("partners", "page=partners"),
        ("stated", ""),
    ):
        frames = []
        for lang in ("ar", "fr", "en"):
            figure = made(name, f"{query}&lang={lang}", real())
            names = [column.name for column in figure.table.columns]
            frame = pd.DataFrame(list(figure.table.rows), columns=names)
            kept = [one for one in names if not one.endswith(("_name", "_names"))]
            frames.append(frame[kept])
        assert frames[0].equals(frames[1])
        assert frames[1].equals(frames[2])
