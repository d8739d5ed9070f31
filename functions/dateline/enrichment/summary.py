"""The lead of a story: its first sentences, without what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from dateline.enrichment.filing import opening_of
from dateline.enrichment.sentences import CLOSERS, STOPS, WIDE_STOPS, sentences

SENTENCES = 3
MAX_CHARACTERS = 500

_MOST_OF_A_PARAGRAPH = 4 * MAX_CHARACTERS
"""So much of a paragraph is looked at."""

_LEAST_CHARACTERS = 30
"""A shorter paragraph, or half as many in a script that says more with each character, is a label, not a story."""

_CAPTION = re.compile(
    r"\b(?:images?|photos?|photographs?|pictures?|videos?|graphics?|credits?|fotos?|bild|foto|crédito?s?|imagen|фото):"
    r"[^.?!]{1,60}\.?$|^\W{0,3}(?:file|stock|handout) (?:photo|picture|image|video)",
    re.IGNORECASE,
)
"""A paragraph that ends in the credit of a picture, or opens as the caption of one, tells the picture."""

_DAY_IN_FRONT = re.compile(r"(?:[A-Z][a-z]+day, )?[A-Z][a-z]{2,8} \d{1,2}, \d{4}\s+(?=[A-Z])")
"""A line of the day that ran into the first sentence: "Thursday, May 7, 2015 On Tuesday the …"."""

_NAME = r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,2}"
_BY_REGION = rf"(?:, {_NAME}){{1,2}} ?(?:--|[–—]| - )"
_BY_AGENCY = rf"(?:, {_NAME}){{0,2}} \([A-Z][\w/. -]{{1,30}}\) ?(?:--|[-–—:])"
_PLACE_IN_FRONT = re.compile(rf"{_NAME}(?:{_BY_REGION}|{_BY_AGENCY}) ?(?=\S)")
"""A dateline in the usual letters: "Taipei, Taiwan — The …", "Washington (AFP) – The …"."""

_CAPITALS_IN_FRONT = re.compile(r"(?:[A-Z][A-Z.'’-]{2,20} ){2,4}(?=[A-Z][a-z])")
"""A byline or a dateline that ran into the first sentence: "NIRMALA RANASINGHE The ferry …"."""

_EXCLAMATION = "!！"
_LONGEST_CALL = 100
"""A single sentence up to so long that ends in an exclamation mark, before the story, calls on the reader."""

_CLUTTER = Path(__file__).parent / "data" / "lead_clutter.txt"

_QUESTION = "?？؟"
_LEAST_BEFORE_A_QUESTION = 3
"""A paragraph of so many sentences tells something, though it ends by asking; a shorter one is an interviewer's."""

_ENDS = frozenset(STOPS + WIDE_STOPS + CLOSERS + ":")


def lead(paragraphs: Iterable[str], *, title: str | None = None) -> str | None:
    """The first three sentences, or as many as are not too long together, or None where there is no sentence.

    Passed over are lines that are no sentences, captions, and the title where the text repeats it. An interview that
    opens with a question is told by its title and the first answer; what is answered to later ones is no lead. No
    lead ends by asking.
    """
    taken: list[str] = []
    for sentence in _sentences_of_the_story(paragraphs, (title or "").strip()):
        if taken and sum(map(len, taken)) + len(sentence) > MAX_CHARACTERS:
            break
        taken.append(sentence)
        if len(taken) == SENTENCES:
            break
    while len(taken) > 1 and taken[-1][-1:] in _QUESTION:
        taken.pop()
    return _shortened(" ".join(taken)) or None


def _sentences_of_the_story(paragraphs: Iterable[str], title: str) -> Iterator[str]:
    passed_over: list[str] = []
    told = answered = False
    for paragraph in paragraphs:
        text = _bare(paragraph, title)
        if not text:
            continue
        asks = text[-1] in _QUESTION
        if asks and answered:
            return
        told_here = list(_with_whole_quotations(sentences(text)))
        if not answered and _is_clutter(text, len(told_here)):
            continue
        if not _is_prose(text) or (asks and len(told_here) < _LEAST_BEFORE_A_QUESTION):
            passed_over += [text] if len(passed_over) < SENTENCES else []
            if asks and title and not told and _is_prose(text):
                yield _closed(title)
                told = True
            continue
        yield from told_here
        told = answered = True
    if not told:
        yield from passed_over


def _bare(paragraph: str, title: str) -> str:
    """The paragraph in one line, without what stands before its first sentence."""
    text = " ".join(paragraph[:_MOST_OF_A_PARAGRAPH].split())
    text = text.removeprefix(title).lstrip()
    day = _DAY_IN_FRONT.match(text)
    text = text[day.end() :] if day else text
    capitals = _CAPITALS_IN_FRONT.match(text)
    text = text[capitals.end() :] if capitals else text
    if place := _PLACE_IN_FRONT.match(text):
        return text[place.end() :]
    opening = opening_of(text)
    return text[opening.length :] if opening else text


def _is_clutter(text: str, count: int) -> bool:
    """Whether a paragraph of so many sentences, before the story, speaks to the reader."""
    if count == 1 and text[-1] in _EXCLAMATION and len(text) <= _LONGEST_CALL:
        return True
    lower = text.lower()
    return count <= _LEAST_BEFORE_A_QUESTION - 1 and any(phrase in lower for phrase in _clutter())


@cache
def _clutter() -> tuple[str, ...]:
    lines = _CLUTTER.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _closed(title: str) -> str:
    return title if title[-1:] in _ENDS else f"{title}."


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
    return (
        least <= len(text)
        and not _CAPTION.search(text)
        and (text[-1] in _ENDS or len(text) > MAX_CHARACTERS)
        and not text.isupper()
    )


def _shortened(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    cut = text[: MAX_CHARACTERS - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > MAX_CHARACTERS // 2 else cut).rstrip() + "…"
