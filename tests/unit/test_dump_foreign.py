"""Texts that are no dump of a page are refused by what they are; dumps are not."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline

PAGES = Path(__file__).parents[1] / "pages"

TABLE = "\n".join(f"{row},Harbour {row},The ferry sailed at noon on a calm sea,{row * 3}.5" for row in range(40))
LOG = "\n".join(f"2024-05-1{row % 9} 10:0{row % 6}:11 INFO The ferry {row} has left the pier." for row in range(40))
CODE = "\n".join(f"def ferry_{row}(pier):\n    return pier.sail({row})  \n" for row in range(40))
MARKED_UP = "\n\n".join(
    f"## Pier {row}\n\nThe ferry has left the pier for the islands again today." for row in range(9)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [(TABLE, "table|no running text"), (LOG, "log"), (CODE, "source code"), (MARKED_UP, "marked up")],
    ids=["table", "log", "source code", "marked-up document"],
)
def test_what_is_no_page_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(dateline.Rejection, match=said) as refused:
        dateline.parse(text.encode(), content_type="text/plain")
    assert refused.value.reason == "no_article"
