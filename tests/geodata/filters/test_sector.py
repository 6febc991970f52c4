from tests.geodata.counting_factories import figures, matching, selected


def test_sectors_are_joined_by_or() -> None:
    assert matching("sector=governance") == "ABC"
    assert matching("sector=governance,employment") == "ABCD"


def test_stated_weights_divide_an_activity() -> None:
    assert figures("count=allocated", "sector") == {"governance": 2.25, "employment": 1.75}


def test_chosen_sectors_are_selected() -> None:
    assert selected("sector=employment", "sector") == ["employment"]
