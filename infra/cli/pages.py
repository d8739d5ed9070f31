"""The files that a user names: PATH… on the command line → the pages to upload, each under a key of its own."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from infra.cli.failure import Exit, Failure

if TYPE_CHECKING:
    from dateline.limits import Limits

STDIN = "-"
MAX_KEY_BYTES = 1024  # S3: "Naming Amazon S3 objects", the longest key in UTF-8


@dataclass(frozen=True, slots=True)
class Page:
    """One file to upload: the key it gets, and where its bytes are (None: standard input)."""

    key: str
    path: Path | None

    def read(self, limits: Limits | None = None) -> bytes:
        """Its bytes. Raises Failure where the file cannot be read, Rejection where it is larger than `limits` allow.

        With limits, what is too large is not read to its end: a pipe may have none.
        """
        if self.path is None:
            return _within(limits, sys.stdin.buffer, 0)
        try:
            with self.path.open("rb") as file:
                return _within(limits, file, os.fstat(file.fileno()).st_size)
        except OSError as error:
            raise Failure(f"cannot read {self.path}: {error.strerror}") from error


def _within(limits: Limits | None, stream: BinaryIO, size: int) -> bytes:
    """What a stream holds; `size` is the number of its bytes where that is known, else 0."""
    if limits is None:
        return stream.read()
    from dateline.rejection import Reason, Rejection

    if size > limits.max_bytes:
        raise limits.too_large(size)
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        most = f"{limits.max_bytes:,}"
        raise Rejection(Reason.TOO_LARGE, f"The file has more than {most} bytes; the limit is {most}.")
    return data


def pages(arguments: Sequence[str]) -> list[Page]:
    """The pages that `arguments` name, in their order, each file once.

    Folders are searched through, hidden files apart; patterns are matched here where the shell has not done it.
    A key is the path below the current folder where that holds all the files, else below the deepest folder
    that does. Devices and named pipes are no pages: reading one may never end. Raises Failure (usage) that names
    every argument which leads to no file.
    """
    found: dict[Path | None, None] = {}
    nothing = []
    for argument in arguments:
        files = _files(argument)
        found.update(dict.fromkeys(files))
        if not files:
            nothing.append(_why_nothing(argument))
    if nothing:
        raise Failure("; ".join(nothing), code=Exit.USAGE)
    root = _root([path for path in found if path])
    keyed: dict[str, Page] = {}
    for path in found:
        key = _free(_key(path, root) if path else "stdin", keyed)
        keyed[key] = Page(key, path)
    return list(keyed.values())


def page(argument: str) -> Page:
    """The one page that `argument` names. Raises Failure (usage) where that is no file, or several."""
    found = pages([argument])
    if len(found) > 1:
        raise Failure(f"{argument} holds {len(found)} files; name one of them", code=Exit.USAGE)
    return found[0]


def is_there(argument: str) -> bool:
    """Whether it names something on disk. What cannot be a path at all, or is too long for one, does not."""
    return bool(argument) and os.path.exists(argument)  # noqa: PTH110 - Path.exists makes an error of a long name


def _files(argument: str) -> list[Path | None]:
    if argument == STDIN:
        return [None]
    if is_there(argument):
        return list(_at(Path(argument)))
    matches = [Path(match) for match in sorted(glob.glob(argument, recursive=True))]  # noqa: PTH207 - may be absolute
    return [file for match in matches for file in _at(match)]


def _at(path: Path) -> Iterable[Path]:
    """The files that a path stands for. A link that leads nowhere counts, and is told of when it is read."""
    if path.is_dir():
        return _in_folder(path)
    return [_absolute(path)] if _is_file(path) or not is_there(str(path)) else []


def _in_folder(folder: Path) -> Iterable[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(where, name) for name in sorted(names) if not name.startswith("."))
        yield from (_absolute(path) for path in paths if _is_file(path))


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file makes an error of a link that may not be read


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path has none that settles ".." and leaves links alone


def _why_nothing(argument: str) -> str:
    if not argument:
        return "an empty argument names no file"
    if is_there(argument) and Path(argument).is_dir():
        return f"no files in the folder {argument}"
    if is_there(argument):
        return f"not a regular file: {argument} (what a pipe holds is taken from standard input, as -)"
    if glob.has_magic(argument):
        return f"no file matches {argument}"
    return f"no such file or folder: {argument}"


def _root(files: Sequence[Path]) -> Path:
    here = Path.cwd()
    if not files or all(file.is_relative_to(here) for file in files):
        return here
    return Path(os.path.commonpath([file.parent for file in files]))


def _key(path: Path, root: Path) -> str:
    # A name that is no UTF-8 keeps its odd bytes as \xNN: every object key is UTF-8.
    key = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
    if len(key.encode()) > MAX_KEY_BYTES:
        raise Failure(f"too long for the key of an object ({MAX_KEY_BYTES} bytes): {path}", code=Exit.USAGE)
    return key


def _free(key: str, taken: Iterable[str]) -> str:
    while key in taken:
        key += "~"
    return key
