"""The settings of a deployment: one table, and the only reader of the environment."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, NoReturn, cast

from i18n.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

Boundary = Literal["national", "un"]
LogLevel = Literal["critical", "error", "warning", "info", "debug"]


class SettingsError(Exception):
    """A setting has a value that cannot be used."""


class Setting(NamedTuple):
    """One row of the table: the variable's name, its default and what it means."""

    name: str
    default: str
    meaning: str


TABLE: Final = (
    Setting("HOST", "127.0.0.1", "Address that the server listens on."),
    Setting("PORT", "8050", "Port that the server listens on, 1 to 65535."),
    Setting("WORKERS", "1", "Number of server processes, 1 or more."),
    Setting("DATA", "data", "Folder of the record, absolute or relative to the project's folder."),
    Setting("STORIES", "data/stories", "Folder of the stories that are shown with the record."),
    Setting(
        "BOUNDARY",
        "national",
        "Boundaries shown: `national`, or `un` with the dashed line at 27°40′N and the disclaimer.",
    ),
    Setting(
        "BOUNDARY_OVERRIDE",
        "false",
        "Whether a link may choose the boundaries shown with `boundary=`: `true` or `false`.",
    ),
    Setting(
        "DEFAULT_LANGUAGE",
        "ar",
        "Language when neither the link nor the browser asks for one: `ar`, `fr` or `en`.",
    ),
    Setting(
        "LOG_LEVEL",
        "info",
        "Least severe message that is logged: `critical`, `error`, `warning`, `info` or `debug`.",
    ),
    Setting(
        "EMBED_ORIGINS",
        "",
        "Origins that may show the page in a frame, separated by spaces. Empty: none.",
    ),
    Setting(
        "SUPPRESS_BELOW",
        "5",
        "Counts of people by group below this number are not shown. 0: all are shown.",
    ),
    Setting(
        "PUBLIC_URL",
        "",
        "Address at which the public reaches the site, for shared links and their pictures. "
        "Empty: the one that was asked for.",
    ),
    Setting("CONTACT", "", "E-mail or web address offered for reporting an error. Empty: none."),
    Setting(
        "EXPORTS_FOLDER",
        "",
        "Folder of the files that are made in the background, shared by all processes of a server. "
        "Empty: one of this user in the system's temporary folder.",
    ),
    Setting("EXPORTS_AT_ONCE", "2", "Files made in the background at the same time, 1 or more."),
    Setting("EXPORTS_HOURS", "24", "Hours after which a file made in the background is removed."),
    Setting("EXPORTS_LARGEST", "500", "Largest file made in the background, in megabytes."),
)

_ROOT: Final = Path(__file__).resolve().parent
_LAST_PORT: Final = 65535
_ORIGIN: Final = re.compile(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?")
_CONTACT: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://\S+")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, read and checked; TABLE tells what each means."""

    host: str
    port: int
    workers: int
    data: Path
    stories: Path
    boundary: Boundary
    boundary_override: bool
    language: str
    log_level: LogLevel
    embed_origins: tuple[str, ...]
    suppress_below: int
    public_url: str
    contact: str
    exports_folder: Path
    exports_at_once: int
    exports_hours: int
    exports_largest: int


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings from an environment.

    Parameters
    ----------
    environ
        Variables by name, usually ``os.environ``. One that is missing or blank has its default;
        variables that TABLE does not name are ignored.

    Returns
    -------
    Settings
        Every setting, checked. Folders are absolute.

    Raises
    ------
    SettingsError
        A value cannot be used. The message tells the name, what was found and what was expected.

    """
    values = {name: environ.get(name, "").strip() or default for name, default, _ in TABLE}
    return Settings(
        host=values["HOST"],
        port=_whole_number(values, "PORT", last=_LAST_PORT),
        workers=_whole_number(values, "WORKERS"),
        data=_folder(values, "DATA"),
        stories=_folder(values, "STORIES"),
        boundary=cast("Boundary", _choice(values, "BOUNDARY", ("national", "un"))),
        boundary_override=_choice(values, "BOUNDARY_OVERRIDE", ("true", "false")) == "true",
        language=_choice(values, "DEFAULT_LANGUAGE", LANGUAGES),
        log_level=cast(
            "LogLevel",
            _choice(values, "LOG_LEVEL", ("critical", "error", "warning", "info", "debug")),
        ),
        embed_origins=_origins(values, "EMBED_ORIGINS"),
        suppress_below=_whole_number(values, "SUPPRESS_BELOW", first=0),
        public_url=_public_url(values, "PUBLIC_URL"),
        contact=_contact(values, "CONTACT"),
        exports_folder=_exports_folder(values, "EXPORTS_FOLDER"),
        exports_at_once=_whole_number(values, "EXPORTS_AT_ONCE"),
        exports_hours=_whole_number(values, "EXPORTS_HOURS"),
        exports_largest=_whole_number(values, "EXPORTS_LARGEST"),
    )


def _whole_number(
    values: Mapping[str, str], name: str, last: int | None = None, first: int = 1
) -> int:
    found = values[name]
    number = int(found) if found.isascii() and found.isdigit() else first - 1
    if number < first or (last is not None and number > last):
        whole = f"a whole number, {first} or more"
        _refuse(name, found, whole if last is None else f"{first} to {last}")
    return number


def _choice(values: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    found = values[name].lower()
    if found not in allowed:
        _refuse(name, values[name], "one of " + ", ".join(allowed))
    return found


def _folder(values: Mapping[str, str], name: str) -> Path:
    # Relative to the project, not to where the server happens to be started from.
    folder = (_ROOT / Path(values[name]).expanduser()).resolve()
    if not folder.is_dir():
        _refuse(name, values[name], f"a folder that exists ({folder} does not)")
    return folder


def _exports_folder(values: Mapping[str, str], name: str) -> Path:
    # Made when the first file is: a setting alone writes nothing.
    found = values[name]
    if found:
        return (_ROOT / Path(found).expanduser()).resolve()
    # Where users have no number, the temporary folder is each one's own.
    user = f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    return Path(tempfile.gettempdir()).resolve() / f"jihat-exports{user}"


def _origins(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    origins = tuple(values[name].split())
    for origin in origins:
        # These go into a response header: a quote or a semicolon would change the policy.
        if not _ORIGIN.fullmatch(origin):
            _refuse(name, origin, "origins such as https://www.example.org, separated by spaces")
    return origins


def _public_url(values: Mapping[str, str], name: str) -> str:
    found = values[name].removesuffix("/")
    if found and ("*" in found or not _ORIGIN.fullmatch(found)):
        _refuse(name, values[name], "scheme and host alone, such as https://jihat.example.org")
    return found


def _contact(values: Mapping[str, str], name: str) -> str:
    found = values[name]
    if found and not _CONTACT.fullmatch(found):
        _refuse(name, found, "an e-mail address, or a web address with http:// or https://")
    return found


def _refuse(name: str, found: str, expected: str) -> NoReturn:
    message = f"{name} is {found!r}; expected {expected}. Correct it, or unset {name}."
    raise SettingsError(message)
