"""Queue messages: every one comes back as it was sent, whatever its text holds."""

from __future__ import annotations

import base64
import json
import re
import zlib
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import Article, Block, Reason, Upload
from dateline.codec import to_mapping
from dateline.messages import (
    MalformedMessage,
    ParsedArticle,
    RejectedUpload,
    RemovedUpload,
    decode,
    encode,
    encode_reference,
    referred_to,
)
from tests.unit.values import articles, texts, uploads

# What SQS takes, by "SendMessage" in its API reference.
TAKEN = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")

parsed = st.none() | st.datetimes(timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
)
messages = (
    st.builds(ParsedArticle, articles, texts, parsed, st.lists(articles, max_size=2).map(tuple))
    | st.builds(RejectedUpload, uploads, st.sampled_from(Reason), texts, texts, parsed, st.just("17"))
    | st.builds(RemovedUpload, uploads, st.just("2026-03-02T10:00:00Z"), texts, parsed)
)


def nothing_put_aside(bucket: str, key: str) -> bytes:
    raise AssertionError(f"asked for {bucket}/{key}")


@given(messages)
def test_a_message_comes_back_as_it_was(message: ParsedArticle | RejectedUpload | RemovedUpload) -> None:
    assert decode(encode(message), nothing_put_aside) == message


@given(st.text())
def test_the_queue_takes_whatever_the_page_holds(text: str) -> None:
    message = ParsedArticle(Article(article_id="1", blocks=(Block("paragraph", text + "\x00\uffff"),)), "c")
    assert TAKEN.fullmatch(encode(message))


def test_a_message_put_aside_is_fetched() -> None:
    message = RejectedUpload(Upload(key="a.html"), Reason.EMPTY, "nothing in it", "c-1")
    aside = {("overflow", "messages/1.json"): encode(message).encode()}
    body = encode_reference("overflow", "messages/1.json", message)
    assert decode(body, lambda bucket, key: aside[bucket, key]) == message
    told = referred_to(body)
    assert told is not None
    assert (told.upload.bucket, told.upload.key) == (message.upload.bucket, message.upload.key)
    assert told.correlation_id == message.correlation_id
    assert referred_to(encode(message)) is None


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"kind": "poem", "correlation_id": "c"}', '{"kind": "article"}'])
def test_what_the_parse_function_never_sent_is_refused(body: str) -> None:
    with pytest.raises(MalformedMessage, match="not a message of the parse function"):
        decode(body, nothing_put_aside)


def test_an_article_is_read_packed_and_as_a_person_writes_it() -> None:
    message = ParsedArticle(Article(article_id="1", blocks=(Block("paragraph", "Once. " * 500),)), "c")
    written = {"kind": "article", "correlation_id": "c", "article": to_mapping(message.article)}

    assert decode(json.dumps(written), nothing_put_aside) == message
    assert 5 * len(encode(message)) < len(json.dumps(written))


@pytest.mark.parametrize("packed", ["", "no base64!", "bm8gemxpYg==", "eJw="])
def test_an_article_that_does_not_unpack_is_refused(packed: str) -> None:
    body = json.dumps({"kind": "article", "correlation_id": "c", "article": packed})
    with pytest.raises(MalformedMessage, match="not a message of the parse function"):
        decode(body, nothing_put_aside)


@pytest.mark.parametrize(
    "body",
    [
        '{"kind":"article","correlation_id":"c","article":' + "[" * 100_000 + "]" * 100_000 + "}",
        "[" * 100_000,
        json.dumps({"kind": "article", "article": base64.b64encode(zlib.compress(b" " * 60_000_000)).decode()}),
        json.dumps({"kind": "article", "article": base64.b64encode(zlib.compress(b"{}")[:-3]).decode()}),
        '{"kind":"rejection","upload":{},"reason":"\ud800","message":1}',
        "9" * 10_000,
    ],
    ids=["deep", "open", "bomb", "cut off", "surrogate", "long number"],
)
def test_a_message_that_attacks_is_malformed(body: str) -> None:
    with pytest.raises(MalformedMessage):
        decode(body, nothing_put_aside)
