"""What is said of a diff in words: what was left out and why, and what has to be known before it is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.diff.batches import Skip

if TYPE_CHECKING:
    from infra.diff.examples import Counts, Tally

_SKIPPED = {
    Skip.NO_ROW: ("has no row (yet)", "have no row (yet)"),
    Skip.NO_CONTENT: ("was removed or taken down", "were removed or taken down"),
    Skip.GONE: ("is gone from the bucket", "are gone from the bucket"),
    Skip.OTHER_VERSION: (
        "is another version in the bucket than in the table",
        "are other versions in the bucket than in the table",
    ),
    Skip.UNREADABLE: ("cannot be read", "cannot be read"),
}


def percent(number: int, of: int) -> str:
    """A share for people."""
    return "<0.1 %" if 0 < number * 1000 < of else f"{100 * number / max(of, 1):.1f} %"


def ways(counts: Counts) -> str:
    """How the records change in a field: `12 filled, 3 changed`."""
    return ", ".join(f"{number:,} {way}" for way, number in counts.kinds.most_common())


def left_out(tally: Tally) -> list[str]:
    """What was not compared."""
    skipped = [
        f"{number:,} upload{'' if number == 1 else 's'} {_SKIPPED[why][number != 1]}, and not compared"
        for why, number in tally.skipped.most_common()
    ]
    outside = [
        f"{name} of {number:,} record{'' if number == 1 else 's'} made by an enricher outside, and not compared"
        for name, number in tally.outside.most_common()
    ]
    return skipped + outside


def warning(tally: Tally) -> str | None:
    """What keeps a replay from making the changes."""
    if not tally.unreplayable:
        return None
    rows = "these rows" if tally.unreplayable == tally.changed else f"{tally.unreplayable:,} of these rows"
    return (
        f"By its versions, the code that made {rows} is as new as the code at hand: raise PARSER_VERSION or "
        "ENRICHER_VERSION, else a replay changes nothing of them."
    )
