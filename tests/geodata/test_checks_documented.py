import re
from collections import Counter
from pathlib import Path

from tests.geodata.check_ids import check_ids

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "checking.md"


def test_every_check_is_documented_once() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert Counter(documented) == Counter(check_ids())
