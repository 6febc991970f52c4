"""What an empty place means: outside target areas, none documented, or not in our sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from geodata.framing import lies_in
from geodata.gazetteer import COUNTRY, is_former
from geodata.record import Record
from geodata.view_state import ViewState

State = Literal["documented", "not_applicable", "none", "not_in_sources"]


def unit_states(
    record: Record, view: ViewState, units: Iterable[str], documented: Iterable[str]
) -> dict[str, State]:
    """Tell the state of each unit of a level under a view.

    Parameters
    ----------
    record
        The tables; ``coverage_statements`` holds what sources say of target areas.
    view
        Programmes and sectors chosen decide which statements apply.
    units
        HCP codes of the units: regions, provinces or communes.
    documented
        Those with a matching activity.

    Returns
    -------
    dict of str to str
        By code: ``documented``; ``none`` where a source states that the chosen programmes do
        nothing there, or in a place that it lies in; ``not_applicable`` where the cited target
        areas of every chosen programme leave it out; else ``not_in_sources``, nothing being known.
        Without a choice of programmes no target area applies, since another programme may act
        anywhere; neither does a target area that is the whole country or a former region, which
        leaves out none that can be told.
    """
    states: dict[str, State] = dict.fromkeys(units, "not_in_sources")
    chosen = _programmes(record, view)
    statements = record.coverage_statements
    about = statements[statements["programme"].isin(chosen)]
    if view.sector:
        about = about[about["sector"].isin(["", *view.sector])]
    targets = about[about["state"] == "target"]
    anywhere = any(code == COUNTRY or is_former(code) for code in targets["code"])
    if chosen and set(targets["programme"]) == chosen and not anywhere:
        aims = set(targets["code"])
        outside = (code for code in states if not any(_overlap(code, aim) for aim in aims))
        states |= dict.fromkeys(outside, "not_applicable")
    without = about[about["state"] == "none"].groupby("code")["programme"].agg(set)
    for code in states:
        about_it = [names for place, names in without.items() if lies_in(code, str(place))]
        if set().union(*about_it) == chosen and about_it:
            states[code] = "none"
    return states | {code: "documented" for code in documented if code in states}


def _overlap(code: str, other: str) -> bool:
    return lies_in(code, other) or lies_in(other, code)


def _programmes(record: Record, view: ViewState) -> set[str]:
    phases = record.phases
    owners = dict(zip(phases["id"], phases["programme"], strict=True))
    return {*view.programme, *(owners[phase] for phase in view.phase)}
