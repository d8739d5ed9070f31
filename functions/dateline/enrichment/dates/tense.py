"""Whether what a date tells of lies ahead or behind, by the verbs on either side of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dateline.enrichment.dates.cues import cues

if TYPE_CHECKING:
    from dateline.enrichment.dates.words import Words

Tense = Literal["ahead", "behind", "unknown"]

_REACH = 24
"""So far, in words, is looked to either side."""

_RIGHT = 1.5
"""A verb before a date belongs to it more often than one behind: "said Friday it will close"."""

_CLAUSE = 6.0
"""What it costs to leave the date's clause, in words of distance."""

_QUOTATION = 10.0
"""What it costs to step over a quotation mark: what was said has a tense of its own."""

NEAR = 7.0
"""A verb at most so far away is the date's own."""

_NOT_TOLD: tuple[Tense, float] = ("unknown", float("inf"))
_SHORTEST_REGULAR = 5
_CLAUSE_WORDS = frozenset(
    ["that", "because", "but", "although", "while", "which", "who", "when", "where", "if", "whether"]
)
_PASSIVE = frozenset(["be", "is", "are"])
"""Before a participle: "to be held" and "is considered" are not behind."""

_ARTICLES = frozenset(["a", "an", "the", "his", "its", "their", "our", "my", "your"])
"""Before what is no verb: "its bid", "a cut"."""

_OPENERS = frozenset(["that", "because", "but", "although", ";", ":", '"', "“"])
"""Before a date, or before its preposition, these show that it opens a clause."""

_COORDINATING = frozenset(["and", "or"])


def tense_of(words: Words, first: int, last: int, sentence: tuple[int, int]) -> tuple[Tense, float]:
    """The tense that the words from `first` up to `last` stand in, and how far away its verb is.

    `sentence` bounds the search, in tokens.
    """
    if _is_put_off(words, first) or _is_meant_for(words, first):
        return "ahead", 1.0
    opens = first - sentence[0] <= 2 or _opens_a_clause(words, first)
    left = _nearest(words, range(first - 1, max(sentence[0], first - _REACH) - 1, -1), opens=False)
    right = _nearest(words, range(last, min(sentence[1], last + _REACH)), opens=opens)
    if not opens:
        right = (right[0], right[1] * _RIGHT + (_CLAUSE if words.word(last) in cues("SUBJECT") else 0))
        if right[1] > _RIGHT * NEAR:
            right = _NOT_TOLD
    told = left if left[1] <= right[1] else right
    return ("ahead", NEAR + 1) if told[0] == "unknown" and _is_due(words, first, last, sentence[0]) else told


def _is_put_off(words: Words, first: int) -> bool:
    """Whether something was put off until then."""
    until = words.word(first - 1) in {"until", "till", "to"}
    return until and any(words.word(at) in cues("PUT OFF") for at in range(max(0, first - int(NEAR)), first))


def _is_meant_for(words: Words, first: int) -> bool:
    """Whether something "is predicted for" then, or planned, or booked."""
    if words.word(first - 1) != "for":
        return False
    participle = words.word(first - 2)
    return participle.endswith(("ed", "set", "forecast")) and words.word(first - 3) in {"is", "are", "re"}


def _opens_a_clause(words: Words, first: int) -> bool:
    """Whether a date opens a clause inside a sentence: "but Friday", "and on Friday", not "Monday and Friday"."""
    before = words.word(first - 1)
    return before in _OPENERS or (before.islower() and words.word(first - 2) in {*_OPENERS, "and"})


def _is_due(words: Words, first: int, last: int, start: int) -> bool:
    """Whether something just "is" on that day, as "the final is on Sunday", or the day itself: it is to come."""
    if words.word(last) == "is":
        return True
    nearby = range(max(start, first - int(NEAR)), first)
    return any(words.word(at) in {"is", "are"} and not words.word(at + 1).endswith(("ed", "ing")) for at in nearby)


def is_going_on(words: Words, sentence: tuple[int, int]) -> bool:
    """Whether something "is -ing" in the sentence."""
    span = range(sentence[0], min(sentence[1], sentence[0] + 2 * _REACH))
    return any(words.word(at) in {"is", "are", "am"} and words.word(at + 1).endswith("ing") for at in span)


