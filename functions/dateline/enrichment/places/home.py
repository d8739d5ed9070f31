"""Where a publisher is at home, as far as its domain tells: what it does not say of a place, its readers know."""

from __future__ import annotations

_CODES = {"uk": "GB"}
_FOR_ANYBODY = frozenset(["ac", "ai", "am", "cc", "cd", "co", "eu", "fm", "gg", "io", "ly", "me", "nu", "sh", "so", "st", "to", "tv", "vc", "ws"])  # fmt: skip  # noqa: E501
"""Countries' domains that are sold to publishers of anywhere."""


def country_of(domain: str | None) -> str | None:
    """The country that a domain ends in, as its ISO 3166 code; None where the domain is one for all."""
    last = (domain or "").rstrip(".").rpartition(".")[2].lower()
    if len(last) != 2 or last in _FOR_ANYBODY or not last.isalpha():
        return None
    return _CODES.get(last, last.upper())
