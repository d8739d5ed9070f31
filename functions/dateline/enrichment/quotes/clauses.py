"""The subject of a verb of saying, on either side of it, without a grammar: names, pronouns and descriptions.

Vann Roe, a writer for The Atlantic, said        ◄─ left of the verb
said a spokesman for the campaign on Monday      right of it ─►
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.quotes.cues import Token, cues, is_aside
from dateline.enrichment.quotes.descriptions import INNER, MOST_WORDS, Subject, description, is_source, is_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.enrichment.quotes.voices import Voices

_OBJECTS = {"him": "he", "her": "she", "them": "they"}
_MOST_TITLE_WORDS = 6
"""Before a name, and part of it included."""
_JOINS = frozenset(["and", "but", "or", "then"])
_RELATIVES = frozenset(["who", "which", "whom", "that"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])


def subject_before(tokens: Sequence[Token], verb: int, voices: Voices) -> Subject | None:
    """The subject that stands before the verb `tokens[verb]` of a sentence."""
    at = verb - 1
    while at >= 0 and is_aside(tokens[at].word) and not (at and tokens[at - 1].word in cues()["DETERMINER"]):
        at -= 1
    if at < 0 or _is_noun(tokens, at, verb, voices) or _is_passive(tokens, at, verb):
        return None
    if tokens[at].word in {",", "-", "–", "—", ")", "―"}:
        return _before_aside(tokens, at, voices)
    if tokens[at].word in _RELATIVES:
        return _antecedent(tokens, at, voices)
    if tokens[at].word == "to" and not (at and tokens[at - 1].word in cues()["BEFORE INFINITIVE"]):
        return None
    if tokens[at].word in _JOINS or tokens[at].word in cues()["AFTER SUBJECT"] - cues()["PRONOUN"]:
        return main_subject(tokens[:at], voices)
    return None if tokens[at].is_mark else _ending_at(tokens, at, voices)


def _antecedent(tokens: Sequence[Token], relative: int, voices: Voices) -> Subject | None:
    """Whom "who" means: what stands before it."""
    at = relative - 1
    while at >= 0 and tokens[at].is_mark:
        at -= 1
    return _ending_at(tokens, at, voices) if at >= 0 else None


def _is_passive(tokens: Sequence[Token], before: int, verb: int) -> bool:
    """Whether the subject is told something, or is told of: "she was told", "this can be explained"."""
    asides = {token.word for token in tokens[before + 1 : verb]}
    past = tokens[verb].word.endswith("ed") or tokens[verb].word in {"told", "said", "written", "known"}
    return past and tokens[verb].word != "quoted" and not asides.isdisjoint(_BE)


def _is_place(subject: Subject, voices: Voices) -> bool:
    return subject.entity is not None and voices.entities[subject.entity].kind == "place"


def _person_named(tokens: Sequence[Token], segment: tuple[int, int], voices: Voices) -> Subject | None:
    """The person whose name is all that stands between two commas: "another neighbour, Ann Roe, said"."""
    start, end = tokens[segment[0]].start, tokens[segment[1] - 1].end
    mention = voices.covering(end - 1)
    if mention is None or voices.kind(mention) != "person" or voices.starts[mention] > start:
        return None
    return Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])


def follows_article(tokens: Sequence[Token], at: int, voices: Voices) -> bool:
    """Whether what looks like a verb stands behind an article or a possessive, so that it is a noun: "the report"."""
    before = tokens[at - 1]
    return before.word in cues()["DETERMINER"] or (
        before.word.endswith(("'s", "s'")) and voices.covering(before.end - 1) is None
    )


def _is_noun(tokens: Sequence[Token], before: int, verb: int, voices: Voices) -> bool:
    """Whether what looks like a verb of saying is a noun: "the woman's quotes", "thirty exclamation points"."""
    previous = tokens[before]
    if previous.word in cues()["DETERMINER"] or previous.word.endswith(("'s", "s'")):
        return True
    if tokens[verb].word not in cues()["ALSO NOUN"] or before < verb - 1:
        return False
    return previous.word not in cues()["PRONOUN"] and voices.covering(previous.start) is None


def participle_subject(tokens: Sequence[Token], verb: int, voices: Voices) -> Subject | None:
    """The subject of "saying" and the like: a name right before it, else what a clause before begins with."""
    last = verb
    if verb and (mention := voices.covering(tokens[verb - 1].start)) is not None and voices.kind(mention) != "place":
        return Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])
    for at in range(verb - 1, -1, -1):
        if tokens[at].word in {",", ";", ")"} or not at:
            first = at + 1 if at else 0
            begins = main_subject(tokens[first : min(last, first + _MOST_TITLE_WORDS)], voices, strictly=True)
            if begins:
                return begins
            last = at
    return main_subject(tokens[:verb], voices)


def main_subject(tokens: Sequence[Token], voices: Voices, *, strictly: bool = False) -> Subject | None:
    """The first person, body or pronoun of a sentence that can be its subject.

    Where there is none, the first person who stands behind a preposition, unless it is asked for strictly.
    """
    kinds = cues()
    fallback = None
    read_to = -1
    for number, token in enumerate(tokens):
        if token.start < read_to or voices.is_quoted(token.start):
            continue
        before = tokens[number - 1].word if number else ""
        if token.word in {"he", "she", "they"}:
            return Subject(token.start, token.end, pronoun=token.word)
        mention = voices.covering(token.start)
        if mention is None or voices.kind(mention) == "place":
            continue
        read_to = voices.ends[mention]
        subject = Subject(voices.starts[mention], read_to, voices.numbers[mention])
        possessive = voices.document.text[read_to : read_to + 2] in {"'s", "’s"}
        if before in kinds["PREPOSITION"] or before in {"and", "by"} or possessive:
            fallback = fallback or (subject if voices.kind(mention) == "person" else None)
        elif voices.kind(mention) == "person" or not _is_adjective(tokens, number, voices, mention):
            return subject
    return None if strictly else fallback


def _is_adjective(tokens: Sequence[Token], at: int, voices: Voices, mention: int) -> bool:
    """Whether a body's name tells of a noun: "a former Harbour Ministry official", not "the Harbour Ministry said"."""
    following = at
    while following < len(tokens) and tokens[following].start < voices.ends[mention]:
        following += 1
    if following >= len(tokens) or tokens[following].is_mark:
        return False
    word = tokens[following].word
    return not (is_aside(word) or word.endswith(("ed", "s")) or word in cues()["SAY"] or word in cues()["PREPOSITION"])


