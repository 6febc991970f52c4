"""An answer and the language it is read in: what every layer starts from."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.answer import Answer, Row
from geodata.catalogue import Catalogue
from geodata.gazetteer import LEVELS
from i18n.catalogues import Translator
from i18n.numbers import format_number


@dataclass(frozen=True)
class Reading:
    """What the catalogue answered to a view, with the words to say it in."""

    answer: Answer
    catalogue: Catalogue
    words: Translator

    def rows(self, dimension: str) -> tuple[Row, ...]:
        """Rows of one dimension of the answer.

        Parameters
        ----------
        dimension : str
            A key of ``Answer.by``.

        Returns
        -------
        tuple of Row
            Empty where the dimension was not asked for or has no matching activity.
        """
        return self.answer.by.get(dimension, ())

    def label(self, dimension: str, key: str) -> str:
        """Name of a value of a dimension in the language of the view.

        Parameters
        ----------
        dimension : str
            A key of ``Answer.by``.
        key : str
            The id of the value.

        Returns
        -------
        str
            The name, never empty.
        """
        for msgid in (f"{dimension}.{key}", _word(dimension, key)):
            if self.words.has(msgid):
                return self.words.t(msgid)
        return self.catalogue.label(dimension, key, self.answer.view.lang)

    def subject(self, table: str, key: str) -> str:
        """Name what a measurement is about.

        Parameters
        ----------
        table : str
            ``programmes``, ``phases``, ``activities`` or ``places``.
        key : str
            The id in that table.

        Returns
        -------
        str
            The label of a programme or phase, the title of an activity, the name of a place.
        """
        if table == "activities":
            return self.catalogue.activity_text(key, f"title_{self.answer.view.lang}")
        return self.label(table.removesuffix("s"), key)

    def excess(self, dimension: str) -> tuple[str, ...]:
        """Say by how much the figures of a dimension exceed their activities.

        Parameters
        ----------
        dimension : str
            A key of ``Answer.by``.

        Returns
        -------
        tuple of str
            One sentence, or none where the figures add up to the activities.
        """
        return tuple(
            self.words.n(f"note.{note.id}", note.count)
            for note in self.answer.notes
            if note.id == "sums_exceed_total" and note.ids == (dimension,)
        )

    def number(self, value: float) -> str:
        """Write a number as the language of the view does.

        Parameters
        ----------
        value : float
            A count; a weight under the rule *allocated*, with up to two decimals.

        Returns
        -------
        str
            The number, without isolation marks.
        """
        return format_number(value, self.words.lang)


def _word(dimension: str, key: str) -> str:
    """Message id of a value that is a word and names no row of the record."""
    if dimension in ("place", "year", *LEVELS):
        return f"place.{key}"
    return f"acts_at.{key}"
