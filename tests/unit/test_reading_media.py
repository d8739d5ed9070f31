"""What an upload is recognised as, from its bytes."""

from __future__ import annotations

import gzip
import json

import pytest

import dateline
from dateline import Limits, Reason, Rejection
from dateline.reading.media import Form, form_of, refuse_binary

STORY = (
    b"<html><body><h1>Mill wheel turns again</h1><p>The wheel of the old mill turned on Sunday for the first time in "
    b"forty years, and the whole village came to watch it.</p><p>It took the carpenter two winters to carve the new "
    b"paddles, he said, and one to find the oak for them.</p></body></html>"
)


def _reason(data: bytes, **hints: str) -> tuple[Reason, str]:
    with pytest.raises(Rejection) as raised:
        dateline.parse(data, **hints)  # type: ignore[arg-type]
    return raised.value.reason, raised.value.message


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t\r\n ", b"\xef\xbb\xbf  ", b"\0\0\0", gzip.compress(b"", mtime=0), gzip.compress(b"  ", mtime=0)],
)
def test_nothing_to_read_is_empty(data: bytes) -> None:
    assert _reason(data)[0] is Reason.EMPTY


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "JPEG"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00" + bytes(40), "zip"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"ID3\x04" + bytes(30), "MP3"),
        (bytes(range(256)) * 20, "binary"),
        (gzip.compress(gzip.compress(STORY, mtime=0), mtime=0), "gzip file inside"),
        (gzip.compress(b"\x89PNG\r\n\x1a\n", mtime=0), "PNG"),
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel></channel></rss>', "RSS"),
        (b'<?xml version="1.0"?><!-- made by hand --><feed xmlns="http://www.w3.org/2005/Atom"></feed>', "Atom"),
        (b'<?xml version="1.0"?><urlset></urlset>', "sitemap"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', "SVG"),
        (b'<?xml version="1.0"?><orders><order/></orders>', "XML"),
        (json.dumps({"headline": "Mill wheel turns again"}).encode(), "JSON"),
        (b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "MHTML"),
    ],
)
def test_what_is_no_page_is_refused_by_its_name(data: bytes, name: str) -> None:
    reason, message = _reason(data, key="page.html", content_type="text/html")
    assert reason is Reason.UNSUPPORTED_TYPE
    assert name in message


def test_gzip_is_unpacked_member_by_member_and_padding_is_left_alone() -> None:
    packed = gzip.compress(STORY[:80], mtime=0) + gzip.compress(STORY[80:], mtime=0) + bytes(512)
    article = dateline.parse(packed, key="mill.html.gz")
    assert article.headline == "Mill wheel turns again"
    assert article.upload.size == len(packed)
    assert article.upload.media_type == "text/html"


@pytest.mark.parametrize("cut", [3, 12, 60, -8, -1])
def test_a_gzip_stream_that_is_cut_off_is_corrupt(cut: int) -> None:
    assert _reason(gzip.compress(STORY, mtime=0)[:cut])[0] is Reason.CORRUPT


def test_a_gzip_stream_that_is_damaged_is_corrupt() -> None:
    packed = bytearray(gzip.compress(STORY, mtime=0))
    packed[len(packed) // 2] ^= 0xFF
    assert _reason(bytes(packed))[0] is Reason.CORRUPT


def test_a_gzip_stream_of_endless_members_is_corrupt() -> None:
    assert _reason(gzip.compress(b"", mtime=0) * 1_001)[0] is Reason.CORRUPT


def test_sizes_above_the_limits_are_too_large_packed_or_unpacked() -> None:
    limits = Limits(max_bytes=2_000, max_unpacked_bytes=100_000)
    with pytest.raises(Rejection, match="limit is 2,000") as raised:
        dateline.parse(STORY * 20, limits=limits)
    assert raised.value.reason is Reason.TOO_LARGE
    bomb = gzip.compress(bytes(1_000_000), mtime=0)
    assert len(bomb) < 2_000
    with pytest.raises(Rejection, match="unpacks to more than") as raised:
        dateline.parse(bomb, limits=limits)
    assert raised.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("text", "hints", "form"),
    [
        ("<!DOCTYPE html><p>Hello", {}, Form.HTML),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", {}, Form.HTML),
        ("<p>One</p><p>Two</p>", {}, Form.HTML),
        ("<p>One", {}, Form.DUMP),
        ("<p>One", {"content_type": "text/html"}, Form.HTML),
        ("<p>One", {"key": "a/b.htm.gz"}, Form.HTML),
        ("Plain words that a page left behind", {"key": "page.html", "content_type": "text/html"}, Form.DUMP),
        ("if a < b and b > c then the <dative> case", {}, Form.DUMP),
        ("[Update] Road reopened [with pictures]", {}, Form.DUMP),
    ],
)
def test_the_bytes_decide_between_html_and_dump_and_hints_tip_the_balance(
    text: str, hints: dict[str, str], form: Form
) -> None:
    assert form_of(text, **hints) is form


def test_a_few_nulls_do_not_make_a_page_binary() -> None:
    article = dateline.parse(STORY.replace(b"Sunday", b"Sun\0day") + bytes(3), key="mill.html")
    assert "on Sunday for" in article.body


@pytest.mark.parametrize(
    "opening", ["PROTEST WAVE sweeps the coast", "THE NEW WAVE of ferries", "ID3 and the rest", "BZh: a word", "OggS"]
)
def test_words_that_spell_a_signature_are_still_words(opening: str) -> None:
    refuse_binary(f"{opening}\n\nThe ferry left the harbour on Monday, the company said.".encode(), wide=False)


def test_a_page_that_opens_with_thousands_of_comments_is_looked_at_once() -> None:
    assert form_of("<!-- c -->" * 5_000 + "<html><p>words</p>") is Form.HTML
    with pytest.raises(Rejection, match="RSS feed"):
        form_of("<!---->" * 5_000 + "<rss version='2.0'>")


def test_json_too_long_to_be_read_whole_is_told_by_its_ends() -> None:
    with pytest.raises(Rejection, match="JSON"):
        form_of("[" + "{}," * 1_000_000 + "{}]")
