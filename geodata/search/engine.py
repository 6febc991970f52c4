"""The search: a query in, the best hits of each kind out. Built once and only read afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geodata.schema import LANGUAGES
from geodata.search.entries import KINDS, Entry, Kind, Named, entries
from geodata.search.index import TextIndex, build_index
from geodata.search.matching import ALIKE, BEGINNING, Matches, match
from geodata.search.words import split, words_of

if TYPE_CHECKING:
    from geodata.catalogue import Catalogue

LONGEST_QUERY, MOST_WORDS = 100, 12
MOST_JOINED = 4
FEWEST, MOST = 1, 50
# Beside a name that begins as asked, what only looks alike is noise.
NO_GUESSES_FROM = BEGINNING
# Titles that are compared in full; the others match worse or as well.
TITLES_COMPARED = 400
# Names lose it in the index; who has typed no more means a name all the same.
ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes
    ----------
    kind, id
        What it is, and its id or code.
    score
        0 to 500; greater is better, and 400 and more an exact match.
    other_name
        The name it was found by, where that is none of its names in the three languages.
    """

    kind: Kind
    id: str
    score: float
    other_name: str = ""


class _Ranked(NamedTuple):
    """A hit with its place in the order; the lowest comes first."""

    order: tuple[float, ...]
    hit: Hit


@dataclass(frozen=True)
class Engine:
    """The index of names, and that of titles, which is built when it is first asked.

    Attributes
    ----------
    named
        Everything but activities.
    """

    catalogue: Catalogue
    named: Sequence[Named]
    index: TextIndex
    owner: Sequence[int]
    texts: Sequence[str]

    def search(self, query: str, limit: int = 8) -> dict[Kind, tuple[Hit, ...]]:
        """Find what a text may mean.

        Parameters
        ----------
        query
            In any of the three languages; only its beginning counts where it is very long.
        limit
            Most hits of each kind.

        Returns
        -------
        dict of str to tuple of Hit
            Hits by kind, best first; the kind of the best hit first. Empty where nothing matches.
        """
        text = query[:LONGEST_QUERY]
        # "la" may be on its way to Larache.
        words = (words_of(text) or split(text))[:MOST_WORDS]
        if words == [ARTICLE]:
            words = [ARTICLE[0]]
        limit = min(max(limit, FEWEST), MOST)
        found = [*self._named_hits(words), *self._title_hits(words, limit)]
        ranked = sorted(found, key=lambda one: one.order)
        groups: dict[Kind, tuple[Hit, ...]] = {}
        for one in _without_noise(ranked):
            listed = groups.get(one.kind, ())
            if len(listed) < limit:
                groups[one.kind] = (*listed, one)
        return groups

    def warm(self) -> None:
        """Build now what is otherwise built when the first query needs it."""
        self.index.warm()
        self.titles.index.warm()

    def _named_hits(self, words: Sequence[str]) -> Iterator[_Ranked]:
        best: dict[int, _Ranked] = {}
        for variant in _variants(words):
            for text, (tier, apart, grade) in _listed(match(self.index, variant)):
                owner = self.owner[text]
                ranked = _rank(self.named[owner].entry, tier, apart, grade)
                if owner not in best or ranked.order < best[owner].order:
                    best[owner] = self._told(ranked, owner, text)
        yield from best.values()

    def _told(self, ranked: _Ranked, owner: int, text: int) -> _Ranked:
        """Add the name that a thing was found by, where it is not one of its own."""
        hit, name, one = ranked.hit, self.texts[text], self.named[owner]
        known = name not in one.others or words_of(name) in map(words_of, one.names)
        other = "" if known else name
        return _Ranked(ranked.order, Hit(hit.kind, hit.id, hit.score, other))

    def _title_hits(self, words: Sequence[str], limit: int) -> Iterator[_Ranked]:
        if not any(len(word) > 1 for word in words):
            return
        matches = _best(match(self.titles.index, words), TITLES_COMPARED)
        seen: set[int] = set()
        for text, (tier, apart, grade) in _listed(matches):
            for row in self.titles.activities(text, limit):
                if row not in seen:
                    seen.add(row)
                    yield _rank(Entry("activity", self._activity(row)), tier, apart, grade)

    def _activity(self, row: int) -> str:
        return str(self.catalogue.ground.activities[row])

    @cached_property
    def titles(self) -> Titles:
        """The titles of the activities in every language."""
        return _titles(self.catalogue)


@dataclass(frozen=True)
class Titles:
    """Titles, each once, and the activities that bear it, in the order of the table."""

    index: TextIndex
    offsets: np.typing.NDArray[np.int64]
    rows: np.typing.NDArray[np.int64]

    def activities(self, title: int, limit: int) -> list[int]:
        """Return the first activities that bear a title, by position in the record."""
        start, end = self.offsets[title], self.offsets[title + 1]
        return [int(row) for row in self.rows[start : min(end, start + limit)]]


def build_engine(catalogue: Catalogue) -> Engine:
    """Build the search over a catalogue.

    Parameters
    ----------
    catalogue
        The public record and the places.
    """
    named = entries(catalogue.record, catalogue.gazetteer)
    texts = [
        (owner, text)
        for owner, one in enumerate(named)
        for text in dict.fromkeys((*one.names, *one.others, *one.silent))
    ]
    return Engine(
        catalogue=catalogue,
        named=named,
        index=build_index([text for _, text in texts]),
        owner=[owner for owner, _ in texts],
        texts=[text for _, text in texts],
    )


def _titles(catalogue: Catalogue) -> Titles:
    table = catalogue.record.activities
    order = catalogue.table_order
    columns = [table[f"title_{lang}"].to_numpy(dtype="object")[order] for lang in LANGUAGES]
    codes, distinct = pd.factorize(np.concatenate(columns))
    rows = np.tile(order, len(LANGUAGES))
    by_title = np.argsort(codes, kind="stable")
    counts = np.bincount(codes, minlength=len(distinct))
    return Titles(
        index=build_index(list(distinct)),
        offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        rows=rows[by_title],
    )


def _variants(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the words as they are, and written as one."""
    yield words
    if 1 < len(words) <= MOST_JOINED:
        yield ["".join(words)]


def _listed(matches: Matches) -> Iterator[tuple[int, tuple[int, int, float]]]:
    columns = (matches.tier.tolist(), matches.apart.tolist(), matches.grade.tolist())
    return zip(matches.texts.tolist(), zip(*columns, strict=True), strict=True)


def _best(matches: Matches, count: int) -> Matches:
    order = np.lexsort((-matches.grade, matches.apart, -matches.tier))
    return matches.kept(order[:count])


def _rank(entry: Entry, tier: int, apart: int, grade: float) -> _Ranked:
    """Rank a hit by how well it matches, then by what it is."""
    # What is only alike is ordered by how much, in steps: guesses are no finer than that.
    closeness = round(grade / 5) if tier <= ALIKE else 0
    order = (
        -tier, apart, -closeness, KINDS.index(entry.kind), entry.level, not entry.is_active,
        -grade, -entry.size,
    )  # fmt: skip
    score = 100 * tier + min(grade, 100) - apart
    return _Ranked(order, Hit(entry.kind, entry.id, max(round(score, 1), 0)))


def _without_noise(ranked: Sequence[_Ranked]) -> Iterator[Hit]:
    """Leave out guesses where something begins as asked, and parts where anything has it all."""
    best = -ranked[0].order[0] if ranked else 0
    least = ALIKE + 1 if best >= NO_GUESSES_FROM else min(best, ALIKE)
    return (one.hit for one in ranked if -one.order[0] >= least)
