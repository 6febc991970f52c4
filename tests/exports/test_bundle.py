"""The one-file bundle as a file: what is in it, and what is not."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from i18n.languages import LANGUAGES
from stories.model import Step, Story, Texts
from stories.reading import Shelf
from tests.bundle.bundles import bundle
from tests.exports.orders import embedded, order, write
from tests.test_protected_site import COMMUNE, assert_silent, services

MEGABYTE = 1_000_000
LOADING = "//link[@rel='stylesheet'] | //*[@src] | //iframe | //object | //base | //form[@action]"
ELEMENTS = ("bundle-data", "bundle-stories", *(f"bundle-dialogs-{lang}" for lang in LANGUAGES))


@cache
def document() -> html.HtmlElement:
    return html.document_fromstring(bundle().read_text(encoding="utf-8"))


def data(id_: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(document().get_element_by_id(id_).text)
    return found


@pytest.mark.long
def test_it_is_small() -> None:
    assert bundle().stat().st_size < 7 * MEGABYTE


def test_nothing_in_it_is_asked_for() -> None:
    assert [one.tag for one in document().xpath(LOADING)] == []
    styles = "".join(style.text for style in document().iter("style"))
    addresses = re.findall(r"url\(\"?([^)\"]*)", styles)
    assert len(addresses) >= 2
    assert [one[:40] for one in addresses if not one.startswith("data:")] == []
    assert "@import" not in styles


def test_its_policy_allows_its_own_scripts_alone() -> None:
    [policy] = document().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    scripts = [one.text for one in document().xpath("//script[not(@type)]")]
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    hashes = [f"'sha256-{base64.b64encode(one).decode()}'" for one in digests]
    assert f"script-src {' '.join(hashes)};" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe-eval" not in policy


def test_everything_that_can_be_asked_has_a_dialog_and_its_sources() -> None:
    record = embedded().catalogue.record
    for lang in LANGUAGES:
        dialogs = data(f"bundle-dialogs-{lang}")
        assert set(dialogs["items"]) == {*record.activities["id"], *record.measurements["id"]}  # type: ignore[call-overload]
        text = json.dumps(dialogs, ensure_ascii=False)
        assert "page=" not in text
        assert 'class="mark"' not in text


def test_no_text_of_the_record_ends_an_element() -> None:
    text = bundle().read_text(encoding="utf-8")
    inside = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert len(inside) == 5
    assert [one for one in inside if "<" in one] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_tells_a_protected_site(lang: str, tmp_path: Path) -> None:
    # The stories of the other record name its own places: this one has one of its own.
    shelf = Shelf({"own": own_story(lang)})
    told = replace(services())
    vars(told)["stories"] = shelf
    path = write(order(f"lang={lang}", "view", services=told), "html", tmp_path)
    made = html.document_fromstring(path.read_text(encoding="utf-8"))
    parts = {id_: json.loads(made.get_element_by_id(id_).text) for id_ in ELEMENTS}
    counting, shapes = parts["bundle-data"]["counting"], parts["bundle-data"]["shapes"]
    communes = counting["facets"]["commune"]
    assert COMMUNE not in {communes["ids"][position] for position in communes["filled"]}
    # Every commune of the country is in the lists that an address is read with.
    del counting["vocabulary"]["place"], communes["ids"], shapes["labels"]
    for one in parts["bundle-data"]["languages"].values():
        del one["names"]["commune"]
    assert "own" in parts["bundle-stories"]["told"][lang]
    assert_silent(json.dumps(parts, ensure_ascii=False))


def own_story(lang: str) -> Story:
    """Tell of a protected site, as far as the public record lets anybody."""
    title = Texts(**{lang: "{{activity:D}}: {{names total:regions_covered}}"})
    caption = Texts(**{lang: "{{counted province:02.411}}, {{stated:d-people}}"})
    step = Step(
        view="level=province&place=02",
        panels=("map", "figures", "stated"),
        large="map",
        title=title,
        caption=caption,
        point=("activity:D", "province:02.411", "stated:d-people"),
    )
    return Story("own", title, Texts(), (step,))
