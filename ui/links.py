"""Addresses of the views that a control leads to. The script in the page toggles the same way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from geodata.framing import depth
from geodata.gazetteer import COUNTRY, LEVELS
from geodata.view_state import DOCUMENTS, LIST_PARAMETERS, YEAR_PARAMETERS, ViewState

STAND_IN = "-"
"""Stands in an address for what differs from link to link."""


@dataclass(frozen=True)
class Links:
    """Links from one view to others, as query strings that begin with ``?``."""

    view: ViewState

    def toggle(self, parameter: str, value: str) -> str:
        """Add a value to a list parameter, or take it away."""
        chosen = self.view.chosen(parameter)
        kept = tuple(other for other in chosen if other != value)
        values = kept if value in chosen else (*chosen, value)
        before, after = self._around(parameter)
        written = ",".join(quote(one, safe="") for one in values)
        return f"{before}&{parameter}={written}{after}" if values else before + after

    def _around(self, parameter: str) -> tuple[str, str]:
        """Write the view but for one filter: a page has hundreds of links that change one."""
        if parameter not in self._halves:
            query = self.to(**{parameter: (STAND_IN,)})
            before, _, after = query.partition(f"&{parameter}={STAND_IN}")
            self._halves[parameter] = before, after
        return self._halves[parameter]

    @cached_property
    def _halves(self) -> dict[str, tuple[str, str]]:
        return {}

    def year(self, year: int) -> str:
        """Show one year alone, or every year again."""
        alone = self.view.from_year == self.view.to_year == year
        return self.to(from_year=None if alone else year, to_year=None if alone else year)

    def into(self, code: str) -> str:
        """Frame a place and draw the units of the next level in it; the country frames all."""
        if code == COUNTRY:
            return self.to(place=(), level=LEVELS[0])
        return self.to(place=(code,), level=LEVELS[depth(code)])

    def cleared(self) -> str:
        """Drop every filter; the question, language, rule and presentation stay."""
        whole = ViewState()
        names = (*LIST_PARAMETERS, *YEAR_PARAMETERS.values(), "level", "more", "name")
        page = whole.page if self.view.page in DOCUMENTS else self.view.page
        return self.to(page=page, **{name: getattr(whole, name) for name in names})

    def home(self) -> str:
        """Lead to the first page; language, rule and presentation stay."""
        kept = {
            name: getattr(self.view, name)
            for name in ("lang", "count", "boundary", "theme", "story")
        }
        return "?" + ViewState(**kept).to_query()

    def details(self, key: str) -> str:
        """Open the dialog of a figure or an activity over the view as it stands."""
        before, after = self._around_select
        return f"{before}{quote(key, safe='')}{after}"

    @cached_property
    def _around_select(self) -> tuple[str, str]:
        """Write the view but for what is open: a page has hundreds of links that open something."""
        query = self.to(select=STAND_IN, offset=self.view.offset)
        before, _, after = query.partition(f"&select={STAND_IN}")
        return f"{before}&select=", after

    def take_away(self, what: str) -> str:
        """Open the dialog of downloads of a figure, or of what else is on the page."""
        return self.to(export=what, offset=self.view.offset)

    def to(self, **changes: object) -> str:
        """Change some fields of the view; whatever is open beside the page is closed."""
        closed: dict[str, object] = {"select": "", "export": "", "offset": 0}
        if changes.get("page", "profile") != "profile":
            # A subject is what a profile is about; no other page has one.
            closed["subject"] = ""
        return "?" + self.view.with_(**{**closed, **changes}).to_query()
