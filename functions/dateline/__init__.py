"""Dateline reads saved news pages: bytes in, a record out.

`parse` turns the bytes of a page into an `Article`, `enrich` an Article into a `Record`, `to_json` a Record into
its one stable JSON form. Bytes that are no article raise `Rejection`.
"""

from dateline.article import Article, Block, Byline, Dateline, Image, Publisher, Upload
from dateline.codec import to_json
from dateline.enrichment import enrich, enrich_text
from dateline.limits import Limits
from dateline.reading import parse
from dateline.record import Enrichment, Record
from dateline.rejection import Reason, Rejection

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
