"""The watched folder: a file that lies in it lies in the inbox too, under its path in the folder."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from watchfiles import watch
from watchfiles._rust_notify import WatchfilesRustInternalError

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud

_LOOK_MILLISECONDS: Final = 200
_REST_SECONDS: Final = 0.4
_MOST_KEY_BYTES: Final = 1024  # S3 User Guide, "Naming Amazon S3 objects"
_UNFINISHED: Final = (".crdownload", ".part", ".partial", ".tmp", "~")
"""How the names of files end that browsers and editors are still writing."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What became of a file in the watched folder: uploaded, or `removed`, or neither for the reason in `problem`."""

    key: str
    removed: bool = False
    problem: str | None = None


OnFile = Callable[[FileChange], None]


def mirror(folder: Path, cloud: LocalCloud, stop: threading.Event, on_file: OnFile | None = None) -> None:
    """Keep the inbox as the folder is, until `stop` is set: first what lies there, then every change.

    A file is uploaded when it was left alone for a moment, so that none is taken half written. Hidden files, those
    with a name for unfinished downloads, and what lies behind a link that leads out of the folder are left out.
    """
    folder = folder.resolve()
    inbox = _Mirrored(folder, cloud, on_file)
    restless: dict[Path, _Looks] = {}
    taken: dict[Path, _File] = {}
    for changed in _changes(folder, stop):
        for path in changed if changed is not None else {*_files_under(folder), *taken}:
            looks = _looks_of(path)
            if changed is not None or looks.file != taken.get(path):
                restless[path] = looks
        for path, before in list(restless.items()):
            now = _looks_of(path)
            if now.file != before.file:
                restless[path] = now
            elif now.at - before.at >= _REST_SECONDS:
                taken[path] = restless.pop(path).file
                inbox.take(path)


def _changes(folder: Path, stop: threading.Event) -> Iterator[set[Path] | None]:
    """The files that changed, several times a second; None where any may have, as at the beginning.

    The watcher breaks at a change of a name that is not UTF-8, whatever else changed then; it is begun anew.
    """
    while not stop.is_set():
        watcher = watch(
            folder, watch_filter=None, stop_event=stop, rust_timeout=_LOOK_MILLISECONDS, yield_on_timeout=True
        )
        begun = False
        try:
            for changes in watcher:
                if not begun:  # only now: nothing is missed between this and the first change told
                    yield None
                begun = True
                there = {_unlinked(Path(name)) for _, name in changes}
                yield {path for one in there if one.is_relative_to(folder) for path in _files_under(one)}
        except WatchfilesRustInternalError as error:
            if not (begun and "decode" in str(error)):
                raise


_File: TypeAlias = tuple[int, int] | None
"""Size and time of a file; None when there is none."""


class _Looks(NamedTuple):
    """By what a file that is being written is told from one that is not, and when that was."""

    file: _File
    at: float


class _Mirrored:
    """Uploads a file that is there and removes the object of one that was."""

    def __init__(self, folder: Path, cloud: LocalCloud, on_file: OnFile | None) -> None:
        self._folder = folder
        self._cloud = cloud
        self._on_file = on_file
        self._uploaded: set[Path] = set()

    def take(self, path: Path) -> None:
        if not _is_wanted(path.relative_to(self._folder)):
            return
        where = os.path.realpath(path)  # of a link in a circle, too, of which Path.resolve makes an error
        if not Path(where).is_relative_to(self._folder):
            self._tell(FileChange(self._told(path), problem="it is a link that leads out of the folder"))
        elif path.is_file():
            self._tell(self._upload(path))
        elif not path.exists():
            gone = {one for one in self._uploaded if one == path or path in one.parents}
            self._uploaded -= gone
            for key in sorted(self._key(one) for one in gone):
                self._cloud.remove(key)
                self._tell(FileChange(key, removed=True))

    def _upload(self, path: Path) -> FileChange:
        key = self._key(path)
        try:
            length = len(key.encode("utf-8"))
            data = path.read_bytes()
        except UnicodeEncodeError:
            return FileChange(self._told(path), problem="its name is not UTF-8, which an object's key must be")
        except OSError as error:
            return FileChange(key, problem=error.strerror or str(error))
        if length > _MOST_KEY_BYTES:
            return FileChange(key, problem=f"its path is longer than the {_MOST_KEY_BYTES} bytes of an object's key")
        self._cloud.upload(key, data)
        self._uploaded.add(path)
        return FileChange(key)

    def _key(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()

    def _told(self, path: Path) -> str:
        key = self._key(path)
        return key if key.isprintable() else ascii(key)

    def _tell(self, change: FileChange) -> None:
        if self._on_file is not None:
            self._on_file(change)


def _files_under(path: Path) -> Iterator[Path]:
    """The files in a folder, without those behind links; anything else stands for itself, be it there or gone."""
    if path.is_dir() and not path.is_symlink():
        yield from (inner for inner in sorted(path.rglob("*")) if inner.is_symlink() or not inner.is_dir())
    else:
        yield path


def _unlinked(path: Path) -> Path:
    """The path without links to folders: the watcher looks behind them, and tells of one file by any of its paths."""
    return Path(os.path.realpath(path.parent), path.name)


def _is_wanted(path: Path) -> bool:
    return not any(part.startswith(".") for part in path.parts) and not path.name.endswith(_UNFINISHED)


def _looks_of(path: Path) -> _Looks:
    try:
        status = path.stat()
    except OSError:  # gone, or a link in a circle, or behind a folder that is closed
        return _Looks(None, time.monotonic())
    return _Looks((status.st_size, status.st_mtime_ns), time.monotonic())
