"""Views, and the doors through which a reader takes their files; what the data endpoints say."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from tests.api.conftest import make_client
from tests.exports.whole_record import services

LANGS = ("ar", "fr", "en")
VIEWS = {
    "whole": "",
    "place_and_sector": "place=02&sector=governance",
    "province": "level=province",
    "communes": "level=commune&place=02",
    "boundary_un": "boundary=un",
    "overlap": "page=overlap&sets=phase:m4sd-3,programme:depomi",
    "coverage": "page=coverage",
    "need_both": "page=need&draw=both",
    "need_change": "page=need&census=change",
    "time": "page=time",
    "partners": "page=partners",
    "compare": "page=compare&compare=place:02,place:09",
    "touches": "count=touches",
    "allocated": "count=allocated",
    "empty": "place=12&sector=employment&from=1990&to=1991",
    "dark": "theme=dark",
    "projector": "theme=projector",
}
DRAWN = ("png", "svg", "pdf")
TABLES = ("csv", "xlsx", "geojson", "gpkg", "parquet", "zip")
CITATIONS = ("txt", "bib", "ris", "csl.json")
MAIN = {"overlap": "overlap", "coverage": "coverage", "partners": "partners", "compare": "compare"}
"""The figure that a view is about, where that is not its map."""
ELSEWHERE = ("national", "unplaced", "coarser", "former")
NAMED = str.maketrans(":-", "__")
"""How the key of a set is written as the name of a column."""
Rows = list[dict[str, Any]]


@cache
def client() -> TestClient:
    """A reader's browser, or an analyst's program."""
    return make_client(services())


def ask(address: str) -> Response:
    """What an address answers, which has to be a file."""
    answer: Response = client().get(address)
    assert answer.status_code == 200, f"{address}: {answer.text[:300]}"
    return answer


def query(view: str, lang: str) -> str:
    """The query string of a view of the matrix."""
    return f"lang={lang}&{VIEWS[view]}".rstrip("&")


@cache
def listed(view: str, lang: str) -> dict[str, dict[str, Any]]:
    """The figures of a view and the addresses of their files, by their names."""
    found = ask(f"/api/v1/figures.json?{query(view, lang)}").json()
    assert found["ignored"] == []
    return {one["name"]: one for one in found["figures"]}


@cache
def figure(view: str, lang: str, name: str) -> dict[str, Any]:
    """What the endpoint of a figure's numbers says."""
    found: dict[str, Any] = ask(listed(view, lang)[name]["formats"]["json"]).json()
    return found


def take(view: str, lang: str, name: str, extension: str, more: str = "") -> bytes:
    """A file of a figure, at the address at which the page offers it."""
    address = listed(view, lang)[name]["formats"][extension]
    return ask(address + more).content


@cache
def titles(ids: tuple[str, ...]) -> list[str]:
    """The titles of sources."""
    known = {one["id"]: one["title"] for one in ask("/api/v1/sources.json").json()}
    return [known[id_] for id_ in ids]


@cache
def _said(path: str, view: str, lang: str) -> Any:
    return ask(f"/api/v1/{path}?{query(view, lang)}").json()


def said_of(name: str, view: str, lang: str) -> Rows:
    """What an endpoint that knows nothing of figures says of the numbers of a figure.

    Each row has the cells that have to be found in the figure's table, in any order; the table has
    no row with a number beside them. An empty list where no endpoint says anything of it.
    """
    known = {
        "map": _map, "sectors": _by("sector", "sector_id"), "programmes": _by("phase", "phase_id"),
        "organisations": _by("organisation", "organisation_id"), "timeline": _by("year", "year"),
        "overlap": _overlap, "meetings": _meetings, "pairs": _pairs, "coverage": _coverage,
        "scatter": _need, "ranking": _need, "calendar": _calendar, "partners": _partners,
        "partner_roles": _roles, "partner_pairs": _partner_pairs, "compare": _compare,
        "small_maps": _small_maps, "key_figures": _key_figures, "stated": _stated,
    }  # fmt: skip
    rows: Rows = known[name](view, lang)
    return rows


def _by(dimension: str, column: str) -> Any:
    def rows(view: str, lang: str) -> Rows:
        by = _said("view", view, lang)["by"][dimension]
        return [
            {column: _year(one["id"]) if dimension == "year" else one["id"],
             "activities": one["value"]}
            for one in by if one["value"]
        ]  # fmt: skip

    return rows


def _year(id_: str) -> int | None:
    return None if id_ == "undated" else int(id_)


def _map(view: str, lang: str) -> Rows:
    """The units of the map: what is drawn on it depends on the question."""
    special = {"need": _need, "coverage": _covered, "overlap": _met}
    asked = _said("view", view, lang)["view"]
    if asked["page"] in special:
        return special[asked["page"]](view, lang)
    level, place = asked["level"], asked["place"]
    # A map of communes frames the place that is chosen; the endpoint counts beyond it.
    return [
        row
        for row in _by(level, f"{level}_code")(view, lang)
        if level == "region" or not place or row[f"{level}_code"].startswith((*place, *ELSEWHERE))
    ]


