"""Datelines, lifted off the paragraphs that they open; and sentences that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.datelines import take_dateline


@pytest.mark.parametrize(
    ("paragraph", "text", "places", "agency", "rest"),
    [
        ("KABUL (Reuters) - The roads", "KABUL (Reuters)", ("KABUL",), "Reuters", "The roads"),
        ("Ankara/Sputnik: The talks", "Ankara/Sputnik", ("Ankara",), "Sputnik", "The talks"),
        ("NEW DELHI, March 2 (PTI) The rain", "NEW DELHI, March 2 (PTI)", ("NEW DELHI",), "PTI", "The rain"),
        ("GROSSETO, Italy (AP) — A farmer", "GROSSETO, Italy (AP)", ("GROSSETO", "Italy"), "AP", "A farmer"),
        ("PARIS/BERLIN (AFP) – Two rivers", "PARIS/BERLIN (AFP)", ("PARIS", "BERLIN"), "AFP", "Two rivers"),
        ("WASHINGTON — The Senate", "WASHINGTON", ("WASHINGTON",), None, "The Senate"),
        ("Berlin (dpa) - Der Rat", "Berlin (dpa)", ("Berlin",), "dpa", "Der Rat"),
        ("Берлин, 2 марта /ТАСС/. Суд", "Берлин, 2 марта /ТАСС/", ("Берлин",), "ТАСС", "Суд"),
        ("МОСКВА, 2 мар — РИА Новости. Суд", "МОСКВА, 2 мар — РИА Новости", ("МОСКВА",), "РИА Новости", "Суд"),
        ("Madrid, 2 mar (EFE).- El río", "Madrid, 2 mar (EFE)", ("Madrid",), "EFE", "El río"),
        ("(ANSA) - ROMA, 02 MAR - Il fiume", "(ANSA) - ROMA, 02 MAR", ("ROMA",), "ANSA", "Il fiume"),
        ("(Reuters) - Shares fell", "(Reuters)", (), "Reuters", "Shares fell"),
        ("【東京】雨が降った", "【東京】", ("東京",), None, "雨が降った"),
        ("【ワシントン時事】雨が降った", "【ワシントン時事】", ("ワシントン",), "時事", "雨が降った"),
        (
            "(서울=연합뉴스) 홍길동 기자 = 비가 왔다",
            "(서울=연합뉴스) 홍길동 기자 =",
            ("서울",),
            "연합뉴스",
            "비가 왔다",
        ),
        ("新华社北京3月2日电 大雨", "新华社北京3月2日电", ("北京",), "新华社", "大雨"),
        ("القاهرة (رويترز) - هطل المطر", "القاهرة (رويترز)", ("القاهرة",), "رويترز", "هطل المطر"),
    ],
)
def test_datelines(paragraph: str, text: str, places: tuple[str, ...], agency: str | None, rest: str) -> None:
    dateline, found_rest = take_dateline(paragraph)
    assert dateline is not None
    assert text.startswith(dateline.text)
    assert (dateline.places, dateline.agency, found_rest) == (places, agency, rest)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Trump: “I have said it before.”",
        "BREAKING: The bridge is closed.",
        "The World Health Organization (WHO) said on Monday that it would wait.",
        "Q: What is it?",
        "I — who had seen it all — said nothing.",
        "【速報】雨が降った",
        "He said (Reuters) that it rained.",
        "KABUL (Reuters) -",
        "",
    ],
)
def test_sentences_that_only_look_like_one_stay_whole(paragraph: str) -> None:
    assert take_dateline(paragraph) == (None, paragraph)


@given(st.text(max_size=300))
def test_the_rest_is_always_the_end_of_the_paragraph(paragraph: str) -> None:
    dateline, rest = take_dateline(paragraph)
    assert paragraph.endswith(rest)
    assert dateline is None or rest
