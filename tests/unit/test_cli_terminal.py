"""Nothing that a page holds can act on the terminal."""

from __future__ import annotations

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infra.cli.terminal import SafeConsole, clean, line, out, write_json

ATTACKS = {
    "colour": "\x1b[31mred\x1b[0m",
    "title of the window": "\x1b]0;owned\x07",
    "one-byte CSI": "\x9b2J",
    "backspaces": "safe\x08\x08\x08\x08evil",
    "carriage return": "safe\revil",
    "right to left override": "gpj.\u202eexe",
    "isolate": "\u2066a\u2069",
    "delete": "\x7f",
    "null": "a\x00b",
    "line separator": "a\u2028b",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_control_reaches_the_terminal_however_it_is_wrapped(attack: str) -> None:
    written = io.StringIO()
    console = SafeConsole(file=written, width=80, color_system=None, markup=False)
    table = Table(title=attack)
    table.add_column(attack)
    table.add_row(Text(attack))
    console.print(attack, Text(attack), Group(attack, table))
    assert not set(attack) & set(written.getvalue()) & {c for c in attack if clean(c) == ""}
    assert "\x1b" not in written.getvalue()


@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_a_line_is_one_line_that_can_be_encoded_and_cleaning_it_again_changes_nothing(text: str) -> None:
    shown = line(text).plain
    assert "\n" not in shown
    assert shown.encode().decode() == shown
    assert clean(shown) == shown
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)


def test_words_parted_by_white_space_of_any_kind_stay_apart() -> None:
    assert line(" one\r\ntwo\u2028three\x85four \x1b five ").plain == "one two three four five"


def test_text_in_any_script_passes_unchanged() -> None:
    for text in ("Größe", "市場が再開", "שלום", "नमस्ते", "👩‍🌾 family", "[bold]no markup[/bold]", ":smile:"):
        assert clean(text) == text


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_json_is_the_exact_bytes_in_a_pipe_and_the_same_value_without_controls_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    value = json.dumps({"headline": "a\x9b2Jb\u202e 市 \U000e0041"}, ensure_ascii=False).encode()
    piped, shown = io.BytesIO(), io.BytesIO()
    for stream, make in ((piped, io.TextIOWrapper), (shown, Terminal)):
        wrapper = make(stream, encoding="utf-8")
        monkeypatch.setattr(sys, "stdout", wrapper)
        write_json(value)
        monkeypatch.undo()
        wrapper.detach()
    assert piped.getvalue() == value + b"\n"
    assert json.loads(shown.getvalue()) == json.loads(value)
    assert clean(shown.getvalue().decode()) == shown.getvalue().decode()


def test_no_color_means_no_escape_sequence_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), encoding="utf-8"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    console = out()
    with console.capture() as captured:
        console.print(Text("bold", "bold red"))
    assert captured.get() == "bold\n"


def test_a_terminal_without_utf8_shows_question_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    wrapper = io.TextIOWrapper(stream, encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", wrapper)
    out().print(line("市場 caf\u00e9"))
    wrapper.flush()
    assert stream.getvalue() == "?? café\n".encode("latin-1")


def test_lines_are_not_filled_up_with_spaces_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_row("a", "words  with spaces between")
    out().print(Padding(table, (1, 2)))
    assert capsys.readouterr().out == "\n  a   words  with spaces between\n\n"