def _covered(view: str, lang: str) -> Rows:
    rows = _said("coverage", view, lang)["rows"]
    codes = [one for one in rows if one["id"].isdigit()]
    documented = [
        (one["id"], sum(cell["state"] == "documented" for cell in one["cells"])) for one in codes
    ]
    return [{"region_code": id_, "value": count} for id_, count in documented if count]


def _met(view: str, lang: str) -> Rows:
    units = _said("overlap", view, lang)["units"]
    return [
        {"region_code": one["id"],
         "sets_present": sum(bool(s["activities"]) for s in one["sets"]),
         **{s["key"].translate(NAMED): s["activities"] for s in one["sets"]}}
        for one in units
    ]  # fmt: skip


def _overlap(view: str, lang: str) -> Rows:
    found = _said("overlap", view, lang)
    parts = {"union": found["union"], "intersection": found["intersection"]}
    return [
        {"part": part, "region_code": unit["id"]}
        for part, one in parts.items()
        for unit in one["units"]
    ]


def _meetings(view: str, lang: str) -> Rows:
    found = _said("overlap", view, lang)
    return [
        {"region_code": unit["id"], "set": one["key"], "activities": one["activities"]}
        for unit in found["units"]
        for one in unit["sets"]
    ]


def _pairs(view: str, lang: str) -> Rows:
    found = _said("overlap/programmes", view, lang)
    return [
        {"programme_id": row["id"], "other_id": cell["programme"], "count": cell["count"]}
        for row in found["rows"]
        for cell in row["shared"]
    ]


def _coverage(view: str, lang: str) -> Rows:
    found = _said("coverage", view, lang)
    return [
        {"region_code": row["id"], "sector_id": col["id"], "state": cell["state"],
         "value": cell["value"], "activities": cell["activities"]}
        for row in found["rows"]
        for col, cell in zip(found["cols"], row["cells"], strict=True)
    ]  # fmt: skip


def _need(view: str, lang: str) -> Rows:
    units = _said("need", view, lang)["units"]
    names = ("rank", "value", "activities", "per_100000")
    return [{"region_code": one["code"], **{name: one[name] for name in names}} for one in units]


def _calendar(view: str, lang: str) -> Rows:
    found = _said("time", view, lang)
    return [
        {"kind": kind, "id": one["id"], "start": one["start"]["date"] if one["start"] else None}
        for kind, name in (("activity", "rows"), ("phase", "phases"), ("plan", "plans"))
        for one in found[name]
    ]


def _partners(view: str, lang: str) -> Rows:
    found = _said("partners", view, lang)
    nodes = [
        {"element": "node", "from_column": one["column"], "from_id": one["id"],
         "value": one["value"]} for one in found["nodes"]
    ]  # fmt: skip
    return nodes + [
        {"element": "link", "from_id": one["source"], "to_id": one["target"],
         "from_column": one["source_column"], "value": one["value"]} for one in found["links"]
    ]  # fmt: skip


def _roles(view: str, lang: str) -> Rows:
    return [
        {"organisation_id": one["id"], "activities": one["activities"],
         "programmes": one["programmes"], "regions": one["regions"],
         **{role["role"]: role["activities"] for role in one["roles"]}}
        for one in _said("partners", view, lang)["partners"]
    ]  # fmt: skip


def _partner_pairs(view: str, lang: str) -> Rows:
    return [
        {"organisation_id": one["left"], "other_id": one["right"], "activities": one["activities"]}
        for one in _said("partners", view, lang)["pairs"]
    ]


def _compare(view: str, lang: str) -> Rows:
    totals = ("activities", "programmes", "organisations", "sectors", "regions_covered")
    sides = _said("compare", view, lang)["sides"]
    rows = [
        {"side": side["key"], "dimension": "total", "id": name, "value": side[name]}
        for side in sides for name in totals
    ]  # fmt: skip
    return rows + [
        {"side": side["key"], "dimension": "sector", "id": one["id"], "value": one["value"]}
        for side in sides for one in side["by"]["sector"]
    ]  # fmt: skip


def _small_maps(view: str, lang: str) -> Rows:
    return [
        {"phase_id": one["id"], "region_code": unit["id"], "activities": unit["value"]}
        for one in _said("compare", view, lang)["maps"]
        for unit in (*one["regions"], *one["elsewhere"])
    ]


def _key_figures(view: str, lang: str) -> Rows:
    totals = _said("view", view, lang)["totals"]
    names = ("activities", "programmes", "organisations", "regions_covered", "national", "unplaced")
    funding = [{"figure": "funding", "unit": one["currency"], "value": one["amount"]}
               for one in totals["funding"]]  # fmt: skip
    people = [{"figure": "people", "series": one["series"], "value": one["value"]}
              for one in totals["people"]]  # fmt: skip
    return [{"figure": name, "value": totals[name]} for name in names] + people + funding


def _stated(view: str, lang: str) -> Rows:
    return [
        {"series": one["series"], "value": one["value"], "low": one["low"], "high": one["high"]}
        for one in _said("view", view, lang)["totals"]["people"]
    ]
