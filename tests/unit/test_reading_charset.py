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


WESTERN = {
    "fr": "La mairie a rouvert hier la bibliothèque du port, fermée après la tempête. « C’était long », dit la maire.",
    "de": "Die Bücherei am Hafen ist seit gestern wieder geöffnet. „Das war nötig“, sagte die Bürgermeisterin später.",
    "es": "La biblioteca del puerto abrió ayer después de la tormenta. «Fue un año difícil», dijo la alcaldesa mañana.",
    "pt": "A biblioteca do porto reabriu ontem após a tempestade. “Não foi fácil”, disse a prefeita da região à noite.",
    "sv": "Biblioteket vid hamnen öppnade i går igen efter stormen. ”Det har varit ett svårt år”, sade hon igår.",
    "it": "La biblioteca del porto è di nuovo aperta dopo la tempesta. «Perché no?», ha detto la sindaca, più serena.",
}
CENTRAL = {
    "pl": "Biblioteka w porcie została wczoraj otwarta. „To był ciężki rok”, powiedziała burmistrz, która się śmiała.",
    "cs": "Knihovna v přístavu byla včera znovu otevřena. „Byl to těžký rok,“ řekla starostka, která se při tom smála.",
    "hu": "A könyvtár tegnap újra megnyílt a kikötőben. „Nehéz év volt ez”, mondta a polgármester, és hozzátette.",
}
NAVIGATION = "<nav>" + '<a href="/section/sport">Home and sport</a> ' * 60 + "</nav><script>let a = 1 < 2;</script>"


def _mislabelled(text: str, codec: str, language: str = "") -> bytes:
    root = f'<html lang="{language}">' if language else "<html>"
    return f'{root}<meta charset="utf-8">{NAVIGATION}<p>{text}</p>'.encode(codec)


@pytest.mark.parametrize("declares", [True, False])
@pytest.mark.parametrize(
    ("language", "text", "codec", "charset"),
    [
        *((language, text, "cp1252", "windows-1252") for language, text in WESTERN.items()),
        *((language, text, "cp1250", "windows-1250") for language, text in CENTRAL.items()),
        ("pl", CENTRAL["pl"].replace("„", '"').replace("”", '"'), "iso8859_2", "iso8859-2"),
        ("tr", "Limandaki kütüphane dün yeniden açıldı. Başkan, bu yıl çok zor geçti ama bitti, dedi ve güldü.",
         "cp1254", "windows-1254"),
    ],
)  # fmt: skip
def test_the_words_and_the_language_tell_sets_of_the_latin_script_apart(
    language: str, text: str, codec: str, charset: str, *, declares: bool
) -> None:
    found = decoded(_mislabelled(text, codec, language if declares else ""))
    assert text in found.text
    assert found.charset == charset
    assert "guess" in found.warnings[0]


@pytest.mark.parametrize(("text", "codec"), [*((text, "cp1252") for text in WESTERN.values()), (RUSSIAN, "koi8_r")])
def test_a_dump_is_guessed_without_markup(text: str, codec: str) -> None:
    assert decoded(text.encode(codec)).text == text


@pytest.mark.parametrize("head", [b"", b'<meta charset="utf-8">', b'<meta charset="shift_jis">'])
def test_japanese_in_seven_bits_is_told_by_its_escape_sequences(head: bytes) -> None:
    found = decoded(head + JAPANESE.encode("iso2022_jp"))
    assert found.text.endswith(JAPANESE)
    assert (found.charset, found.warnings) == ("iso-2022-jp", ())


def test_the_colours_of_a_terminal_are_no_japanese() -> None:
    assert decoded(b"\x1b[1mplain\x1b[0m text").charset == "utf-8"


def test_utf8_stays_utf8_where_a_dump_is_cut_in_its_last_character() -> None:
    found = decoded(WESTERN["fr"].encode() + "é".encode()[:-1])
    assert found.text == WESTERN["fr"] + "\ufffd"
    assert "1 characters could not be decoded" in found.warnings[0]


def test_utf8_stays_utf8_with_halves_of_surrogate_pairs_in_it() -> None:
    found = decoded(b"<p>The caf\xed\xa0\xbd\xed\xb8\x80 is open.</p>")
    assert found.charset == "utf-8"
    assert found.text.startswith("<p>The caf\ufffd")


def test_bytes_that_are_utf8_by_chance_once_are_not_taken_for_it() -> None:
    assert decoded("La maire dit « voilà\u00a0» à l’école après la tempête".encode("cp1252")).charset == "windows-1252"
