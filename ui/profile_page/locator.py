"""The locator map of a profile: inline SVG, drawn on the server, without script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.gazetteer import FORMER_REGION
from geodata.profile.subject import PLACE
from layers.breaks import class_of, count_breaks
from ui import shapes
from ui.small_map import WIDTH, Frame, Line, step, un_line

if TYPE_CHECKING:
    from ui.profile_page.parts import Sheet


@dataclass(frozen=True)
class Unit:
    """One outline: ``state`` is plain, near, chosen, or a step of the scale, 1 to 5."""

    path: str
    state: str


@dataclass(frozen=True)
class Label:
    """A number on the map."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Picture:
    """One map of a profile."""

    id: str
    height: int
    title: str
    desc: str
    units: tuple[Unit, ...]
    labels: tuple[Label, ...] = ()
    ring: tuple[float, float] | None = None
    line: Line | None = None
    width: int = WIDTH


def pictures(sheet: Sheet) -> tuple[Picture, ...]:
    """Draw where the subject of a profile is, or where its activities are."""
    if sheet.subject.kind != PLACE:
        return (_shaded(sheet),)
    level, code = sheet.subject.level, sheet.subject.id
    if level == FORMER_REGION:
        today = sheet.page.services.gazetteer.former(code).today
        desc = sheet.t("profile.map_former", places=sheet.names("region", today))
        return (_country(sheet, dict.fromkeys(today, "near"), desc),)
    region = code[:2]
    names = sheet.names("place", (region,))
    within = sheet.t("profile.map_within", name=names)
    country = _country(sheet, {region: "chosen"}, within)
    return (country,) if level == "region" else (*_closer(sheet, region), country)


def _country(sheet: Sheet, states: Mapping[str, str], desc: str) -> Picture:
    drawn = shapes.regions()
    frame = Frame(drawn)
    return Picture(
        id="country",
        height=frame.height,
        title=sheet.t("profile.map_title", name=sheet.name()),
        desc=desc,
        units=_units(frame, drawn, states),
        line=un_line(frame) if sheet.page.view.boundary == "un" else None,
    )


def _shaded(sheet: Sheet) -> Picture:
    """Shade the regions by their activities; the text of each says how many."""
    drawn = shapes.regions()
    frame = Frame(drawn)
    values = {row.id: row.value for row in sheet.contents.rows("region") if row.id in drawn}
    breaks = count_breaks(list(values.values()))
    states = {
        code: str(step(class_of(value, breaks), len(breaks))) for code, value in values.items()
    }
    points = shapes.label_points()
    told = [
        sheet.t("profile.pair", name=sheet.reading.label("region", code), value=value)
        for code, value in values.items()
    ]
    return Picture(
        id="country",
        height=frame.height,
        title=sheet.t("profile.map_counts", name=sheet.name()),
        desc="; ".join(told) if told else sheet.t("profile.map_none"),
        units=_units(frame, drawn, states),
        labels=tuple(
            Label(*frame.point(*points[code]), sheet.reading.number(value))
            for code, value in values.items()
        ),
        line=un_line(frame) if sheet.page.view.boundary == "un" else None,
    )


def _closer(sheet: Sheet, region: str) -> tuple[Picture, ...]:
    """Draw the provinces of the region around a province or commune."""
    code = sheet.subject.id
    drawn = shapes.provinces_of(region)
    if code[:6] not in drawn:
        return ()
    frame = Frame(drawn)
    commune = shapes.commune(code) if sheet.subject.level == "commune" else None
    states = {code[:6]: "chosen" if commune is None else "near"}
    units = _units(frame, drawn, states)
    if commune is not None:
        units = (*units, Unit(frame.path(commune), "chosen"))
    target = commune if commune is not None else drawn[code[:6]]
    return (
        Picture(
            id="region",
            height=frame.height,
            title=sheet.t("profile.map_title", name=sheet.name()),
            desc=sheet.t("profile.map_within", name=sheet.names("place", (region,))),
            units=units,
            ring=frame.ring(target),
        ),
    )


def _units(frame: Frame, drawn: Mapping[str, Any], states: Mapping[str, str]) -> tuple[Unit, ...]:
    """Draw every unit, those with a state last: their borders lie on top."""
    codes = sorted(drawn, key=lambda code: (code in states, code))
    return tuple(Unit(frame.path(drawn[code]), states.get(code, "plain")) for code in codes)
