from tests.geodata.counting_factories import figures, matching, selected


def test_statuses_are_joined_by_or() -> None:
    assert matching("status=ongoing") == "D"
    assert matching("status=ongoing,done") == "ABCD"
    assert matching("status=cancelled") == ""


def test_every_status_found_has_a_figure() -> None:
    assert figures("status=done", "status") == {"ongoing": 1, "done": 3}


def test_chosen_statuses_are_selected() -> None:
    assert selected("status=done", "status") == ["done"]
