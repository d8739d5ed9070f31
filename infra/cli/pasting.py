"""Commands that the user is told to paste: whole, on lines of their own, and the same command when pasted."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from infra.cli.terminal import clean

if TYPE_CHECKING:
    from rich.console import Console

INDENT = "  "


def pasteable(words: Iterable[str]) -> str:
    """The words as a shell reads them, on one line; what a terminal may not be sent is written as escapes, $'\\x07'."""
    return " ".join(shlex.quote(word) if _is_harmless(word) else f"$'{_escaped(word)}'" for word in words)


def where(endpoint_url: str | None, stack_name: str | None, region: str | None) -> tuple[str, ...]:
    """The options by which another command finds the stack that this one was given."""
    given = (("--endpoint-url", endpoint_url), ("--stack", stack_name), ("--region", region))
    return tuple(word for option, value in given if value for word in (option, value))


def print_command(console: Console, command: str) -> None:
    """Print each line of it indented, and neither cropped nor wrapped: only the terminal itself may break it."""
    for one in command.splitlines():
        console.print(Text(INDENT + clean(one)), soft_wrap=True)


def _is_harmless(text: str) -> bool:
    return text.isprintable() and clean(text) == text


def _escaped(word: str) -> str:
    return "".join(_as_bytes(one) if one in "'\\" or not _is_harmless(one) else one for one in word)


def _as_bytes(character: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogateescape"))
