"""The lead of a story: its first sentences, without what stands before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.enrichment.filing import opening_of
from dateline.enrichment.sentences import CLOSERS, STOPS, WIDE_STOPS, sentences

SENTENCES = 2
MAX_CHARACTERS = 600

_MOST_OF_A_PARAGRAPH = 4 * MAX_CHARACTERS
"""So much of a paragraph is looked at."""

_LEAST_CHARACTERS = 30
"""A shorter paragraph, or half as many in a script that says more with each character, is a label, not a story."""

_ENDS = frozenset(STOPS + WIDE_STOPS + CLOSERS + ":")


def lead(paragraphs: Iterable[str], *, title: str | None = None) -> str | None:
    """The first two sentences, or the first where both are too long, or None where there is no sentence.

    Passed over are lines that are no sentences, and the title where the text repeats it.
    """
    taken: list[str] = []
    for sentence in _sentences_of_the_story(paragraphs, title):
        if taken and sum(map(len, taken)) + len(sentence) > MAX_CHARACTERS:
            break
        taken.append(sentence)
        if len(taken) == SENTENCES:
            break
    return _shortened(" ".join(taken)) or None


def _sentences_of_the_story(paragraphs: Iterable[str], title: str | None) -> Iterator[str]:
    passed_over: list[str] = []
    told = False
    for paragraph in paragraphs:
        text = " ".join(paragraph[:_MOST_OF_A_PARAGRAPH].split())
        if not text or text == title:
            continue
        if not _is_prose(text):
            passed_over += [text] if len(passed_over) < SENTENCES else []
            continue
        opening = opening_of(text)
        yield from _with_whole_quotations(sentences(text[opening.length :] if opening else text))
        told = True
    if not told:
        yield from passed_over


def _with_whole_quotations(found: Iterable[str]) -> Iterator[str]:
    """The sentences, those that one quotation holds together as one."""
    waiting = ""
    for sentence in found:
        waiting = f"{waiting} {sentence}" if waiting else sentence
        if not _quotation_is_open(waiting):
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _quotation_is_open(text: str) -> bool:
    """Whether the text ends within a quotation. The mark that closes one in German opens one in English."""
    german = "„" in text
    return (
        text.count('"') % 2 == 1
        or text.count("「") > text.count("」")
        or (german and text.count("„") > text.count("“") + text.count("”"))
        or (not german and text.count("“") > text.count("”"))
    )


def _is_prose(text: str) -> bool:
    """A paragraph of the story ends in a stop and is longer than a label."""
    least = _LEAST_CHARACTERS if text.isascii() else _LEAST_CHARACTERS // 2
    return least <= len(text) and (text[-1] in _ENDS or len(text) > MAX_CHARACTERS) and not text.isupper()


def _shortened(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    cut = text[: MAX_CHARACTERS - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > MAX_CHARACTERS // 2 else cut).rstrip() + "…"
