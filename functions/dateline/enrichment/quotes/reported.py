"""What is told of somebody's words without quotation marks: Ann said that …; According to her, …; …, Ann said."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dateline.enrichment.filing import opening_of
from dateline.enrichment.quotes.clauses import subject_after, subject_before
from dateline.enrichment.quotes.cues import Token, cues, tokens_of
from dateline.enrichment.quotes.speakers import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.enrichment.document import Document
    from dateline.enrichment.quotes.descriptions import Subject
    from dateline.enrichment.quotes.voices import Voices

Told: TypeAlias = "tuple[int, int, Said]"
"""Where the words stand, from and up to, and whose they are."""
_FEWEST_WORDS = 4
_LONGEST_DATELINE = 100
"""Characters, with the dash behind it."""
_LONGEST_SENTENCE = 700
_AT_THE_END = 7
"""Words that a sentence may have from its last verb on: ", she said in an interview on Monday."""
_MOST_BETWEEN = 8
"""Words between a verb and "that": "told reporters in Lyon on Friday that"."""
_CLOSING = " .!?…;:,\"'”’"


def reported(voices: Voices) -> Iterator[Told]:
    """Where the words told of somebody stand, and whose they are; sentences with quotation marks aside."""
    text = voices.document.text
    telling = cues()["REPORT"] | {"according"}
    for start, end in voices.document.sentences:
        if end - start > _LONGEST_SENTENCE or voices.has_quote(start, end):
            continue
        if telling.isdisjoint(word.strip(_CLOSING) for word in text[start:end].casefold().split()):
            continue
        tokens = tokens_of(text, start, end)
        found = _according(tokens, voices) or _with_that(tokens, voices) or _at_the_end(tokens, voices)
        if found is None:
            continue
        first, last, said = found
        first = max(first, _behind_dateline(voices.document, start, end))
        bare_end = last
        while bare_end > first and (text[bare_end - 1] in _CLOSING or text[bare_end - 1].isspace()):
            bare_end -= 1
        if len(text[first:bare_end].split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS:
            yield first, bare_end, said


def _behind_dateline(document: Document, start: int, end: int) -> int:
    """Where a sentence begins behind the dateline that the text, or a paragraph of it, opens with."""
    if start < document.opening:
        return document.opening
    filed = opening_of(document.text[start : min(end, start + _LONGEST_DATELINE)])
    return start + filed.length if filed else start


def _according(tokens: Sequence[Token], voices: Voices) -> tuple[int, int, Said] | None:
    """According to the ministry, …; …, according to the ministry."""
    for at, token in enumerate(tokens[:-2]):
        if token.word != "according" or tokens[at + 1].word != "to":
            continue
        subject = subject_after(tokens, at + 1, voices)
        if subject is None:
            return None
        said = Said(subject, "according to", "adjacent", "according to")
        if at:
            is_aside = tokens[at - 1].word == ","
            last = next((one for one in tokens if one.start >= subject.end), None)
            at_end = last is None or last.word in {".", "!", "?"} or tokens[-1] is last
            return (tokens[0].start, tokens[at - 1].start if is_aside else token.start, said) if at_end else None
        comma = next((one for one in tokens if one.start >= subject.end and one.word == ","), None)
        return (_next(tokens, comma).start, tokens[-1].end, said) if comma and comma is not tokens[-1] else None
    return None


def _with_that(tokens: Sequence[Token], voices: Voices) -> tuple[int, int, Said] | None:
    """Ann said that …; Ann said the …, where a clause begins behind the verb."""
    if tokens and tokens[0].word in cues()["SUBORDINATES"]:
        return None
    for at in range(1, len(tokens) - 2):
        if tokens[at].word not in cues()["REPORT"] or voices.covering(tokens[at].start) is not None:
            continue
        first = _told_from(tokens, at, voices)
        subject = subject_before(tokens, at, voices) if first is not None else None
        if first is None or subject is None or not _is_speaker(subject, voices):
            continue
        if not _agrees(tokens[at].word, subject):
            continue
        rule = "that" if tokens[first - 1].word == "that" else "clause"
        return tokens[first].start, tokens[-1].end, Said(subject, tokens[at].word, "adjacent", rule)
    return None


def _told_from(tokens: Sequence[Token], verb: int, voices: Voices) -> int | None:
    """Where what is told begins: behind "that", which may stand behind whom and when; or with a clause of its own."""
    kinds = cues()
    word = tokens[verb].word
    if tokens[verb - 1].word == ",":
        return None
    if word in {"said", "says", "added"} and _begins_clause(tokens, verb + 1, voices):
        return verb + 1
    for at in range(verb + 1, min(verb + _MOST_BETWEEN, len(tokens) - 1)):
        between = tokens[verb + 1].word
        if tokens[at].is_mark:
            return None
        if tokens[at].word == "that":
            aside = between in kinds["AFTER SUBJECT"] and between != "to"
            return at + 1 if at == verb + 1 or aside or word in {"told", "tells", "tell"} else None
    return None


def _agrees(verb: str, subject: Subject) -> bool:
    """Whether a verb in its bare form has more than one subject: "they say", not "that Roe so maintain"."""
    return verb + "s" not in cues()["REPORT"] or subject.entity is None


def _begins_clause(tokens: Sequence[Token], at: int, voices: Voices) -> bool:
    return tokens[at].word in cues()["BEGINS CLAUSE"] or voices.covering(tokens[at].start) is not None


def _at_the_end(tokens: Sequence[Token], voices: Voices) -> tuple[int, int, Said] | None:
    """…, Ann said on Monday; …, said Ann."""
    kinds = cues()
    last_verbs = range(len(tokens) - 1, max(2, len(tokens) - _AT_THE_END), -1)
    at = next(
        (n for n in last_verbs if tokens[n].word in kinds["REPORT"] and voices.covering(tokens[n].start) is None), 0
    )
    if not at:
        return None
    word = tokens[at].word
    if tokens[at - 1].word == ",":
        subject = subject_after(tokens, at, voices) if word in {"said", "says", "added"} else None
        end, rule = tokens[at - 1], "verb, subject"
    else:
        subject = subject_before(tokens, at, voices) if _ends_there(tokens, at) else None
        marks = (one for one in reversed(tokens[:at]) if subject and one.end <= subject.start and one.is_mark)
        end, rule = next(marks, tokens[0]), "verb at the end"
    if subject is None or not _is_speaker(subject, voices) or end.word != ",":
        return None
    if rule == "verb at the end" and _next(tokens, end).word in kinds["GOES ON"]:
        return None
    return tokens[0].start, end.start, Said(subject, word, "adjacent", rule)


def _ends_there(tokens: Sequence[Token], verb: int) -> bool:
    """Whether behind a verb stands at most when, where and to whom: not "prosecutors added new charges"."""
    if verb + 1 >= len(tokens) or tokens[verb].word in {"told", "tells"}:
        return True
    kinds = cues()
    following = tokens[verb + 1]
    return following.is_mark or following.word in kinds["AFTER SUBJECT"] | kinds["PREPOSITION"]


def _is_speaker(subject: Subject, voices: Voices) -> bool:
    """Whether a subject is somebody: named, he, she or they, or described by more than a stray word."""
    if subject.entity is not None or subject.pronoun in {"he", "she", "they"}:
        return True
    return subject.pronoun is None and " " in voices.document.text[subject.start : subject.end].strip()


def _next(tokens: Sequence[Token], token: Token) -> Token:
    return next(one for one in tokens if one.start > token.start)
