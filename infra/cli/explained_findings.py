"""How an explanation shows what was found in the story: each finding, and the rule or the feature that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from dateline.findings import DateMention, Entity, Place, Quote, Subject
from infra.cli.terminal import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.enrichment.document import Found

MOST_FOUND = 12  # of a field; of more only so many are shown, unless all are asked for
LONGEST = 60  # columns of a finding


def findings_table(found: Mapping[str, tuple[Found[Any], ...]], *, every: bool = False) -> Table:
    """The findings by field, in the order in which they were found."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="label")
    table.add_column(overflow="fold", ratio=3)
    table.add_column(overflow="fold", ratio=2)
    for field, findings in found.items():
        for row in _rows(field, findings, len(findings) if every else MOST_FOUND):
            table.add_row(*row)
    return table


def _rows(field: str, findings: tuple[Found[Any], ...], most: int) -> Iterator[tuple[Text, Text, Text]]:
    for number, one in enumerate(findings[:most]):
        what = _told(one.finding)
        what.truncate(LONGEST, overflow="ellipsis")
        yield Text(field if number == 0 else ""), what, line(f"← {one.rule}", "quiet")
    if len(findings) > most:
        yield Text(""), Text(f"… and {len(findings) - most} more; --all shows them", "quiet"), Text("")


def _told(finding: object) -> Text:
    """A finding in a few words, in the colour of its kind."""
    match finding:
        case Entity():
            return line(finding.name, finding.kind)
        case Place():
            number = f"({finding.country}, {finding.geonames_id})" if finding.geonames_id else "(not known which)"
            return Text.assemble(line(finding.name, "place"), " ", line(number, "quiet"))
        case Quote():
            speaker = finding.speaker or finding.speaker_text or "nobody named"
            return Text.assemble(line(speaker, "person"), ": ", line(finding.text))
        case DateMention():
            return Text.assemble(line(finding.text), " ", line(f"= {finding.value}", "quiet"))
        case Subject():
            return Text.assemble(line(finding.name), " ", line(f"({finding.code})", "quiet"))
    return line(str(finding))
