"""The terminal: consoles through which no page can send a control sequence, and lines of JSON.

A saved page may hold anything: escape sequences that repaint the screen, C1 controls, marks that turn the reading
direction. Everything the command prints goes through `out`, `err` or `write_json`, and is made harmless there.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO, cast

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text
from rich.theme import Theme

# C0 and C1 controls but for tab and line feed; direction marks, embeddings, overrides and isolates (UAX #9);
# line and paragraph separators, interlinear annotation, the byte order mark, tag characters.
_CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_HARMFUL = re.compile(f"[{_CONTROLS}]")
_FILLING = re.compile(" +(?=\n)")
_SURROGATES = re.compile("[\ud800-\udfff]")

# Only the terminal's own sixteen colours: they follow its light or dark scheme.
THEME = Theme(
    {
        "headline": "bold",
        "standfirst": "italic",
        "label": "cyan",
        "quiet": "dim",
        "lost": "dim strike",
        "why": "dim italic",
        "good": "green",
        "odd": "yellow",
        "bad": "red",
        "withdrawn": "bold red",
        "removed": "red strike",
        "added": "green",
        "path": "default",
        "person": "magenta",
        "organisation": "blue",
        "place": "green",
    }
)


def clean(text: str) -> str:
    """`text` without control characters; tabs and line feeds stay, a lone surrogate becomes U+FFFD."""
    return _SURROGATES.sub("\ufffd", _HARMFUL.sub("", text))


def line(text: str, style: str = "") -> Text:
    """`text` on one line, clean, its runs of white space made one space; never read as markup."""
    spaced = " ".join(text.split())  # before cleaning: some white space is a control, too
    return Text(" ".join(clean(spaced).split()), style=style)


class SafeConsole(Console):
    """A console that cleans what it is about to print, whoever made it."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of `renderable`, their text cleaned; rich's own control segments pass."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(clean(segment.text), segment.style)


class _Trimmed:
    """A stream for files and pipes: the spaces with which lines are filled up to the console's width are left out.

    It is no `io` class, which would close itself, and the stream under it is not its to flush when it goes.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(_FILLING.sub("", text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return False

    @property
    def encoding(self) -> str:
        return self._stream.encoding


def _console(*, stderr: bool) -> SafeConsole:
    stream = sys.stderr if stderr else sys.stdout
    if hasattr(stream, "reconfigure"):  # a terminal that knows no UTF-8 shows a question mark rather than a failure
        stream.reconfigure(errors="replace")
    settings: dict[str, Any] = {"color_system": None} if os.environ.get("NO_COLOR") else {}
    if not stream.isatty():
        settings["file"] = cast("TextIO", _Trimmed(stream))  # in all that a console asks of it
    return SafeConsole(
        stderr=stderr, theme=THEME, markup=False, emoji=False, highlight=False, soft_wrap=False, **settings
    )


def out() -> SafeConsole:
    """The console for what was asked for: standard output."""
    return _console(stderr=False)


def err() -> SafeConsole:
    """The console for errors, progress and advice: standard error."""
    return _console(stderr=True)


def write_json(value: bytes | Mapping[str, Any], *, stderr: bool = False) -> None:
    """One line of JSON, flushed. On a terminal, controls stand as escapes: the same value, harmless to look at."""
    encoded = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    stream = sys.stderr if stderr else sys.stdout
    if stream.isatty():
        encoded = _HARMFUL.sub(_escape, encoded.decode("utf-8", "replace")).encode()
    stream.flush()
    stream.buffer.write(encoded + b"\n")
    stream.buffer.flush()


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
