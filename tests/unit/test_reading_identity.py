"""Canonical addresses and the ids made of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.identity import article_id, canonical_address, registrable_domain


@pytest.mark.parametrize(
    ("given_address", "canonical"),
    [
        ("HTTP://News.Example.COM:80/a/B?utm_source=x&id=7&fbclid=9#top", "https://news.example.com/a/B?id=7"),
        ("https://example.com", "https://example.com/"),
        ("https://user:secret@example.com:443/x", "https://example.com/x"),
        ("https://example.com:8080/x/", "https://example.com:8080/x/"),
        ("https://example.com/caf%C3%A9/été", "https://example.com/caf%C3%A9/%C3%A9t%C3%A9"),
        ("https://zürich.example/see", "https://xn--zrich-kva.example/see"),
        (" https://example.com/a b ", "https://example.com/a%20b"),
    ],
)
def test_one_story_has_one_address(given_address: str, canonical: str) -> None:
    assert canonical_address(given_address) == canonical


@pytest.mark.parametrize(
    "text", ["", "/a", "mailto:a@b.example", "ftp://example.com/x", "http://[::1", "https://", "javascript:void(0)"]
)
def test_what_is_no_address_of_the_web_is_none(text: str) -> None:
    assert canonical_address(text) is None


@given(st.text(max_size=60).map("https://example.com/".__add__))
def test_a_canonical_address_stays_as_it_is(address: str) -> None:
    once = canonical_address(address)
    assert once is None or canonical_address(once) == once


@given(st.text(max_size=80))
def test_any_text_at_all_is_an_address_or_none(text: str) -> None:
    address = canonical_address(text)
    assert address is None or address.startswith("https://")


def test_ids_come_from_the_address_else_the_key_else_the_bytes() -> None:
    by_address = article_id("https://example.com/a", "inbox", "a.html", "00")
    assert by_address == article_id("https://example.com/a", "other", "b.html", "11")
    by_key = article_id(None, "inbox", "a.html", "00")
    assert by_key == article_id(None, "inbox", "a.html", "11")
    assert len({by_address, by_key, article_id(None, "other", "a.html", "00"), article_id(None, None, None, "00")}) == 4
    assert all(len(told) == 32 and int(told, 16) >= 0 for told in (by_address, by_key))


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.example.com/a", "example.com"),
        ("https://news.example.co.uk/a", "example.co.uk"),
        ("https://example.co/a", "example.co"),
        ("https://example.com.au", "example.com.au"),
        ("http://127.0.0.1/a", "127.0.0.1"),
        ("nowhere", None),
    ],
)
def test_the_registrable_domain(url: str, domain: str | None) -> None:
    assert registrable_domain(url) == domain
