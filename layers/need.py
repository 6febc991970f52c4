"""Need against activity on the map: a census figure in classes, or with what is done there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from geodata.need import DENSITY, REASONS, Need, Unit
from i18n.direction import embed
from layers import theme
from layers.classes import Classes, classify, spread
from layers.need_words import RATE_DECIMALS, NeedReading, against_id
from layers.shading import LegendEntry, Shade, Shading

MISSING = "not-applicable"
"""Token of a unit without a census figure."""
LONGEST_TEXT = 7
"""Characters of a figure that the map writes on a unit smaller than a region."""
THIRDS = 3


def need_classes(need: Need, count: int | None = None) -> Classes | None:
    """Part the census figures into the classes that the view asks for.

    Parameters
    ----------
    need : Need
        The figures.
    count : int, optional
        Number of classes, by default the view's.

    Returns
    -------
    Classes or None
        Of changes, classes of how great they are, whatever their direction. None without figures.
    """
    view = need.view
    values = [unit.need.value for unit in need.units if unit.need.value is not None]
    own = tuple(float(text) for text in view.limits)
    wanted = count or int(view.classes)
    if need.measure != "value" and count is None:
        values = [abs(value) for value in values]
        # About the same, more, and with four or five classes much more.
        wanted = 2 if wanted <= THIRDS else 3
        own = tuple(sorted({abs(limit) for limit in own if limit}))[:2]
    own = own if count is None else own[: count - 1]
    # Own limits may all be zero, which part no changes.
    scheme = view.breaks if own or view.breaks != "own" else "natural"
    return classify(values, scheme, wanted, own=own, decimals=need.decimals)


def activity_classes(need: Need) -> Classes | None:
    """Part what the need is set against, by 100,000 people, into three classes.

    Parameters
    ----------
    need : Need
        The figures.

    Returns
    -------
    Classes or None
        By the view's scheme, in thirds (quantile) where it has limits of its own for the need.
        None without figures.
    """
    rates = [unit.per_100000 for unit in need.units if unit.per_100000 is not None]
    scheme = "quantile" if need.view.breaks == "own" else need.view.breaks
    return classify(rates, scheme, THIRDS, decimals=RATE_DECIMALS)


def both_classes(need: Need) -> tuple[Classes | None, Classes | None]:
    """Part need and activity into three classes each, see `need_classes`, `activity_classes`."""
    return need_classes(need, THIRDS), activity_classes(need)


def cell_of(unit: Unit, classes: tuple[Classes | None, Classes | None]) -> tuple[int, int]:
    """Return the classes of a unit in a bivariate map.

    Parameters
    ----------
    unit : Unit
        A unit of the answer.
    classes : (Classes or None, Classes or None)
        Of the need and of the activity.

    Returns
    -------
    (int, int)
        Need and activity, 1 low to 3 high; 0 where there is no figure.
    """
    found = (unit.need.value, unit.per_100000)
    low, high = (
        0 if value is None or one is None else spread(one.of(value), one.count, THIRDS) + 1
        for value, one in zip(found, classes, strict=True)
    )
    return low, high


def shading(words: NeedReading) -> Shading:
    """Colour the map by need, by its change, or by need and activity together.

    Parameters
    ----------
    words : NeedReading
        The answer and its language.

    Returns
    -------
    Shading
        Every unit of the answer.
    """
    drawn = _both(words) if words.need.view.draw == "both" else _alone(words)
    tokens, entries, unit = drawn
    ranked = len(words.need.units) + 1
    shades = {
        one.code: Shade(
            tokens[one.code],
            _told(words, one),
            _written(words, one),
            weight=float(ranked - one.rank) if one.rank else 0.0,
        )
        for one in words.need.units
    }
    return Shading(words.title, unit, shades, (*entries, *_missing(words)), tuple(_notes(words)))


def _alone(words: NeedReading) -> tuple[dict[str, str], list[LegendEntry], str]:
    classes = need_classes(words.need)
    colours: Callable[[float], str]
    if words.is_change:
        names = _change_texts(words, classes)
        colours = lambda value: change_token(value, classes)  # noqa: E731
    else:
        names = _class_texts(words, classes)
        colours = lambda value: step_token(value, classes)  # noqa: E731
    tokens = {
        one.code: MISSING if one.need.value is None else colours(one.need.value)
        for one in words.need.units
    }
    counts = Counter(tokens.values())
    entries = [_entry(words, token, text, counts[token]) for token, text in names.items()]
    return tokens, entries, words.unit


def step_token(value: float, classes: Classes | None) -> str:
    """Return the colour of a figure among classes, as the token's name."""
    count, index = (classes.count, classes.of(value)) if classes else (1, 0)
    return theme.STEPS[spread(index, count, len(theme.STEPS))]


def change_token(value: float, classes: Classes | None) -> str:
    """Return the colour of a change, symmetric about zero, as the token's name."""
    most = len(theme.CHANGES) // 2
    parts = classes.count - 1 if classes else 0
    # Changes that are all as great as each other are no small ones.
    size = most * classes.of(abs(value)) // parts if classes and parts else most
    sign = (value > 0) - (value < 0)
    return theme.CHANGES[most + sign * size]


