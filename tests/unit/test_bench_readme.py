"""A measured table goes between its marks in the README, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.bench import readme


def test_the_table_is_put_between_its_marks(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("before\n<!-- speed: written by make bench -->\nold\n<!-- end of speed -->\nafter\n")
    readme.write("speed", "| new |", file)
    assert file.read_text() == "before\n<!-- speed: written by make bench -->\n| new |\n<!-- end of speed -->\nafter\n"


def test_without_marks_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("a table of another kind\n")
    with pytest.raises(ValueError, match="no marks of speed"):
        readme.write("speed", "| new |", file)
    assert file.read_text() == "a table of another kind\n"
