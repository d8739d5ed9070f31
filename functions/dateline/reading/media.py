"""What the bytes of an upload are: gzip is unpacked within bounds, what can hold no page is refused by its name.

The bytes decide. The object's name and its declared type only tip the balance where the bytes leave it open.
"""

from __future__ import annotations

import json
import re
import zlib
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.rejection import Reason, Rejection

if TYPE_CHECKING:
    from dateline.limits import Limits

GZIP_MAGIC = b"\x1f\x8b"
MAX_GZIP_MEMBERS = 1000
SNIFFED_BYTES = 16_384
SNIFFED_CHARACTERS = 100_000
LONGEST_JSON = 1_000_000
_CHUNK = 65_536


class Form(StrEnum):
    """The two forms of a page that can be read; the value is its media type."""

    HTML = "text/html"
    DUMP = "text/plain"


# (offset, bytes that stand there, what it is), from the formats' own specifications.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (0, b"BM", "a BMP image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (0, b"\x00\x00\x01\x00", "an icon image"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"PK\x03\x04", "a zip archive or an office document"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\x00", "an xz file"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (257, b"ustar", "a tar archive"),
    (0, b"ID3", "MP3 audio"),
    (0, b"OggS", "Ogg audio or video"),
    (0, b"fLaC", "FLAC audio"),
    (0, b"\x1aE\xdf\xa3", "Matroska or WebM video"),
    (0, b"FLV\x01", "Flash video"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\x00asm", "a WebAssembly module"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"wOFF", "a web font"),
    (0, b"wOF2", "a web font"),
    (0, b"bplist00", "a Safari web archive or property list"),
    (0, b"WARC/1.", "a WARC web archive"),
    (0, GZIP_MAGIC, "a gzip file inside a gzip file"),
)

# Formats whose signature follows a size, which is in bytes that no text has, or follows a word of its own.
_CONTAINERS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "a WebP image"),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "WAV audio"),
    (re.compile(rb"RIFF.{4}AVI ", re.DOTALL), "AVI video"),
    (re.compile(rb"\x00.{3}ftypavif", re.DOTALL), "an AVIF image"),
    (re.compile(rb"\x00.{3}ftyphei[cx]", re.DOTALL), "a HEIC image"),
    (re.compile(rb"\x00.{3}ftypM4A", re.DOTALL), "MPEG-4 audio"),
    (re.compile(rb"\x00.{3}ftyp", re.DOTALL), "MPEG-4 video"),
)

# What may stand before the first element of a document. The outer group is atomic and its items are unambiguous: a
# page of nothing but comments is looked at once.
_PROLOGUE = r"(?>(?:\s++|<\?[^>]*+>|<!--(?:(?!-->).)*+-->|<!doctype svg[^>]*+>)*)"

# Text that is no page: how it opens, what it is.
_OTHER_TEXT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), name)
    for pattern, name in (
        (_PROLOGUE + r"<(?:rss|rdf:rdf)\b", "an RSS feed"),
        (_PROLOGUE + r"<feed\b", "an Atom feed"),
        (_PROLOGUE + r"<(?:urlset|sitemapindex)\b", "a sitemap"),
        (_PROLOGUE + r"<svg\b", "an SVG image"),
        (r"(?:[\w-]+: [^\n]{0,1000}+\n\s?){0,20}mime-version: 1\.0", "an MHTML web archive or a mail message"),
        (r"%pdf-", "a PDF document"),
    )
)
# Signatures made of letters: a text may begin with them.
_SPELT_BY_WORDS = frozenset({b"BM", b"BZh", b"ustar", b"ID3", b"OggS", b"fLaC", b"wOFF", b"wOF2"})
_TEXT_CONTROLS = b"\t\n\x0b\x0c\r\x1b"
_CONTROLS = bytes(code for code in range(32) if code not in _TEXT_CONTROLS)
_BLANKS = "\ufeff \t\r\n\f\v"
_DOCUMENT_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_CONTENT_TAG = re.compile(
    r"</?(?:a|article|b|br|div|em|figure|footer|h[1-6]|header|i|img|li|link|main|meta|nav|ol|p|script|section|span"
    r"|strong|style|table|tbody|td|time|title|tr|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_JSON_OPENING = re.compile(r'[\[{]\s*(?:[\[{"\d\-]|true|false|null|[\]}])')
_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)


