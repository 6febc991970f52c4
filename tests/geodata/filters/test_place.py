import pytest

from tests.geodata.counting_factories import matching, selected, with_rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("place=02", "ABD"),
        ("place=09", "B"),
        ("place=02.411", "D"),
        ("place=02.411.01.01", "D"),
        ("place=02.265", ""),
        ("place=national", "C"),
        ("place=unplaced", ""),
        ("place=09,national", "BC"),
        ("place=02.411,national", "CD"),
    ],
)
def test_places_match_by_prefix_at_every_level(query: str, expected: str) -> None:
    assert matching(query) == expected


def test_place_not_stated_is_a_value() -> None:
    catalogue = with_rows(activity_locations=[{"activity": "A", "code": "02"}])
    assert matching("place=unplaced", catalogue) == "BCD"


def test_places_inside_a_chosen_one_are_selected() -> None:
    assert selected("level=province&place=02", "province") == ["02.411"]
    assert selected("level=commune&place=02.411", "commune") == ["02.411.01.01"]
    assert selected("place=02.411", "region") == []
    assert selected("place=national", "region") == ["national"]
