"""Overlap: where several sets of activities meet, on the map and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from geodata.framing import frame_of, units_in
from geodata.overlap_answer import FUNDER, Meeting, Overlap, SetKey
from geodata.overlap_parts import AT, INTERSECTION, LEFT, UNION
from i18n.direction import isolate
from i18n.lists import listed
from layers import theme
from layers.overlap_description import (
    MeetingThere,
    NamedSet,
    OverlapDescription,
    PairParts,
    Part,
    Place,
    SharedSector,
    SideThere,
    Told,
)
from layers.reading import Reading
from layers.shading import LegendEntry, Shade, Shading

MOST_NAMES = 8
"""Places that a sentence names; of more it says how many there are."""
EMPTY = theme.STATES["not_in_sources"]
REASONS = {"not_carried_out": "overlap.not_carried_out"}
"""Why activities are in no unit, where the words of other figures do not fit."""


def set_name(reading: Reading, key: SetKey) -> str:
    """Name a set.

    Parameters
    ----------
    reading : Reading
        The language of the name; its answer is not looked at.
    key : SetKey
        What the set is of.

    Returns
    -------
    str
        The label of the programme, phase, organisation or sector; a funder is told as such.
    """
    label = reading.label("organisation" if key.kind == FUNDER else key.kind, key.id)
    return reading.words.t("overlap.as_funder", name=label) if key.kind == FUNDER else label


def reason(reading: Reading, name: str, count: int) -> str:
    """Say why some activities of a set are in no unit.

    Parameters
    ----------
    reading : Reading
        Its language.
    name : str
        One of `geodata.overlap_parts.REASONS`.
    count : int
        Number of activities.
    """
    return reading.words.n(REASONS.get(name, f"left_out.{name}"), count)


def describe_overlap(reading: Reading, found: Overlap) -> OverlapDescription:
    """Tell in words and lists where sets are present, where they meet and where they do not.

    Parameters
    ----------
    reading : Reading
        Language and names; its answer is not looked at.
    found : Overlap
        One set or more, at most four, as `geodata.overlap.Overlaps.overlap` gives them.

    Returns
    -------
    OverlapDescription
        Units in the order of their codes; ``meetings`` are the units with two sets or more.
    """
    sets = tuple(_named(reading, found))
    by_key = {one.key: one for one in sets}
    return OverlapDescription(
        sentence=_sentence(reading, found, sets),
        rests=(INTERSECTION if found.intersection else UNION) if found.union else "",
        level=found.view.level,
        sets=sets,
        parts=tuple(_parts(reading, found, sets)),
        pairs=tuple(_pairs(found, by_key)) if len(sets) > len(("one", "other")) else (),
        meetings=tuple(_meetings(reading, found, by_key)),
        several_count=found.several_count,
        several=tuple(
            (one.id, listed([by_key[key].name for key in one.sets], reading.words))
            for one in found.several
        ),
    )


def overlap_shading(reading: Reading, found: Overlap) -> Shading:
    """Colour the units by the sets present in them, in stripes where sets meet.

    Parameters
    ----------
    reading : Reading
        Language, names, and the frame of the map.
    found : Overlap
        One set or more, at most four.

    Returns
    -------
    Shading
        A unit is filled in the colour of its first set and striped in those of the others. The
        legend has an entry for each combination of sets in the frame, with its number of units.
    """
    words, view = reading.words, found.view
    codes = units_in(reading.catalogue.gazetteer, frame_of(view.place, view.level), view.level)
    names = {one.key: set_name(reading, one.key) for one in found.sets}
    tokens = _tokens(found)
    present = {one.code: one.activities for one in found.units}
    shades = {code: _shade(reading, present.get(code, ()), names, tokens) for code in codes}
    combined: dict[tuple[SetKey, ...], int] = {}
    for code in codes:
        keys = tuple(key for key, _count in present.get(code, ()))
        combined[keys] = combined.get(keys, 0) + 1
    several = len(found.sets) > 1
    return Shading(
        title=words.t("overlap.map_several" if several else "overlap.map_one"),
        unit=words.t("overlap.map_unit"),
        shades=shades,
        legend=tuple(
            _legend_entry(reading, keys, combined[keys], names, tokens)
            for keys in sorted(combined, key=lambda one: _rank(one, tokens))
        ),
    )


def _tokens(found: Overlap) -> dict[SetKey, str]:
    return {one.key: token for one, token in zip(found.sets, theme.SETS, strict=False)}


def _rank(keys: Sequence[SetKey], tokens: Mapping[SetKey, str]) -> tuple[bool, int, list[str]]:
    """Order combinations: single sets, then two and more; none of them last."""
    return not keys, len(keys), [tokens[key] for key in keys]


def _shade(
    reading: Reading,
    there: Sequence[tuple[SetKey, int]],
    names: Mapping[SetKey, str],
    tokens: Mapping[SetKey, str],
) -> Shade:
    words = reading.words
    if not there:
        return Shade(EMPTY, words.t("overlap.none"))
    first, *others = (tokens[key] for key, _count in there)
    counts = " · ".join(reading.number(count) for _key, count in there)
    told = (
        words.t("overlap.told", name=names[key], activities=words.n("unit.activities", count))
        for key, count in there
    )
    return Shade(
        token=first,
        told=reduce(lambda one, rest: words.t("overlap.told_join", first=one, rest=rest), told),
        # In the order of the sets, as the reader's language runs.
        text=f"\u2067{counts}\u2069" if words.direction == "rtl" else counts,
        stripes=tuple(others),
        # Where sets meet, the number is kept before all others.
        weight=1000.0 * len(there) + sum(count for _key, count in there),
    )


def _legend_entry(
    reading: Reading,
    keys: tuple[SetKey, ...],
    count: int,
    names: Mapping[SetKey, str],
    tokens: Mapping[SetKey, str],
) -> LegendEntry:
    units = reading.words.n("legend.units", count)
    if not keys:
        return LegendEntry(theme.LIGHT[EMPTY], reading.words.t("overlap.none"), units=units)
    first, *others = (theme.LIGHT[tokens[key]] for key in keys)
    text = " + ".join(isolate(names[key]) for key in keys)
    return LegendEntry(first, text, stripes=tuple(others), units=units)


def _named(reading: Reading, found: Overlap) -> Iterator[NamedSet]:
    for one, token in zip(found.sets, theme.SETS, strict=False):
        kind = "organisation" if one.key.kind == FUNDER else one.key.kind
        yield NamedSet(
            key=one.key,
            name=set_name(reading, one.key),
            token=token,
            link=f"{kind}:{one.key.id}",
            activities=one.activities,
            placed=one.placed,
            units=one.units,
            left_out=tuple(
                Told(f"{LEFT}/{one.key}/{left.reason}", reason(reading, left.reason, left.count))
                for left in one.left_out
            ),
            source_ids=one.source_ids,
        )


def _sentence(reading: Reading, found: Overlap, sets: Sequence[NamedSet]) -> str:
    words, level = reading.words, found.view.level
    names = listed([words.t("overlap.quoted", name=one.name) for one in sets], words)
    union, shared = len(found.union), len(found.intersection)
    if not union:
        return words.t("overlap.nowhere", sets=names)
    units = words.n(f"overlap.in_{level}", union)
    if len(sets) == 1:
        return words.t("overlap.alone", sets=names, units=units)
    if not shared:
        return words.t("overlap.apart", sets=names, units=units)
    msgid = "overlap.meet_all" if shared == union else "overlap.meet"
    told = words.t(msgid, sets=names, units=units, shared=shared)
    if shared > MOST_NAMES:
        return words.t("overlap.ended", told=told)
    places = [reading.label(level, code) for code in found.intersection]
    return words.t("overlap.named", told=told, places=listed(places, words))


def _parts(reading: Reading, found: Overlap, sets: Sequence[NamedSet]) -> Iterator[Part]:
    if len(sets) < len(("one", "other")):
        return
    words, level = reading.words, found.view.level

    def places(codes: Sequence[str]) -> tuple[Place, ...]:
        return tuple(Place(code, reading.label(level, code)) for code in codes)

    tokens = tuple(one.token for one in sets)
    yield Part(UNION, words.t("overlap.union"), tokens, places(found.union))
    yield Part(INTERSECTION, words.t("overlap.intersection"), tokens, places(found.intersection))
    for one, presence in zip(sets, found.sets, strict=True):
        text = words.t("overlap.only", name=one.name)
        yield Part(f"only/{one.key}", text, (one.token,), places(presence.only))


def _pairs(found: Overlap, by_key: Mapping[SetKey, NamedSet]) -> Iterator[PairParts]:
    for pair in found.pairs:
        yield PairParts(
            names=(by_key[pair.left].name, by_key[pair.right].name),
            keys=(pair.left, pair.right),
            both=len(pair.intersection),
            left_only=len(pair.left_only),
            right_only=len(pair.right_only),
            union=len(pair.union),
        )


def _meetings(
    reading: Reading, found: Overlap, by_key: Mapping[SetKey, NamedSet]
) -> Iterator[MeetingThere]:
    """Gather what every two sets have in a unit; those where most sets meet come first."""
    at: dict[str, list[tuple[SetKey, SetKey, Meeting]]] = {}
    for pair in found.pairs:
        for meeting in pair.meetings:
            at.setdefault(meeting.code, []).append((pair.left, pair.right, meeting))
    for code in sorted(at, key=lambda code: (-len(at[code]), code)):
        met = at[code]
        yield MeetingThere(
            place=Place(code, reading.label(found.view.level, code)),
            sides=tuple(_sides(met, by_key)),
            sectors=tuple(_sectors(reading, met, by_key)),
            both=tuple(
                Told(
                    f"{AT}/{left}/{right}/{code}",
                    reading.words.n(
                        "overlap.both", one.both, one=by_key[left].name, other=by_key[right].name
                    ),
                )
                for left, right, one in met
                if one.both
            ),
            source_ids=tuple(
                dict.fromkeys(id_ for _left, _right, one in met for id_ in one.source_ids)
            ),
        )


def _sides(
    met: Sequence[tuple[SetKey, SetKey, Meeting]], by_key: Mapping[SetKey, NamedSet]
) -> Iterator[SideThere]:
    found = {left: (one.left, one.left_ids) for left, _right, one in met}
    found |= {right: (one.right, one.right_ids) for _left, right, one in met}
    for key, named in by_key.items():
        if key in found:
            yield SideThere(named, *found[key])


def _sectors(
    reading: Reading,
    met: Sequence[tuple[SetKey, SetKey, Meeting]],
    by_key: Mapping[SetKey, NamedSet],
) -> Iterator[SharedSector]:
    sharing: dict[str, set[SetKey]] = {}
    for left, right, meeting in met:
        for sector in meeting.sectors:
            sharing.setdefault(sector, set()).update((left, right))
    for id_ in reading.catalogue.facets["sector"].ids:
        if id_ in sharing:
            sets = tuple(named for key, named in by_key.items() if key in sharing[id_])
            yield SharedSector(id_, reading.label("sector", id_), sets)
