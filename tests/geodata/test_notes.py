from geodata.answer import Note
from tests.geodata.counting_factories import ask


def test_a_chosen_phase_offers_what_its_sources_leave_open() -> None:
    notes = ask("phase=m4sd-3").notes
    assert notes[0] == Note("phase_not_specified", 1, ("m4sd-3", "m4sd-2-3"))


def test_nothing_is_offered_that_is_chosen_already_or_does_not_match() -> None:
    for query in (
        "phase=m4sd-3,m4sd-2-3",
        "phase=m4sd-3&programme=m4sd",
        "phase=m4sd-3&place=02",
        "phase=depomi-1",
    ):
        assert [note for note in ask(query).notes if note.id == "phase_not_specified"] == []


def test_undated_activities_that_fall_out_are_counted() -> None:
    assert ask("count=allocated&to=2030").notes == (
        Note("undated_left_out", 1),
        Note("our_split", 1, ("region",)),
    )


def test_figures_that_exceed_their_total_say_by_how_much() -> None:
    assert ask("").notes == (
        Note("sums_exceed_total", 2, ("region",)),
        Note("sums_exceed_total", 1, ("sector",)),
    )


def test_a_total_of_pairs_says_of_how_many_activities() -> None:
    assert ask("count=touches").notes == (Note("touches_total", 4, ("region",)),)


def test_our_split_is_not_said_of_activities_with_one_place() -> None:
    assert ask("count=allocated&programme=depomi").notes == ()
