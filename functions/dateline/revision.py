"""Which code made a row: the versions of its parser and its enricher, as text that sorts.

A version is a whole number, raised when the code tells something else of the same bytes.
"""

from __future__ import annotations

from dateline.article import PARSER_VERSION
from dateline.record import ENRICHER_VERSION


def revision(parser_version: str, enricher_version: str) -> str:
    """The two versions, the parser's first, of one width. Raises ValueError for what is no whole number."""
    return f"{int(parser_version):04d}.{int(enricher_version):04d}"


CURRENT = revision(PARSER_VERSION, ENRICHER_VERSION)
"""The revision of the code at hand."""

UNDECIDED = revision("0", "0")
"""What stands before the revisions of all code: of a row that any code may write over."""
