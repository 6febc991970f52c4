"""Packed bit rows: one bit an activity, 64 of them in a word.

A row is a ``uint64`` array of shape ``(words,)``; a table of rows has shape ``(rows, words)``.
Bit ``i`` of word ``j`` stands for position ``64 * j + i``; the bits past the last position are
always zero, so that counting needs no correction.
"""

from collections.abc import Iterable
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Bits: TypeAlias = npt.NDArray[np.uint64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Ints: TypeAlias = npt.NDArray[np.int64]

WORD = 64
# Words handled at a time: the mask and the scratch rows then stay in the processor's cache.
BLOCK = 4096


def word_count(size: int) -> int:
    """Return the number of 64-bit words that hold ``size`` positions."""
    return (size + WORD - 1) // WORD


def from_flags(flags: Flags) -> Bits:
    """Pack booleans of shape ``(size,)`` into a bit row of shape ``(words,)``."""
    packed = np.zeros(word_count(len(flags)) * 8, dtype=np.uint8)
    some = np.packbits(flags, bitorder="little")
    packed[: len(some)] = some
    return packed.view("<u8").astype(np.uint64, copy=False)


def to_flags(bits: Bits, size: int) -> Flags:
    """Unpack a bit row into ``size`` booleans."""
    octets = bits.astype("<u8", copy=False).view(np.uint8)
    return np.unpackbits(octets, count=size, bitorder="little").view(np.bool_)


def empty(size: int) -> Bits:
    """Return a bit row with nothing set."""
    return np.zeros(word_count(size), dtype=np.uint64)


def full(size: int) -> Bits:
    """Return a bit row with every one of the ``size`` positions set, and no more."""
    return from_flags(np.ones(size, dtype=np.bool_))


def from_positions(positions: npt.NDArray[np.integer], size: int) -> Bits:
    """Return the bit row in which exactly ``positions`` are set; repeats are harmless."""
    flags = np.zeros(size, dtype=np.bool_)
    flags[positions] = True
    return from_flags(flags)


def from_pairs(
    rows: npt.NDArray[np.integer],
    positions: npt.NDArray[np.integer],
    row_count: int,
    size: int,
) -> Bits:
    """Build a table of bit rows from pairs of (row, position).

    Parameters
    ----------
    rows, positions
        Integers of the same length, one pair each; repeats are harmless.
    row_count, size
        Number of rows, and of positions in each.

    Returns
    -------
    Array of shape ``(row_count, word_count(size))``.
    """
    table = np.zeros((row_count, word_count(size)), dtype=np.uint64)
    order = np.argsort(rows, kind="stable")
    bounds = np.searchsorted(rows[order], np.arange(row_count + 1))
    for row in range(row_count):
        members = positions[order[bounds[row] : bounds[row + 1]]]
        if len(members):
            table[row] = from_positions(members, size)
    return table


def positions(bits: Bits, size: int) -> Ints:
    """Positions that are set, ascending."""
    return np.flatnonzero(to_flags(bits, size)).astype(np.int64, copy=False)


def both(left: Bits, right: Bits) -> Bits:
    """Positions set in both."""
    return np.bitwise_and(left, right)


def either(rows: Iterable[Bits], size: int) -> Bits:
    """Positions set in at least one of ``rows`` (none given: nothing is set)."""
    return reduce(np.bitwise_or, rows, empty(size))


def leave_out(left: Bits, right: Bits) -> Bits:
    """Positions set in ``left`` and not in ``right``."""
    return np.bitwise_and(left, np.bitwise_not(right))


def count(bits: Bits) -> int:
    """Count the positions set in a row."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def counts(table: Bits, mask: Bits) -> Ints:
    """Count the positions set in each row and in ``mask`` together; shape ``(rows,)``."""
    rows, words = table.shape
    total = np.zeros(rows, dtype=np.int64)
    for start in range(0, words, BLOCK):
        part = table[:, start : start + BLOCK] & mask[start : start + BLOCK]
        total += np.bitwise_count(part).sum(axis=1, dtype=np.int64)
    return total


def any_in(table: Bits, mask: Bits) -> Flags:
    """Whether each row shares a position with ``mask``; shape ``(rows,)``."""
    rows, words = table.shape
    found = np.zeros(rows, dtype=np.bool_)
    for start in range(0, words, BLOCK):
        part = table[:, start : start + BLOCK] & mask[start : start + BLOCK]
        found |= part.any(axis=1)
    return found