def _class_texts(words: NeedReading, classes: Classes | None) -> dict[str, str]:
    texts = {}
    for index in range(classes.count if classes else 0):
        token = theme.STEPS[spread(index, classes.count, len(theme.STEPS))]  # type: ignore[union-attr]
        texts[token] = _range(words, classes, index)  # type: ignore[arg-type]
    return texts


def _range(words: NeedReading, classes: Classes, index: int) -> str:
    low, high = classes.bounds(index)
    if low > classes.high or high < classes.low:
        limit = classes.limits[max(0, index - 1)]
        return f"{'>' if index else '≤'} {words.number(limit)}"
    first, last = words.number(low), words.number(high)
    return first if first == last else f"{first}–{last}"


def _change_texts(words: NeedReading, classes: Classes | None) -> dict[str, str]:
    """Name the classes of a change from much less to much more."""
    if classes is None:
        return {}
    most, parts = len(theme.CHANGES) // 2, classes.count - 1
    if not parts:
        both = {theme.CHANGES[0]: -classes.high, theme.CHANGES[-1]: classes.high}
        return {token: words.number(value) for token, value in both.items()}
    same = words.number(classes.limits[0], signed=False)
    texts = {theme.CHANGES[most]: words.t("need.about_same", value=same)}
    for size in range(1, parts + 1):
        low, high = classes.bounds(size)
        step = most * size // parts
        more = [words.number(low), words.number(high)]
        less = [words.number(-low), words.number(-high)]
        if size == parts:
            more, less = (
                [words.t("need.or_more", value=more[0])],
                [words.t("need.or_less", value=less[0])],
            )
        texts[theme.CHANGES[most + step]] = _to(more, words.lang)
        texts[theme.CHANGES[most - step]] = _to(less, words.lang)
    return {token: texts[token] for token in theme.CHANGES if token in texts}


def _to(ends: list[str], lang: str) -> str:
    # With signs, an en dash could be read as one of them; in Arabic, a sign would change its side.
    return " … ".join(embed(end, lang) for end in dict.fromkeys(ends))


def _both(words: NeedReading) -> tuple[dict[str, str], list[LegendEntry], str]:
    classes = both_classes(words.need)
    tokens = {one.code: both_token(words, one, classes) for one in words.need.units}
    counts = Counter(tokens.values())
    entries = [
        _entry(words, token, cell_text(words, token), counts[token])
        for token in theme.BOTH
        if counts[token]
    ]
    entries += _absences(words)
    return tokens, entries, words.t("need.both_unit", against=words.t(against_id(words)))


def both_token(
    words: NeedReading, unit: Unit, classes: tuple[Classes | None, Classes | None]
) -> str:
    """Return the colour of need and activity together, as the token's name."""
    low, high = cell_of(unit, classes)
    if not low:
        return MISSING
    if not high:
        by_state = words.need.view.against == "activities"
        return theme.STATES[words.states[unit.code] if by_state else "not_in_sources"]
    return f"both-{low}{high}"


def cell_text(words: NeedReading, token: str) -> str:
    """Say what a colour of the bivariate map means."""
    low, high = words.t(f"need.class_{token[-2]}"), words.t(f"need.class_{token[-1]}")
    return words.t("need.cell", need=low, against=high)


def _absences(words: NeedReading) -> Iterator[LegendEntry]:
    absent = Counter(
        (_absent_state(words, one), words.absent(one))
        for one in words.need.units
        if one.need.value is not None and one.per_100000 is None
    )
    for (state, text), count in absent.items():
        # Only of activities is it a state of coverage; a stated figure may be for more places.
        told = state if words.need.view.against == "activities" else ""
        yield _entry(words, theme.STATES[state], text, count, told)


def _absent_state(words: NeedReading, unit: Unit) -> str:
    return words.states[unit.code] if words.need.view.against == "activities" else "not_in_sources"


def _missing(words: NeedReading) -> Iterator[LegendEntry]:
    counts = Counter(unit.need.reason for unit in words.need.units if unit.need.reason)
    for reason in REASONS:
        if counts[reason]:
            yield _entry(words, MISSING, words.t(f"need.missing_{reason}"), counts[reason])


def _entry(words: NeedReading, token: str, text: str, count: int, state: str = "") -> LegendEntry:
    units = words.reading.words.n("legend.units", count)
    return LegendEntry(theme.LIGHT[token], text, units=units, state=state)


def _told(words: NeedReading, unit: Unit) -> str:
    parts = [words.figure(unit.need)]
    if words.need.view.draw == "both":
        rate = words.absent(unit) if unit.per_100000 is None else words.rate(unit)
        parts.append(words.t("need.told", against=words.t(against_id(words)), value=rate))
    return " · ".join(parts)


def _written(words: NeedReading, unit: Unit) -> str:
    if unit.need.value is None or words.need.view.draw == "both":
        return ""
    text = words.number(unit.need.value)
    return text if words.need.view.level == "region" or len(text) <= LONGEST_TEXT else ""


def _notes(words: NeedReading) -> Iterator[str]:
    if words.is_change and words.need.view.level == "commune":
        yield words.t("need.note_crosswalk")
    if words.need.indicator.id == DENSITY:
        yield words.t("need.note_area")
