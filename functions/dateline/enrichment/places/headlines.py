"""Lines that are set in capitals, or with a capital on each word: what stands beside a name there tells little."""

from __future__ import annotations

_LONGEST = 400
"""A line is no headline farther on."""

_LONG_WORD = 4
_LEAST_WORDS = 3
_SHARE = 0.8


class Headlines:
    """The headlines of one text, each told when the first asks for it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._told: dict[int, bool] = {}

    def hold(self, at: int) -> bool:
        """Whether the line around a place in the text is one."""
        reach = max(0, at - _LONGEST)
        start = self._text.rfind("\n", reach, at) + 1
        if not start and reach:
            return False
        if start not in self._told:
            line = self._text[start : start + _LONGEST].partition("\n")[0]
            long = [word for word in line.split() if word.isalpha() and len(word) >= _LONG_WORD]
            capitals = sum(word[0].isupper() for word in long)
            self._told[start] = len(long) >= _LEAST_WORDS and capitals > _SHARE * len(long)
        return self._told[start]
