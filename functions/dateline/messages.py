"""What the parse function tells the enrich function: one queue message for each upload.

A message is a JSON object with a `kind`. An article in it is packed (its JSON, deflated, in base64): SQS counts each
64 KB of a batch as a request, and ten packed articles fit into one. Read is also one that is not packed, as a person
writes it. A message that a queue would not take for its size is put aside in the overflow bucket, and a `reference` to
it is sent instead.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, cast

from dateline.article import PARSER_VERSION, Article, Upload
from dateline.codec import from_mapping, to_mapping
from dateline.disclosure import name_of, shape_of
from dateline.rejection import Reason

# SQS, "Message quotas": a message, and a batch of messages, holds at most 1 MiB.
MAX_MESSAGE_BYTES = 1_048_576
MAX_BATCH_BYTES = 1_048_576

_REFERENCE = "reference"

# More than any article has as JSON: what is read of a page has at most ten million bytes.
MAX_ARTICLE_BYTES = 50_000_000

# SQS refuses a body with a character outside of XML 1.0's; JSON escapes the control characters already.
_REFUSED = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """The upload is an article. `parsed_at` is when the parse function was done with it, as in the other messages.

    `earlier` is what the article said before, where it is a notice that withdraws it.
    """

    article: Article
    correlation_id: str
    parsed_at: datetime | None = None
    earlier: tuple[Article, ...] = ()
    kind: ClassVar[str] = "article"

    @property
    def upload(self) -> Upload:
        """The upload that the article was read from."""
        return self.article.upload


@dataclass(frozen=True, slots=True)
class RejectedUpload:
    """The upload is no article, and never will be for this version of the parser."""

    upload: Upload
    reason: Reason
    message: str
    correlation_id: str
    parsed_at: datetime | None = None
    parser_version: str = PARSER_VERSION
    kind: ClassVar[str] = "rejection"


@dataclass(frozen=True, slots=True)
class RemovedUpload:
    """Nothing lies at the upload's key any more. `removed_at` is ISO 8601 in UTC."""

    upload: Upload
    removed_at: str
    correlation_id: str
    parsed_at: datetime | None = None
    kind: ClassVar[str] = "removal"


@dataclass(frozen=True, slots=True)
class Reference:
    """A message that was put aside is about this upload, of which bucket and key are told."""

    upload: Upload
    correlation_id: str


Message = ParsedArticle | RejectedUpload | RemovedUpload


class MalformedMessage(ValueError):  # noqa: N818 - named for what came, as `Rejection` is
    """A queue message that the parse function never sent."""


def encode(message: Message) -> str:
    """The message as the text of a queue message."""
    plain: dict[str, Any]
    match message:
        case ParsedArticle(article):
            plain = {"key": article.upload.key, "article": _packed(article)}
            if message.earlier:
                plain["earlier"] = [_packed(one) for one in message.earlier]
        case RejectedUpload(upload, reason, text):
            plain = {
                "upload": dataclasses.asdict(upload),
                "reason": reason.value,
                "message": text,
                "parser_version": message.parser_version,
            }
        case RemovedUpload(upload, removed_at):
            plain = {"upload": dataclasses.asdict(upload), "removed_at": removed_at}
    parsed_at = message.parsed_at.isoformat(timespec="milliseconds") if message.parsed_at else None
    return _json({"kind": message.kind, "correlation_id": message.correlation_id, "parsed_at": parsed_at, **plain})


def encode_reference(bucket: str, key: str, message: Message) -> str:
    """The text of a queue message that stands for one put aside at `bucket`/`key`."""
    about = {"bucket": message.upload.bucket, "key": message.upload.key}
    plain = {"kind": _REFERENCE, "correlation_id": message.correlation_id, "bucket": bucket, "key": key}
    return _json({**plain, "upload": about})


def referred_to(body: str) -> Reference | None:
    """What the text of a queue message refers to; None where it is no reference, or an old one that does not tell."""
    plain = json.loads(body)
    if plain["kind"] != _REFERENCE or "upload" not in plain:
        return None
    return Reference(Upload(**plain["upload"]), plain["correlation_id"])


def decode(body: str, fetch: Callable[[str, str], bytes]) -> Message:
    """The message in the text of a queue message; `fetch(bucket, key)` brings one that was put aside.

    Raises MalformedMessage, and whatever `fetch` raises.
    """
    try:
        plain = json.loads(body)
        if plain["kind"] == _REFERENCE:
            return _message(json.loads(fetch(plain["bucket"], plain["key"])))
        return _message(plain)
    except MalformedMessage:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, zlib.error) as error:
        lacking = f" of {name_of(error.args[0])}" if isinstance(error, KeyError) else ""
        fault = f"{type(error).__name__}{lacking} in {shape_of(body)}"
        raise MalformedMessage(f"not a message of the parse function: {fault}") from None


def _message(plain: Mapping[str, Any]) -> Message:
    correlation_id, told = plain["correlation_id"], plain.get("parsed_at")
    parsed_at = datetime.fromisoformat(told) if told else None
    match plain["kind"]:
        case ParsedArticle.kind:
            earlier = tuple(map(_article, plain.get("earlier", ())))
            return ParsedArticle(_article(plain["article"]), correlation_id, parsed_at, earlier)
        case RejectedUpload.kind:
            upload, reason = Upload(**plain["upload"]), Reason(plain["reason"])
            version = plain.get("parser_version", PARSER_VERSION)
            return RejectedUpload(upload, reason, plain["message"], correlation_id, parsed_at, version)
        case RemovedUpload.kind:
            return RemovedUpload(Upload(**plain["upload"]), plain["removed_at"], correlation_id, parsed_at)
        case kind:
            raise MalformedMessage(f"not a message of the parse function: its kind is {name_of(kind)}")


def _article(fields: Mapping[str, Any] | str) -> Article:
    if isinstance(fields, str):
        fields = json.loads(_unpacked(fields))
    return from_mapping(Article, cast("Mapping[str, Any]", fields))


def _unpacked(packed: str) -> bytes:
    inflate = zlib.decompressobj()
    data = inflate.decompress(base64.b64decode(packed, validate=True), MAX_ARTICLE_BYTES)
    if not inflate.eof:
        raise ValueError(f"the article is cut off, or has more than {MAX_ARTICLE_BYTES:,} bytes")
    return data


def _packed(article: Article) -> str:
    fields = to_mapping(article)
    del fields["body"]
    return base64.b64encode(zlib.compress(_json(fields).encode())).decode()


def _json(plain: Mapping[str, Any]) -> str:
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return _REFUSED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
