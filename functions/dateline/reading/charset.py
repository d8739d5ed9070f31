"""Bytes → text: the character set is told by a byte order mark, by being valid UTF-8, by its label, or guessed.

Valid UTF-8 outranks the labels: text in another character set is hardly ever valid UTF-8 by chance, while labels are
often wrong. Labels mean what browsers take them to mean (WHATWG Encoding Standard, section 4.2).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from dateline.normal_form import normalized
from dateline.reading.charset_guess import guess, looks_wrong, reads_as_words

SNIFFED_BYTES = 4096
# So many characters it takes to tell UTF-16 by its zeros.
FEWEST_WIDE = 8
# Text of another script has fewer: it takes this many zeros, and that share of letters, where there is hardly markup.
FEWEST_ZEROS = 3
LETTERS_SHARE = 0.5
MOST_ASCII = 0.85
# So much around the first broken byte is judged, on either side.
JUDGED_BYTES = 1 << 19
# So many broken places, for each character outside of ASCII that is whole, leave UTF-8 believed; a lone one needs two.
BROKEN_SHARE = 0.1
FEWEST_WHOLE = 2

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Label, without punctuation → (name in the standard, Python's codec), where Python would take the label otherwise.
_LABELS = {
    label: (name, codec)
    for name, codec, labels in (
        ("windows-1252", "cp1252", "iso88591 latin1 l1 ascii usascii cp1252 windows1252 xcp1252 ansix341968 iso885915"),
        ("windows-1254", "cp1254", "iso88599 latin5 windows1254 cp1254"),
        ("windows-874", "cp874", "tis620 iso885911 windows874 dos874"),
        ("gb18030", "gb18030", "gb2312 gbk xgbk cp936 gb18030 chinese csgb2312 gb231280"),
        ("big5", "big5hkscs", "big5 big5hkscs xxbig5 cnbig5"),
        ("euc-kr", "cp949", "euckr cseuckr ksc5601 ksc56011987 windows949 cp949 korean"),
        ("shift_jis", "cp932", "shiftjis sjis xsjis mskanji windows31j cp932 ms932"),
        ("euc-jp", "euc_jp", "eucjp xeucjp"),
        ("euc-jp", "euc_jis_2004", "eucjis2004 eucjisx0213"),
        ("shift_jis", "shift_jis_2004", "shiftjis2004 shiftjisx0213"),
        ("iso-2022-jp", "iso2022_jp_ext", "iso2022jp csiso2022jp"),
        ("iso-8859-8", "iso8859_8", "iso88598 iso88598i iso88598e logical visual hebrew"),
        ("macintosh", "mac_roman", "macintosh mac xmacroman"),
        ("x-mac-cyrillic", "mac_cyrillic", "xmaccyrillic xmacukrainian"),
        ("ibm866", "cp866", "ibm866 cp866 866"),
        ("utf-8", "utf-8", "utf8 unicode11utf8 utf8mb4 xunicode20utf8"),
        # Read inside the bytes, a label of UTF-16 cannot be true (WHATWG HTML, "prescan a byte stream").
        ("utf-8", "utf-8", "utf16 utf16le utf16be ucs2 unicode"),
    )
    for label in labels.split()
}
_META_LABEL = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML_LABEL = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
# A switch to Japanese characters, and the one back, in ISO-2022-JP (RFC 1468), which has no bytes above 7F.
_JAPANESE_SWITCH = re.compile(rb"\x1b\$[@B][\x21-\x7e\x1b]")
_ASCII_SWITCH = re.compile(rb"\x1b\([BJ]")
# Halves of a surrogate pair, each written as if it were a character: never by chance, so they speak for UTF-8.
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
# Quotation marks and dashes in UTF-8: no other set has a word for these three bytes.
_PUNCTUATION = re.compile(rb"\xe2\x80[\x90-\xaf]")
_PRINTABLE = re.compile(rb"[ -~]")
_BROKEN = re.compile("\ufffd+")
_PUNCTUATED = re.compile(r"[^a-z0-9]")
_TEXT_CODECS = re.compile(r"cp\d|iso8859|koi8|windows|mac|kz1048|ptcp154|hz|johab|euc")
_HTTP_LABEL = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without null characters, the standard's name of its character set, and what went wrong on the way."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()
    _utf8: bytes | None = None

    @property
    def utf8(self) -> bytes:
        """The text in UTF-8: the bytes that it was decoded from where they are just that."""
        return self.text.encode(errors="replace") if self._utf8 is None else self._utf8


def wide_charset(data: bytes) -> str | None:
    """The UTF-16 or UTF-32 that the bytes are in, told by a byte order mark or by where their zeros stand."""
    for mark, name in _BYTE_ORDER_MARKS[1:]:
        if data.startswith(mark):
            return name
    sample = data[: SNIFFED_BYTES & ~1]
    half = len(sample) // 2
    if half < FEWEST_WIDE or 0 not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    if max(even, odd) < FEWEST_ZEROS or min(even, odd) > 0:
        return None
    name = "utf-16-le" if odd else "utf-16-be"
    return name if _reads_as_letters(sample, name) else None


def _reads_as_letters(sample: bytes, codec: str) -> bool:
    """Scripts outside of ASCII have zeros at spaces, line ends and markup only."""
    if len(_PRINTABLE.findall(sample)) > MOST_ASCII * len(sample):
        return False
    try:
        text = codecs.getincrementaldecoder(codec)().decode(sample)
    except UnicodeDecodeError:
        return False
    return sum(map(str.isalpha, text)) >= LETTERS_SHARE * len(text)


def decoded(data: bytes, content_type: str | None = None) -> Decoded:
    """The text of the bytes. Never fails: what cannot be decoded becomes U+FFFD, and a warning says so."""
    if wide := wide_charset(data):
        return _as(data, wide, wide)
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        return _as_utf8(data, None) or _as(data, "utf-8", "utf-8")
    label = _label(data, content_type)
    if b"\x1b" in data and (_is_iso_2022_jp(data) or (label and label[0] == "iso-2022-jp")):
        return _as(data, *_LABELS["iso2022jp"])
    return _as_utf8(data, label) or _as_labelled(data, label)


def _as_labelled(data: bytes, label: tuple[str, str] | None) -> Decoded:
    """What is not UTF-8, whatever its label says of that."""
    if label is None or label[0] == "utf-8":
        return _guessed(data) or _as(data, "windows-1252", "cp1252")
    found = _as(data, *label)
    sure = label[0] == "windows-1252" or found.warnings or looks_wrong(data, label[1])
    if sure or (_is_alphabet(label[1]) and not reads_as_words(data, label[1])):
        guessed = _guessed(data)
        if guessed is None or guessed.charset == label[0]:
            return found
        if not sure and not reads_as_words(data, _codec(guessed.charset)):
            return found
        return replace(guessed, warnings=(*guessed.warnings, f"The page says that it is in {label[0]}."))
    return found


def _is_alphabet(codec: str) -> bool:
    """Whether a byte is a character, so that any bytes can be decoded."""
    return codec.startswith(("cp125", "iso8859", "koi8", "mac", "cp866"))


def _codec(name: str) -> str:
    known = _standard(name)
    return known[1] if known else name


def _as(data: bytes, name: str, codec: str) -> Decoded:
    try:
        text = data.decode(codec)
        return _clean(normalized("NFC", text) if codec == "cp1258" else text, name)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        count = text.count("\ufffd")
        return _clean(text, name, f"{count:,} characters could not be decoded as {name} and are shown as \ufffd.")


def _is_iso_2022_jp(data: bytes) -> bool:
    return data.isascii() and bool(_JAPANESE_SWITCH.search(data) and _ASCII_SWITCH.search(data))


def _as_utf8(data: bytes, label: tuple[str, str] | None) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as(data, "utf-8", "utf-8") if _is_nearly_utf8(data, error.start, label) else None
    warnings: tuple[str, ...] = ()
    if label and label[0] != "utf-8" and not text.isascii():
        warnings = (f"The page says that it is in {label[0]}, but it is in utf-8.",)
    return _clean(text, "utf-8", *warnings) if b"\0" in data else Decoded(text, "utf-8", warnings, data)


def _is_nearly_utf8(data: bytes, first: int, label: tuple[str, str] | None) -> bool:
    """Whether nearly all characters outside of ASCII are whole; `first` is the place of the first that is not."""
    end = first + JUDGED_BYTES
    sample = data[max(0, first - JUDGED_BYTES) : end].lstrip(bytes(range(0x80, 0xC0)))
    sample, surrogates = _SURROGATE.subn(b"", sample)
    text = codecs.utf_8_decode(sample, "replace", end >= len(data))[0]
    marked = _BROKEN.sub("\ufffd", text)
    broken = marked.count("\ufffd")
    whole = surrogates + len(marked) - len(marked.encode("ascii", "ignore")) - broken
    if not whole:
        return broken == 1 and first >= len(data) - 3 and label == ("utf-8", "utf-8")
    if broken <= BROKEN_SHARE * whole or (broken <= 1 and whole >= FEWEST_WHOLE):
        return True
    return label in (None, ("utf-8", "utf-8")) and len(_PUNCTUATION.findall(sample)) >= broken


def _guessed(data: bytes) -> Decoded | None:
    encoding = guess(data)
    if encoding is None:
        return None
    name, codec = _standard(encoding) or (encoding, encoding)
    found = _as(data, name, codec)
    return Decoded(found.text, name, (f"The character set is a guess: {name}.", *found.warnings))


def _clean(text: str, name: str, *warnings: str) -> Decoded:
    text = text.removeprefix("\ufeff")
    return Decoded(text.replace("\0", "") if "\0" in text else text, name, warnings)


def _label(data: bytes, content_type: str | None) -> tuple[str, str] | None:
    """What the transport says, else what the page says of itself."""
    declared = _HTTP_LABEL.search(content_type or "")
    known = _standard(declared[1]) if declared else None
    if known:
        return known
    head = data[:SNIFFED_BYTES]
    written = _META_LABEL.search(head) or _XML_LABEL.search(head)
    return _standard(written[1].decode("ascii")) if written else None


def _standard(label: str) -> tuple[str, str] | None:
    known = _LABELS.get(_PUNCTUATED.sub("", label.lower()))
    if known:
        return known
    try:
        codec = codecs.lookup(label)
    except LookupError:
        return None
    return (codec.name.replace("cp125", "windows-125"), codec.name) if _is_text_codec(codec.name) else None


def _is_text_codec(name: str) -> bool:
    """Python's registry also holds codecs that are no character sets (`rot13`, `zlib`, `punycode`)."""
    return _TEXT_CODECS.match(name) is not None
