"""The view: everything a page, a file or an answer of the API depends on, as a query string."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, quote

from i18n.languages import LANGUAGES

Level = Literal["region", "province", "commune"]
Rule = Literal["distinct", "touches", "allocated"]

LIST_PARAMETERS = ("place", "programme", "phase", "sector", "org", "status", "acts_at")
YEAR_PARAMETERS = {"from": "from_year", "to": "to_year"}
# Pages that are plain documents, without filters and map.
DOCUMENTS = ("profile", "sources", "about")
# Dimensions that can be crossed.
CROSSED = ("region", "province", "programme", "phase", "sector", "organisation", "year")
CROSSED_FIRST = ("region", "sector")
# One value each; the default is the one in ViewState, whatever the order here.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "lang": LANGUAGES,
    "page": (
        *("explore", "overlap", "coverage", "need", "time", "partners", "compare"),
        *DOCUMENTS,
    ),
    "level": ("region", "province", "commune"),
    "count": ("distinct", "touches", "allocated"),
    "measure": ("activities",),
    "boundary": ("national", "un"),
    "theme": ("auto", "light", "dark", "contrast", "projector"),
    "planned": ("leave_out", "include"),
    "rows": CROSSED,
    "cols": CROSSED,
    "group": ("total", "male", "female", "urban", "rural"),
    "census": ("2024", "2014", "change"),
    "against": ("activities", "people", "funding"),
    "draw": ("indicator", "both"),
    "breaks": ("natural", "quantile", "equal", "own"),
    "classes": ("2", "3", "4", "5"),
    "across": ("phase", "sector", "year"),
    "flow": ("leading", "all"),
}
# Keys such as ``programme:depomi``, in the order in which they were given, and how many at most.
KEYS: Mapping[str, int] = {"sets": 4, "compare": 4}
TEXTS = ("select", "export", "subject", "indicator", "name", "sort", "story")
FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_ECHO = 80
LONGEST_ID = 120
LONGEST_NAME = 80
NUMBER = r"-?\d{1,12}(\.\d{1,6})?"
STORY = r"~?[a-z0-9-]{1,80}:[1-9][0-9]{0,2}"
MOST_LIMITS = 4  # they part five classes, of which the map has as many colours

UNKNOWN_PARAMETER = "unknown_parameter"
UNKNOWN_VALUE = "unknown_value"
NOT_A_YEAR = "not_a_year"
NOT_A_NUMBER = "not_a_number"
REPEATED = "repeated"
PERIOD_REVERSED = "period_reversed"
TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A part of a query that was left aside, and why.

    ``reason`` is one of ``unknown_parameter``, ``unknown_value``, ``not_a_year``,
    ``not_a_number``, ``repeated`` (a parameter with one value was given several), ``too_many`` (a
    parameter takes fewer) and ``period_reversed``.
    """

    parameter: str
    value: str
    reason: str


