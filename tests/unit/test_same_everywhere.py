"""The same bytes give the same Article, byte for byte as JSON, on every Python, machine, clock and locale.

`tests/pages/digests.json` holds what one of them gave. Where a change of the reading is meant, write it anew:
`.venv/bin/python tests/unit/test_same_everywhere.py`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import dateline

PAGES = Path(__file__).parents[1] / "pages"
DIGESTS = PAGES / "digests.json"


def digests() -> dict[str, str]:
    """The digest of what each page gives: of the article's JSON, or of the rejection's reason and message."""
    paths = sorted(path for path in PAGES.iterdir() if path.suffix != ".json")
    return {path.name: hashlib.sha256(_told(path)).hexdigest() for path in paths}


def _told(path: Path) -> bytes:
    try:
        return dateline.to_json(dateline.parse(path.read_bytes(), key=path.name))
    except dateline.Rejection as rejection:
        return f"{rejection.reason}: {rejection.message}".encode()


def test_pages_give_here_what_they_give_everywhere() -> None:
    assert digests() == json.loads(DIGESTS.read_text("utf-8"))


if __name__ == "__main__":
    DIGESTS.write_text(json.dumps(digests(), indent=1) + "\n", "utf-8")
