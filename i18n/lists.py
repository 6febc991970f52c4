"""Several names in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from i18n.catalogues import Translator


def listed(names: Sequence[str], words: Translator) -> str:
    """Join names as a language lists them.

    Parameters
    ----------
    names
        Any number of names.
    words
        The translator of the sentence's language.

    Returns
    -------
    str
        ``"A, B and C"``; empty without names.

    """
    if len(names) < len(("first", "last")):
        return "".join(names)
    start = reduce(lambda before, name: words.t("list.join", first=before, rest=name), names[:-1])
    return words.t("list.last", first=start, last=names[-1])
