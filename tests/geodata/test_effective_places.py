from typing import Any

import pandas as pd
import pytest

from geodata.catalogue import build_catalogue
from geodata.effective_places import effective_places
from tests.geodata.counting_factories import ask, make_gazetteer
from tests.geodata.factories import make_record

COMMUNE = "02.411.01.01"


def places(located: str | None = None, **more: Any) -> pd.DataFrame:
    row = {"activity": "A", "code": COMMUNE, "acts_at": "site", "basis": "stated"}
    frame = pd.DataFrame([{**row, "share": None, "public_precision": "site", **more}])
    point = None if located is None else pd.Series([located])
    return effective_places(frame, pd.Index(["A"]), point)


def levels(frame: pd.DataFrame) -> tuple[str, ...]:
    return tuple(frame.loc[0, ["region", "province", "commune"]])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (COMMUNE, ("02", "02.411", COMMUNE)),
        ("02.411", ("02", "02.411", "coarser")),
        ("02", ("02", "coarser", "coarser")),
        ("", ("unplaced", "unplaced", "unplaced")),
        ("MA", ("national", "national", "national")),
    ],
)
def test_a_place_counts_at_every_level_it_is_known_at(code: str, expected: tuple[str, ...]) -> None:
    assert levels(places(code=code)) == expected


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("site", COMMUNE),
        ("commune", COMMUNE),
        ("", COMMUNE),
        ("province", "02.411"),
        ("region", "02"),
        ("national", "MA"),
    ],
)
def test_no_code_is_finer_than_may_be_public(precision: str, expected: str) -> None:
    assert places(public_precision=precision).loc[0, "code"] == expected


def test_a_place_that_is_withheld_is_coarser_and_not_national() -> None:
    assert levels(places(public_precision="national")) == ("coarser", "coarser", "coarser")


@pytest.mark.parametrize(
    ("more", "located", "expected"),
    [
        ({"code": "02"}, COMMUNE, COMMUNE),
        ({"code": "02.411", "acts_at": "commune"}, COMMUNE, COMMUNE),
        ({"code": ""}, COMMUNE, COMMUNE),
        ({"code": "02", "public_precision": "province"}, COMMUNE, "02.411"),
        ({"code": "02", "acts_at": "region"}, COMMUNE, "02"),
        ({"code": "09"}, COMMUNE, "09"),
        ({"code": "MA", "acts_at": "national"}, COMMUNE, "MA"),
        ({"code": "02.411.01.02"}, COMMUNE, "02.411.01.02"),
        ({"code": "02"}, "", "02"),
    ],
)
def test_a_point_makes_a_coarser_code_finer_and_never_contradicts_it(
    more: dict[str, Any], located: str, expected: str
) -> None:
    assert places(located, **more).loc[0, "code"] == expected


def test_an_activity_without_any_location_is_not_placed() -> None:
    frame = effective_places(
        places().iloc[:0].assign(share=1.0, public_precision=""), pd.Index(["A"])
    )
    assert frame["region"].tolist() == ["unplaced"]
    assert frame["weight"].tolist() == [1.0]


def test_the_catalogue_counts_where_points_lie() -> None:
    record = make_record()
    locations = record.activity_locations.assign(acts_at="site", public_precision="site")
    record = make_record(activity_locations=locations)
    located = pd.Series([COMMUNE, "", "", "", "", ""])
    catalogue = build_catalogue(record, make_gazetteer(), located)
    rows = {row.id: row.value for row in ask("level=commune", catalogue).by["commune"]}
    assert rows == {COMMUNE: 2, "national": 1, "coarser": 1}
