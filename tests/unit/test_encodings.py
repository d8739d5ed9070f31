"""Pages in the character sets that newsrooms used, labelled rightly, wrongly, or not at all."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import dateline

SAMPLE = (Path(__file__).parent.parent / "pages/sample.txt").read_text("utf-8")
TEXTS = {
    "de": "Über Nacht stieg der Fluss um fünf Meter, größer war die Not "
        "zuletzt vor hundert Jahren, sagte die Bürgermeisterin.",
    "vi": "Thư viện ở cảng đã mở cửa lại hôm qua sau cơn bão. “Đó "
        "là một năm khó khăn”, bà thị trưởng nói với người dân.",
    "ru": "В воскресенье в посёлке открыли каток, который жители заливали "
        "сами две недели подряд, рассказала глава района.",
    "uk": "У неділю в селищі відкрили ковзанку, яку мешканці заливали "
        "самі два тижні поспіль, розповіла голова громади.",
    "el": "Η βιβλιοθήκη στο λιμάνι άνοιξε ξανά χθες μετά την καταιγίδα. "
        "«Ήταν μια δύσκολη χρονιά», είπε η δήμαρχος.",
    "he": "הספרייה בנמל נפתחה אתמול מחדש אחרי הסערה. זו הייתה שנה "
        "קשה, אמרה ראש העיר לתושבים שהגיעו למקום בשעות הערב.",
    "ar": "أعيد افتتاح المكتبة في الميناء أمس بعد العاصفة. وقالت "
        "رئيسة البلدية للسكان الذين حضروا إنها كانت سنة صعبة.",
    "tr": "Limandaki kütüphane dün fırtınadan sonra yeniden açıldı. "
        "Başkan, bu yıl çok zor geçti ama bitti, dedi ve güldü.",
    "pl": "Biblioteka w porcie została wczoraj otwarta po burzy. To "
        "był ciężki rok, powiedziała burmistrz, która się śmiała.",
    "cs": "Knihovna v přístavu byla včera po bouři znovu otevřena. Byl "
        "to těžký rok, řekla starostka, která se přitom smála.",
    "lt": "Vakar po audros uoste vėl atidaryta biblioteka. Tai buvo sunkūs "
        "metai, – sakė merė, kuri džiaugėsi, kad jie baigėsi.",
    "th": "ห้องสมุดที่ท่าเรือเปิดให้บริการอีกครั้งเมื่อวานนี้หลังพายุ "
        "นายกเทศมนตรีกล่าวกับชาวเมืองว่าเป็นปีที่ยากลำบากมาก",
    "ja": "北浜町の古い灯台に十日夕、百年ぶりに明かりがともった。港"
        "には住民およそ三百人が集まり、カメラを手に点灯を待った。",
    "zh": "镇上的旧灯塔在星期六晚上重新点亮，三百多名居民到港口"
        "观看，镇长说这是艰难的一年，大家都很高兴能看到灯光。",
    "tw": "鎮上的舊燈塔在星期六晚上重新點亮，三百多名居民到港口"
        "觀看，鎮長說這是艱難的一年，大家都很高興能看到燈光。",
    "ko": "마을 도서관이 폭풍이 지난 뒤 어제 다시 문을 열었다. 시장은 "
        "주민들에게 힘든 한 해였다고 말하며 웃었다고 한다.",
}  # fmt: skip
TONES = "\u0300\u0301\u0303\u0309\u0323"
SETS = [
    ("de", "cp1252", "iso-8859-1"),
    ("vi", "cp1258", "windows-1258"),
    ("ru", "cp1251", "windows-1251"),
    ("ru", "koi8_r", "koi8-r"),
    ("ru", "iso8859_5", "iso-8859-5"),
    ("uk", "koi8_u", "koi8-u"),
    ("el", "cp1253", "windows-1253"),
    ("he", "cp1255", "windows-1255"),
    ("ar", "cp1256", "windows-1256"),
    ("tr", "cp1254", "windows-1254"),
    ("pl", "cp1250", "windows-1250"),
    ("pl", "iso8859_2", "iso-8859-2"),
    ("cs", "cp1250", "windows-1250"),
    ("lt", "cp1257", "windows-1257"),
    ("th", "cp874", "tis-620"),
    ("ja", "cp932", "shift_jis"),
    ("ja", "euc_jp", "euc-jp"),
    ("ja", "iso2022_jp", "iso-2022-jp"),
    ("zh", "gb18030", "gb2312"),
    ("tw", "big5hkscs", "big5"),
    ("ko", "cp949", "euc-kr"),
    ("de", "utf-16", "utf-16"),
    ("ja", "utf-16-le", "utf-16"),
    ("ru", "utf-16-be", "utf-16"),
    ("ja", "utf-8-sig", "utf-8"),
]


def _encoded(text: str, codec: str) -> bytes:
    if codec != "cp1258":
        return text.encode(codec)
    parts = []
    for letter in text:
        spelled = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(mark for mark in spelled if mark not in TONES))
        parts.append(base + "".join(mark for mark in spelled if mark in TONES))
    return "".join(parts).encode(codec)


def _page(text: str, codec: str, label: str = "", paragraphs: int = 5) -> bytes:
    meta = f'<meta charset="{label}">' if label else ""
    told = "".join(f"<p>{number}. {text}</p>" for number in range(paragraphs))
    return _encoded(
        f"<html><head>{meta}</head><body><article><h1>{text[:30]}</h1>{told}</article></body></html>", codec
    )


@pytest.mark.parametrize("label", ["right", "by transport", "none", "wrong: utf-8", "wrong: iso-8859-1"])
@pytest.mark.parametrize(("language", "codec", "name"), SETS)
def test_a_page_is_read_whatever_its_label(language: str, codec: str, name: str, label: str) -> None:
    text = TEXTS[language]
    meta = {"right": name, "wrong: utf-8": "utf-8", "wrong: iso-8859-1": "iso-8859-1"}.get(label, "")
    content_type = f"text/html; charset={name}" if label == "by transport" else None
    article = dateline.parse(_page(text, codec, meta), content_type=content_type)
    assert text in article.body


@pytest.mark.parametrize(
    ("language", "codec", "label"),
    [
        ("ru", "koi8_r", "windows-1251"),
        ("ru", "cp1251", "koi8-r"),
        ("ru", "cp1251", "iso-8859-5"),
        ("uk", "cp1251", "koi8-u"),
        ("el", "cp1253", "windows-1251"),
        ("ar", "cp1256", "windows-1251"),
        ("de", "cp1252", "windows-1251"),
        ("pl", "cp1250", "windows-1251"),
        ("ja", "cp932", "windows-1251"),
    ],
)
def test_a_label_of_another_alphabet_is_held_against_the_words(language: str, codec: str, label: str) -> None:
    text = TEXTS[language]
    article = dateline.parse(_page(text, codec, label))
    assert text in article.body
    assert any("says that it is in" in warning for warning in article.warnings)


@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize(("language", "codec"), [("ja", "cp932"), ("ja", "euc_jp"), ("zh", "gb18030"), ("ko", "cp949")])
def test_a_long_page_is_guessed_wherever_the_sample_ends(language: str, codec: str, shift: int) -> None:
    text = TEXTS[language]
    article = dateline.parse(b" " * shift + _page(text, codec, paragraphs=1_200))
    assert text in article.body


@pytest.mark.parametrize("stray", [b"\xe9", b"\x92s", b"\xff\xfe\xfa"])
def test_stray_bytes_do_not_spoil_a_page_in_utf8(stray: bytes) -> None:
    text = "The mayor’s office said that the bridge “will stay closed” until the river has fallen by another metre."
    data = _page(text, "utf-8").replace(b"</p>", stray + b" It rained.</p>", 2)
    article = dateline.parse(data)
    assert text in article.body
    assert article.upload.charset == "utf-8"
    assert any("could not be decoded" in warning for warning in article.warnings)


def test_a_null_in_plain_text_makes_it_no_wide_text() -> None:
    text = TEXTS["de"]
    data = _page(text, "utf-8").replace(b"</p>", b"\0</p>")
    assert text in dateline.parse(data).body


@pytest.mark.parametrize(
    ("language", "codec"),
    [("de", "cp1252"), ("de", "latin-1"), ("ru", "latin-1"), ("ru", "cp1251"), ("ja", "latin-1"), ("cs", "latin-1")],
)
def test_text_decoded_wrongly_before_it_was_saved_is_repaired_and_said_so(language: str, codec: str) -> None:
    text = TEXTS[language]
    article = dateline.parse(_page(text.encode().decode(codec), "utf-8"))
    assert text in article.body
    assert any("repaired" in warning for warning in article.warnings)


@pytest.mark.parametrize("text", ["The ROÍ’s inn reopened", "È stato riaperto «À»"])
def test_signs_that_prove_nothing_change_nothing(text: str) -> None:
    article = dateline.parse(_page(f"{text}: {TEXTS['de']}", "utf-8"))
    assert text in article.body
    assert not any("repaired" in warning for warning in article.warnings)


@pytest.mark.parametrize("form", ["html", "dump"])
def test_what_no_reader_sees_is_not_stored(form: str) -> None:
    unseen = "\x1b[31m\x1b]0;title\x07\u202e\u2066\ufdd0\ufffe\U000e0041\u200b\ufeff\x9b\x07"
    html = f"<h1>Der {unseen}Fluss</h1><p>Da stieg der {unseen}Fluss um\x1b[0m fünf Meter. {TEXTS['de']}</p>" * 3
    dump = SAMPLE.replace(" the ", f" the {unseen}").replace(". ", ".\x1b[0m ")
    stored = dateline.to_json(dateline.parse((html if form == "html" else dump).encode())).decode()
    assert not set(stored) & set(unseen.replace("[31m", "").replace("]0;title", ""))
    assert all(sequence not in stored for sequence in ("[31m", "[0m", "]0;", "\\u00"))
    assert ("stieg der Fluss um fünf" if form == "html" else " the ") in stored
