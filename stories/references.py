"""References: what stands in a text instead of a number, so that it cannot drift from the record.

``{{total:activities}}``, ``{{label region:04}}``, ``{{region:04 @ phase=m4sd-3}}``: a form, what it
is of, and changes to the view of the step. ``docs/stories.md`` lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from i18n.direction import embed
from stories.asking import Answering, Asked, UnresolvedError, ask
from stories.resolving import resolve

Form = Literal["value", "counted", "label", "names", "activities", "state"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
VALUE: Final = "value"

_BRACED: Final = re.compile(r"(\{\{.*?\}\})", re.DOTALL)
_INSIDE: Final = re.compile(
    r"\{\{\s*(?:(?P<form>[a-z]+)\s+)?(?P<dimension>[a-z_]+):(?P<key>[^\s@{}]+)"
    r"\s*(?:@\s*(?P<changes>[^\s@{}]+)\s*)?\}\}"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Something of a view: ``str`` writes it as it stands in a text.

    ``form`` tells how it is said, ``dimension`` and ``key`` what it is of; ``changes`` is a query
    that is merged into the view of the step, "" for none.
    """

    form: Form
    dimension: str
    key: str
    changes: str = ""

    def __str__(self) -> str:
        """Write the reference with its braces."""
        form = "" if self.form == VALUE else f"{self.form} "
        changes = f" @ {self.changes}" if self.changes else ""
        return f"{{{{{form}{self.dimension}:{self.key}{changes}}}}}"


@dataclass(frozen=True, slots=True)
class Broken:
    """Braces that hold no reference."""

    text: str

    def __str__(self) -> str:
        """Write it as it stands in a text."""
        return self.text


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: words, or what stands for a reference.

    ``reference`` is "" for words. ``problem`` says why a reference has no value; its ``text`` then
    says so in the language of the text.
    """

    text: str
    reference: str = ""
    problem: UnresolvedError | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its references filled in."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def problems(self) -> tuple[Piece, ...]:
        """The references that could not be filled in."""
        return tuple(piece for piece in self.pieces if piece.problem)


def parse(text: str) -> tuple[str | Reference | Broken, ...]:
    """Take a text apart into words and references.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tuple of str, Reference and Broken
        In their order; no piece is empty. Braces that close nowhere are broken up to the end.
    """
    return tuple(_parted(text))


def _parted(text: str) -> Iterator[str | Reference | Broken]:
    for part in filter(None, _BRACED.split(text)):
        if part.startswith("{{") and part.endswith("}}"):
            yield _reference(part)
        else:
            # What closes without having opened, or never closes, was meant as a reference.
            start = min((at for mark in ("{{", "}}") if (at := part.find(mark)) >= 0), default=-1)
            words, rest = (part, "") if start < 0 else (part[:start], part[start:])
            yield from filter(None, (words,))
            yield from (Broken(one) for one in filter(None, (rest,)))


def _reference(text: str) -> Reference | Broken:
    found = _INSIDE.fullmatch(text)
    form = (found["form"] or VALUE) if found else ""
    known = next((one for one in FORMS if one == form), None)
    if found is None or known is None:
        return Broken(text)
    return Reference(known, found["dimension"], found["key"], found["changes"] or "")


@dataclass(frozen=True)
class Filler:
    """Fills in the references of texts; keeps what it asked, so make one for each request.

    Parameters
    ----------
    answering : Answering
        What answers a view: the services of the page.
    """

    answering: Answering
    _asked: dict[tuple[str, str, str], Asked] = field(default_factory=dict, repr=False)

    def fill(self, text: str, view: str, lang: str) -> Filled:
        """Fill in a text.

        Parameters
        ----------
        text : str
            With references.
        view : str
            The query of the step.
        lang : str
            The language of the text, which numbers and names are written in.

        Returns
        -------
        Filled
            Nothing raises: a reference without a value has a problem, and says so in the text.
        """
        return Filled(tuple(self._piece(part, view, lang) for part in parse(text)))

    def value(self, reference: Reference, view: str, lang: str) -> str:
        """Write what a reference stands for, as the page writes it.

        Parameters
        ----------
        reference : Reference
            What is asked for.
        view, lang : str
            As for `fill`.

        Returns
        -------
        str
            Never empty, and never a zero for what is not in the sources.

        Raises
        ------
        UnresolvedError
            The view has no such value.
        """
        key = (view, reference.changes, lang)
        if key not in self._asked:
            self._asked[key] = ask(self.answering, view, lang, reference.changes)
        return resolve(self._asked[key], reference.form, reference.dimension, reference.key)

    def _piece(self, part: str | Reference | Broken, view: str, lang: str) -> Piece:
        if isinstance(part, str):
            return Piece(part)
        try:
            return Piece(embed(self._value(part, view, lang), lang), str(part))
        except UnresolvedError as problem:
            words = self.answering.translators[lang]
            return Piece(words.t("story.unresolved", reference=str(part)), str(part), problem)

    def _value(self, part: Reference | Broken, view: str, lang: str) -> str:
        if isinstance(part, Reference):
            return self.value(part, view, lang)
        expected = "{{form dimension:key @ query}}"
        raise UnresolvedError(part.text, expected, "Write it as docs/stories.md tells.")
