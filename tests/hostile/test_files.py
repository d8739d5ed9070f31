"""What lies on a disk may be no page at all: nothing hangs, nothing goes round in circles, all is told by its name."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from infra.cli.failure import Failure
from infra.cli.pages import page, pages
from infra.local.watch import FileChange, mirror
from tests.hostile.pages import html

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud

ODD_NAMES = {
    "a line break": "a\nb.html",
    "an escape": "a\x1b[8m\u202e.html",
    "like an option": "--json",
    "a pattern": "[a]*?.html",
    "no UTF-8": os.fsdecode(b"caf\xe9\xff.html"),
    "spaces": "  .html ",
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Pages with odd names, among things that are no files."""
    for name in ODD_NAMES.values():
        (tmp_path / name).write_bytes(html(""))
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "circle.html").symlink_to("circle.html")
    (tmp_path / "round").symlink_to(".", target_is_directory=True)
    (tmp_path / "nowhere.html").symlink_to("never-there.html")
    (tmp_path / "device.html").symlink_to("/dev/zero")
    (tmp_path / "to-pipe.html").symlink_to("pipe.html")
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.html").write_bytes(html(""))
    closed.chmod(0)
    yield tmp_path
    closed.chmod(0o700)


@pytest.mark.usefixtures("folder")
def test_a_folder_gives_its_files_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = [one for one in pages(["."]) if one.path and "closed" not in one.path.parts]
    assert {one.path.name for one in found if one.path} == set(ODD_NAMES.values())
    for one in found:
        assert one.read()
        assert one.key.encode()
    assert r"caf\xe9\xff.html" in {one.key for one in found}


@pytest.mark.parametrize(
    "name", ["pipe.html", "device.html", "to-pipe.html", "circle.html", "nowhere.html", "folder.html"]
)
def test_what_is_no_file_is_refused_by_its_name_and_not_read(folder: Path, name: str) -> None:
    with pytest.raises(Failure, match=name):
        page(str(folder / name)).read()


class Inbox:
    """The keys that were uploaded."""

    def __init__(self) -> None:
        self.keys: set[str] = set()

    def upload(self, key: str, data: bytes) -> None:
        assert data
        self.keys.add(key)

    def remove(self, key: str) -> None:
        self.keys.discard(key)


def test_a_watched_folder_is_mirrored_in_spite_of_them(folder: Path) -> None:
    inbox, told, stop, settled = Inbox(), [], threading.Event(), threading.Event()
    expected = {one for name, one in ODD_NAMES.items() if name != "no UTF-8"}
    failures: list[BaseException] = []

    def note(change: FileChange) -> None:
        told.append(change)
        if expected <= inbox.keys and any(one.problem for one in told):
            settled.set()

    def work() -> None:
        try:
            mirror(folder, cast("LocalCloud", inbox), stop, note)
        except BaseException as failure:  # noqa: BLE001 - raised below
            failures.append(failure)
            settled.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert settled.wait(60)
    stop.set()
    thread.join(60)
    assert not failures
    assert not thread.is_alive()
    assert inbox.keys - {"closed/a.html"} == expected
    assert any(one.problem and "UTF-8" in one.problem for one in told)
