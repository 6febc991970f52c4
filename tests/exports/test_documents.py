"""The guides for readers: formats, addresses and code that they name are there and work."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from exports import formats
from pictures.sizes import SIZES
from tests.api.conftest import make_client
from tests.browser.chromium import served
from tests.exports.orders import embedded

DOCS = Path(__file__).resolve().parents[2] / "docs"
EXPORT = (DOCS / "export.md").read_text(encoding="utf-8")
LIVE = (DOCS / "live_data.md").read_text(encoding="utf-8")
HOST = "https://jihat.example.org"


def test_every_format_and_size_is_explained() -> None:
    rows = set(re.findall(r"^\| `?([\w.]+)`? \|", EXPORT, re.MULTILINE))
    assert {*formats.discover(), "json"} <= {row.lower() for row in rows}
    assert set(SIZES) <= rows


def test_links_between_guides_lead_somewhere() -> None:
    for text in (EXPORT, LIVE):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (DOCS / target).is_file()


def test_every_address_answers() -> None:
    addresses = re.findall(r"^\| `(/[^`]+)`", LIVE, re.MULTILINE)
    assert len(addresses) > 5
    with make_client(embedded()) as client:
        found = {
            address: client.get(address.replace("…", "lang=en&place=02")).status_code
            for address in addresses
        }
    assert found == dict.fromkeys(addresses, 200)


@pytest.mark.long
def test_the_examples_for_python_run() -> None:
    blocks = re.findall(r"```python\n(.*?)```", LIVE, re.DOTALL)
    assert len(blocks) == 3
    with served() as (address, _process):
        for block in blocks:
            run = subprocess.run(
                [sys.executable, "-c", block.replace(HOST, address)],
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert run.returncode == 0, run.stderr
            assert "activities" in run.stdout
