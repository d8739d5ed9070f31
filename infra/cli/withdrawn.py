"""That an article was killed or withdrawn, or is a copy of one that was: how it is shown, and told to machines."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from rich.text import Text

from dateline.codec import to_mapping
from infra.cli.card import moment
from infra.cli.terminal import line

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.withdrawal import Withdrawal

_SAID = {"kill": "KILLED", "withdrawn": "WITHDRAWN"}


def withdrawal_line(withdrawal: Withdrawal) -> Text:
    """Who killed or withdrew it, and when: `KILLED by Coast Wire, 2 March 2026, 10:00 UTC: do not use`."""
    who = f" by {withdrawal.publisher}" if withdrawal.publisher else ""
    when = f", {moment(withdrawal.at)}" if withdrawal.at else ""
    return line(f"{_SAID[withdrawal.status]}{who}{when}: do not use", "withdrawn")


def withdrawal_view(withdrawal: Withdrawal, shown: Record) -> Text:
    """The line at the head of an article; of a copy, also which article the notice is."""
    told = withdrawal_line(withdrawal)
    if withdrawal.article_id == shown.article_id:
        return told
    notice = line(f"This text is a copy of {withdrawal.article_id}, {withdrawal.headline or '(no headline)'}", "bad")
    return Text("\n").join([told, notice])


def record_json(record: Record, withdrawal: Withdrawal | None, *, blocks: bool = True) -> bytes:
    """The record's stable form, and behind it `withdrawn`: who withdrew it, or null."""
    plain = to_mapping(record, blocks=blocks)
    plain["withdrawn"] = dataclasses.asdict(withdrawal) if withdrawal else None
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
