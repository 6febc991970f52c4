"""Tables, matrices and flows of any names and numbers: inside their box, legible, and apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.catalogues import load_translators
from layers.partners import Flow, FlowNode, Ribbon
from layers.theme import PALETTES
from pictures.box import Box
from pictures.canvas import Canvas
from pictures.charts import flow, matrix, table
from pictures.charts.signs import Entry, Sign, Square
from tests.pictures.placing import colliding, outside, placed, sizes, texts

LONG = "Ministère des Affaires étrangères, de la Coopération africaine et des MRE"
ARABIC = "وزارة الشؤون الخارجية والتعاون الإفريقي والمغاربة المقيمين بالخارج"
WORDS = load_translators()
names = st.sampled_from(("Santé", LONG, ARABIC, "DEPOMI", "وجدة", "a" * 60, "PRIM – Oriental 2"))
boxes = st.tuples(st.integers(560, 1500), st.integers(300, 1400))
languages = st.sampled_from(("ar", "fr", "en"))
few = st.sampled_from((1, 2, 7, 18, 30))
squares = st.sampled_from(
    (Square("step-5", text="1,234"), Square("none", "dot"), Square("not-applicable", "hatch"))
)


def canvas_of(lang: str) -> Canvas:
    return Canvas(PALETTES["light"], lang, WORDS[lang].direction)


def more(count: int) -> str:
    return f"and {count} more"


def check(canvas: Canvas, box: Box) -> None:
    assert outside(canvas, box) == []
    assert colliding(canvas) == []
    assert min(sizes(canvas), default=11) >= 11


@st.composite
def grids(draw: st.DrawFn) -> matrix.Grid:
    rows, cols = draw(st.sampled_from((1, 3, 12, 60))), draw(st.sampled_from((1, 4, 12, 40)))
    row = tuple(draw(squares) for _ in range(cols))
    totals = draw(st.booleans())
    line = st.builds(matrix.Line, names, st.just("12" if totals else ""), st.floats(0, 9))
    sign: Sign = "ring"
    return matrix.Grid(
        rows=tuple(draw(line) for _ in range(rows)),
        cols=tuple(draw(line) for _ in range(cols)),
        squares=(row,) * rows,
        key=(Entry(Square("zero", sign), "documented absence"),) * draw(st.integers(0, 6)),
        total_label="Total" if totals else "",
        total="1,234" if totals else "",
        more_rows=lambda count: more(count) + " rows",
        more_cols=lambda count: more(count) + " columns",
    )


@settings(deadline=None)
@given(grids(), boxes, languages)
def test_a_matrix_finds_room_for_what_it_draws(
    grid: matrix.Grid, size: tuple[int, int], lang: str
) -> None:
    canvas, box = canvas_of(lang), Box(9, 21, *size)
    matrix.draw_grid(canvas, box, grid)
    check(canvas, box)


def test_a_matrix_keeps_the_greatest_in_their_order() -> None:
    lines = tuple(matrix.Line(f"row {at}", "", float(at % 50)) for at in range(100))
    col = (matrix.Line("column", "", 0.0),)
    cells = tuple((Square("none", "dot"),) for _ in lines)
    grid = matrix.Grid(lines, col, cells, (), "", "", more, more)
    canvas = canvas_of("en")
    matrix.draw_grid(canvas, Box(0, 0, 600, 300), grid)
    kept = [int(text.removeprefix("row ")) for text in texts(canvas) if text.startswith("row ")]
    assert kept == sorted(kept)
    assert more(100 - len(kept)) in texts(canvas)
    assert min(at % 50 for at in kept) >= 50 - (len(kept) + 1) // 2 - 1


@st.composite
def sheets(draw: st.DrawFn) -> table.Sheet:
    numbers = draw(st.integers(0, 7))
    columns = (
        table.Column("Organisation", bold=draw(st.booleans())),
        *(table.Column(draw(names)[:40], numeric=True, spare=at) for at in range(1, numbers + 1)),
    )
    shares = st.none() | st.floats(0, 1)
    rows = [
        table.Row(
            (
                table.Cell(draw(names), tokens=draw(st.sampled_from(((), ("set-1", "set-2"))))),
                *(table.Cell("1,234", draw(shares)) for _ in range(numbers)),
            )
        )
        for _ in range(draw(st.sampled_from((0, 1, 5, 40))))
    ]
    for at in draw(st.lists(st.integers(0, len(rows)), max_size=3)):
        rows.insert(at, table.Row(heading=draw(names)))
    return table.Sheet(columns, tuple(rows), more, lambda count: f"{count} columns")


@settings(deadline=None)
@given(sheets(), boxes, languages)
def test_a_table_finds_room_for_what_it_draws(
    sheet: table.Sheet, size: tuple[int, int], lang: str
) -> None:
    canvas, box = canvas_of(lang), Box(9, 21, *size)
    table.draw_table(canvas, box, sheet)
    check(canvas, box)


def test_a_heading_is_never_the_last_row() -> None:
    row, heading = table.Row((table.Cell("row"),)), table.Row(heading="heading")
    sheet = table.Sheet((table.Column("Name"),), (row, heading, row) * 30, more, more)
    for high in range(300, 420, 5):
        canvas = canvas_of("en")
        table.draw_table(canvas, Box(0, 0, 600, high), sheet)
        *told, last = texts(canvas)[1:]
        assert last == more(60 - told.count("row"))
        assert told[-1] == "row"


def node(column: str, at: int, name: str, value: int) -> FlowNode:
    return FlowNode(
        column, f"{column}-{at}", name, value, str(value), "", 0, 0, 0,
        quiet=False, others=False, rest=(), data_link="",
    )  # fmt: skip


def flow_of(funders: int, implementers: int, regions: int, name: str = "Organisation") -> Flow:
    counts = {"funder": funders, "implementer": implementers, "region": regions}
    columns = tuple(
        tuple(node(column, at, f"{name} {at}", 1 + 40 // (at + 1)) for at in range(count))
        for column, count in counts.items()
    )
    bands = tuple(
        tuple(
            Ribbon(
                (one.column, one.id), (other.column, other.id), "", 2, "2",
                "told", "", "", quiet=False, data_link="",
            )
            for one in columns[rank] for other in columns[rank + 1]
        )
        for rank in range(2)
    )  # fmt: skip
    return Flow(columns, bands, 0.0, gathered=False)


@settings(deadline=None)
@given(few, few, few, names, boxes, languages)
def test_a_flow_that_has_room_is_readable(
    funders: int, implementers: int, regions: int, name: str, size: tuple[int, int], lang: str
) -> None:
    found, canvas, box = (
        flow_of(funders, implementers, regions, name),
        canvas_of(lang),
        Box(9, 21, *size),
    )
    if flow.has_room(found, box, WORDS[lang]):
        flow.draw_flow(canvas, box, found, WORDS[lang])
        check(canvas, box)


def test_forty_organisations_are_all_named_on_a_page_and_on_a_wide_slide() -> None:
    found, words = flow_of(10, 40, 12), WORDS["en"]
    box = Box(0, 0, 1150, 750)
    assert flow.has_room(found, box, words)
    canvas = canvas_of("en")
    flow.draw_flow(canvas, box, found, words)
    assert sum(text.startswith("Organisation") for text in texts(canvas)) == 62
    assert not flow.has_room(found, Box(0, 0, 1150, 480), words)


def test_ribbons_leave_and_reach_the_bars_of_their_ends() -> None:
    found, canvas = flow_of(2, 2, 2), canvas_of("ar")
    box = Box(0, 0, 1000, 500)
    flow.draw_flow(canvas, box, found, WORDS["ar"])
    bars = [one for one in placed(canvas) if one.name == "rect"]
    ribbons = [one for one in placed(canvas) if one.name == "path"]
    assert len(ribbons) == sum(map(len, found.bands))
    for ribbon in ribbons:
        for side in (ribbon.left, ribbon.right):
            touching = [one for one in bars if min(abs(one.left - side), abs(one.right - side)) < 1]
            assert len(touching) > 0