def unpacked(data: bytes, limits: Limits) -> bytes:
    """The bytes themselves, or what they hold where they are gzip.

    Raises Rejection: `empty`, `too_large`, and `corrupt` for a gzip stream that is cut off or damaged.
    """
    if len(data) > limits.max_bytes:
        raise limits.too_large(len(data))
    if data.startswith(GZIP_MAGIC):
        data = _gunzipped(data, limits.max_unpacked_bytes)
    if not data:
        raise Rejection(Reason.EMPTY, "The file has no bytes in it.")
    return data


def refuse_binary(data: bytes, *, wide: bool) -> None:
    """Raise Rejection `unsupported_type`, naming what the bytes are, unless they can be text.

    `wide` says that they are UTF-16 or UTF-32, where bytes of zero are a part of every character.
    """
    text = wide or _printable(data)
    name = _binary_format(data, text=text) or (None if text else "binary data")
    if name:
        raise Rejection(Reason.UNSUPPORTED_TYPE, f"The file is {name}, not a page.")


def _binary_format(data: bytes, *, text: bool) -> str | None:
    for pattern, name in _CONTAINERS:
        if pattern.match(data):
            return name
    for offset, magic, name in _MAGIC:
        if data.startswith(magic, offset) and not (text and magic in _SPELT_BY_WORDS):
            return name
    return None


def form_of(text: str, *, key: str | None = None, content_type: str | None = None) -> Form:
    """Whether the text is HTML or a plain-text dump. Raises Rejection: `empty`, `unsupported_type` for other text."""
    start, end = len(text) - len(text.lstrip(_BLANKS)), SNIFFED_CHARACTERS
    if start >= min(end, len(text)) and not text.strip():
        raise Rejection(Reason.EMPTY, "The file has nothing but white space in it.")
    for pattern, name in _OTHER_TEXT:
        if pattern.match(text, start, end):
            raise Rejection(Reason.UNSUPPORTED_TYPE, f"The file is {name}, not a page.")
    if _is_json(text, start):
        raise Rejection(Reason.UNSUPPORTED_TYPE, "The file is JSON data, not a page.")
    if _DOCUMENT_TAG.search(text, start, end):
        return Form.HTML
    if _XML.match(text, start, end):
        raise Rejection(Reason.UNSUPPORTED_TYPE, "The file is an XML document, not a page.")
    tags_needed = 1 if _hints_at_html(key, content_type) else 3
    tags = _CONTENT_TAG.finditer(text, start, end)
    return Form.HTML if all(next(tags, None) for _ in range(tags_needed)) else Form.DUMP


def _gunzipped(data: bytes, limit: int) -> bytes:
    """All members of a gzip stream, one after the other; what follows them is padding and left alone."""
    parts: list[bytes] = []
    size = position = 0
    for _ in range(MAX_GZIP_MEMBERS):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            chunk = member.unconsumed_tail or data[position : position + _CHUNK]
            if not member.unconsumed_tail:
                position += len(chunk)
            if not chunk:
                raise Rejection(Reason.CORRUPT, "The gzip stream ends before it is complete.")
            try:
                part = member.decompress(chunk, limit - size + 1)
            except zlib.error as error:
                raise Rejection(Reason.CORRUPT, f"The gzip stream is damaged: {error}.") from error
            parts.append(part)
            size += len(part)
            if size > limit:
                raise Rejection(Reason.TOO_LARGE, f"The file unpacks to more than the limit of {limit:,} bytes.")
        position -= len(member.unused_data)
        if not data.startswith(GZIP_MAGIC, position):
            return b"".join(parts)
    raise Rejection(Reason.CORRUPT, f"The gzip stream has more than {MAX_GZIP_MEMBERS:,} members.")


def _printable(data: bytes) -> bool:
    """A page may hold a few stray control bytes; binary data is full of them."""
    sample = data[:SNIFFED_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls < 16 or controls * 20 < len(sample)


def _is_json(text: str, start: int) -> bool:
    """Whether the text is JSON. A long one is judged by its ends: reading it whole would take many times its size."""
    if not text.startswith(("{", "["), start) or not text[-SNIFFED_CHARACTERS:].rstrip().endswith(("}", "]")):
        return False
    if len(text) > LONGEST_JSON:
        return _JSON_OPENING.match(text, start, SNIFFED_CHARACTERS) is not None
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def _hints_at_html(key: str | None, content_type: str | None) -> bool:
    name = (key or "").lower().removesuffix(".gz")
    return name.endswith((".html", ".htm", ".xhtml")) or "html" in (content_type or "").lower()
