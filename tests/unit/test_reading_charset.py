"""Which character set the bytes are in."""

from __future__ import annotations

import codecs

import pytest

from dateline.reading.charset import decoded

RUSSIAN = "<p>В воскресенье в посёлке открыли каток, который жители заливали сами две недели подряд.</p>" * 8
JAPANESE = "<p>北浜町の古い灯台に十日夕、百年ぶりに明かりがともった。港には住民およそ三百人が集まった。</p>" * 8
GERMAN = "<p>Über Nacht stieg der Fluss um fünf Meter, größer war die Not zuletzt vor hundert Jahren.</p>"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (codecs.BOM_UTF8 + GERMAN.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), "utf-16-be"),
        (GERMAN.encode("utf-16-le"), "utf-16-le"),
        (GERMAN.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_marks_and_zeros_tell_wide_characters(data: bytes, charset: str) -> None:
    found = decoded(data)
    assert (found.text, found.charset, found.warnings) == (GERMAN, charset, ())


@pytest.mark.parametrize(
    ("label", "codec", "text", "charset"),
    [
        ("windows-1251", "cp1251", RUSSIAN, "windows-1251"),
        ("KOI8-R", "koi8-r", RUSSIAN, "koi8-r"),
        ("Shift_JIS", "cp932", JAPANESE, "shift_jis"),
        ("euc-jp", "euc_jp", JAPANESE, "euc-jp"),
        ("iso-2022-jp", "iso2022_jp", JAPANESE, "iso-2022-jp"),
        ("gb2312", "gb18030", "<p>镇上的旧灯塔在星期六晚上重新点亮，三百多名居民到港口观看，朱镕基。</p>", "gb18030"),
        ("EUC-KR", "cp949", "<p>마을 도서관이 일요일에도 문을 연다. 똠방각하가 말했다.</p>", "euc-kr"),
        ("big5", "big5hkscs", "<p>鎮上的舊燈塔在星期六晚上重新點亮，三百多名居民到港口觀看。</p>", "big5"),
        ("iso-8859-1", "cp1252", "<p>The café’s owner said “no” – twice.</p>", "windows-1252"),
        ("iso-8859-9", "cp1254", "<p>Köprü dün gece kapandı, İlçe halkı şaşırdı.</p>", "windows-1254"),
    ],
)
def test_labels_mean_what_browsers_take_them_to_mean(label: str, codec: str, text: str, charset: str) -> None:
    data = text.encode(codec)
    by_transport = decoded(data, f"text/html; charset={label}")
    by_page = decoded(f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'.encode() + data)
    assert (by_transport.text, by_transport.charset) == (text, charset)
    assert by_page.text.endswith(text)
    assert by_page.charset == charset


def test_valid_utf8_outranks_a_wrong_label_and_says_so() -> None:
    found = decoded(GERMAN.encode(), "text/html; charset=iso-8859-1")
    assert found.text == GERMAN
    assert found.warnings == ("The page says that it is in windows-1252, but it is in utf-8.",)


def test_what_is_not_utf8_whatever_it_says_is_detected() -> None:
    found = decoded(b'<meta charset="utf-8">' + RUSSIAN.encode("cp1251"))
    assert found.text.endswith(RUSSIAN)
    assert "guess" in found.warnings[0]


def test_nothing_is_lost_where_characters_cannot_be_decoded() -> None:
    found = decoded(GERMAN.encode() * 20 + b"\xff and on")
    assert found.text == GERMAN * 20 + "\ufffd and on"
    assert found.charset == "utf-8"
    assert "1 characters could not be decoded" in found.warnings[0]


def test_a_page_cut_in_the_middle_of_a_character_is_still_utf8() -> None:
    found = decoded((GERMAN * 3 + "ü").encode()[:-1])
    assert found.charset == "utf-8"
    assert found.text.startswith(GERMAN)


@pytest.mark.parametrize("label", ["rot13", "zlib", "no-such-thing", "punycode", "utf-16"])
def test_labels_that_name_no_character_set_of_text_are_passed_over(label: str) -> None:
    assert decoded(f'<meta charset="{label}"><p>plain</p>'.encode()).charset == "utf-8"


def test_null_characters_are_dropped() -> None:
    assert decoded(b"a\0b").text == "ab"
