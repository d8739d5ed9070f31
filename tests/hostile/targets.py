"""What takes input from outside: bytes in, the name of what they came to out. Anything else that leaves is a fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import dateline
from dateline import Article, Block, Record
from dateline.codec import from_json
from dateline.events import UnknownEvent, uploads_in, uploads_in_body
from dateline.messages import MalformedMessage, Message, ParsedArticle, decode, encode


def parse(data: bytes) -> str:
    """A page: "article", or the reason of its rejection. An article comes back from its JSON and from a message."""
    try:
        article = dateline.parse(data)
    except dateline.Rejection as rejection:
        return rejection.reason.value
    assert article.body
    assert from_json(Article, dateline.to_json(article)) == article
    assert _decoded(encode(ParsedArticle(article, "c"))) == ParsedArticle(article, "c")
    return "article"


def enrich(data: bytes) -> str:
    """The text of a story: always a record, whose places in the text are places in the text."""
    text = data.decode("utf-8", "replace")
    blocks = tuple(Block("paragraph", part) for part in text.split("\n\n") if part.strip())
    article = Article(article_id="0" * 32, headline=text[:80], published_at="2024-03-12", language="en", blocks=blocks)
    record = dateline.enrich(article)
    assert from_json(Record, dateline.to_json(record)) == record
    body = record.body
    spans = [(mention.start, mention.end) for entity in record.entities for mention in entity.mentions]
    spans += [(quote.start, quote.end) for quote in record.quotes]
    spans += [(date.start, date.end) for date in record.dates]
    assert all(0 <= start < end <= len(body) for start, end in spans)
    assert all(quote.text == body[quote.start : quote.end] for quote in record.quotes)
    return "record"


def events(data: bytes) -> str:
    """The body of a queue message, and the event in it by itself: "uploads", or "unknown"."""
    text = data.decode("utf-8", "replace")
    told = "uploads"
    for read in (uploads_in_body, lambda body: uploads_in(json.loads(body))):
        try:
            for event in read(text):
                assert event.upload.bucket
                assert event.upload.key
        except UnknownEvent:
            told = "unknown"
        except ValueError:
            assert read is not uploads_in_body  # what is no JSON never comes as an event
        except RecursionError:
            assert read is not uploads_in_body
    return told


def messages(data: bytes) -> str:
    """A message between the functions: its kind, or "malformed"."""
    try:
        return _decoded(data.decode("utf-8", "replace")).kind
    except MalformedMessage:
        return "malformed"


def _decoded(body: str) -> Message:
    return decode(body, lambda *_: b"{}")


TARGETS: dict[str, Callable[[bytes], str]] = {"parse": parse, "enrich": enrich, "events": events, "messages": messages}


def plain_json(data: bytes) -> Any:
    """The JSON that the bytes are, or None."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
