"""How a history is shown: each wording with what it changed, word by word, and as JSON for machines."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infra.cli.card import WIDTH, count, moment
from infra.cli.terminal import line
from infra.history.entries import Entry, Refused, Removed, Restored, Told
from infra.worddiff import Piece, word_diff, words

if TYPE_CHECKING:
    from dateline.store import Version
    from infra.history.changes import Changes, FieldChange, ParagraphChange, QuoteChange
    from infra.history.numbers import NumberChange

NEAR = 8
"""Words that are shown on either side of what changed in a paragraph."""

MOST = 40
"""Paragraphs, quotes or numbers of one change; more are counted."""

LONGEST = 60
"""Words of a paragraph or quote that went or came."""

_SIGNS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "kept": ("", "")}
_LABELS = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "bylines": "Byline",
    "dateline": "Dateline",
    "status": "Status",
    "published_at": "Published",
    "modified_at": "Modified",
}
_DATES = ("published_at", "modified_at")


def history_view(entries: Sequence[Entry], *, signs: bool) -> RenderableType:
    """All entries, the oldest first. With `signs` what went and came is told by signs, for who sees no colours."""
    told = [entry for entry in entries if isinstance(entry, Told)]
    keys = {entry.version.key for entry in entries}
    headline = line(told[-1].record.headline or "(no headline)", "headline") if told else line("no article", "odd")
    saved = sum(1 + len(entry.again) for entry in told) + sum(isinstance(entry, Restored) for entry in entries)
    parts: list[RenderableType] = [
        headline,
        line(f"{count(len(told), 'wording')} in {count(saved, 'upload')} to {count(len(keys), 'key')}", "quiet"),
    ]
    for entry in entries:
        parts += ["", *_entry(entry, signs=signs)]
    return Constrain(Group(*parts), WIDTH)


def entry_json(entry: Entry) -> dict[str, Any]:
    """One entry as `--json` tells it; `changes` is null of the first wording."""
    plain: dict[str, Any] = {"kind": _KINDS[type(entry)], **_version(entry.version)}
    match entry:
        case Told():
            record = entry.record
            plain |= {
                "number": entry.number,
                "article_id": record.article_id,
                "headline": record.headline,
                "status": record.status,
                "published_at": record.published_at,
                "modified_at": record.modified_at,
                "again": [_version(version) for version in entry.again],
                "changes": dataclasses.asdict(entry.changes) if entry.changes else None,
            }
        case Refused():
            plain |= {"reason": entry.rejection.reason.value, "message": entry.rejection.message}
        case Restored():
            plain |= {"number": entry.number}
    return plain


_KINDS = {Told: "wording", Refused: "rejected", Removed: "removed", Restored: "restored"}


def _version(version: Version) -> dict[str, str]:
    return {"key": version.key, "version_id": version.version_id, "uploaded_at": version.uploaded_at}


def _entry(entry: Entry, *, signs: bool) -> Iterator[RenderableType]:
    when = (moment(entry.version.uploaded_at) or "", "label")
    key = line(entry.version.key, "path")
    match entry:
        case Told():
            number = line(f"Wording {entry.number}", "headline")
            yield Text.assemble(number, "  ", when, "  ", key, "  ", (entry.record.status or "", "odd"))
            yield Padding(Group(*_wording(entry, signs=signs)), (0, 2))
        case Refused():
            reason = line(entry.rejection.reason.value)
            yield Text.assemble(("Rejected", "odd"), "   ", when, "  ", key, "  ", reason)
            yield Padding(line(entry.rejection.message, "quiet"), (0, 2))
        case Removed():
            yield Text.assemble(("Removed", "bad"), "    ", when, "  ", key)
        case Restored():
            yield Text.assemble(("Back", "good"), "       ", when, "  ", key, f"  wording {entry.number}")


def _wording(told: Told, *, signs: bool) -> Iterator[RenderableType]:
    if told.changes:
        yield from _changes(told.changes, len(told.wording.paragraphs), signs=signs)
    else:
        record = told.record
        told_of = [
            line(record.headline or "(no headline)") if told.number > 1 else None,
            line(f"published {moment(record.published_at)}") if record.published_at else None,
            line(f"{count(len(told.wording.paragraphs), 'block')}, {count(record.word_count, 'word')}"),
        ]
        if told.number > 1:
            yield Text("another article", "odd")
        yield Text(" · ").join(text for text in told_of if text)
    if told.again:
        last = moment(told.again[-1].uploaded_at)
        times = "once, on" if len(told.again) == 1 else f"{len(told.again):,} times, last on"
        yield line(f"with this wording saved again {times} {last}", "quiet")


def _changes(changes: Changes, blocks: int, *, signs: bool) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="label", no_wrap=True)
    grid.add_column(overflow="fold")
    for field in changes.fields:
        grid.add_row(_LABELS[field.field], _field(field, signs=signs))
    for label, rows in (
        ("Numbers", list(_numbers(changes.numbers))),
        ("Quotes", [_quote(quote, signs=signs) for quote in changes.quotes]),
        ("Paragraphs", _paragraphs(changes.paragraphs, blocks, signs=signs)),
    ):
        for at, row in enumerate(rows[:MOST]):
            grid.add_row(label if at == 0 else "", row)
        if len(rows) > MOST:
            grid.add_row("", Text(f"… and {len(rows) - MOST:,} more", "quiet"))
    yield grid


def _field(change: FieldChange, *, signs: bool) -> Text:
    if change.field in _DATES:
        return _became(moment(change.old) or "none", moment(change.new) or "none")
    if change.field == "status":
        return _became(change.old or "none", change.new or "none")
    return _diff(word_diff(change.old, change.new), signs=signs)


def _became(old: str, new: str) -> Text:
    return Text(" → ").join([_piece("removed", old, signs=False), _piece("added", new, signs=False)])


def _numbers(changes: Iterable[NumberChange]) -> Iterator[Text]:
    """Each number and what it became, once, and where it stands; the story's sentences tell more than its headline."""
    last = {(change.old, change.new): change for change in changes}
    for change in last.values():
        yield Text.assemble(
            _became(change.old, change.new), "  ", line(_around(change.new, change.new_sentence), "quiet")
        )


