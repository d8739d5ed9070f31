"""What only the story and the lines around it can tell, beside what the page's own sources state: the language of its
words, what editors say of its standing, a line that keeps it for subscribers, a kicker that names its genre.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading import status
from dateline.reading.genre import genre_labelled, genre_named
from dateline.reading.html.fields.languages import spoken
from dateline.reading.html.fields.sections import SECTION
from dateline.reading.paywall import barrier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.article import Block, Genre, Status
    from dateline.reading.html.fields import Fields
    from dateline.reading.html.story import Judged

EDGE = 5
"""So many blocks at the head and at the end of the region speak of the story itself."""


def section_of(fields: Fields, breadcrumbs: Sequence[str]) -> str | None:
    """The innermost of the breadcrumbs; of a page without any, the section that it states."""
    stated = fields.settled("section", SECTION) if fields.thorough or not breadcrumbs else None
    if not breadcrumbs:
        return stated
    fields.prefer("section", "innermost of the breadcrumbs", breadcrumbs[-1], fields.confidence["breadcrumbs"])
    return breadcrumbs[-1]


def language_of(fields: Fields, declared: str | None, blocks: Sequence[Block]) -> str | None:
    """The language of the story's words, where they surely contradict what the page declares."""
    told = spoken(declared, "\n\n".join(block.text for block in blocks if block.kind != "caption"))
    if told is None:
        return declared
    fields.prefer("language", "words of the text", told, "high")
    return told


def warnings(declared: str | None, language: str | None) -> Iterator[str]:
    """A sentence where the page declares a wrong language."""
    if declared and declared != language:
        yield f"The page says that its language is {declared}, but the story's words are {language}."


def status_of(fields: Fields, headline: str | None, judgements: Sequence[Judged]) -> Status | None:
    """The standing of the story, told by its headline or by the first and last lines of the region."""
    blocks = [judgement.block for judgement in judgements]
    edges = blocks if len(blocks) <= 2 * EDGE else blocks[:EDGE] + blocks[-EDGE:]
    told = status.status_of(headline, (block.text for block in edges))
    if told is None:
        return None
    where = next((block.where for block in edges if block.text.startswith(told[1])), "headline")
    fields.prefer("status", "words of the editors", f"{told[0]} ({told[1]})", "high", where)
    return told[0]


def is_paywalled(fields: Fields, stated: bool | None, judgements: Sequence[Judged]) -> bool | None:
    """What the page states; else whether a line at the end of the story keeps it for subscribers."""
    if stated is not None:
        return stated
    last = next((at for at in range(len(judgements) - 1, 0, -1) if judgements[at].rule is None), 0)
    behind = [one.block for one in judgements[max(0, last - 1) :]]
    story = [one.block.text for one in judgements[max(0, last - 1) :] if one.rule is None]
    wall = barrier((block.text for block in behind), story)
    if wall is None:
        return None
    where = next(block.where for block in behind if block.text == wall)
    fields.prefer("paywalled", "line that keeps the story for subscribers", f"paid ({wall})", "low", where)
    return True


def genre_of(fields: Fields, stated: Genre | None, headline: str | None, judgements: Sequence[Judged]) -> Genre | None:
    """What the page states; else the genre that a label of the visible headline, or a kicker, names."""
    if stated is not None:
        return stated
    if headline and (told := genre_labelled(headline)):
        fields.prefer("genre", "label of the headline", f"{told[0]} ({told[1]})", "high", "headline")
        return told[0]
    for judgement in judgements[:EDGE]:
        kicker = judgement.block.text
        if judgement.rule and judgement.rule.role == "kicker" and (genre := genre_named(kicker)):
            fields.prefer("genre", "kicker", f"{genre} ({kicker})", "medium", judgement.block.where)
            return genre
    return None
