"""What a dump says of its story as a whole, from the lines around it."""

from __future__ import annotations

import pytest

from dateline.reading.dump.fields.statements import Statements, find_statements
from dateline.reading.dump.lines import lines_of

BODY = "The ferry to the islands will sail at night again, the harbour master said on Friday.\n\n" * 3


def _told(headline: str = "Ferry sails at night", above: str = "", behind: str = "") -> Statements:
    head = f"{headline}\n\n{above}\n\n" if above else f"{headline}\n\n"
    start = len(lines_of(head))
    return find_statements(lines_of(f"{head}{BODY}{behind}"), 0, (start, start + 3))


@pytest.mark.parametrize(
    ("told", "status", "evidence"),
    [
        (_told("CORRECTED-Ferry sails at night"), "corrected", "line 1: words of the editors"),
        (_told(above="(Adds quotes of the mayor)"), "update", "line 3: words of the editors"),
        (_told(behind="Correction: An earlier version of this story gave the wrong island."), "corrected", "line 9"),
        (_told(), None, ""),
    ],
)
def test_a_status_is_told_with_its_line(told: Statements, status: str | None, evidence: str) -> None:
    assert told.status == status
    assert told.evidence.get("status", "").startswith(evidence)


def test_a_label_of_the_headline_names_the_genre() -> None:
    told = _told("Opinion: The ferry must sail")
    assert (told.genre, told.confidence["genre"]) == ("opinion", "high")


def test_a_line_behind_the_text_keeps_it_for_subscribers() -> None:
    told = _told(behind="Subscribe to continue reading.")
    assert told.paywalled
    assert told.evidence["paywalled"] == "line 9: line that keeps the story for subscribers"
    assert _told(behind="Subscribe to our newsletter.").paywalled is None
