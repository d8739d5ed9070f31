"""Listings of buckets, keys percent-encoded where a client asks for it: as S3 answers, and moto only half does.

XML has no form for most control characters, so every AWS SDK asks for `encoding-type=url` and decodes the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final
from unittest.mock import patch
from urllib.parse import quote

from moto.s3.responses import S3Response

_Plain = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]

PLAIN: Final[Mapping[str, _Plain]] = {
    "ListObjects": (("Delimiter", "NextMarker", "Prefix"), (("CommonPrefixes", "Prefix"),)),
    "ListObjectsV2": (("Delimiter", "StartAfter"), ()),
    "ListObjectVersions": (
        ("Delimiter", "KeyMarker", "NextKeyMarker", "Prefix"),
        (("Versions", "Key"), ("DeleteMarkers", "Key"), ("CommonPrefixes", "Prefix")),
    ),
}
"""What moto leaves as it is, of the fields that S3 encodes: of the answer, and of each entry of its lists."""


def encoded_listings() -> AbstractContextManager[object]:
    """Put this in the place of moto's answers, until the end of the block."""
    return patch.object(S3Response, "serialized", _encoding(S3Response.serialized))


def _encoding(serialized: Callable[..., Any]) -> Callable[..., Any]:
    def encode_and_serialize(response: S3Response, action_result: Any) -> Any:
        plain = PLAIN.get(str(response.data.get("Action")))
        if plain and response.querystring.get("encoding-type") == ["url"]:
            _encode(action_result.result, *plain)
        return serialized(response, action_result)

    return encode_and_serialize


def _encode(answer: dict[str, Any], fields: tuple[str, ...], lists: tuple[tuple[str, str], ...]) -> None:
    answer["EncodingType"] = "url"
    for name in fields:
        if answer.get(name):
            answer[name] = quote(answer[name])
    for name, of_each in lists:
        for entry in answer.get(name, ()):
            entry[of_each] = quote(entry[of_each])
