from __future__ import annotations

from benchmarks.gestures import Toggle, query, sequence, states

VALUES = {"place": ["01", "02"], "sector": ["s1", "s2"], "phase": ["p1"]}


def test_each_dimension_takes_its_turn_and_values_go_on_and_off() -> None:
    assert sequence(VALUES, 9) == [
        Toggle("place", "01"),
        Toggle("sector", "s1"),
        Toggle("phase", "p1"),
        Toggle("place", "01"),
        Toggle("sector", "s1"),
        Toggle("phase", "p1"),
        Toggle("place", "02"),
        Toggle("sector", "s2"),
        Toggle("phase", "p1"),
    ]


def test_a_state_holds_what_is_switched_on() -> None:
    assert states(sequence(VALUES, 4))[2:] == [
        {"place": ["01"], "sector": ["s1"], "phase": ["p1"]},
        {"place": [], "sector": ["s1"], "phase": ["p1"]},
    ]


def test_a_query_names_only_dimensions_with_values() -> None:
    state = {"place": ["01", "02"], "sector": [], "phase": ["p1"]}
    assert query(state) == "?lang=fr&place=01,02&phase=p1"
