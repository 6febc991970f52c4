"""What can stand side by side: places, programmes and the like, and periods."""

from __future__ import annotations

import re

from geodata.profile.subject import find_subject
from geodata.view_state import Vocabulary

PERIOD = re.compile(r"period:(\d{4})-(\d{4})")


def can_be_compared(key: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a key names something that can be compared.

    Parameters
    ----------
    key
        Such as ``place:02``, ``programme:prim`` or ``period:2018-2020`` (years, both included).
    vocabulary
        What the parameters of a query may be.
    """
    period = PERIOD.fullmatch(key)
    if period:
        return period[1] <= period[2]
    return find_subject(key, vocabulary) is not None
