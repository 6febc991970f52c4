"""The installed program on a machine without a network: a namespace that has only a loopback."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tests.browser.chromium import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.long]

SECONDS = 300
WAYS = (["unshare", "--net"], ["unshare", "--map-root-user", "--net"])
"""Into a namespace of one's own: as root, and where users may have one."""
REFUSED = (
    "Found no way into a network namespace: neither `unshare --net` nor `unshare --map-root-user "
    "--net` is permitted here. Run as root, or allow user namespaces."
)


def way_in() -> list[str]:
    """Find how this user gets into a namespace; where none is allowed the test cannot be made."""
    for way in WAYS:
        try:
            if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
                return way
        except FileNotFoundError:
            break
    pytest.fail(REFUSED)


def test_everything_works_with_the_network_cut(tmp_path: Path) -> None:
    session = [sys.executable, "-m", "tests.browser.offline_session", str(tmp_path)]
    done = subprocess.run(
        [*way_in(), *session],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert etree.parse(tmp_path / "map.svg").getroot().tag.endswith("svg")
    with (tmp_path / "map.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) > 1
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF-")
