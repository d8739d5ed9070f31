"""A sentence in a dump that kills or withdraws a story is an article, which marks what it withdraws."""

from __future__ import annotations

import pytest

from dateline import parse
from dateline.rejection import Rejection

ABOVE = "Valley Herald\nHome\nNews\nSport\nWeather\nSubscribe\n\n"
BEHIND = "\n\nShare on Facebook\nShare on X\nMost read\nBridge reopens after repair\nSchool wins prize\n"
ASKED = 'EDITORS: Please kill the story headlined "Ferry to sail again", sent on March 2.'
GONE = "Reuters has withdrawn this story because it did not meet our standards."


@pytest.mark.parametrize("around", [("", ""), (ABOVE, BEHIND)], ids=["alone", "in its page"])
@pytest.mark.parametrize(
    ("headline", "text", "status"),
    [
        ("KILL: Ferry to sail again", f"March 2, 2026\n\n{ASKED}", "kill"),
        ("KILL: Ferry to sail again", "No ferry will sail, and nobody should use any of what was sent.", "kill"),
        ("Article withdrawn", GONE, "withdrawn"),
        ("WITHDRAWN: Ferry to sail again", f"By Anna Berg\n\n{GONE}\n\nIts source was unknown to us.", "withdrawn"),
    ],
)
def test_it_is_read_with_its_headline(around: tuple[str, str], headline: str, text: str, status: str) -> None:
    article = parse(f"{around[0]}{headline}\n\n{text}{around[1]}".encode(), key="page.txt")
    assert (article.headline, article.status) == (headline, status)
    assert article.body == "\n\n".join(part for part in text.split("\n\n") if part.endswith("."))


@pytest.mark.parametrize(
    "text",
    [
        "Ferry to sail again\n\nThis article has been removed, and cannot be shown to anyone.",
        "Ferry to sail again\n\nThe old timetable was withdrawn on Friday.",
        "KILL: Ferry to sail again",
        f"Advisories\n\n{GONE}\n\nFriday\n\nThis article has been withdrawn by its authors.",
    ],
    ids=["what a missing page says", "a sentence of something else", "a headline alone", "a list of notices"],
)
def test_what_withdraws_no_story_is_none(text: str) -> None:
    with pytest.raises(Rejection) as refused:
        parse(f"{ABOVE}{text}{BEHIND}".encode(), key="page.txt")
    assert refused.value.reason == "no_article"
