from tests.geodata.counting_factories import figures, matching, selected


def test_levels_are_joined_by_or() -> None:
    assert matching("acts_at=region") == "AB"
    assert matching("acts_at=site,national") == "CD"


def test_an_activity_with_several_places_of_a_level_counts_once() -> None:
    assert figures("", "acts_at") == {"national": 1, "region": 2, "site": 1}


def test_chosen_levels_are_selected() -> None:
    assert selected("acts_at=site", "acts_at") == ["site"]
