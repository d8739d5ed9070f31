"""Dateline reads saved news pages: bytes in, a record out.

`parse` turns the bytes of a page into an `Article`, `enrich` an Article into a `Record`, `to_json` a Record into
its one stable JSON form. Bytes that are no article raise `Rejection`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from dateline.article import Article, Block, Byline, Dateline, Image, Publisher, Upload
from dateline.codec import to_json
from dateline.limits import Limits
from dateline.record import Enrichment, Record
from dateline.rejection import Reason, Rejection

if TYPE_CHECKING:
    from dateline.enrichment import enrich, enrich_text
    from dateline.reading import parse

__all__ = [
    "Article",
    "Block",
    "Byline",
    "Dateline",
    "Enrichment",
    "Image",
    "Limits",
    "Publisher",
    "Reason",
    "Record",
    "Rejection",
    "Upload",
    "enrich",
    "enrich_text",
    "parse",
    "to_json",
]

# Each function loads one of these two rooms and never the other: a cold start should not pay for both.
_LOADED_WHEN_ASKED_FOR = {
    "enrich": "dateline.enrichment",
    "enrich_text": "dateline.enrichment",
    "parse": "dateline.reading",
}


def __getattr__(name: str) -> object:
    if name not in _LOADED_WHEN_ASKED_FOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LOADED_WHEN_ASKED_FOR[name]), name)
