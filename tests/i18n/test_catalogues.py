from __future__ import annotations

from gettext import c2py
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import PoFileError, read_po

from i18n.catalogues import (
    Message,
    Translator,
    load_translators,
    plural_index,
    read_messages,
)
from i18n.languages import LANGUAGES, TABLE

ROOT = Path(__file__).resolve().parents[2]
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
ARABIC_FORMS = ("لا نشاط", "نشاط", "نشاطان", "{count} أنشطة", "{count} نشاطا", "{count} نشاط")


def forms(message: Message) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def shape(message: Message) -> tuple[bool, set[str]]:
    return isinstance(message, str), set().union(*map(names, forms(message)))


def write_catalogue(folder: Path, lang: str, text: str) -> None:
    path = folder / lang / "LC_MESSAGES" / "jihat.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + text, encoding="utf-8")


def test_every_language_has_the_same_messages_in_the_same_order() -> None:
    ids = {lang: list(read_messages(lang)) for lang in LANGUAGES}
    assert ids["ar"] == ids["fr"] == ids["en"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_is_empty_or_padded(lang: str) -> None:
    messages = read_messages(lang)
    wrong = [
        msgid
        for msgid, message in messages.items()
        if any(not text.strip() or text != text.strip() for text in forms(message))
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_plural_message_has_the_forms_of_its_language(lang: str) -> None:
    wrong = [
        msgid
        for msgid, message in read_messages(lang).items()
        if not isinstance(message, str) and len(message) != len(TABLE[lang].forms)
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_has_the_same_kind_and_names_in_each_language(lang: str) -> None:
    english = {msgid: shape(message) for msgid, message in read_messages("en").items()}
    assert {msgid: shape(message) for msgid, message in read_messages(lang).items()} == english


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_plural_form_has_every_name_but_the_count(lang: str) -> None:
    # "نشاط واحد" says the count in words.
    wrong = [
        msgid
        for msgid, message in read_messages(lang).items()
        if len({frozenset(names(text) - {"count"}) for text in forms(message)}) != 1
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_is_fuzzy_or_obsolete(lang: str) -> None:
    path = ROOT / "locales" / lang / "LC_MESSAGES" / "jihat.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_order_of_plural_forms_is_that_of_the_file(lang: str) -> None:
    path = ROOT / "locales" / lang / "LC_MESSAGES" / "jihat.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    assert catalogue.num_plurals == len(TABLE[lang].forms)
    by_gettext = c2py(catalogue.plural_expr)
    counts = range(250)
    assert [plural_index(count, lang) for count in counts] == [by_gettext(n) for n in counts]


def test_names_of_languages_are_the_same_everywhere() -> None:
    translators = load_translators()
    for lang in LANGUAGES:
        assert len({t.t(f"language.{lang}") for t in translators.values()}) == 1


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "لا نشاط"),
        (1, "نشاط"),
        (2, "نشاطان"),
        (3, "3 أنشطة"),
        (10, "10 أنشطة"),
        (11, "11 نشاطا"),
        (99, "99 نشاطا"),
        (100, "100 نشاط"),
        (102, "102 نشاط"),
        (103, "103 أنشطة"),
        (2.5, "2,5 نشاط"),
        (10_587, "10.587 نشاطا"),
    ],
)
def test_arabic_has_six_forms(count: float, text: str) -> None:
    assert Translator("ar", {"x": ARABIC_FORMS}).n("x", count) == text


@pytest.mark.parametrize(
    ("lang", "count", "text"),
    [
        ("fr", 0, "0 activité"),
        ("fr", 1.5, "1,5 activité"),
        ("fr", 2, "2 activités"),
        ("fr", 1_000_000, "1\u202f000\u202f000 activités"),
        ("en", 0, "0 activités"),
        ("en", 1, "1 activité"),
        ("en", 1.5, "1.5 activités"),
    ],
)
def test_french_and_english_have_two_forms(lang: str, count: float, text: str) -> None:
    messages = {"x": ("{count} activité", "{count} activités")}
    assert Translator(lang, messages).n("x", count) == text


def test_a_value_that_would_turn_around_is_isolated() -> None:
    translator = Translator("ar", {"x": "مع {name}"})
    assert translator.t("x", name="DEPOMI") == "مع \u2068DEPOMI\u2069"
    assert translator.t("x", name="سوس ماسة") == "مع سوس ماسة"


def test_a_missing_message_is_an_error() -> None:
    translator = Translator("fr", {"x": "X", "y": ("a", "b")})
    with pytest.raises(KeyError, match="no_such"):
        translator.t("no_such")
    with pytest.raises(KeyError, match="ask for it with a count"):
        translator.t("y")
    with pytest.raises(KeyError, match="has no plural forms"):
        translator.n("x", 1)


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="name"):
        Translator("fr", {"x": "Retirer {name}"}).t("x")


def test_under_gives_unfilled_messages_without_their_prefix() -> None:
    messages: dict[str, Message] = {"map.keys": "K", "map.value": "{value}", "maps.x": "no"}
    translator = Translator("fr", messages)
    assert translator.under("map") == {"keys": "K", "value": "{value}"}
    assert translator.has("map.keys")
    assert not translator.has("map.other")


def test_a_number_in_html_keeps_its_order() -> None:
    assert str(Translator("ar", {}).number_html(10_587)) == '<bdi dir="ltr">10.587</bdi>'


def test_a_fuzzy_message_counts_as_missing(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "fr", '\n#, fuzzy\nmsgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr "B"\n')
    assert read_messages("fr", tmp_path) == {"b": "B"}


def test_a_malformed_catalogue_is_an_error(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "fr", '\nmsgid "a"\nmsgtext "A"\n')
    with pytest.raises(PoFileError):
        read_messages("fr", tmp_path)


def test_a_missing_catalogue_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_messages("fr", tmp_path)
