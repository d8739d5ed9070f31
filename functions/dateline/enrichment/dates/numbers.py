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
_STRONG = frozenset(["in", "since", "until", "before", "after", "during", "by", "circa", "of", "from"])
_OWNERS = frozenset(["the", "its", "his", "her", "their", "our", "this", "s"])
_PREFIXES = frozenset(["post", "pre", "mid"])


def is_year(words: Words, at: int) -> bool:
    """Whether the number of four digits at this place is a year of the common era.

    Sums, addresses, models, clock times and telephone numbers are none, nor is what is counted ("2000 people").
    """
    value = words.values[at]
    if not isinstance(value, int) or not _FIRST <= value <= _LAST:
        return False
    before = words.word(at - 1)
    if _is_part_of_a_number(words, at) or before in cues("NO YEAR BEFORE"):
        return False
    if before == "." and words.joined(at - 1) and words.word(at - 2) in {"No", "no", "Nos"}:
        return False
    cued = before.lower() in _STRONG and words.word(at - 2).lower() not in cues("AMOUNT")
    if _counts_what_follows(words, at, value, cued=cued):
        return False
    if _FIRST_BARE <= value <= _LAST_BARE:
        return True
    owned = before.lower() in {"the", "s"} and value > 1500 and words.word(at + 1).islower()
    lifespan = (before == "(" or words.word(at + 1) == ")") and value % 10 != 0
    return value % 100 != 0 and (cued or owned or lifespan) if value < _FIRST_BARE else cued


def _is_part_of_a_number(words: Words, at: int) -> bool:
    before, after = words.word(at - 1), words.word(at + 1)
    if words.joined(at) and before and (before in "$€£¥₹#№§+/.:*=@&_~^\\" or before.isalnum()):
        return before != "FY"
    if after[:1] in {"%", "°", "$", "€", "£"} or (after == "/" and words.joined(at + 1)):
        return True
    if words.joined(at) and before in {"-", "–", "‑"}:
        leading = words.word(at - 2)
        return leading.lower() not in _PREFIXES and not (leading.isdigit() and len(leading) == 4)
    if words.joined(at + 1) and after in {"-", "–", "‑"} and words.joined(at + 2):
        following = words.word(at + 2)
        return following.lower() in cues("NO YEAR AFTER") or following in {
            "year",
            "odd",
            "foot",
            "meter",
            "metre",
            "seat",
            "strong",
        }
    return False


def _counts_what_follows(words: Words, at: int, value: int, *, cued: bool) -> bool:
    """Whether something follows that is counted or that has a house number."""
    after = words.word(at + 1)
    sure = cued and value % _ROUND != 0
    if after in cues("NO YEAR AFTER"):
        return not sure or after in {"km", "miles", "GMT", "UTC", "hours", "hrs", "Street", "Avenue", "Road"}
    if after[:1].isupper() and any(
        words.word(at + on) in {"Street", "St", "St.", "Avenue", "Ave", "Road", "Boulevard", "Drive", "Lane"}
        for on in (2, 3)
    ):
        return True
    plural = after.islower() and after.endswith("s") and not after.endswith("ss") and len(after) > 3
    if not plural or after in cues("NO PLURAL") or after in cues("YEARLY"):
        return False
    return not sure and words.word(at - 1).lower() not in _OWNERS
