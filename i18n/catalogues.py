"""Message catalogues: read from ``locales/``, looked up by symbolic ids such as ``filter.region``.

The ids are no words of any language, so that no language is the original of the others.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.messages.pofile import read_po
from markupsafe import Markup

from i18n.dates import format_date, format_period
from i18n.direction import direction, embed
from i18n.languages import LANGUAGES, LOCALES, TABLE
from i18n.numbers import format_number

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER: Final = Path(__file__).resolve().parent.parent / "locales"

Message = str | tuple[str, ...]


def read_messages(lang: str, folder: Path = _FOLDER) -> dict[str, Message]:
    """Read a language's catalogue.

    Parameters
    ----------
    lang
        One of ``ar``, ``fr`` and ``en``.
    folder
        Holds ``<lang>/LC_MESSAGES/jihat.po``.

    Returns
    -------
    dict of str to str or tuple of str
        The message by id; a plural message is the tuple of its forms, in the order of
        the language's ``forms``. Fuzzy and obsolete messages are left out.

    Raises
    ------
    OSError
        The catalogue cannot be read.
    babel.messages.pofile.PoFileError
        The catalogue is malformed.

    """
    with (folder / lang / "LC_MESSAGES" / "jihat.po").open("rb") as file:
        catalogue = read_po(file, locale=lang, abort_invalid=True)
    return {
        _first(message.id): _text_or_forms(message.string)
        for message in catalogue
        if message.id and not message.fuzzy
    }


def _first(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _text_or_forms(text: str | tuple[str, ...] | list[str] | None) -> Message:
    return text if isinstance(text, str) else tuple(text or ())


@lru_cache(maxsize=4096)
def plural_index(count: float, lang: str) -> int:
    """Tell which form of a plural message a count takes, fractions included."""
    forms = TABLE[lang].forms
    form = Locale.parse(LOCALES[lang]).plural_form(count)
    # CLDR has a form for millions in French ("un million d'activités"), gettext has not.
    return forms.index(form if form in forms else "other")


class Translator:
    """Looks up the messages of one language. Immutable; build one a language and keep it.

    Parameters
    ----------
    lang
        One of ``ar``, ``fr`` and ``en``.
    messages
        The catalogue, as `read_messages` gives it; read from ``locales/`` when left out.

    """

    __slots__ = ("_messages", "lang")

    def __init__(self, lang: str, messages: Mapping[str, Message] | None = None) -> None:
        self.lang: Final = lang
        self._messages: Final = read_messages(lang) if messages is None else messages

    @property
    def direction(self) -> str:
        """The writing direction, ``rtl`` or ``ltr``."""
        return direction(self.lang)

    def t(self, msgid: str, **values: float | str) -> str:
        """Give a message.

        Parameters
        ----------
        msgid
            The id of a message without plural forms.
        **values
            What goes into its braces. Numbers are formatted; every value is kept from turning
            the sentence around.

        Raises
        ------
        KeyError
            The catalogue has no such message, or a value is missing.

        """
        message = self._messages[msgid]
        if not isinstance(message, str):
            raise KeyError(f"{msgid} has plural forms: ask for it with a count")
        return self._fill(message, values)

    def n(self, msgid: str, count: float, **values: float | str) -> str:
        """Give the form of a plural message for a count, which goes into ``{count}``.

        Raises
        ------
        KeyError
            The catalogue has no such message with plural forms, or a value is missing.

        """
        forms = self._messages[msgid]
        if isinstance(forms, str):
            raise KeyError(f"{msgid} has no plural forms")
        message = forms[plural_index(count, self.lang)]
        return self._fill(message, {**values, "count": count})

    def has(self, msgid: str) -> bool:
        """Tell whether the catalogue has a message, for ids made from those of the record."""
        return msgid in self._messages

    def under(self, prefix: str) -> dict[str, Message]:
        """Give the unfilled messages whose ids start with ``prefix.``, for scripts in the page.

        The keys are the ids without the prefix.
        """
        start = f"{prefix}."
        return {
            msgid.removeprefix(start): message
            for msgid, message in self._messages.items()
            if msgid.startswith(start)
        }

    def number(self, value: float) -> str:
        """Write a number with at most two decimals, without isolation marks."""
        return format_number(value, self.lang)

    def number_html(self, value: float) -> Markup:
        """Write a number for HTML, in an element that keeps it from turning around."""
        return Markup('<bdi dir="ltr">{}</bdi>').format(self.number(value))

    def date(self, iso: str, precision: str) -> str:
        """Write a date, as `i18n.dates.format_date` does."""
        return format_date(iso, precision, self.lang)

    def period(self, start: tuple[str, str], end: tuple[str, str]) -> str:
        """Write a period of two (date, precision), as `i18n.dates.format_period` does."""
        return format_period(start, end, self)

    def _fill(self, message: str, values: Mapping[str, float | str]) -> str:
        return message.format_map({name: self._text(value) for name, value in values.items()})

    def _text(self, value: float | str) -> str:
        text = value if isinstance(value, str) else format_number(value, self.lang)
        return embed(text, self.lang)


def load_translators() -> dict[str, Translator]:
    """Read every catalogue; the caller keeps the result, by language."""
    return {lang: Translator(lang) for lang in LANGUAGES}
