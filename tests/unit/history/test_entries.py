"""Which uploads are wordings, and which only said again what was said before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import Article, Block, Publisher, Reason, Rejection
from dateline.store import Version
from infra.history.entries import Entry, Read, Refused, Removed, Restored, Told, entries

FIRST = Article(article_id="a" * 32, headline="Ferry sinks", blocks=(Block("paragraph", "A ferry sank on Monday."),))
SECOND = replace(FIRST, blocks=(Block("paragraph", "A ferry sank on Sunday."),))
OTHER = replace(SECOND, article_id="b" * 32, headline="Orchard blooms")
EMPTY = Rejection(Reason.EMPTY, "Nothing but white space.")


def version(key: str, number: int, *, removed: bool = False) -> Version:
    return Version("inbox", key, f"v{number}", f"2026-03-02T10:00:{number:02d}Z", removed)


def told(*uploads: tuple[str, Read]) -> list[Entry]:
    return entries((version(key, at, removed=read is None), read) for at, (key, read) in enumerate(uploads))


def in_short(found: list[Entry]) -> list[str]:
    words = []
    for entry in found:
        match entry:
            case Told():
                words.append(f"{entry.number}" + f"+{len(entry.again)}" * bool(entry.again))
            case Refused():
                words.append("refused")
            case Removed():
                words.append("removed")
            case Restored():
                words.append(f"back to {entry.number}")
    return words


_frames = st.fixed_dictionaries(
    {
        "keywords": st.lists(st.text(max_size=5), max_size=2).map(tuple),
        "url": st.none() | st.text(max_size=5),
        "section": st.none() | st.text(max_size=5),
        "publisher": st.builds(Publisher, st.none() | st.text(max_size=5)),
        "retrieved_at": st.none() | st.just("2026-03-02"),
        "modified_at": st.none() | st.just("2026-03-03T10:00:00Z"),
        "warnings": st.lists(st.text(max_size=5), max_size=2).map(tuple),
        "paywalled": st.none() | st.booleans(),
    }
)


@given(st.lists(_frames, min_size=1, max_size=5))
def test_what_changes_around_the_story_makes_no_wording(frames: list[dict[str, object]]) -> None:
    found = told(*(("a", replace(FIRST, **frame)) for frame in frames))  # type: ignore[arg-type]
    assert len(found) == 1
    assert isinstance(found[0], Told)
    assert len(found[0].again) == len(frames) - 1


@pytest.mark.parametrize(
    ("uploads", "expected"),
    [
        ([("a", FIRST), ("a", FIRST), ("a", SECOND), ("a", SECOND)], ["1+1", "2+1"]),
        ([("a", FIRST), ("a", SECOND), ("a", FIRST)], ["1", "2", "3"]),
        ([("a", FIRST), ("b", FIRST), ("b", SECOND)], ["1+1", "2"]),
        ([("a", FIRST), ("b", SECOND), ("a", FIRST), ("b", SECOND), ("a", SECOND)], ["1+1", "2+2"]),
        ([("a", FIRST), ("a", EMPTY), ("a", FIRST)], ["1+1", "refused"]),
        ([("a", FIRST), ("a", None), ("a", FIRST), ("a", FIRST)], ["1+1", "removed", "back to 1"]),
        ([("a", FIRST), ("a", None), ("a", SECOND)], ["1", "removed", "2"]),
        ([("a", FIRST), ("b", None), ("a", FIRST)], ["1+1", "removed"]),
        ([("a", EMPTY)], ["refused"]),
        ([("a", SECOND), ("a", OTHER)], ["1", "2"]),
        ([], []),
    ],
)
def test_a_wording_is_told_once(uploads: list[tuple[str, Read]], expected: list[str]) -> None:
    assert in_short(told(*uploads)) == expected


def test_another_article_at_the_key_is_compared_with_nothing() -> None:
    first, other = told(("a", FIRST), ("a", OTHER))
    assert isinstance(first, Told)
    assert isinstance(other, Told)
    assert first.changes is other.changes is None


def test_the_second_wording_says_what_it_changed() -> None:
    _, second = told(("a", FIRST), ("a", SECOND))
    assert isinstance(second, Told)
    assert second.changes
    assert [change.old_at for change in second.changes.paragraphs] == [0]
