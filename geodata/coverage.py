"""What it means that a place of the map has no activity under a view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geodata.cell_states import Scope, State
from geodata.record import Record
from geodata.view_state import ViewState


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
        By code: ``documented``, or what `geodata.cell_states.CellStates.of` tells of the place,
        the chosen programmes and the chosen sectors together.
    """
    known, with_activity = record.states, frozenset(documented)
    programmes = programmes_of(view, record.owners)
    sectors = frozenset(view.sector)
    return {
        code: "documented"
        if code in with_activity
        else known.of(Scope((code,), programmes, sectors)).state
        for code in units
    }


def programmes_of(view: ViewState, owners: Mapping[str, str]) -> frozenset[str]:
    """Return the programmes that a view chooses, by themselves or by one of their phases.

    Parameters
    ----------
    view
        What is asked.
    owners
        The programme of each phase, see `geodata.record.Record.owners`.
    """
    return frozenset((*view.programme, *(owners[phase] for phase in view.phase)))
