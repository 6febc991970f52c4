"""Overlap on the map and in words: combinations, sentences, and every two programmes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geodata.overlap import Overlaps
from geodata.overlap_answer import set_keys
from geodata.record import Record
from geodata.view_state import ViewState, parse_view
from i18n.catalogues import Translator
from layers import theme
from layers.overlap import describe_overlap, overlap_shading
from layers.overlap_description import OverlapDescription
from layers.overlap_pairs import Matrix, describe_pairs, presence_shading
from layers.reading import Reading
from layers.shading import Shading
from tests.geodata.factories import make_record
from tests.ui.services import make_services, missing_values, no_activities, one_activity

RECORDS: dict[str, Callable[[], Record]] = {
    "empty": no_activities,
    "one row": one_activity,
    "missing values": missing_values,
    "worked example": make_record,
}
BOTH = "sets=programme:m4sd,programme:depomi"


def asked(
    query: str, lang: str = "en", record: Callable[[], Record] = make_record
) -> tuple[Reading, Overlaps, ViewState]:
    catalogue = make_services(record()).catalogue
    view, ignored = parse_view(f"lang={lang}&page=overlap&{query}", catalogue.vocabulary)
    assert ignored == ()
    reading = Reading(catalogue.answer(view), catalogue, Translator(lang))
    return reading, Overlaps(catalogue), view


def described(query: str, lang: str = "en") -> OverlapDescription:
    reading, overlaps, view = asked(query, lang)
    sets = set_keys(view, reading.catalogue.vocabulary)
    return describe_overlap(reading, overlaps.overlap(view, sets))


def shading(query: str, lang: str = "en") -> Shading:
    reading, overlaps, view = asked(query, lang)
    sets = set_keys(view, reading.catalogue.vocabulary)
    return overlap_shading(reading, overlaps.overlap(view, sets))


def pairs(query: str = "", lang: str = "en") -> Matrix:
    reading, overlaps, view = asked(query, lang)
    return describe_pairs(reading, overlaps.all_pairs(view, overlaps.programmes()))


def test_a_unit_has_the_first_colour_and_the_stripes_of_the_others() -> None:
    shades = shading(BOTH).shades
    assert (shades["02"].token, shades["02"].stripes) == ("set-1", ("set-2",))
    assert (shades["01"].token, shades["01"].stripes) == ("set-1", ())
    assert (shades["12"].token, shades["12"].text) == ("none", "")
    assert shades["02"].text == "2 · 1"
    assert shades["02"].weight > shades["01"].weight


def test_the_colours_follow_the_order_in_which_sets_were_chosen() -> None:
    shades = shading("sets=programme:depomi,programme:m4sd").shades
    assert (shades["02"].token, shades["02"].stripes) == ("set-1", ("set-2",))
    assert (shades["01"].token, shades["01"].stripes) == ("set-2", ())


def test_the_legend_has_an_entry_for_each_combination_and_counts_its_units() -> None:
    legend = shading(BOTH).legend
    assert [(entry.tokens, entry.units) for entry in legend] == [
        (("set-1",), "· 2 units"),
        (("set-1", "set-2"), "· 1 unit"),
        (("none",), "· 9 units"),
    ]
    assert legend[1].stripes == (theme.LIGHT["set-2"],)


def test_a_map_of_a_region_counts_the_units_that_it_draws() -> None:
    legend = shading(f"{BOTH}&level=province&place=02").legend
    assert sum(int(entry.units.split()[1]) for entry in legend) == len(
        shading(f"{BOTH}&level=province&place=02").shades
    )


def test_numbers_of_a_unit_run_as_its_language_does() -> None:
    assert shading(BOTH, "ar").shades["02"].text == "\u20672 · 1\u2069"


@pytest.mark.parametrize(
    ("query", "end"),
    [
        (BOTH, "meet in 1 of the 3 regions where they act: 02 en."),
        ("sets=programme:m4sd,phase:m4sd-3", "meet everywhere they act, in 3 regions"),
        ("sets=programme:m4sd", "acts in 3 regions. Add another set to see where they meet."),
        (
            f"{BOTH}&from=1950&to=1951",
            ": no ongoing or completed activity is placed",
        ),
    ],
)
def test_the_sentence(query: str, end: str) -> None:
    assert end in described(query).sentence


def test_the_parts_of_the_union() -> None:
    found = described(BOTH)
    assert [(part.key, [place.code for place in part.places]) for part in found.parts] == [
        ("union", ["01", "02", "09"]),
        ("intersection", ["02"]),
        ("only/programme:m4sd", ["01", "09"]),
        ("only/programme:depomi", []),
    ]
    assert found.pairs == ()


def test_a_meeting_names_activities_on_each_side_and_the_sectors_shared() -> None:
    [met] = described(BOTH).meetings
    assert [(str(side.set.key), side.count, side.ids) for side in met.sides] == [
        ("programme:m4sd", 2, ("B", "A")),
        ("programme:depomi", 1, ("D",)),
    ]
    assert [(sector.id, len(sector.sets)) for sector in met.sectors] == [("employment", 2)]
    assert met.both == ()


def test_three_sets_are_told_two_by_two_and_each_unit_once() -> None:
    found = described(f"{BOTH},sector:employment")
    assert len(found.pairs) == 3
    codes = [met.place.code for met in found.meetings]
    assert codes[0] == "02"
    assert len(codes) == len(set(codes))
    assert len(found.meetings[0].sides) == 3
    both = {line.text for met in found.meetings for line in met.both}
    assert any("belong" in line for line in both)


def test_the_matrix_is_symmetric_and_has_the_programmes_that_are_somewhere() -> None:
    found = pairs()
    counts = [[cell.count for cell in row.cells] for row in found.rows]
    assert counts == [list(column) for column in zip(*counts, strict=True)]
    assert counts == [[3, 1], [1, 1]]
    assert [(cell.own, cell.strong) for cell in found.rows[0].cells] == [
        (True, False),
        (False, True),
    ]
    assert [cell.count for cell in found.pairs] == [1]


def test_programmes_in_no_unit_are_named() -> None:
    found = pairs("from=1950&to=1951")
    assert (found.rows, found.pairs) == ((), ())
    assert found.absent.startswith("2 programmes are placed in no unit")


def test_the_map_of_every_programme_counts_those_present() -> None:
    reading, overlaps, view = asked("")
    found = presence_shading(reading, overlaps.all_pairs(view, overlaps.programmes()))
    assert {code: shade.text for code, shade in found.shades.items() if shade.text} == {
        "01": "1", "02": "2", "09": "1",
    }  # fmt: skip
    assert [entry.text for entry in found.legend] == ["No programme present", "1", "2"]


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
@pytest.mark.parametrize("sets", ["programme:m4sd", "programme:m4sd,programme:depomi"])
@pytest.mark.parametrize("level", ["level=region", "level=commune&place=02"])
def test_whatever_the_record(
    record: Callable[[], Record], sets: str, level: str, lang: str
) -> None:
    reading, overlaps, view = asked(f"sets={sets}&{level}", lang, record)
    found = overlaps.overlap(view, set_keys(view, reading.catalogue.vocabulary))
    told, map_ = describe_overlap(reading, found), overlap_shading(reading, found)
    assert told.sentence
    assert hash(told) is not None
    assert all(shade.told for shade in map_.shades.values())
    all_pairs = overlaps.all_pairs(view, overlaps.programmes())
    assert describe_pairs(reading, all_pairs).title
    assert presence_shading(reading, all_pairs).legend
