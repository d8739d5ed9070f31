"""How takedowns are told: what would be removed, what was, what was once, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infra.cli.terminal import line

if TYPE_CHECKING:
    from dateline.store.audit import Audit
    from dateline.store.erasure import ObjectVersion
    from dateline.store.takedown import Found, Key, Removed

_ELSEWHERE = (
    "What was in the table stays in its stream for 24 hours and in its backups for 35 days; a dead letter holds its "
    "article for up to 14 days. The archive of events and the logs name keys and hold no text."
)
_COPIES_STAY = (
    "Other articles that carry the same text are not touched; dateline show names them. An article is known by its "
    "address: its text under another one, or without one, is another article."
)
_MARKS_GO = (
    "It is a kill or a withdrawal: with it goes the mark of every copy of what it withdraws. Take those down first, or "
    "they are listed as if nothing spoke against them."
)
_UPLOADS_STAY = "What was uploaded stays in the inbox bucket; --uploads erases every version of it."


# ── For people


def plan_view(there: Sequence[Found], *, uploads: bool) -> RenderableType:
    """What would be removed, article by article; the command that does it comes under it."""
    parts: list[RenderableType] = []
    for one in there:
        parts += [*_heading(one), Padding(_rows_of(one, uploads=uploads), (0, 0, 1, 2))]
        if any(key.marks for key in one.target.keys):
            parts.append(line(_MARKS_GO, "odd"))
    parts.append(line(f"Would be removed: {_counted(there, uploads=uploads)}.", "bold"))
    if not uploads and any(one.uploads for one in there):
        parts.append(line(_UPLOADS_STAY, "quiet"))
    parts += [
        line(_ELSEWHERE, "quiet"),
        line(_COPIES_STAY, "quiet"),
        "",
        Text("Nothing was removed. To do it:"),
    ]
    return Group(*parts)


def removed_view(removed: Removed, *, uploads: bool) -> RenderableType:
    """What was removed, by name."""
    table = _table()
    for key in removed.keys:
        table.add_row("row", line(key.key, "path"), Text(_was(key), "quiet"))
    _add_versions(table, "aside", removed.aside)
    _add_versions(table, "upload", removed.uploads)
    notes = [*([] if uploads else [_UPLOADS_STAY]), _ELSEWHERE, _COPIES_STAY]
    return Group(
        Text("Removed", "bold"),
        Padding(table, (0, 0, 1, 2)),
        line(f"{_summed(removed.audit.removed)}.", "bold"),
        line(f"Takedown {removed.audit.audit_id}, by {removed.audit.by}."),
        *(line(note, "quiet") for note in notes),
    )


def nothing_left(there: Sequence[Found], *, uploads: bool) -> RenderableType:
    """That all is taken down already."""
    what = "It is" if len(there) == 1 else f"All {len(there):,} are"
    more = [] if uploads or not any(one.uploads for one in there) else [line(_UPLOADS_STAY, "quiet")]
    return Group(Text(f"{what} taken down already; nothing is left to remove, and nothing was changed."), *more)


def lift_plan_view(one: Found) -> RenderableType:
    """What would be let in again; the command that does it comes under it."""
    lying = {version.key for version in one.uploads if version.latest and not version.marker}
    table = _table()
    for key in one.target.keys:
        if key.is_taken_down:
            there = "comes back from the inbox" if key.key in lying else "nothing lies there now"
            table.add_row("key", line(key.key, "path"), Text(there, "quiet"))
    return Group(
        *_heading(one),
        Padding(table, (0, 0, 1, 2)),
        Text("Nothing was changed. To let it in again:"),
    )


def lifted_view(lifted: Removed) -> RenderableType:
    """What was let in again."""
    table = _table()
    for key in lifted.keys:
        table.add_row("key", line(key.key, "path"), Text("is looked at again in some seconds", "quiet"))
    return Group(Text("Lifted", "bold"), Padding(table, (0, 2)), line(f"Takedown {lifted.audit.audit_id}", "quiet"))


def audits_view(audits: Iterable[Audit]) -> Table:
    """When, who, why, and how much."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="label")
    for name in ("When", "What", "By", "Because"):
        table.add_column(name, overflow="fold")
    for audit in audits:
        articles = _many(len(audit.article_ids), "article")
        what = Text("\n").join([line(f"{audit.action}: {articles}"), _ended(audit), line(audit.audit_id, "quiet")])
        table.add_row(line(audit.began_at[:16].replace("T", " ")), what, line(audit.by), line(audit.because))
    return table


def _heading(one: Found) -> list[RenderableType]:
    target = one.target
    if target.article_id is None:
        return [Text("A key that holds no article", "headline")]
    title = target.headline or ("(taken down)" if one.blocked else "(no headline)")
    return [line(title, "headline"), Padding(line(target.article_id, "quiet"), (0, 2))]


