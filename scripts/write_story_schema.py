"""Write stories/schema.json from the model that reads stories."""

from __future__ import annotations

import json
from pathlib import Path

from stories.reading import schema

FILE = Path(__file__).resolve().parent.parent / "stories" / "schema.json"


def written() -> str:
    """Write the schema as the file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
    print(FILE)
