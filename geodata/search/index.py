"""Which texts have which words: arrays, so that millions of titles fit and are searched at once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodata.search.words import BETWEEN_WORDS, DROPPED, OPTIONAL_WORDS, fold, skeleton, sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Numbers = npt.NDArray[np.int32]
Grades = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint16] | npt.NDArray[np.int32]

EXACT, PREFIX, SOUND_PREFIX = 100, 80, 45
# A word of the same consonants, or misspelt, has at least the one and at most the span more.
SAME_SOUND, SKELETON, TYPO, SPAN = 75, 30, 30, 35
SHORTEST_SOUND, SHORTEST_TYPO, TWO_TYPOS_FROM = 3, 4, 8
LEAST_ALIKE = 0.5
# Texts that are cut into words together: more take memory, fewer take time.
AT_ONCE = 200_000


@dataclass(frozen=True)
class TextIndex:
    """The words of many texts.

    Attributes
    ----------
    vocabulary
        Every word in its plain form, sorted.
    offsets, texts
        ``texts[offsets[w]:offsets[w + 1]]`` are the positions of the texts that have word ``w``.
    length
        Number of words of each text, articles left out.
    articles
        Number of articles of each text.
    first
        First word of each text, articles left out; -1 for a text without words.
    """

    vocabulary: Sequence[str]
    offsets: npt.NDArray[np.int64]
    texts: Numbers
    length: npt.NDArray[np.int64]
    articles: npt.NDArray[np.int64]
    first: Numbers

    @property
    def size(self) -> int:
        """Number of texts."""
        return len(self.length)

    def having(self, word: int) -> Numbers:
        """Return the texts that have a word of the vocabulary."""
        return self.texts[self.offsets[word] : self.offsets[word + 1]]

    def position(self, word: str) -> int | None:
        """Return the place of a word in the vocabulary; None when it is in no text."""
        found = bisect_left(self.vocabulary, word)
        known = found < len(self.vocabulary) and self.vocabulary[found] == word
        return found if known else None

    def alike(self, word: str) -> dict[int, int]:
        """Return the words that may be meant by a word, each with its grade from 1 to 100.

        Parameters
        ----------
        word
            In its plain form; the whole word, its beginning, or a variant of its spelling.
        """
        grades: dict[int, int] = {}
        for found, grade in self._alike(word):
            grades[found] = max(grade, grades.get(found, 0))
        return grades

    def _alike(self, word: str) -> Iterator[tuple[int, int]]:
        start = bisect_left(self.vocabulary, word)
        end = bisect_left(self.vocabulary, f"{word}\U0010ffff")
        yield from ((found, PREFIX) for found in range(start, end))
        if start < end and self.vocabulary[start] == word:
            yield start, EXACT
        # Numbers and codes are other things when a digit differs.
        if any(letter.isdigit() for letter in word):
            return
        heard = sound(word)
        # What is mostly repetition sounds like nothing.
        if len(word) >= SHORTEST_SOUND and 2 * len(heard) >= len(word):
            yield from self._sounding(heard)
        if len(word) >= SHORTEST_TYPO:
            yield from self._misspelt(word)

    def _sounding(self, heard: str) -> Iterator[tuple[int, int]]:
        sounds, words = self._sounds
        start, end = bisect_left(sounds, heard), bisect_left(sounds, f"{heard}\U0010ffff")
        if len(heard) >= SHORTEST_SOUND:
            yield from ((words[place], SOUND_PREFIX) for place in range(start, end))
        same = bisect_left(sounds, f"{heard}\0")
        yield from ((words[place], SAME_SOUND) for place in range(start, same))
        for found, other in self._skeletons.get(skeleton(heard), ()):
            likeness = OSA.normalized_similarity(heard, other)
            if likeness >= LEAST_ALIKE:
                yield found, round(SKELETON + SPAN * likeness)

    def _misspelt(self, word: str) -> Iterator[tuple[int, int]]:
        allowed = 2 if len(word) >= TWO_TYPOS_FROM else 1
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            words, places = self._by_length.get(length, ((), ()))
            near = process.extract_iter(word, words, scorer=OSA.distance, score_cutoff=allowed)
            for _, distance, place in near:
                likeness = 1 - distance / max(length, len(word))
                yield places[place], round(TYPO + SPAN * likeness)

    def warm(self) -> None:
        """Build now what is otherwise built when the first word needs it."""
        self.alike("warm")

    @cached_property
    def _sounds(self) -> tuple[list[str], list[int]]:
        """Every sound, sorted, and the word that sounds so."""
        words = [(sound(word), place) for place, word in enumerate(self.vocabulary)]
        words.sort()
        return [heard for heard, _ in words], [place for _, place in words]

    @cached_property
    def _skeletons(self) -> dict[str, list[tuple[int, str]]]:
        found = defaultdict(list)
        for heard, place in zip(*self._sounds, strict=True):
            bones = skeleton(heard)
            if len(bones) > 1:
                found[bones].append((place, heard))
        return dict(found)

    @cached_property
    def _by_length(self) -> dict[int, tuple[list[str], list[int]]]:
        found: dict[int, tuple[list[str], list[int]]] = {}
        for place, word in enumerate(self.vocabulary):
            words, places = found.setdefault(len(word), ([], []))
            words.append(word)
            places.append(place)
        return found


def build_index(texts: Sequence[str]) -> TextIndex:
    """Build the index of some texts.

    Parameters
    ----------
    texts
        In any language; their positions are what is found.
    """
    places: dict[str, int] = {}
    parts = [
        _words(texts[start : start + AT_ONCE], start, places)
        for start in range(0, len(texts), AT_ONCE)
    ]
    vocabulary = sorted(places)
    ranks = {word: rank for rank, word in enumerate(vocabulary)}
    # A vocabulary that fits 16 bits is sorted much faster, and most do.
    kind = np.uint16 if len(vocabulary) <= np.iinfo(np.uint16).max else np.int32
    rank_of = np.array([ranks[word] for word in places], dtype=kind)
    word = np.concatenate([rank_of[codes] for codes, _ in parts] or [np.zeros(0, kind)])
    text = np.concatenate([text for _, text in parts] or [np.zeros(0, np.int32)])
    return _indexed(vocabulary, word, text, len(texts))


def _words(texts: Sequence[str], start: int, places: dict[str, int]) -> tuple[Numbers, Numbers]:
    """Cut texts into words as `words.words_of` does, but for millions.

    Gives each word's number in ``places``, which takes up new words, and its text's position.
    """
    cells = pc.utf8_normalize(pa.array(texts, pa.large_string()), form="NFKD")
    bare = pc.utf8_lower(pc.replace_substring_regex(cells, pattern=DROPPED, replacement=""))
    lists = pc.split_pattern_regex(bare, pattern=BETWEEN_WORDS)
    lengths = pc.list_value_length(lists).to_numpy(zero_copy_only=False)
    text = np.repeat(np.arange(start, start + len(texts), dtype=np.int32), lengths)
    encoded = lists.flatten().dictionary_encode()
    folded = [fold(word) for word in encoded.dictionary.to_pylist()]
    numbers = [places.setdefault(word, len(places)) if word else -1 for word in folded]
    codes = np.array(numbers, dtype=np.int32)[encoded.indices.to_numpy(zero_copy_only=False)]
    return codes[codes >= 0], text[codes >= 0]


def _indexed(vocabulary: list[str], word: Words, text: Numbers, size: int) -> TextIndex:
    article = np.array([one in OPTIONAL_WORDS for one in vocabulary], dtype=bool)[word]
    # A name of articles alone, such as "ES", has nothing else to be found by.
    content = ~article | (np.bincount(text[~article], minlength=size) == 0)[text]
    first = np.full(size, -1, dtype=np.int32)
    first[text[content][::-1]] = word[content][::-1]
    order = np.argsort(word, kind="stable")
    counts = np.bincount(word, minlength=len(vocabulary))
    return TextIndex(
        vocabulary=vocabulary,
        offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        texts=text[order],
        length=np.bincount(text[content], minlength=size),
        articles=np.bincount(text[~content], minlength=size),
        first=first,
    )
