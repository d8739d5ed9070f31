"""Characters that no reader sees, and that would do harm where a text is shown, searched or compared.

Controls and the sequences that steer terminals; soft hyphens, zero-width spaces and byte order marks; marks that turn
the reading direction (UAX #9); noncharacters, tags, and halves of surrogate pairs, which no UTF-8 can hold. Joiners
stay: Persian, Hindi and emoji are spelled with them.
"""

from __future__ import annotations

import re

_ESCAPES = re.compile("\x1b\\[[0-?]{0,40}[ -/]{0,4}[@-~]?|\x1b\\][^\x07\x1b]{0,400}(?:\x07|\x1b\\\\)?|\x1b[@-Z\\\\^_]?")
"""What terminals obey: control sequences and operating system commands (ECMA-48, section 5.4)."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)


def visible(text: str) -> str:
    """The text without what no reader sees; white space stays as it is."""
    if "\x1b" in text:
        text = _ESCAPES.sub("", text)
    return _INVISIBLE.sub("", text)
