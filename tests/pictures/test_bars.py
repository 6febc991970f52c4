"""Bars: as long as their values, as many as fit, and never over each other or the edge."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.description import ChartDescription, Mark
from layers.need_ranking import Ranking, Reference, Row
from pictures.box import Box
from pictures.charts import bars, ranking
from tests.pictures.chart_reading import (
    BOXES,
    LANGUAGES,
    NAMES,
    WORDS,
    canvas_of,
    check_inside,
    check_readable,
    of,
    overlap,
    texts,
)


def chart_of(
    values: list[float], labels: list[str] | None = None, shown: int = 0
) -> ChartDescription:
    greatest = max(values, default=0) or 1
    names = labels or [f"Value {position}" for position in range(len(values))]
    marks = tuple(
        Mark(str(rank), name, value, f"{value:g}", value / greatest)
        for rank, (name, value) in enumerate(zip(names, values, strict=True))
    )
    return ChartDescription("sectors", "", "", "", "sector", "sector", marks, shown=shown)


@st.composite
def charts(draw: st.DrawFn) -> ChartDescription:
    count = draw(st.sampled_from([0, 1, 2, 7, 30, 100]))
    programmes = {"a": draw(NAMES), "b": draw(NAMES)}
    values = sorted(draw(st.lists(st.integers(0, 10_000), min_size=count, max_size=count)))[::-1]
    groups = sorted(
        draw(st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=count, max_size=count))
    )
    marks = tuple(
        Mark(
            str(rank), draw(NAMES), value, f"{value:,}" if value else "–",
            value / (values[0] or 1), rank % 5 == 1, rank % 5 == 2, group,
        )
        for rank, (value, group) in enumerate(zip(values, groups, strict=True))
    )  # fmt: skip
    shown = draw(st.sampled_from([0, 10, 12]))
    return ChartDescription("x", "", "", "", "phase", "phase", marks, (), programmes, shown)


@settings(deadline=None)
@given(charts(), BOXES, LANGUAGES)
def test_nothing_leaves_the_box_and_no_rows_overlap(
    chart: ChartDescription, box: Box, lang: str
) -> None:
    canvas = canvas_of(lang)
    bars.draw(canvas, box, chart, {"a": 1, "b": 7}, WORDS[lang])
    check_inside(canvas, box)
    check_readable(canvas)
    for one, other in combinations(of(canvas, "bar"), 2):
        assert not overlap(one, other)
    for bar in of(canvas, "bar"):
        assert not any(overlap(bar, text) for text in texts(canvas))


@settings(deadline=None)
@given(charts(), BOXES, LANGUAGES)
def test_lengths_are_proportional_to_values(chart: ChartDescription, box: Box, lang: str) -> None:
    canvas = canvas_of(lang)
    bars.draw(canvas, box, chart, {}, WORDS[lang])
    lengths = [bar.right - bar.left for bar in of(canvas, "bar")]
    values = [mark.value for mark in chart.marks if mark.value][: len(lengths)]
    if lengths:
        unit = max(lengths) / max(values)
        assert lengths == pytest.approx([value * unit for value in values], abs=0.03)


@settings(deadline=None)
@given(charts(), BOXES)
def test_what_is_left_out_is_counted_aloud(chart: ChartDescription, box: Box) -> None:
    canvas = canvas_of("en")
    bars.draw(canvas, box, chart, {}, WORDS["en"])
    written = texts(canvas)
    said = [re.fullmatch(r"and ([\d,]+) more in the table", one.text) for one in written]
    left_out = sum(int(one[1].replace(",", "")) for one in said if one)
    # The number at the end of each bar is written in full.
    numbers = {mark.text for mark in chart.marks[: len(chart.marks) - left_out]}
    assert numbers <= {one.text for one in written}
    assert left_out < max(len(chart.marks), 1)


def test_bars_begin_at_the_right_in_arabic_and_at_the_left_elsewhere() -> None:
    box = Box(0, 0, 600, 300)
    for lang in ("ar", "fr"):
        canvas = canvas_of(lang)
        bars.draw(canvas, box, chart_of([10, 5]), {}, WORDS[lang])
        long, short = of(canvas, "bar")
        assert (long.right == short.right) == (lang == "ar")
        assert (long.left == short.left) == (lang == "fr")


def test_more_bars_are_shown_where_there_is_more_room() -> None:
    chart = chart_of([float(value) for value in range(60, 0, -1)], shown=12)
    counts = []
    for high in (300, 420, 700, 1400):
        canvas = canvas_of("en")
        bars.draw(canvas, Box(0, 0, 600, high), chart, {}, WORDS["en"])
        counts.append(len(of(canvas, "bar")))
    # In the lowest box, letters are smaller before fewer bars are shown.
    assert counts[0] >= 12
    assert counts[1:] == sorted(set(counts[1:]))


def test_a_long_label_takes_two_lines_and_ends_with_dots() -> None:
    canvas = canvas_of("fr")
    chart = chart_of([3.0], ["Direction générale de la coordination interministérielle " * 4])
    bars.draw(canvas, Box(0, 0, 560, 420), chart, {}, WORDS["fr"])
    label = [one.text for one in texts(canvas) if one.text.startswith(("Direction", "coord"))]
    written = [one.text for one in texts(canvas) if one.text != "3"]
    assert len(written) == 2
    assert label[0] == written[0]
    assert written[1].endswith("…")


def test_an_open_height_has_room_for_every_bar() -> None:
    chart = chart_of([float(value) for value in range(20, 0, -1)])
    canvas = canvas_of("en")
    bars.draw(canvas, Box(0, 0, 640, bars.height(640, chart)), chart, {}, WORDS["en"])
    assert len(of(canvas, "bar")) == 20


def row_of(rank: int, name: str, value: float | None, greatest: float) -> Row:
    return Row(
        code=str(rank), name=name, rank=str(rank), value="–" if value is None else f"{value:g}%",
        number=value, share=abs(value or 0) / greatest, less=(value or 0) < 0, first="", last="",
        renumbered=False, activities="", against="", rate="0.25", figures=(), population="",
        selected=rank == 2, dimmed=rank == 3,
    )  # fmt: skip


@st.composite
def rankings(draw: st.DrawFn) -> Ranking:
    count = draw(st.sampled_from([1, 2, 12, 100]))
    # Figures of the census have one decimal.
    tenths = st.none() | st.integers(-990, 990).map(lambda whole: whole / 10)
    values = draw(st.lists(tenths, min_size=count, max_size=count))
    greatest = max((abs(value) for value in values if value is not None), default=0) or 1
    rows = tuple(row_of(rank, draw(NAMES), value, greatest) for rank, value in enumerate(values))
    around = (Reference("MA", "Morocco", "21.3%", draw(st.floats(0, 1)), less=draw(st.booleans())),)
    diverging = any(value is not None and value < 0 for value in values)
    return Ranking("", (), rows, 40, around, diverging)


@settings(deadline=None)
@given(rankings(), BOXES, LANGUAGES)
def test_a_ranking_stays_in_its_box_on_one_scale(chart: Ranking, box: Box, lang: str) -> None:
    canvas = canvas_of(lang)
    ranking.draw(canvas, box, chart, "Activities per 100,000 inhabitants", WORDS[lang])
    check_inside(canvas, box)
    check_readable(canvas)
    lengths = [bar.right - bar.left for bar in of(canvas, "bar")]
    shares = [one.share for one in chart.references if one.share]
    shares += [row.share for row in chart.rows if row.number]
    if lengths:
        unit = max(lengths) / max(shares[: len(lengths)])
        expected = [share * unit for share in shares[: len(lengths)]]
        assert lengths == pytest.approx(expected, abs=0.03)


def test_less_grows_to_the_other_side_of_the_same_line() -> None:
    rows = (row_of(1, "one", 4.0, 4), row_of(2, "other", -2.0, 4))
    for lang in ("ar", "en"):
        canvas = canvas_of(lang)
        ranking.draw(
            canvas,
            Box(0, 0, 600, 300),
            Ranking("", (), rows, 2, (), diverging=True),
            "",
            WORDS[lang],
        )
        more, less = of(canvas, "bar")
        ends = (more.right, less.left) if lang == "ar" else (more.left, less.right)
        assert ends[0] == pytest.approx(ends[1], abs=0.02)
        assert more.right - more.left == pytest.approx(2 * (less.right - less.left), abs=0.03)
