"""The one-file bundle as a file: what is in it, and what is not."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from exports.bundle.stories import embedded as embedded_stories
from exports.order import NotPossibleError
from i18n.languages import LANGUAGES
from tests.bundle.bundles import bundle
from tests.exports.orders import embedded, order, write
from tests.test_protected_site import COMMUNE, assert_silent, services

MEGABYTE = 1_000_000
LOADING = "//link[@rel='stylesheet'] | //*[@src] | //iframe | //object | //base | //form[@action]"
ELEMENTS = ("bundle-data", *(f"bundle-dialogs-{lang}" for lang in LANGUAGES))


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


def test_stories_are_taken_along_as_they_are(tmp_path: Path) -> None:
    story = {"id": "a", "steps": [{"view": "place=02", "caption": {"fr": "{{total:activities}}"}}]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(story), encoding="utf-8")
    assert embedded_stories([path]) == [story]
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(NotPossibleError, match=r"a\.json"):
        embedded_stories([path])
    with pytest.raises(NotPossibleError, match=r"none\.json"):
        embedded_stories([tmp_path / "none.json"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_tells_a_protected_site(lang: str, tmp_path: Path) -> None:
    path = write(order(f"lang={lang}", "view", services=services()), "html", tmp_path)
    made = html.document_fromstring(path.read_text(encoding="utf-8"))
    parts = {id_: json.loads(made.get_element_by_id(id_).text) for id_ in ELEMENTS}
    counting, shapes = parts["bundle-data"]["counting"], parts["bundle-data"]["shapes"]
    communes = counting["facets"]["commune"]
    assert COMMUNE not in {communes["ids"][position] for position in communes["filled"]}
    # Every commune of the country is in the lists that an address is read with.
    del counting["vocabulary"]["place"], communes["ids"], shapes["labels"]
    for one in parts["bundle-data"]["languages"].values():
        del one["names"]["commune"]
    assert_silent(json.dumps(parts, ensure_ascii=False))
