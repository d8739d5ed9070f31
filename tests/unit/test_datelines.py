"""Datelines, lifted off the paragraphs that they open; and sentences that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.datelines import take_dateline


@pytest.mark.parametrize(
    ("printed", "rest", "places", "agency", "date"),
    [
        ("KABUL (Reuters) - ", "The roads", ("KABUL",), "Reuters", None),
        ("Ankara/Sputnik: ", "The talks", ("Ankara",), "Sputnik", None),
        ("NEW DELHI, March 2 (PTI) ", "The rain", ("NEW DELHI",), "PTI", "March 2"),
        ("NEW DELHI, March 2, 2020 (PTI) – ", "The rain", ("NEW DELHI",), "PTI", "March 2, 2020"),
        ("GROSSETO, Italy (AP) — ", "A farmer", ("GROSSETO", "Italy"), "AP", None),
        ("AMMAN, Jordan, March 2 (AFP) - ", "The rain", ("AMMAN", "Jordan"), "AFP", "March 2"),
        ("LA CROSSE, Wis. (AP) — ", "A farmer", ("LA CROSSE", "Wis."), "AP", None),
        ("SANTA FE, N.M. (AP) — ", "A farmer", ("SANTA FE", "N.M."), "AP", None),
        ("SIOUX FALLS, S.D. – ", "A farmer", ("SIOUX FALLS", "S.D."), None, None),
        ("WASHINGTON, D.C. — ", "The Senate", ("WASHINGTON", "D.C."), None, None),
        ("ST. LOUIS — ", "The river", ("ST. LOUIS",), None, None),
        ("PARIS/BERLIN (AFP) – ", "Two rivers", ("PARIS", "BERLIN"), "AFP", None),
        ("WASHINGTON/BRUSSELS, Feb 3 (Reuters) - ", "Two rivers", ("WASHINGTON", "BRUSSELS"), "Reuters", "Feb 3"),
        ("London and Paris (AP) — ", "Two rivers", ("London", "Paris"), "AP", None),
        ("SARAJEVO, Bosnia and Herzegovina (AP) — ", "A river", ("SARAJEVO", "Bosnia and Herzegovina"), "AP", None),
        ("Lagos, Nigeria (CNN) ", "The river", ("Lagos", "Nigeria"), "CNN", None),
        ("WASHINGTON — ", "The Senate", ("WASHINGTON",), None, None),
        ("BOISE — ", "The Senate", ("BOISE",), None, None),
        ("FERNDALE, Calif. — ", "A farmer", ("FERNDALE", "Calif."), None, None),
        ("PORTUGAL — ", "A farmer", ("PORTUGAL",), None, None),
        ("PUTRAJAYA, Nov 22 — ", "The council", ("PUTRAJAYA",), None, "Nov 22"),
        ("KUALA LUMPUR: ", "The council", ("KUALA LUMPUR",), None, None),
        ("New Delhi: ", "The council", ("New Delhi",), None, None),
        ("TOKYO, March 2, Kyodo - ", "The rain", ("TOKYO",), "Kyodo", "March 2"),
        ("March 2 (UPI) -- ", "The rain", (), "UPI", "March 2"),
        ("(Reuters) - ", "Shares fell", (), "Reuters", None),
        ("WASHINGTON D.C., United States | AFP | ", "The Senate", ("WASHINGTON D.C.", "United States"), "AFP", None),
        ("Berlin (dpa) - ", "Der Rat", ("Berlin",), "dpa", None),
        ("Berlin (dpa/bb) - ", "Der Rat", ("Berlin",), "dpa", None),
        ("Wien (APA/dpa) – ", "Der Rat", ("Wien",), "APA/dpa", None),
        ("Kiel (abc) - ", "Der Rat", ("Kiel",), "abc", None),
        ("OSLO (NTB-AFP-Reuters): ", "Regjeringen", ("OSLO",), "NTB-AFP-Reuters", None),
        ("PARIS, 2 mars (AFP) - ", "Le fleuve", ("PARIS",), "AFP", "2 mars"),
        ("Madrid, 2 mar (EFE).- ", "El río", ("Madrid",), "EFE", "2 mar"),
        ("MADRID, 2 Mar. (EUROPA PRESS) - ", "El río", ("MADRID",), "EUROPA PRESS", "2 Mar."),
        ("(ANSA) - ROMA, 02 MAR - ", "Il fiume", ("ROMA",), "ANSA", "02 MAR"),
        ("Αθήνα (ΑΠΕ-ΜΠΕ) - ", "Το ποτάμι", ("Αθήνα",), "ΑΠΕ-ΜΠΕ", None),
        ("Берлин, 2 марта /ТАСС/. ", "Суд", ("Берлин",), "ТАСС", "2 марта"),
        ("МОСКВА, 2 марта. /ТАСС/. ", "Суд", ("МОСКВА",), "ТАСС", "2 марта"),
        ("МОСКВА, 2 мар — РИА Новости. ", "Суд", ("МОСКВА",), "РИА Новости", "2 мар"),
        ("Москва. 2 марта. INTERFAX.RU - ", "Суд", ("Москва",), "INTERFAX.RU", "2 марта"),
        ("İSTANBUL (AA) - ", "Bakan", ("İSTANBUL",), "AA", None),
        ("नई दिल्ली, 2 मार्च (भाषा) ", "मंत्री ने", ("नई दिल्ली",), "भाषा", "2 मार्च"),
        ("【東京】", "雨が降った", ("東京",), None, None),
        ("【ワシントン共同通信】", "雨が降った", ("ワシントン",), "共同通信", None),
        ("彭博社北京3月2日电 ", "大雨", ("北京",), "彭博社", "3月2日"),
        ("【ワシントン時事】", "雨が降った", ("ワシントン",), "時事", None),
        ("[東京 2日 ロイター] - ", "雨が降った", ("東京",), "ロイター", "2日"),
        ("(서울=연합뉴스) 홍길동 기자 = ", "비가 왔다", ("서울",), "연합뉴스", None),
        ("新华社北京3月2日电 ", "大雨", ("北京",), "新华社", "3月2日"),
        ("（中央社台北2日電）", "大雨", ("台北",), "中央社", "2日"),
        ("القاهرة (رويترز) - ", "هطل المطر", ("القاهرة",), "رويترز", None),
        ("القاهرة 2 مارس (أ ف ب) - ", "هطل المطر", ("القاهرة",), "أ ف ب", "2 مارس"),
    ],
)
def test_datelines(printed: str, rest: str, places: tuple[str, ...], agency: str | None, date: str | None) -> None:
    dateline, found_rest = take_dateline(printed + rest)
    assert dateline is not None
    assert (dateline.places, dateline.agency, dateline.date, found_rest) == (places, agency, date, rest)
    assert dateline.text + dateline.mark == printed


@pytest.mark.parametrize(
    "paragraph",
    [
        "Trump: “I have said it before.”",
        "BREAKING: The bridge is closed.",
        "NATO – the alliance of the north – is to meet.",
        "NATO — The alliance is to meet.",
        "FBI — The bureau is to meet.",
        "AC/DC: The band is to play.",
        "BMW (AFP) said that it would wait.",
        "DEAR ABBY: My husband is late.",
        "Starts on 1 May: The summer fair.",
        "The World Health Organization (WHO) said on Monday that it would wait.",
        "The Harbour Company (HRB) - The shares fell.",
        "Q: What is it?",
        "TIMELINE: How the bridge was built.",
        "HOROSCOPE: What the stars say of today.",
        "VERDICT: The driver is free.",
        "COVID — What is known so far.",
        "PFIZER — The maker of vaccines is to meet.",
        "TESLA: Two plants are to close.",
        "Monday (Reuters) - The shares fell.",
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
    if dateline is not None:
        assert rest
        assert (dateline.text + dateline.mark + rest).split() == paragraph.split()
