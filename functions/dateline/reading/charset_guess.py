"""Which character set bytes are in that neither their label nor UTF-8 explains: guessed on the words that people see.

Letters of the Latin script stand alone or in twos among ASCII; there the language settles the set, because the sets
differ in a few letters only. All other scripts fill whole words, which a statistical detector tells apart well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.normal_form import normalized

if TYPE_CHECKING:
    from collections.abc import Iterator

SEARCHED_BYTES = 1 << 20
BEFORE_FIRST = 1 << 16
DETECTED_BYTES = 65_536
# So much of what is not ASCII may stand in long runs where the script is Latin.
LONG_RUN_SHARE = 0.2
# So many letters outside of ASCII, and no more, may stand where none of their alphabet belongs.
MOST_ODD = 0.05
# A set that holds an alphabet with its capitals where another has its small letters makes capitals of them.
MOST_CAPITALS = 0.5

_MARKUP = re.compile(rb"<(script|style)\b.*?(?:</\1|\Z)|<!--.*?(?:-->|\Z)|</?[a-z!][^<>]*>?", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(rb"""<html\b[^>]{0,1000}?\slang\s*=\s*["']?\s*([a-z]{2,3})\b""", re.IGNORECASE)
_OUTSIDE_ASCII = re.compile(rb"[\x80-\xff]")
_LONG_RUN = re.compile(rb"[\x80-\xff]{4,}")
# No set of several bytes a character has these among them, but as themselves.
_ENDS = (b"\n", b" ", b".", b",")
# Letters of two alphabets in a word, or a small letter in front of a capital.
_ODD = re.compile("[A-Za-z][Ͱ-ۿ]|[Ͱ-ۿ][A-Za-z]|[а-џґ][Ѐ-ЯҐ]")
_OTHER_LETTERS = re.compile(r"[^\W\d_\x00-\x7f]")
_CONTROLS = re.compile(rb"[\x80-\x9f]")

# The sets that pages in a language were written in (WHATWG HTML, "determining the character encoding", by locale).
_LATIN = {
    language: codec
    for codec, languages in (
        ("cp1252", "af br ca cy da de en es eu fi fo fr ga gd gl id is it lb ms nb nl nn no oc pt rm sv sw tl wa"),
        ("cp1250", "bs cs hr hu pl ro sk sl sq"),
        ("cp1254", "az ku tr"),
        ("cp1257", "et lt lv"),
        ("cp1258", "vi"),
    )
    for language in languages.split()
}
_OTHERS = {
    language: codecs
    for codecs, languages in (
        (("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic"), "be bg ky mk mn ru sr tg tt uk"),
        (("cp932", "euc_jp"), "ja"),
        (("gb18030", "big5hkscs"), "zh"),
        (("cp949",), "ko"),
        (("cp1253", "iso8859_7"), "el"),
        (("cp1256", "iso8859_6"), "ar fa ur"),
        (("cp1255", "iso8859_8"), "he"),
        (("cp874",), "th"),
    )
    for language in languages.split()
}


def guess(data: bytes) -> str | None:
    """Python's name of the likeliest character set, None where nothing speaks for any."""
    declared = _LANGUAGE.search(data[:BEFORE_FIRST])
    language = declared[1].decode("ascii").lower() if declared else ""
    seen = _seen(data)
    if _is_latin(seen):
        return _latin(seen, language)
    return _statistical(seen, _OTHERS.get(language, ()))


def looks_wrong(data: bytes, codec: str) -> bool:
    """Whether what people see of the bytes, decoded so, mixes alphabets or case as no text does."""
    text = _seen(data).decode(codec, "replace")
    letters = _OTHER_LETTERS.findall(text)
    if sum(map(str.isupper, letters)) > MOST_CAPITALS * len(letters):
        return True
    return len(_ODD.findall(text)) > MOST_ODD * len(letters)


def reads_as_words(data: bytes, codec: str) -> bool:
    """Whether what people see of the bytes, decoded so, is text in some language."""
    from dateline.language import detect  # noqa: PLC0415 - its words are loaded when they are needed

    return detect(normalized("NFC", _seen(data).decode(codec, "replace"))) is not None


def _seen(data: bytes) -> bytes:
    """The stretches of text between tags that are not all ASCII; of text without such, all of it."""
    first = _OUTSIDE_ASCII.search(data)
    start = max(0, first.start() - BEFORE_FIRST) if first else 0
    window = data[start : start + BEFORE_FIRST + SEARCHED_BYTES]
    return _whole(b"\n".join(_stretches(window)) or data)


def _whole(seen: bytes) -> bytes:
    """As much as is looked at, up to a byte that ends a character in every set."""
    if len(seen) <= DETECTED_BYTES:
        return seen
    last = max(seen.rfind(end, 0, DETECTED_BYTES) for end in _ENDS)
    return seen[: last + 1 if last > 0 else DETECTED_BYTES]


def _stretches(window: bytes) -> Iterator[bytes]:
    for stretch in _MARKUP.sub(b"\0", window).split(b"\0"):
        if not stretch.isascii():
            yield stretch.strip()


def _is_latin(seen: bytes) -> bool:
    outside_ascii = len(_OUTSIDE_ASCII.findall(seen))
    return sum(map(len, _LONG_RUN.findall(seen))) <= LONG_RUN_SHARE * outside_ascii


def _latin(seen: bytes, declared: str) -> str:
    """The set that makes the text one in a language which the set was made for; else the declared language's."""
    from dateline.language import detect  # noqa: PLC0415 - its words are loaded when they are needed

    wanted = _LATIN.get(declared, "cp1252")
    for codec in dict.fromkeys((wanted, *_LATIN.values())):
        text = normalized("NFC", seen.decode(codec, "replace"))
        if _LATIN.get(detect(text) or "") == codec:
            return _variant(seen, codec)
    return _variant(seen, wanted)


def _variant(seen: bytes, codec: str) -> str:
    """Central European text has letters among the bytes from 80 to 9F, unless it is in ISO's set."""
    return "iso8859_2" if codec == "cp1250" and not _CONTROLS.search(seen) else codec


def _statistical(seen: bytes, likely: tuple[str, ...]) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed and slow to import

    best = from_bytes(seen, cp_isolation=list(likely)).best() if likely else None
    best = best or from_bytes(seen).best()
    return best.encoding if best else None
