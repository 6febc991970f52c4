"""What an empty place means: outside target areas, none documented, or not in our sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from geodata.gazetteer import COUNTRY, is_former
from geodata.record import Record
from geodata.view_state import ViewState

State = Literal["documented", "not_applicable", "none", "not_in_sources"]


def region_states(
    record: Record, view: ViewState, regions: Iterable[str], documented: Iterable[str]
) -> dict[str, State]:
    """Tell the state of each region under a view.

    Parameters
    ----------
    record
        The tables; ``coverage_statements`` holds what sources say of target areas.
    view
        Programmes and sectors chosen decide which statements apply.
    regions
        HCP codes of all regions.
    documented
        Those with a matching activity.

    Returns
    -------
    dict of str to str
        By code: ``documented``; ``none`` where a source states that the chosen programmes do
        nothing there; ``not_applicable`` where the cited target areas of every chosen programme
        leave it out; else ``not_in_sources``, nothing being known. Without a choice of programmes
        no target area applies, since another programme may act anywhere; neither does a target
        area that is the whole country or a former region, which leaves out none that can be told.
    """
    states: dict[str, State] = dict.fromkeys(regions, "not_in_sources")
    chosen = _programmes(record, view)
    statements = record.coverage_statements
    about = statements[statements["programme"].isin(chosen)]
    if view.sector:
        about = about[about["sector"].isin(["", *view.sector])]
    targets = about[about["state"] == "target"]
    anywhere = any(code == COUNTRY or is_former(code) for code in targets["code"])
    if chosen and set(targets["programme"]) == chosen and not anywhere:
        aimed = {str(code)[:2] for code in targets["code"]}
        states |= dict.fromkeys(set(states) - aimed, "not_applicable")
    stated = about[(about["state"] == "none") & about["code"].isin(list(states))]
    for code, programmes in stated.groupby("code")["programme"]:
        if set(programmes) == chosen:
            states[str(code)] = "none"
    return states | dict.fromkeys(documented, "documented")


def _programmes(record: Record, view: ViewState) -> set[str]:
    phases = record.phases
    owners = dict(zip(phases["id"], phases["programme"], strict=True))
    return {*view.programme, *(owners[phase] for phase in view.phase)}
