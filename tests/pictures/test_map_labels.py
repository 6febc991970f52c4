"""Where the labels of a map go."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pictures.box import Box
from pictures.labels import Flags, Numbers, Placed, Wanted, hits, place

STAGE = Box(0, 0, 300, 200)
SIZES = st.tuples(st.floats(5, 40), st.floats(8, 16))
PLACES = st.tuples(st.floats(20, 280), st.floats(20, 180))


@st.composite
def wanted(draw: st.DrawFn) -> Wanted:
    x, y = draw(PLACES)
    wide, high = draw(SIZES)
    number = draw(st.booleans())
    whole = (wide + draw(st.floats(0, 60)), high * 2)
    return Wanted(draw(st.uuids()).hex, x, y, (wide, high) if number else None, whole)


def near(labels: list[Wanted]) -> dict[str, Box]:
    return {one.code: Box(one.x - 25, one.y - 20, 50, 40) for one in labels}


def placed(labels: list[Wanted], taken: list[Box], *, crowded: bool) -> tuple[Placed, ...]:
    units = near(labels)

    def covers(code: str, x: Numbers, y: Numbers) -> Flags:
        unit = units[code]
        return (unit.x <= x) & (x <= unit.right) & (unit.y <= y) & (y <= unit.bottom)

    return place(labels, taken, STAGE, covers, crowded=crowded)


@given(st.lists(wanted(), max_size=12))
def test_nothing_hits_where_numbers_may_be_left_out(labels: list[Wanted]) -> None:
    mark = Box(140, 90, 20, 20)
    boxes = [one.box for one in placed(labels, [mark], crowded=True) if one.box]
    assert not [pair for pair in combinations([mark, *boxes], 2) if hits(*pair)]
    for box in boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= STAGE.right
        assert box.bottom <= STAGE.bottom


@given(st.lists(wanted(), max_size=3))
def test_every_number_stays_where_there_are_few(labels: list[Wanted]) -> None:
    found = placed(labels, [], crowded=False)
    assert all(one.box for one, label in zip(found, labels, strict=True) if label.number)


@given(wanted())
def test_a_label_alone_stands_at_its_place(label: Wanted) -> None:
    (found,) = placed([label], [], crowded=False)
    assert not found.tied
    assert found.box or not label.number
    wide, high = label.whole
    if wide / 2 < min(label.x, 300 - label.x) and high / 2 < min(label.y, 200 - label.y):
        assert found.named
        assert found.box == Box(label.x - wide / 2, label.y - high / 2, wide, high)


def test_the_first_keeps_its_name_and_the_second_its_number() -> None:
    one = Wanted("one", 150, 100, (10, 12), (50, 26))
    other = Wanted("other", 152, 100, (10, 12), (50, 26))
    units = {"one": Box(90, 80, 70, 40), "other": Box(142, 90, 30, 20)}

    def covers(code: str, x: Numbers, y: Numbers) -> Flags:
        unit = units[code]
        return (unit.x <= x) & (x <= unit.right) & (unit.y <= y) & (y <= unit.bottom)

    first, second = place([one, other], [], STAGE, covers)
    assert first.named
    assert second.box
    assert not second.named
    assert not hits(first.box or STAGE, second.box)


def test_a_number_that_has_to_leave_its_unit_is_tied_to_it() -> None:
    label = Wanted("one", 150, 100, (10, 12), (60, 30))
    taken = [Box(130, 85, 40, 30)]

    def covers(_code: str, x: Numbers, y: Numbers) -> Flags:
        return (abs(x - 150) < 8) & (abs(y - 100) < 8)

    (free,) = place([label], taken, STAGE, covers)
    assert free.box
    assert free.tied
    assert not hits(free.box, taken[0])
    (left,) = place([label], taken, STAGE, covers, crowded=True)
    assert left == Placed(None, named=False)