def _nearest(words: Words, span: range, *, opens: bool) -> tuple[Tense, float]:
    """The first verb that tells a tense, and its distance; commas count little where the date opens its sentence."""
    cost, opened = 0.0, opens
    for at in span:
        cost += 1
        word = words.word(at)
        if word in {'"', "“", "”"}:
            cost += _QUOTATION
        elif word in {",", "—", ";", ":", "(", ")"}:
            cost += 1 if opens else _CLAUSE
            opens = False
        elif word in _CLAUSE_WORDS:
            cost += _CLAUSE
        elif word in _COORDINATING:
            cost += 2
        tense = _told_by(words, at) if word != "to" or span.step < 0 or opened else "unknown"
        if tense != "unknown":
            return tense, cost
    return _NOT_TOLD


def _told_by(words: Words, at: int) -> Tense:
    """The tense that one word tells, by those beside it."""
    word = words.word(at)
    if word == "to":
        return _told_by_infinitive(words, at)
    if word in cues("MAY BE AHEAD"):
        return "behind" if "have" in {words.word(at + 1), words.word(at + 2)} else _told_by_could(words, at)
    if word in cues("DUE"):
        return _told_by_due(words, at)
    if _is_ahead(words, at):
        return "ahead"
    return "behind" if _is_behind(words, at) else "unknown"


def _is_ahead(words: Words, at: int) -> bool:
    word = words.word(at)
    if word in cues("AHEAD IF NOT"):
        return words.word(at + 1) in {"'", "’"}
    if word in cues("REPORTS"):
        return words.word(at + 1) in cues("RESULTS") or words.word(at + 2) in cues("RESULTS")
    if word in cues("BIDDING"):
        return _opens_a_clause_of_its_own(words, at)
    return (word in cues("AHEAD") or word in cues("ANNOUNCED")) and words.word(at - 1).lower() not in cues("OWNER")


def _opens_a_clause_of_its_own(words: Words, at: int) -> bool:
    """Whether nothing stands before a word in its sentence or behind a colon, so that it bids or announces."""
    return at == 0 or words.word(at - 1) in {".", "!", "?", ":", "•", "-", "–", "—", "*", "“", '"'}


def _is_behind(words: Words, at: int) -> bool:
    word, before = words.word(at), at - 1
    if words.word(before).endswith("ly") or words.word(before) == "being":
        before -= 1
    if word in cues("AHEAD") or words.word(before) in _PASSIVE or words.word(before) in cues("BEFORE AN INFINITIVE"):
        return False
    if words.word(before).lower() in _ARTICLES:
        return False
    if word == "used":
        return words.word(at + 1) in cues("OWNER")
    return word in cues("BEHIND") or (_is_regular(word) and not _is_an_adjective(words, at))


def _is_regular(word: str) -> bool:
    """Whether a word is formed as a regular verb of the past."""
    ends = len(word) >= _SHORTEST_REGULAR and word.endswith("ed") and word.islower()
    return ends and word not in cues("NOT BEHIND")


def _is_an_adjective(words: Words, at: int) -> bool:
    """Whether a word in -ed belongs to a noun: "the revised bill", "a self-ruled island"."""
    before = words.word(at - 1).lower()
    noun_follows = words.word(at + 1).islower() and words.word(at + 1) not in cues("NO NOUN")
    return before in {"-", "‑"} or before in cues("OWNER") or (noun_follows and before in cues("BEFORE AN ADJECTIVE"))


def was_done_then(words: Words, first: int) -> bool:
    """Whether a verb of the past stands right before a date, or before its preposition: "died on", "born"."""
    return _is_behind(words, first - 1) or (words.word(first - 1) in {"on", "in"} and _is_behind(words, first - 2))


def _told_by_could(words: Words, at: int) -> Tense:
    return "behind" if words.word(at) == "could" and words.word(at + 1) == "not" else "ahead"


def _told_by_due(words: Words, at: int) -> Tense:
    """Due to open, set for; but "due to rain", and "set a record"."""
    following = words.word(at + 1)
    if following == "to":
        return "ahead" if words.word(at + 2) in cues("INFINITIVE") or words.word(at) == "set" else "unknown"
    if words.word(at) == "set":
        return "ahead" if following in {"for", "on"} or following.istitle() else "behind"
    return "ahead"


def _told_by_infinitive(words: Words, at: int) -> Tense:
    following, before = words.word(at + 1), words.word(at - 1)
    if before in cues("HOPED") and following.islower():
        return "ahead"
    if following in cues("INFINITIVE"):
        return "behind" if before in cues("DONE") else "ahead"
    return "unknown"
