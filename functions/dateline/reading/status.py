"""What a story says of its own standing: corrected, updated, sent again, withdrawn, killed, embargoed.

Newsrooms say it in a few fixed places: a label around the headline (`CORRECTED-`, `UPDATE 2-`, `[정정]`), a bracket
that opens the text (`(Corrects spelling in paragraph 3)`), a note of the editors at its head or end. The words stand
in `data/status_words.json`, by language; one written in capitals there counts in capitals only.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline.reading.cues import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dateline.article import Status

LONGEST_OPENING = 120
LONGEST_PREFIX = 40
GRAVEST_FIRST: tuple[Status, ...] = ("kill", "withdrawn", "embargoed", "corrected", "refile", "update")
NOTICES = ("kill", "withdrawn")

_OPENING_BRACKETS = "([{<（［【〔《〈「"
_CLOSING_BRACKETS = ")]}>）］】〕》〉」"
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"\s?(?:#|no\.?\s?)?\d{1,2}(?:보)?(?![\d:.,/])", re.IGNORECASE)
_BRACKETED_END = re.compile(r"[(\[<（［【〔《]([^()\[\]<>（）［］【】〔〕《》]{2,30})[)\]>）］】〕》]$")
_DASHED_END = re.compile(r"\s[-–—|]\s([^-–—|]{2,30})$")
_TIGHT_DASHES = "-–"
_DASHES = "-–—―－"
# What follows a label of the page's clock rather than of an editor: "Update: 14:20", "Updated: 3 March 2020".
_TIME = re.compile(r"\d{1,2}[:.h]\d\d|(?:19|20)\d\d")


class _Phrase(NamedTuple):
    """A phrase in lower case, what it stands for, and whether it counts in capitals only."""

    text: str
    status: Status
    capitals: bool


class Told(NamedTuple):
    """A status, and the words that say so."""

    status: Status
    words: str


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which stories tell their status: its name, where it is met, and what reads it from a line."""

    name: str
    why: str
    tell: Callable[[str], Iterator[Told]]


def status_of(headline: str | None, lines: Iterable[str]) -> tuple[Status, str] | None:
    """The gravest status that the headline or the lines around the story tell, and the words that say so.

    `lines` are those at the story's head and end; the middle of a story tells of other things that were corrected.
    """
    found = [told for form in HEADLINE_FORMS for told in form.tell(headline)] if headline else []
    heads = _heads()
    for line in lines:
        if _may_tell(line, heads) or (":" in line[:LONGEST_PREFIX] and _may_tell(_behind_label(line), heads)):
            found += (told for form in LINE_FORMS for told in form.tell(line))
    return min(found, key=lambda told: GRAVEST_FIRST.index(told.status), default=None)


def is_notice(headline: str | None, lines: Iterable[str]) -> bool:
    """Whether they kill or withdraw a story; that something was removed, an error page says, too."""
    told = status_of(headline, lines)
    return told is not None and told[0] in NOTICES and "removed" not in told[1].casefold()


def _may_tell(line: str, heads: Mapping[str, tuple[str, ...]]) -> bool:
    """A quick look: whether the line opens with a bracket or with a phrase of any kind."""
    if line[:1] in _OPENING_BRACKETS:
        return bool(line)
    opening = line[:LONGEST_OPENING].casefold()
    return opening[:2] in heads and opening.startswith(heads[opening[:2]])


def _behind_label(line: str) -> str:
    return line.partition(":")[2].lstrip()


def _labels_in_front(headline: str) -> Iterator[Told]:
    """Each of a chain: `CORRECTED-UPDATE 2-…`."""
    rest = headline[:LONGEST_OPENING].lstrip()
    while label := _label(rest):
        told, rest = label
        yield told


def _label_behind(headline: str) -> Iterator[Told]:
    if found := _BRACKETED_END.search(headline) or _DASHED_END.search(headline):
        words = found[1].strip()
        text = _NUMBER.sub("", words).casefold()
        for phrase in _phrases("label", text):
            if phrase.text == text and (words.isupper() or not phrase.capitals):
                yield Told(phrase.status, found[0].strip())


def _bracket(line: str) -> Iterator[Told]:
    if line[:1] in _OPENING_BRACKETS:
        if phrase := _opening("bracket", line[1:LONGEST_OPENING].lstrip()):
            yield Told(phrase.status, line[:LONGEST_OPENING])
        elif label := _label(line[:LONGEST_OPENING]):
            yield label[0]