def _rows_of(one: Found, *, uploads: bool) -> Table:
    table = _table()
    for key in one.target.keys:
        table.add_row("row", line(key.key, "path"), Text(_state(key), "quiet"))
    _add_versions(table, "aside", one.aside)
    _add_versions(table, "upload", one.uploads, "" if uploads else ", left there")
    return table


def _add_versions(table: Table, label: str, versions: Sequence[ObjectVersion], note: str = "") -> None:
    """A line for each object: its versions and markers, and their bytes."""
    by_key: dict[str, list[ObjectVersion]] = {}
    for version in versions:
        by_key.setdefault(version.key, []).append(version)
    for key, its_own in by_key.items():
        markers = sum(version.marker for version in its_own)
        told = [_many(len(its_own) - markers, "version"), *([_many(markers, "delete marker")] if markers else [])]
        told.append(f"{sum(version.size for version in its_own):,} bytes")
        table.add_row(label, line(key, "path"), Text(", ".join(told) + note, "quiet"))


def _table() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="label", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    return table


def _state(key: Key) -> str:
    if key.is_taken_down:
        return "taken down already"
    return "no row; nothing would come in" if key.kind is None else _was(key)


def _was(key: Key) -> str:
    return key.kind or "there was none"


def _ended(audit: Audit) -> Text:
    if audit.ended_at is None:
        return Text("broke off: run it again", "odd")
    return line(_summed(audit.removed), "quiet")


def _counted(there: Sequence[Found], *, uploads: bool) -> str:
    articles = sum(one.target.article_id is not None for one in there)
    aside = [version for one in there for version in one.aside]
    uploaded = [version for one in there for version in one.uploads] if uploads else []
    counts = {"keys": sum(len(one.standing) for one in there), "aside": len(aside), "uploads": len(uploaded)}
    told = _summed({**counts, "bytes": sum(version.size for version in (*aside, *uploaded))})
    return f"{_many(articles, 'article')}, {told}" if articles else told


def _summed(counts: Mapping[str, int]) -> str:
    """What there is of rows and objects."""
    told = [
        _many(counts["keys"], "row"),
        _many(counts["aside"], "version of what lay aside", "versions of what lay aside"),
        _many(counts["uploads"], "version of uploads", "versions of uploads"),
        _many(counts["bytes"], "byte"),
    ]
    return ", ".join(one for one in told if not one.startswith("0 ")) or "nothing"


def _many(count: int, one: str, several: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"


# ── For machines


def plan_told(there: Sequence[Found], command: str, *, uploads: bool) -> dict[str, Any]:
    """What would be removed."""
    return {
        "applied": False,
        "left": True,
        "uploads": uploads,
        "targets": [target_told(one) for one in there],
        "command": command,
    }


def target_told(one: Found) -> dict[str, Any]:
    """One target, and all that there is of it."""
    return {
        "article_id": one.target.article_id,
        "headline": one.target.headline,
        "blocked": one.blocked,
        "keys": [_key_told(key) for key in one.target.keys],
        "aside": [_version_told(version) for version in one.aside],
        "uploads": [_version_told(version) for version in one.uploads],
    }


def removed_told(removed: Removed) -> dict[str, Any]:
    """What was removed, or lifted."""
    return {
        "applied": True,
        "takedown_id": removed.audit.audit_id,
        "by": removed.audit.by,
        "because": removed.audit.because,
        "article_ids": list(removed.audit.article_ids),
        "removed": dict(removed.audit.removed),
        "keys": [_key_told(key) for key in removed.keys],
        "aside": [_version_told(version) for version in removed.aside],
        "uploads": [_version_told(version) for version in removed.uploads],
    }


def audits_told(audits: Iterable[Audit]) -> Iterator[dict[str, Any]]:
    """The audit rows."""
    for audit in audits:
        yield {
            "takedown_id": audit.audit_id,
            "action": audit.action,
            "began_at": audit.began_at,
            "ended_at": audit.ended_at,
            "by": audit.by,
            "because": audit.because,
            "options": list(audit.options),
            "article_ids": list(audit.article_ids),
            "removed": dict(audit.removed),
        }


def _key_told(key: Key) -> dict[str, Any]:
    return {"bucket": key.bucket, "key": key.key, "kind": key.kind, "marks_copies": key.marks}


def _version_told(version: ObjectVersion) -> dict[str, Any]:
    return {
        "bucket": version.bucket,
        "key": version.key,
        "version_id": version.version_id,
        "size": version.size,
        "delete_marker": version.marker,
    }
