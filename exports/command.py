"""The command ``export``: a file of a view, without a browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from exports import addresses, figures, formats, naming
from exports.offer import OFFERS
from exports.order import ACTIVITIES, Order
from geodata.gazetteer import load_gazetteer
from geodata.loading import load
from i18n.catalogues import load_translators
from pictures.sizes import SCALES, SIZES
from ui.page import open_page
from ui.services import Services
from ui.taking import VIEW

if TYPE_CHECKING:
    from collections.abc import Callable

    from settings import Settings
    from ui.page import Page

DONE, CANNOT = 0, 2


@dataclass(frozen=True)
class Asked:
    """What the command is given; ``what`` is "" where the format decides."""

    view: str
    format: str
    out: Path
    what: str = ""
    size: str = "slide"
    scale: int = 2
    hxl: bool = False
    stories: tuple[Path, ...] = ()


def run(asked: Asked, settings: Settings, errors: TextIO) -> int:
    """Write the file.

    Parameters
    ----------
    asked : Asked
        What to write, and where.
    settings : Settings
        Which record, and how it is shown.
    errors : TextIO
        Told what was ignored of the query, what is wrong, and, if it is a terminal, how far it is.

    Returns
    -------
    int
        Exit status: 0, or 2 when the command cannot be run as it was given.

    Raises
    ------
    JihatError
        The record is not valid, or the file cannot be made; nothing is left of it.
    """
    problem = _problem(asked)
    if problem:
        print(problem, file=errors)
        return CANNOT
    page = open_page(services_of(settings), asked.view, settings.public_url)
    for part in page.ignored:
        told = {"parameter": part.parameter, "value": part.value}
        print(page.words.t(f"ignored.{part.reason}", **told), file=errors)
    what = asked.what or _usual(page, asked.format)
    known = (*figures.names(page), ACTIVITIES, VIEW)
    if what not in known:
        print(_found("--what", what, known), file=errors)
        return CANNOT
    formats.discover()[asked.format].write(_order(page, what, asked), asked.out, _teller(errors))
    return DONE


def _problem(asked: Asked) -> str:
    """Say what is wrong with the command itself; "" for nothing."""
    choices = (
        ("--format", asked.format, tuple(formats.discover())),
        ("--size", asked.size, tuple(SIZES)),
        ("--scale", str(asked.scale), tuple(map(str, SCALES))),
    )
    for name, found, known in choices:
        if found not in known:
            return _found(name, found, known)
    if asked.out.is_dir() or not asked.out.absolute().parent.is_dir():
        return f"Found --out {asked.out}; expected a file in a folder that exists."
    return ""


def _found(name: str, found: str, known: tuple[str, ...]) -> str:
    return f"Found {name} {found}; expected one of {', '.join(known)}."


def _usual(page: Page, extension: str) -> str:
    """Name what a format is usually made of: the first figure, the activities, or the view."""
    kind = formats.discover()[extension].KIND
    if kind == "figure":
        return next(iter(figures.names(page)), ACTIVITIES)
    return VIEW if kind == "view" else ACTIVITIES


def _order(page: Page, what: str, asked: Asked) -> Order:
    return Order(
        page=page,
        what=what,
        made=naming.today(),
        size=asked.size,
        scale=asked.scale,
        hxl=asked.hxl,
        # Where nobody said how the site is reached, no address is better than a wrong one.
        address=addresses.live(page) if page.origin else "",
        stories=asked.stories,
    )


def services_of(settings: Settings) -> Services:
    """Read the record that the settings name, as the page does."""
    gazetteer = load_gazetteer()
    joined = load(settings.data, gazetteer, settings.suppress_below)
    return Services(
        settings=settings,
        catalogue=joined.catalogue,
        sites=joined.sites,
        gazetteer=gazetteer,
        translators=load_translators(),
        # A copied address may have the dialog of downloads open.
        take_away=OFFERS,
    )


def _teller(errors: TextIO) -> Callable[[int, int], None]:
    """Tell whoever sits before a terminal how far it is; a log is not filled with it."""
    if not errors.isatty():
        return lambda _done, _total: None

    def tell(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        print(f"\r{done:,} / {total:,}", end=end, file=errors, flush=True)

    return tell