@dataclass(frozen=True)
class Vocabulary:
    """The values each parameter may take.

    ``lists`` has the ids of each list parameter, in the order in which a view keeps them;
    ``choices`` those of the parameters with one value.
    """

    lists: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(CHOICES))
    _ranks: dict[str, dict[str, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ranks = {
            key: {id_: rank for rank, id_ in enumerate(ids)} for key, ids in self.lists.items()
        }
        object.__setattr__(self, "_ranks", ranks)

    def rank(self, parameter: str, value: str) -> int | None:
        """Place of ``value`` among those of ``parameter``; None when it is unknown."""
        return self._ranks.get(parameter, {}).get(value)


@dataclass(frozen=True, slots=True)
class ViewState:
    """One view, as understood.

    ``select`` is the id of the activity or measurement whose details are open, or the key of a
    counted figure such as ``region:02`` or ``total:activities``; "" for none. ``export`` is what
    the dialog of downloads is open for: the name of a figure, ``activities`` or ``view``; "" for
    none. ``subject`` is what a profile is about, such as ``place:02`` or ``programme:prim``.
    ``offset`` is the position of the first activity that the table shows. ``name`` is what the
    reader calls the view. ``more`` holds the list parameters of additional filters.

    What one page asks beside the filters: ``sets`` are the keys whose overlap is shown, and
    ``planned`` whether planned activities make a set present; ``rows`` and ``cols`` are crossed;
    ``indicator``, ``group`` and ``census`` name a census figure, ``against`` the activity it is set
    against, ``draw`` whether the map draws both, ``breaks``, ``classes`` and ``limits`` how it is
    cut into classes; ``compare`` has the keys (``place:02``, ``programme:prim``,
    ``period:2018-2020``) that stand side by side, ``across`` what the small maps differ by;
    ``flow`` tells whether a flow of organisations shows the leading ones or all; ``sort`` is the
    column that a table is ordered by. ``story`` is the step of a story that was left to explore
    freely, such as ``meeting-places:3``; ``~`` before it marks a story that only the reader's
    browser has.
    """

    lang: str = "fr"
    page: str = "explore"
    level: Level = "region"
    place: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    acts_at: tuple[str, ...] = ()
    from_year: int | None = None
    to_year: int | None = None
    count: Rule = "distinct"
    measure: str = "activities"
    boundary: str = "national"
    theme: str = "auto"
    select: str = ""
    export: str = ""
    subject: str = ""
    offset: int = 0
    sets: tuple[str, ...] = ()
    planned: str = "leave_out"
    rows: str = "region"
    cols: str = "sector"
    indicator: str = ""
    group: str = "total"
    census: str = "2024"
    against: str = "activities"
    draw: str = "indicator"
    breaks: str = "natural"
    classes: str = "5"
    limits: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    across: str = "phase"
    flow: str = "leading"
    sort: str = ""
    name: str = ""
    story: str = ""
    more: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def chosen(self, parameter: str) -> tuple[str, ...]:
        """Return the values chosen for a list parameter, whichever filter it belongs to."""
        if parameter in LIST_PARAMETERS:
            values: tuple[str, ...] = getattr(self, parameter)
            return values
        return dict(self.more).get(parameter, ())

    def with_(self, **changes: object) -> Self:
        """Return a copy with some fields changed, or tuples of values of additional filters."""
        own = {name: value for name, value in changes.items() if name in _NAMES}
        added = {name: changes[name] for name in changes.keys() - own}
        for name, ids in added.items():
            # Only a filter's values are a tuple: anything else is a field by a wrong name.
            if not isinstance(ids, tuple):
                raise TypeError(f"Found {name!r}; expected a field of ViewState or a filter.")
        if added:
            more = {**dict(self.more), **added}
            own["more"] = tuple(sorted((key, ids) for key, ids in more.items() if ids))
        # The fields are checked by replace, which knows their names and not their types.
        return replace(self, **dict[str, Any](own))

    def to_query(self) -> str:
        """Return the query string without ``?``: the language, and whatever is not a default."""
        return "&".join(f"{key}={value}" for key, value in self._parts())

    def _parts(self) -> Iterable[tuple[str, str]]:
        for name, key, default in _WRITTEN:
            value = getattr(self, name)
            if value != default:
                yield key, _joined(_listed(value))
        yield from ((_quoted(key), _joined(ids)) for key, ids in self.more if ids)


def _listed(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _joined(ids: Iterable[str]) -> str:
    return ",".join(map(_quoted, ids))


# A page has hundreds of links, of the same few values.
@lru_cache(maxsize=16_384)
def _quoted(text: str) -> str:
    return quote(text, safe="")


def parse_view(
    query: str | Mapping[str, str | Sequence[str]], vocabulary: Vocabulary
) -> tuple[ViewState, tuple[Ignored, ...]]:
    """Understand a query string, or its parameters already taken apart.

    Parameters
    ----------
    query
        ``a=1,2&b=3`` with or without ``?``, or a mapping of parameter to value or values.
    vocabulary
        What each parameter may be.

    Returns
    -------
    The view, and whatever was left aside with its reason. Nothing in a query raises.
    """
    found: dict[str, Any] = {}
    ignored: list[Ignored] = []
    for parameter, values in _gathered(query).items():
        if parameter in vocabulary.lists:
            found[parameter] = _list(parameter, values, vocabulary, ignored)
        elif parameter in YEAR_PARAMETERS:
            found[YEAR_PARAMETERS[parameter]] = _year(parameter, values, ignored)
        elif parameter in TEXTS:
            found[parameter] = _text(parameter, values[-1])
        elif parameter in KEYS:
            found[parameter] = _keys(parameter, values, ignored)
        elif parameter == "limits":
            found[parameter] = _limits(values, ignored)
        elif parameter == "offset":
            found["offset"] = _offset(values[-1], ignored)
        elif parameter in vocabulary.choices:
            found |= _choice(parameter, values, vocabulary.choices[parameter], ignored)
        else:
            ignored.append(_ignored(parameter, ",".join(values), UNKNOWN_PARAMETER))
    _check_period(found, ignored)
    _check_crossed(found, ignored)
    own = {key: value for key, value in found.items() if key in _FIELDS}
    more = sorted((key, ids) for key, ids in found.items() if key not in _FIELDS and ids)
    return ViewState(**own, more=tuple(more)), tuple(ignored)


_NAMES = frozenset(item.name for item in fields(ViewState))
_FIELDS = _NAMES - {"more"}
# Name of each field, its parameter, and the value that is not written; a language always is.
_WRITTEN = tuple(
    (item.name, item.name.removesuffix("_year"), None if item.name == "lang" else item.default)
    for item in fields(ViewState)
    if item.name in _FIELDS
)


def _gathered(query: str | Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
    if isinstance(query, str):
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace")
    else:
        pairs = [(str(key), text) for key, value in query.items() for text in _texts(value)]
    gathered: dict[str, list[str]] = {}
    for key, text in pairs:
        gathered.setdefault(_encodable(key), []).append(_encodable(text))
    return gathered


def _encodable(text: str) -> str:
    # Half of a surrogate pair, which a script may send, would break whoever writes it out.
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _texts(value: str | Sequence[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(one) for one in value]


def _text(parameter: str, text: str) -> str:
    if parameter == "name":
        # What a reader calls a view is one line: no control may turn around what stands beside it.
        shown = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
        return " ".join(shown.split())[:LONGEST_NAME].strip()
    if parameter == "story":
        return text if re.fullmatch(STORY, text) else ""
    return text[:LONGEST_ID]


def _list(
    parameter: str, values: list[str], vocabulary: Vocabulary, ignored: list[Ignored]
) -> tuple[str, ...]:
    ranked: dict[int, str] = {}
    for value in dict.fromkeys(one.strip() for text in values for one in text.split(",")):
        rank = vocabulary.rank(parameter, value)
        if rank is not None:
            ranked[rank] = value
        elif value:
            ignored.append(_ignored(parameter, value, UNKNOWN_VALUE))
    return tuple(ranked[rank] for rank in sorted(ranked))


def _year(parameter: str, values: list[str], ignored: list[Ignored]) -> int | None:
    year: int | None = None
    for value in filter(None, (text.strip() for text in values)):
        if not re.fullmatch(r"\d{4}", value) or not FIRST_YEAR <= int(value) <= LAST_YEAR:
            ignored.append(_ignored(parameter, value, NOT_A_YEAR))
        elif year is not None and year != int(value):
            ignored.append(_ignored(parameter, value, REPEATED))
        else:
            year = int(value)
    return year


def _offset(text: str, ignored: list[Ignored]) -> int:
    if re.fullmatch(r"[0-9]{1,9}", text.strip()):
        return int(text)
    ignored.append(_ignored("offset", text, NOT_A_NUMBER))
    return 0


def _keys(parameter: str, values: list[str], ignored: list[Ignored]) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(key[:LONGEST_ID] for key in _parted(values)))
    most = KEYS[parameter]
    ignored += [_ignored(parameter, key, TOO_MANY) for key in keys[most:]]
    return keys[:most]


def _limits(values: list[str], ignored: list[Ignored]) -> tuple[str, ...]:
    """Return the numbers that part classes, as they were written, from low to high."""
    given = _parted(values)
    numbers = {text: float(text) for text in given if re.fullmatch(NUMBER, text)}
    ignored += [_ignored("limits", text, NOT_A_NUMBER) for text in given if text not in numbers]
    ordered = sorted({number: text for text, number in reversed(numbers.items())}.items())
    ignored += [_ignored("limits", text, TOO_MANY) for _number, text in ordered[MOST_LIMITS:]]
    return tuple(text for _number, text in ordered[:MOST_LIMITS])


def _parted(values: list[str]) -> list[str]:
    return [part for text in values for one in text.split(",") if (part := one.strip())]


def _choice(
    parameter: str, values: list[str], allowed: tuple[str, ...], ignored: list[Ignored]
) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for value in filter(None, (text.strip() for text in values)):
        if value not in allowed:
            ignored.append(_ignored(parameter, value, UNKNOWN_VALUE))
        elif chosen.setdefault(parameter, value) != value:
            ignored.append(_ignored(parameter, value, REPEATED))
    return chosen


def _check_period(found: dict[str, Any], ignored: list[Ignored]) -> None:
    start, end = found.get("from_year"), found.get("to_year")
    if start is not None and end is not None and start > end:
        found |= {"from_year": None, "to_year": None}
        ignored += [
            Ignored("from", str(start), PERIOD_REVERSED),
            Ignored("to", str(end), PERIOD_REVERSED),
        ]


def _check_crossed(found: dict[str, Any], ignored: list[Ignored]) -> None:
    """Cross two different dimensions: what is not told is the default that is still free."""
    rows, cols = found.get("rows"), found.get("cols")
    if rows and rows == cols:
        ignored.append(_ignored("cols", rows, REPEATED))
        cols = None
    if rows or cols:
        rows = rows or next(name for name in CROSSED_FIRST if name != cols)
        found |= {"rows": rows, "cols": cols or next(n for n in CROSSED_FIRST[::-1] if n != rows)}


def _ignored(parameter: str, value: str, reason: str) -> Ignored:
    return Ignored(_short(parameter), _short(value), reason)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_ECHO else text[: LONGEST_ECHO - 1] + "…"
