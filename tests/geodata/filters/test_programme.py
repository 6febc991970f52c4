import pytest

from tests.geodata.counting_factories import figures, matching, selected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("programme=m4sd", "ABC"),
        ("phase=m4sd-3", "B"),
        ("programme=depomi&phase=m4sd-3", "BD"),
        ("programme=m4sd&phase=m4sd-3", "ABC"),
        ("phase=m4sd-2,m4sd-2-3", "AC"),
    ],
)
def test_programme_and_phase_are_one_dimension(query: str, expected: str) -> None:
    assert matching(query) == expected


def test_both_charts_leave_the_whole_dimension_out() -> None:
    assert figures("phase=m4sd-3", "programme") == {"m4sd": 3, "depomi": 1}
    assert figures("programme=depomi", "phase") == figures("", "phase")


def test_the_phases_of_a_chosen_programme_are_selected() -> None:
    assert selected("programme=depomi&phase=m4sd-3", "phase") == ["m4sd-3", "depomi-1"]
    assert selected("programme=depomi&phase=m4sd-3", "programme") == ["depomi"]
