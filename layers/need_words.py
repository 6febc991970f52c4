"""An answer about need, and the words and numbers that say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from geodata.census import Indicator
from geodata.coverage import unit_states
from geodata.gazetteer import COUNTRY
from geodata.need import DENSITY, Need, Unit
from geodata.need import Reading as Figure
from i18n.lists import listed
from i18n.numbers import format_amount, format_number, format_percent
from layers.reading import Reading

RATE_DECIMALS = 2
"""Decimals of a figure by 100,000 people."""


@dataclass(frozen=True)
class NeedReading:
    """An answer about need, with the words to say it in."""

    need: Need
    reading: Reading

    @property
    def lang(self) -> str:
        """Language of the view."""
        return self.need.view.lang

    @property
    def t(self) -> Callable[..., str]:
        """Look up a message."""
        return self.reading.words.t

    @property
    def is_change(self) -> bool:
        """Whether the figures are changes."""
        return self.need.measure != "value"

    def label(self, code: str) -> str:
        """Name a unit, or what it lies in."""
        return self.reading.label("region" if code == COUNTRY else "place", code)

    @cached_property
    def title(self) -> str:
        """Indicator, group and census in one line."""
        parts = [name_of(self.need.indicator, self)]
        if self.need.group != "total" and len(self.need.indicator.groups) > 1:
            parts.append(self.t(f"need.group_{self.need.group}"))
        parts.append(self.period)
        return " · ".join(parts)

    @property
    def period(self) -> str:
        """Name the census, or both."""
        return self.t("need.change_short") if self.is_change else self.need.census

    @property
    def unit(self) -> str:
        """Tell what a figure is measured in."""
        if self.need.measure == "percent":
            return self.t("need.unit_relative")
        if self.need.measure == "points":
            return self.t("need.unit_points")
        return self.t(f"need.unit_{self.need.indicator.unit}")

    def number(self, value: float, *, signed: bool | None = None) -> str:
        """Write a figure as the source tells it; a change with its sign."""
        kind = self.need.measure if self.is_change else self.need.indicator.unit
        text = self._plain(abs(value) if self.is_change else value, percent=kind == "percent")
        if not (self.is_change if signed is None else signed):
            return text
        return f"{'+' if value > 0 else '−' if value < 0 else ''}{text}"

    def level(self, value: float | None) -> str:
        """Write a figure of one census beside its change."""
        if value is None:
            return "–"
        return self._plain(value, percent=self.need.indicator.unit == "percent", change=False)

    def _plain(self, value: float, *, percent: bool, change: bool = True) -> str:
        decimals = self.need.decimals if change else self.need.indicator.decimals
        if percent:
            return format_percent(value / 100, self.lang, decimals=decimals)
        return format_number(value, self.lang, decimals=decimals)

    def figure(self, one: Figure) -> str:
        """Write the figure of a unit, or why it has none."""
        if one.value is None:
            return self.t(f"need.missing_{one.reason}")
        return self.number(one.value)

    def against(self, unit: Unit) -> str:
        """Write what the need is set against in a unit, or what its absence means."""
        if unit.against is None:
            return self.absent(unit)
        if self.need.view.against == "funding":
            return format_amount(unit.against, self.need.unit, self.lang)
        return format_number(unit.against, self.lang)

    def absent(self, unit: Unit) -> str:
        """Say what it means that there is nothing to set against the need of a unit."""
        if self.need.view.against == "activities":
            return self.t(f"state.{self.states[unit.code]}")
        return self.t("need.no_figure")

    @property
    def absence(self) -> str:
        """Say that nothing is known to set against the need, wherever that is."""
        by_state = self.need.view.against == "activities"
        return self.t("state.not_in_sources") if by_state else self.t("need.no_figure")

    def rate(self, unit: Unit) -> str:
        """Write what the need is set against by 100,000 people; "–" without any."""
        if unit.per_100000 is None:
            return "–"
        return format_number(unit.per_100000, self.lang, decimals=RATE_DECIMALS)

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The coverage state of every unit."""
        figures = {unit.code: unit.activities for unit in self.need.units if unit.activities}
        record, view = self.reading.catalogue.record, self.need.view
        return unit_states(record, view, [unit.code for unit in self.need.units], figures)

    @cached_property
    def names(self) -> Callable[[list[str]], str]:
        """Join names as the language does."""
        return lambda names: listed(names, self.reading.words)


def name_of(one: Indicator, words: NeedReading) -> str:
    """Name an indicator; the density is named by us.

    Parameters
    ----------
    one : Indicator
        Of the census, or the density.
    words : NeedReading
        The language.

    Returns
    -------
    str
        The name, never empty.
    """
    return words.t("need.density") if one.id == DENSITY else one.names[words.lang]


def definition_of(one: Indicator, words: NeedReading) -> str:
    """Define an indicator; parameters as in `name_of`."""
    return words.t("need.density_text") if one.id == DENSITY else one.definitions[words.lang]


def against_id(words: NeedReading) -> str:
    """Return the message that names what the need is set against, by 100,000 people."""
    return f"need.per_{words.need.view.against}"
