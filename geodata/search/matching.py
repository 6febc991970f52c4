"""How well texts match a query: exactly, as its beginning, word by word, or by and large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from geodata.search.index import EXACT, PREFIX, SAME_SOUND
from geodata.search.words import OPTIONAL_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.search.index import Grades, Numbers, TextIndex

# Tiers of a match, best first.
WHOLE, BEGINNING, WORDS, ALIKE, IN_PART = 4, 3, 2, 1, 0
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Matches:
    """Texts that match, each with how well.

    Attributes
    ----------
    texts
        Positions of the texts.
    tier
        ``WHOLE`` to ``IN_PART``.
    apart
        Number of articles that stand in only one of text and query.
    grade
        Mean grade of the query's words, 0 to 100, with a bonus for a text that has no others.
    """

    texts: Numbers
    tier: npt.NDArray[np.int64]
    apart: npt.NDArray[np.int64]
    grade: Floats

    def kept(self, keep: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> Matches:
        """Return some of the matches, by mask or by position."""
        return Matches(self.texts[keep], self.tier[keep], self.apart[keep], self.grade[keep])


def match(index: TextIndex, words: Sequence[str]) -> Matches:
    """Find the texts that match the words of a query.

    Parameters
    ----------
    index
        The texts.
    words
        The query's words in their plain form; articles among them need not be matched.

    Returns
    -------
    Matches
        Texts that have every word, or something like it; where none has, those with most words.
    """
    needed = [word for word in words if word not in OPTIONAL_WORDS] or list(words)
    if not needed:
        return _none()
    alike = [index.alike(word) for word in needed]
    grades = [_grades(index, found) for found in alike]
    texts = np.flatnonzero(np.logical_and.reduce(grades)).astype(np.int32)
    if not len(texts):
        return _in_part(grades)
    found = np.stack([grade[texts] for grade in grades]).astype(np.int64)
    full = index.length[texts] == len(needed)
    starts = np.isin(index.first[texts], np.fromiter(alike[0], dtype=np.int32))
    return Matches(
        texts=texts,
        tier=_tier(found, full, starts),
        apart=_apart(index, texts, [word for word in words if word not in needed]),
        grade=found.mean(axis=0) + 20 * full + 5 * starts,
    )


def _grades(index: TextIndex, alike: dict[int, int]) -> Grades:
    grades = np.zeros(index.size, dtype=np.uint8)
    # The best come last, and so stay.
    for word, grade in sorted(alike.items(), key=lambda item: item[1]):
        grades[index.having(word)] = grade
    return grades


def _tier(
    found: npt.NDArray[np.int64], full: npt.NDArray[np.bool_], starts: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    exact = (found == EXACT).all(axis=0)
    # A whole name that sounds as asked is as good as one that begins so.
    heard = (found >= SAME_SOUND).all(axis=0) & full
    begins = (found[:-1] == EXACT).all(axis=0) & (found[-1] >= PREFIX) & starts
    words = (found >= PREFIX).all(axis=0)
    conditions = [exact & full, begins | heard, words]
    return np.select(conditions, [WHOLE, BEGINNING, WORDS], default=ALIKE).astype(np.int64)


def _apart(index: TextIndex, texts: Numbers, articles: Sequence[str]) -> npt.NDArray[np.int64]:
    apart = index.articles[texts].astype(np.int64)
    for article in articles:
        place = index.position(article)
        if place is None:
            apart += 1
        else:
            apart += np.where(np.isin(texts, index.having(place)), -1, 1)
    return np.abs(apart)


def _in_part(grades: Sequence[Grades]) -> Matches:
    """Return the texts that have most words of a query as they are, at least half of them."""
    matched = np.add.reduce([(grade == EXACT).astype(np.int8) for grade in grades])
    most = int(matched.max(initial=0))
    if most * 2 < max(len(grades), 2):
        return _none()
    texts = np.flatnonzero(matched == most).astype(np.int32)
    nothing = np.zeros(len(texts), dtype=np.int64)
    mean = np.add.reduce([grade[texts].astype(np.float64) for grade in grades]) / len(grades)
    return Matches(texts, nothing + IN_PART, nothing, mean)


def _none() -> Matches:
    nothing = np.zeros(0, dtype=np.int64)
    return Matches(nothing.astype(np.int32), nothing, nothing, nothing.astype(np.float64))
