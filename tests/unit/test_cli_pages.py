"""Which files `dateline run PATH…` takes, and under which keys."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from dateline.limits import Limits
from dateline.rejection import Rejection
from infra.cli.failure import Exit, Failure
from infra.cli.pages import page, pages


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.html", "sub/b.txt", "sub/deep/c.txt", ".hidden", "sub/.git/config"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keys(*arguments: str) -> list[str]:
    return [found.key for found in pages(arguments)]


def test_keys_are_the_paths_as_typed_below_the_current_folder(folder: Path) -> None:
    assert keys("sub/b.txt", "a.html") == ["sub/b.txt", "a.html"]
    assert keys(str(folder / "sub" / "b.txt")) == ["sub/b.txt"]


def test_a_folder_is_searched_through_without_its_hidden_files() -> None:
    assert keys(".") == ["a.html", "sub/b.txt", "sub/deep/c.txt"]
    assert keys("sub") == ["sub/b.txt", "sub/deep/c.txt"]
    assert keys(".hidden") == [".hidden"], "a hidden file that is named is meant"


def test_patterns_are_matched_here_too() -> None:
    assert keys("**/*.txt") == ["sub/b.txt", "sub/deep/c.txt"]


def test_a_name_with_the_signs_of_a_pattern_is_a_name_first(folder: Path) -> None:
    (folder / "[draft] a*.html").write_text("x")
    assert keys("[draft] a*.html") == ["[draft] a*.html"]


def test_a_file_named_twice_is_uploaded_once() -> None:
    assert keys("a.html", "./sub/../a.html", ".", "*.html") == ["a.html", "sub/b.txt", "sub/deep/c.txt"]


def test_files_elsewhere_get_their_paths_below_the_folder_that_holds_them_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    (folder / "sub" / "a.html").write_text("another of that name")
    assert keys(str(folder / "a.html")) == ["a.html"]
    assert keys(str(folder / "a.html"), str(folder / "sub" / "a.html")) == ["a.html", "sub/a.html"]


def test_standard_input_has_a_key_that_no_file_has(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "stdin").write_text("a file")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"from a pipe")))
    file, pipe = pages(["stdin", "-"])
    assert file.key == "stdin"
    assert pipe.key != file.key
    assert (file.read(), pipe.read()) == (b"a file", b"from a pipe")


def test_a_name_that_is_no_utf8_gets_a_key_that_is(folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.html")
    (folder / name).write_text("x")
    (key,) = keys(name)
    assert key == "caf\\xe9.html"


@pytest.mark.parametrize(
    ("argument", "sentence"),
    [
        ("nix.html", "no such file or folder: nix.html"),
        ("*.pdf", "no file matches *.pdf"),
        ("empty", "no files in the folder empty"),
    ],
)
def test_an_argument_that_leads_nowhere_is_named(folder: Path, argument: str, sentence: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(Failure, match=sentence.replace("*", r"\*")) as failure:
        pages(["a.html", argument])
    assert failure.value.code is Exit.USAGE


def test_a_named_pipe_is_no_page_as_reading_it_may_never_end(folder: Path) -> None:
    os.mkfifo(folder / "pipe.html")
    with pytest.raises(Failure, match=r"not a regular file: pipe\.html") as failure:
        pages(["a.html", "pipe.html"])
    assert failure.value.code is Exit.USAGE
    assert keys("*.html") == keys(".")[:1] == ["a.html"]


def test_more_than_the_limit_is_not_read() -> None:
    assert page("a.html").read(Limits(max_bytes=6)) == b"a.html"
    with pytest.raises(Rejection, match="The file has 6 bytes; the limit is 5") as rejection:
        page("a.html").read(Limits(max_bytes=5))
    assert rejection.value.reason == "too_large"


def test_every_argument_that_leads_nowhere_is_named_at_once() -> None:
    with pytest.raises(Failure, match=r"one\.html; .*two\.html"):
        pages(["one.html", "a.html", "two.html"])


def test_a_path_longer_than_a_key_may_be_is_refused(folder: Path) -> None:
    deep = folder / "/".join(["d" * 200] * 6)
    deep.mkdir(parents=True)
    (deep / "a.html").write_text("x")
    with pytest.raises(Failure, match="too long for the key of an object"):
        pages(["."])


def test_one_page_is_wanted_where_one_can_be_shown() -> None:
    assert page("a.html").key == "a.html"
    with pytest.raises(Failure, match="sub holds 2 files; name one of them"):
        page("sub")
