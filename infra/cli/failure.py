"""What the command says when it cannot go on, and with which exit code it ends."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command. STOPPED is what a shell tells of a program that Ctrl-C ended."""

    FINE = 0
    FAILED = 1
    USAGE = 2
    REJECTED = 3
    STOPPED = 130


class Failure(Exception):  # noqa: N818 - read as the sentence it prints
    """Ends the command with one sentence for the user on standard error."""

    def __init__(self, message: str, *, code: Exit = Exit.FAILED, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.hint = hint
