"""What is uploaded: small pages of every kind that ends differently."""

from __future__ import annotations

import gzip
import random
from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Final

MAX_UPLOAD_BYTES: Final = 20_000
MAX_UNPACKED_BYTES: Final = 100_000
_WORDS: Final = (
    "anchor bakery canal dredge engine ferry gantry harbour island jetty keel lantern mooring night oyster pier quay "
    "rope sail tide upstream vessel wharf yard zinc autumn bridge cargo depot eastern freight gravel hull inlet "
    "journey kiosk ledger market northern orchard parish quarry river station timber union valley winter"
)
_DAY: Final = "2026-03-02"


def page(text: str, *, headline: str, address: str | None = None, day: str | None = _DAY, size: int = 3) -> bytes:
    """A page with a story of `size` paragraphs: pages of the same `text` are copies of each other, others are not."""
    words = random.Random(text)  # noqa: S311 - nothing here is secret
    link = f'<link rel="canonical" href="{escape(address)}">' if address else ""
    published = f'<meta property="article:published_time" content="{day}T10:00:00Z">' if day else ""
    paragraphs = "".join(f"<p>The {' '.join(words.choices(_WORDS.split(), k=40))}.</p>" for _ in range(size))
    return (
        f"<!doctype html><html lang=en><head><title>{escape(headline)}</title>{link}{published}"
        f"</head><body><article><h1>{escape(headline)}</h1>{paragraphs}</article></body></html>"
    ).encode()


_FERRY, _LONG = "https://pier.example/ferry", "https://pier.example/long"

PAGES: Final[Mapping[str, bytes]] = MappingProxyType(
    {
        "ferry": page("ferry", headline="Ferry resumes", address=_FERRY),
        "ferry, later": page("ferry, later", headline="Ferry stops again", address=_FERRY, day="2026-03-03"),
        "ferry, copied": page("ferry", headline="Ferry resumes", address="https://gull.example/ferry"),
        "storm": page("storm", headline="Storm passes the coast"),
        "storm, undated": page("storm, undated", headline="Storm warning", day=None),
        "long": page("long", headline="A long read of the coast", address=_LONG, size=40),
        "long, later": page("long, later", headline="A longer read of the coast", address=_LONG, size=45),
        "long, elsewhere": page("long, elsewhere", headline="A long night at the pier", size=40),
        "empty": b" \n",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "torn": gzip.compress(page("torn", headline="Torn"), mtime=0)[:-20],
        "vast": b"x" * (MAX_UPLOAD_BYTES + 1),
        "home": b"<html><body><h1>News</h1><ul>"
        + b"".join(b"<li><a href=/%d>A headline that links on</a></li>" % number for number in range(40))
        + b"</ul></body></html>",
    }
)

PAGE_DAYS: Final = frozenset({"2026-03-02", "2026-03-03"})
"""The days that these pages state."""