def subject_after(tokens: Sequence[Token], verb: int, voices: Voices) -> Subject | None:
    """The subject that stands after the verb `tokens[verb]`, or after "according to"."""
    first = verb + 1
    if first >= len(tokens):
        return None
    start = tokens[first].start
    pronoun = _pronoun_after(tokens, verb)
    if pronoun:
        return Subject(start, tokens[first].end, pronoun=pronoun)
    named: Subject | None = None
    last = first
    while last < len(tokens) and last - first < MOST_WORDS and not _ends_subject(tokens, first, last, named, voices):
        mention = voices.covering(tokens[last].start)
        last += 1
        if mention is None:
            continue
        while last < len(tokens) and tokens[last].start < voices.ends[mention]:
            last += 1
        if voices.kind(mention) != "place" and not _is_modifier(tokens, last, voices, mention):
            named = Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])
            if voices.kind(mention) == "person":
                return named
    if last == first or (last == first + 1 and tokens[first].word in cues()["DETERMINER"]):
        return None
    before = voices.document.text[start : named.start].strip().casefold() if named else None
    if before in {"", "the"}:
        return named
    words = [token.word for token in tokens[first:last]]
    is_known = tokens[verb].word == "to" and is_source(words)
    can_speak = is_known or voices.document.text[tokens[last - 1].start].isupper() or is_speaker(words)
    return Subject(start, tokens[last - 1].end) if can_speak else None