def _around(number: str, sentence: str) -> str:
    """The words of a sentence that stand beside a number in it."""
    before, found, after = sentence.partition(number)
    left, right = words(before), words(after)
    shown = "".join([*left[-2 * NEAR :], found, *right[: 2 * NEAR]]).strip()
    return f"{'… ' * (len(left) > 2 * NEAR)}{shown}{' …' * (len(right) > 2 * NEAR)}"


def _quote(change: QuoteChange, *, signs: bool) -> Text:
    old, new = change.old, change.new
    if old and new:
        speakers = _diff(word_diff(old.speaker or "nobody named", new.speaker or "nobody named"), signs=signs)
        return Text.assemble("~ ", speakers, ": ", _diff(_near(word_diff(old.text, new.text)), signs=signs))
    sign, kind, said = ("− ", "removed", old) if old else ("+ ", "added", new)
    if said is None:
        raise ValueError("a quote that neither went nor came")
    return Text.assemble(sign, said.speaker or "nobody named", ": ", _piece(kind, _shortened(said.text), signs=signs))


def _paragraphs(changes: Sequence[ParagraphChange], blocks: int, *, signs: bool) -> list[Text]:
    if not changes:
        return []
    kinds = Counter(_kind(change) for change in changes)
    same = blocks - sum(1 for change in changes if change.new)
    told = [f"{number:,} {kind}" for kind, number in kinds.items()] + [f"{same:,} as they were"]
    return [line(", ".join(told), "quiet"), *(_paragraph(change, signs=signs) for change in changes)]


def _kind(change: ParagraphChange) -> str:
    if change.moved:
        return "moved"
    return "changed" if change.old and change.new else "removed" if change.old else "added"


def _paragraph(change: ParagraphChange, *, signs: bool) -> Text:
    old, new = change.old, change.new
    if old and new:
        kind = f"{old.kind} → {new.kind}: ".replace("_", " ") if old.kind != new.kind else ""
        moved = "moved: " if change.moved else ""
        shown = _diff(_near(word_diff(old.text, new.text)), signs=signs)
        return Text.assemble("~ ", (moved + kind, "quiet"), shown)
    sign, style, told = ("− ", "removed", old) if old else ("+ ", "added", new)
    if told is None:
        raise ValueError("a paragraph that neither went nor came")
    kind = "" if told.kind == "paragraph" else f"{told.kind}: ".replace("_", " ")
    return Text.assemble(sign, (kind, "quiet"), _piece(style, _shortened(told.text), signs=signs))


def _diff(pieces: Iterable[Piece], *, signs: bool) -> Text:
    shown, last = Text(), "kept"
    for kind, text in pieces:
        if last == "removed" and kind == "added" and not signs:
            shown.append(" ")  # not every terminal strikes out what went
        shown.append(_piece(kind, text, signs=signs))
        last = kind
    return shown


def _piece(kind: str, text: str, *, signs: bool) -> Text:
    """A piece on one line; a change that is white space only can be seen."""
    before, after = _SIGNS[kind] if signs else ("", "")
    lead, trail = text[:1].isspace() * " ", text[-1:].isspace() * " "
    told = line(text, "" if kind == "kept" else kind)
    if not told.plain:
        return Text(lead)
    return Text.assemble(lead, before, told, after, trail)


def _near(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with what stayed cut down to the words beside a change."""
    shown: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.kind != "kept":
            shown.append(Piece(piece.kind, _shortened(piece.text)))
            continue
        told = words(piece.text)
        head = told[: 2 * NEAR] if at > 0 else []
        tail = told[-2 * NEAR :] if at < len(pieces) - 1 else []
        if len(head) + len(tail) + 2 >= len(told):
            shown.append(piece)
        else:
            left, right = "".join(head).rstrip(), "".join(tail).lstrip()
            shown.append(
                Piece("kept", " … ".join([left, right]) if left and right else f"{left} …" if left else f"… {right}")
            )
    return shown


def _shortened(text: str) -> str:
    told = words(text)
    return text if len(told) <= 2 * LONGEST else "".join(told[: 2 * LONGEST]).rstrip() + " …"
