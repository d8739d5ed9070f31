"""Whether a number of four digits is a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.dates.cues import cues

if TYPE_CHECKING:
    from dateline.enrichment.dates.words import Words

_FIRST_BARE, _LAST_BARE, _LAST = 1900, 2050, 2100
"""Years that need no word before them, and the last that any word makes a year."""

_FIRST = 1000
_ROUND = 50
_WEAK = frozenset(["of", "from", "by", "between", "before", "after"])
_ONE = frozenset(["a", "an", "this", "s", "its", "his", "her", "their", "our"])
_PREFIXES = frozenset(["post", "pre", "mid"])


def is_year(words: Words, at: int, *, dated: bool = False) -> bool:
    """Whether the number of four digits at this place is a year of the common era; `dated` if a month stands before.

    Sums, addresses, models, clock times and telephone numbers are none, nor is what is counted ("2000 people").
    """
    value = words.values[at]
    if not isinstance(value, int) or not _FIRST <= value <= _LAST or _is_part_of_a_number(words, at):
        return False
    before = words.word(at - 1)
    if before in cues("NO YEAR BEFORE") or (before in cues("ABOUT") and value % _ROUND == 0):
        return False
    if before == "." and words.joined(at - 1) and words.word(at - 2) in {"No", "no", "Nos", "R", "S"}:
        return False
    cued = dated or _is_cued(words, at)
    if _counts_what_follows(words, at, value, cued=cued):
        return False
    if _FIRST_BARE <= value <= _LAST_BARE:
        return dated or cued or value % 100 != 0 or _is_a_noun(words, at + 1) or not _is_a_noun(words, at - 1)
    return dated or _is_told_as_a_year(words, at, value, cued=cued)


def _is_told_as_a_year(words: Words, at: int, value: int, *, cued: bool) -> bool:
    """Whether a number that is no year of our days has a word before it, or a bracket around it, that makes it one."""
    if value > _LAST_BARE:
        return cued
    before, noun_follows = words.word(at - 1).lower(), _is_a_noun(words, at + 1)
    if value % 100 == 0 or (before in _WEAK and noun_follows):
        return False
    owned = before in {"the", "s"} and value > 1500 and words.word(at + 1).islower()
    lifespan = before == "(" and value % 10 != 0
    return cued or owned or lifespan


def _is_a_noun(words: Words, at: int) -> bool:
    word = words.word(at)
    return word.islower() and word not in cues("NO NOUN")


def _is_cued(words: Words, at: int) -> bool:
    """Whether a word stands before it that years stand behind, or another number of four digits in a row of years."""
    before = words.word(at - 1).lower()
    if before in {",", "and", "to", "or"}:
        earlier, value = words.values[at - 2], words.values[at]
        in_a_row = at >= 2 and words.kinds[at - 2] == words.kinds[at]
        return in_a_row and isinstance(earlier, int) and isinstance(value, int) and earlier < value
    return before in cues("BEFORE A YEAR") and words.word(at - 2).lower() not in cues("AMOUNT")


def _is_part_of_a_number(words: Words, at: int) -> bool:
    """Whether a sign or another number is joined to it."""
    before, after = words.word(at - 1), words.word(at + 1)
    if words.joined(at) and before and (before in "$€£¥₹#№§+/.:*=@&_~^\\" or before.isalnum()):
        return before != "FY"
    if after[:1] in {"%", "°", "$", "€", "£"} or (after in {"/", "+"} and words.joined(at + 1)):
        return True
    if words.joined(at) and before in {"-", "–", "‑"}:
        leading = words.word(at - 2)
        return leading.lower() not in _PREFIXES and not (leading.isdigit() and len(leading) == 4)
    glued = words.joined(at + 1) and after in {"-", "–", "‑"} and words.joined(at + 2)
    return glued and words.word(at + 2).lower() in cues("MEASURE")


def _counts_what_follows(words: Words, at: int, value: int, *, cued: bool) -> bool:
    """Whether something follows that is counted or that has a house number."""
    before, after = words.word(at - 1).lower(), words.word(at + 1)
    if after in cues("MEASURE"):
        return True
    if after[:1].isupper() and any(words.word(at + on) in cues("STREET") for on in (1, 2, 3)):
        return True
    if before in _ONE or ((cued or before == "the") and value % _ROUND != 0):
        return False
    if after in cues("COUNTED"):
        return True
    plural = after.islower() and after.endswith("s") and not after.endswith("ss") and len(after) > 3
    return plural and after not in cues("NO PLURAL") and after not in cues("YEARLY")