def _labelled_line(line: str) -> Iterator[Told]:
    if line[:1] in _OPENING_BRACKETS:
        return
    label = _label(line[:LONGEST_OPENING])
    if label and label[1] and not _TIME.search(label[1][:LONGEST_PREFIX]):
        yield Told(label[0].status, line[:LONGEST_OPENING])


def _editors_note(line: str) -> Iterator[Told]:
    """Alone, or behind a label of any wording: `Editor's note: This story has been corrected to …`."""
    opening = line[:LONGEST_OPENING]
    for said in (opening, ":" in opening[:LONGEST_PREFIX] and _behind_label(opening)):
        if said and (phrase := _opening("sentence", said)):
            yield Told(phrase.status, opening)


HEADLINE_FORMS = (
    Form(
        "label in front of the headline",
        "agencies tell a new wording of a story by a word in front: UPDATE 2-, CORRECTED-, (Berichtigung), [정정]",
        _labels_in_front,
    ),
    Form("label behind the headline", "papers append it in brackets or behind a dash: … (UPDATED)", _label_behind),
)
LINE_FORMS = (
    Form("bracket that opens a line", "agencies say in brackets what they changed: (Corrects day in …)", _bracket),
    Form("label in front of a line", "papers set a correction apart with a label: Correction: …", _labelled_line),
    Form("note of the editors", "a sentence that speaks of the story itself: An earlier version of …", _editors_note),
)


def _label(text: str) -> tuple[Told, str] | None:
    """The label that the text opens with, up to the mark that sets it off, and the text behind the mark."""
    ordinal = _ORDINAL.match(text)
    bracketed = text[:1] in _OPENING_BRACKETS
    start = ordinal.end() if ordinal else int(bracketed)
    phrase = _opening("label", text[start:])
    if phrase is None:
        return None
    words_end = start + len(phrase.text)
    number = _NUMBER.match(text, words_end)
    end = number.end() if number else words_end
    rest = text[end:].lstrip()
    if bracketed:
        set_off = rest[:1] in _CLOSING_BRACKETS
    elif rest[:1] in _DASHES:
        loose = rest is not text[end:] and rest[1:2] in " -" and end < len(text) and text[end] == " "
        formal = number is not None or text[:words_end] == text[:words_end].upper()
        set_off = loose or formal or rest[:1] not in _TIGHT_DASHES
    else:
        set_off = rest[:1] in ":：|"
    if not (rest and set_off):
        return None
    behind = rest[1:].lstrip(" -–—―－:：")
    return Told(phrase.status, text[: len(text) - len(rest) + 1].strip()), behind


def _opening(kind: str, text: str) -> _Phrase | None:
    """The longest phrase of the kind that the text opens with, as whole words where its script has spaces."""
    folded = text.casefold()
    for phrase in _phrases(kind, folded):
        end = len(phrase.text)
        whole = not text[end : end + 1].isalpha() or UNSPACED.match(phrase.text[-1]) or kind == "sentence"
        if folded.startswith(phrase.text) and whole and (not phrase.capitals or text[:end].isupper()):
            return phrase
    return None


def _phrases(kind: str, folded: str) -> tuple[_Phrase, ...]:
    return _by_head().get((kind, folded[:2]), ())


@cache
def _by_head() -> dict[tuple[str, str], tuple[_Phrase, ...]]:
    """The phrases by their kind and first two characters, longest first."""
    data = json.loads((Path(__file__).parent / "data/status_words.json").read_text("utf-8"))
    found: dict[tuple[str, str], list[_Phrase]] = {}
    for statuses in data.values():
        for status, kinds in statuses.items():
            for kind, phrases in kinds.items():
                for phrase in phrases:
                    text = phrase.casefold()
                    found.setdefault((kind, text[:2]), []).append(_Phrase(text, status, phrase.isupper()))
    return {key: tuple(sorted(known, key=lambda one: -len(one.text))) for key, known in found.items()}


@cache
def _heads() -> Mapping[str, tuple[str, ...]]:
    """The phrases of any kind, by their first two characters."""
    heads: dict[str, tuple[str, ...]] = {}
    for (_, head), phrases in _by_head().items():
        heads[head] = (*heads.get(head, ()), *(phrase.text for phrase in phrases))
    return heads