def _pronoun_after(tokens: Sequence[Token], verb: int) -> str | None:
    """The pronoun right after a verb, or after "according to", where it is "him" or "her" that nothing belongs to."""
    word = tokens[verb + 1].word
    if tokens[verb].word == "to" and (verb + 2 >= len(tokens) or tokens[verb + 2].is_mark):
        return _OBJECTS.get(word, word if word in cues()["PRONOUN"] else None)
    return word if word in cues()["PRONOUN"] else None


def _ends_subject(tokens: Sequence[Token], first: int, at: int, named: Subject | None, voices: Voices) -> bool:
    """Whether a subject that began at `first` has ended before `at`."""
    word = tokens[at].word
    if named is None and at > first and word in INNER - {"on", "to"}:
        return False
    is_participle = at > first + 1 and word.endswith(("ing", "ed")) and voices.covering(tokens[at].start) is None
    return tokens[at].is_mark or word in cues()["AFTER SUBJECT"] or (named is None and is_participle)


def _is_modifier(tokens: Sequence[Token], following: int, voices: Voices, mention: int) -> bool:
    """Whether a name only tells of the noun after it: "Trump campaign officials", "Clinton's spokesman"."""
    text, end = voices.document.text, voices.ends[mention]
    if text[end : end + 2] in {"'s", "’s"} or text[end : end + 1] in {"'", "’"}:
        return True
    if following >= len(tokens) or tokens[following].is_mark:
        return False
    word = tokens[following].word
    kinds = cues()
    usual = kinds["AFTER SUBJECT"] | kinds["PREPOSITION"] | kinds["AUXILIARY"] | kinds["SAY"] | kinds["CALL"]
    return word not in usual and not word.endswith("ing")


def _ending_at(tokens: Sequence[Token], at: int, voices: Voices) -> Subject | None:
    """The subject whose last word is `tokens[at]`."""
    token = tokens[at]
    if token.word in cues()["PRONOUN"]:
        return Subject(token.start, token.end, pronoun=token.word)
    mention = voices.covering(token.start)
    is_name = mention is not None and voices.ends[mention] <= token.end
    if is_name and mention is not None and not _is_inside_description(tokens, at, voices.starts[mention]):
        return Subject(voices.starts[mention], voices.ends[mention], voices.numbers[mention])
    return description(tokens, at, voices)


def _is_inside_description(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a name only tells of a nameless speaker: "a spokesman for the Ministry"."""
    while at >= 0 and tokens[at].start >= start:
        at -= 1
    if at > 0 and tokens[at].word == "the":
        at -= 1
    return at > 0 and tokens[at].word in INNER and not tokens[at - 1].is_mark


def _before_aside(tokens: Sequence[Token], comma: int, voices: Voices) -> Subject | None:
    """The subject that an apposition, or a clause with "who", parts from its verb."""
    kinds = cues()
    segments: list[tuple[int, int]] = []
    first = 0
    for number in range(comma + 1):
        if tokens[number].word in {",", "-", "–", "—", "(", ")", "―"}:
            if number > first:
                segments.append((first, number))
            first = number + 1
    if len(segments) < 2:
        return main_subject(tokens[:comma], voices)
    for number, (first, last) in enumerate(segments[:-1]):
        if tokens[first].word in kinds["PREPOSITION"] | _RELATIVES | _JOINS | {
            "when",
            "while",
            "as",
            "if",
            "because",
            "though",
            "although",
        }:
            continue
        subject = _ending_at(tokens, last - 1, voices)
        if subject is None or (subject.start > tokens[first].start and _is_place(subject, voices)):
            continue
        return (_person_named(tokens, segments[number + 1], voices) if subject.entity is None else None) or subject
    return main_subject(tokens[:comma], voices)
