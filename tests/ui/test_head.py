from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from i18n.languages import LANGUAGES
from settings import load_settings
from tests.ui.services import example
from ui.head import LOCALES, Head, head_of
from ui.index import description, document_title
from ui.origin import origin_of
from ui.page import open_page
from ui.panels import filters
from ui.templating import environment

ORIGIN = "https://jihat.example.org"
ROOT = Path(__file__).resolve().parents[2]
PNG_SIZE = slice(16, 24)
HEAVIEST = 120_000


class Tags(HTMLParser):
    """Collects what the head of a document says."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, list[dict[str, str]]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = found.get("property") or found.get("name", "")
            self.meta.setdefault(name, []).append(found.get("content", ""))
        if tag == "link":
            self.links.setdefault(found["rel"], []).append(found)


def head(query: str, origin: str = ORIGIN) -> Head:
    page = open_page(example(), query, origin)
    return head_of(page, document_title(page), description(page))


def tags(query: str) -> Tags:
    page = open_page(example(), query, ORIGIN)
    template = environment().get_template("head.html")
    parser = Tags()
    parser.feed(template.render(head=head(query), t=page.words.t, icon="/icon.svg"))
    return parser


def title(query: str) -> str:
    return document_title(open_page(example(), query))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_head_of_a_view_in_each_language(lang: str) -> None:
    found = tags(f"?lang={lang}&place=02&sector=governance")
    page = open_page(example(), f"?lang={lang}&place=02&sector=governance")
    address = f"{ORIGIN}/?lang={lang}&place=02&sector=governance"
    site = page.words.t("app.title")
    named = " · ".join(
        page.reading.label(*one) for one in (("region", "02"), ("sector", "governance"))
    )
    assert {name: values[0] for name, values in found.meta.items() if name.startswith("og:")} == {
        "og:type": "website",
        "og:site_name": site,
        "og:title": f"{named} – {site}",
        "og:description": re.sub("[\u2066-\u2069]", "", filters.sentence(page)),
        "og:url": address,
        "og:locale": LOCALES[lang],
        "og:locale:alternate": next(LOCALES[code] for code in LOCALES if code != lang),
        "og:image": ORIGIN + head(f"?lang={lang}").image.removeprefix(ORIGIN),
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": page.words.t("share.card"),
    }
    assert found.meta["description"] == found.meta["og:description"]
    assert found.meta["twitter:card"] == ["summary_large_image"]
    assert [link["href"] for link in found.links["canonical"]] == [address]


def test_the_alternates_keep_the_view() -> None:
    found = {
        link["hreflang"]: link["href"] for link in tags("?lang=ar&place=02").links["alternate"]
    }
    assert found == {
        **{lang: f"{ORIGIN}/?lang={lang}&place=02" for lang in LANGUAGES},
        "x-default": f"{ORIGIN}/?place=02",
    }


def test_what_concerns_the_presentation_is_not_canonical() -> None:
    shown = head("?lang=fr&place=02&select=A&offset=3")
    assert shown.canonical == f"{ORIGIN}/?lang=fr&place=02"
    assert shown.address == f"{ORIGIN}/?lang=fr&place=02&select=A"
    assert dict(head("?lang=fr").alternates)["x-default"] == f"{ORIGIN}/"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_title_names_the_view_in_words(lang: str) -> None:
    page = open_page(example(), f"?lang={lang}")
    site, label = page.words.t("app.title"), page.reading.label
    assert title(f"?lang={lang}") == f"{site} – {page.words.t('app.subtitle')}"
    assert title(f"?lang={lang}&place=02") == f"{label('region', '02')} – {site}"
    assert (
        title(f"?lang={lang}&from=2020&to=2020&phase=m4sd-3")
        == f"{label('phase', 'm4sd-3')} · 2020 – {site}"
    )
    activity = page.services.catalogue.activity("A")["title"][lang]
    assert title(f"?lang={lang}&place=02&select=A") == f"{activity} – {site}"


def test_the_whole_record_says_what_it_is() -> None:
    page = open_page(example(), "?lang=en")
    assert head("?lang=en").description.endswith(f". {page.words.t('app.description')}")


def test_many_names_are_counted() -> None:
    label = open_page(example(), "?lang=en").reading.label
    assert title("?lang=en&place=01,02,09") == f"{label('region', '01')} (+2) – Jihat"


def test_markup_in_an_address_does_not_leave_its_attribute() -> None:
    query = "?lang=fr&place=%22%3E%3Cscript%3E&select=%22%3E"
    assert "<script" not in unescape(str(tags(query).meta) + str(tags(query).links))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (("", "http", "jihat.ma"), "http://jihat.ma"),
        (("", "http", "127.0.0.1:8050"), "http://127.0.0.1:8050"),
        (("", "http", "[::1]:8050"), "http://[::1]:8050"),
        (("", "http", "jihat.ma", "https"), "https://jihat.ma"),
        (("", "http", "jihat.ma", "HTTPS, http"), "https://jihat.ma"),
        (("", "https", "jihat.ma", "javascript"), "https://jihat.ma"),
        (("", "http", 'evil"><script>'), ""),
        (("", "http", ""), ""),
        (("https://jihat.ma", "http", "inside:8050", "http"), "https://jihat.ma"),
    ],
)
def test_the_origin_is_the_public_address_or_the_one_asked_for(
    found: tuple[str, ...], expected: str
) -> None:
    assert origin_of(*found) == expected


def test_a_public_address_is_written_without_its_last_slash() -> None:
    assert load_settings({"PUBLIC_URL": "https://jihat.ma/"}).public_url == "https://jihat.ma"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_card_of_each_language_is_light_and_has_the_size_that_is_told(lang: str) -> None:
    content = (ROOT / "assets" / "cards" / f"card-{lang}.png").read_bytes()
    width, height = (content[PNG_SIZE][:4], content[PNG_SIZE][4:])
    assert (int.from_bytes(width), int.from_bytes(height)) == (1200, 630)
    assert len(content) <= HEAVIEST
