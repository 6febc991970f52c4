from typing import Any

import pandas as pd
import pytest

from geodata.effective_places import effective_places
from geodata.frames import rows_of
from tests.geodata.counting_factories import ask, public, with_rows
from tests.geodata.factories import make_record

COMMUNE = "02.411.01.01"


def row(code: str, **more: Any) -> dict[str, Any]:
    return {"activity": "A", "code": code, "acts_at": "site", "basis": "stated", **more}


def places(*rows: dict[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame([{"share": None, **one} for one in rows])
    return effective_places(frame, pd.Index(["A"]))


def levels(frame: pd.DataFrame) -> tuple[str, ...]:
    return tuple(frame.loc[0, ["region", "province", "commune"]])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (COMMUNE, ("02", "02.411", COMMUNE)),
        ("02.411", ("02", "02.411", "coarser")),
        ("02", ("02", "coarser", "coarser")),
        ("", ("unplaced", "unplaced", "unplaced")),
        ("1997-04", ("former", "former", "former")),
    ],
)
def test_a_place_counts_at_every_level_it_is_known_at(code: str, expected: tuple[str, ...]) -> None:
    assert levels(places(row(code))) == expected


def test_what_acts_nationally_is_national_at_every_level() -> None:
    assert levels(places(row("MA", acts_at="national"))) == ("national",) * 3


def test_a_place_that_is_withheld_is_coarser_and_not_national() -> None:
    assert levels(places(row("MA", acts_at="site"))) == ("coarser",) * 3


def test_an_activity_without_any_location_is_not_placed() -> None:
    frame = effective_places(places(row("02")).iloc[:0].assign(share=1.0), pd.Index(["A"]))
    assert frame["region"].tolist() == ["unplaced"]
    assert frame["weight"].tolist() == [1.0]


def test_a_place_that_several_rows_name_is_one_place() -> None:
    frame = places(row("02"), row("02", acts_at="region"), row("09"), row("MA", acts_at="national"))
    assert frame["weight"].tolist() == pytest.approx([1 / 6, 1 / 6, 1 / 3, 1 / 3])


def test_stated_shares_of_one_place_are_added() -> None:
    rows = [row("02", share=0.5), row("02", share=0.3, acts_at="region"), row("09", share=0.2)]
    assert places(*rows)["weight"].tolist() == pytest.approx([0.5, 0.3, 0.2])


def test_the_catalogue_counts_where_points_lie() -> None:
    locations = make_record().activity_locations.assign(acts_at="site", public_precision="site")
    record = make_record(activity_locations=locations.iloc[[0]])
    shown = public(record, pd.Series([COMMUNE]))
    catalogue = with_rows(activity_locations=rows_of(shown.activity_locations))
    rows = {one.id: one.value for one in ask("level=commune", catalogue).by["commune"]}
    assert rows == {COMMUNE: 1, "unplaced": 3}


def formerly(query: str) -> list[str]:
    rows = [
        row("1997-04", acts_at="region", public_precision="region"),
        row("02", activity="B", acts_at="region", public_precision="region"),
    ]
    catalogue = with_rows(activity_locations=rows)
    view = ask(query, catalogue)
    return [catalogue.ground.activities[place] for place in catalogue.activity_rows(view.view)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("place=former", ["A"]), ("place=1997-04", ["A"]), ("place=02", ["B"])],
)
def test_former_regions_are_chosen_apart_from_those_of_today(
    query: str, expected: list[str]
) -> None:
    assert formerly(query) == expected


def test_former_regions_keep_their_weight_and_are_never_covered() -> None:
    rows = [row("1997-04", acts_at="region", public_precision="region")]
    answer = ask("count=allocated", with_rows(activity_locations=rows))
    assert {one.id: one.value for one in answer.by["region"]} == {"former": 1, "unplaced": 3}
    assert answer.totals.regions_covered == 0
