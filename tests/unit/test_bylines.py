"""Bylines as pages word them, split and typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import Byline
from dateline.reading.bylines import parse_byline


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("By Ann Lee and Bo Chan in Kabul", [Byline("Ann Lee"), Byline("Bo Chan", role="in Kabul")]),
        ("Ann Lee, Bo Chan & Cy Roe", [Byline("Ann Lee"), Byline("Bo Chan"), Byline("Cy Roe")]),
        ("Von Eva Muster (dpa)", [Byline("Eva Muster"), Byline("dpa", kind="agency")]),
        ("Por María García y Juan Pérez", [Byline("María García"), Byline("Juan Pérez")]),
        ("Par Jean Dupont avec AFP", [Byline("Jean Dupont"), Byline("AFP", kind="agency")]),
        ("John Smith, Political Editor", [Byline("John Smith", role="Political Editor")]),
        ("By Ann Lee - Staff Writer", [Byline("Ann Lee", role="Staff Writer")]),
        ("Ann Lee Parliamentary editor", [Byline("Ann Lee", role="Parliamentary editor")]),
        ("Staff writer", [Byline("Staff writer", kind="desk")]),
        ("By Our Foreign Staff", [Byline("Our Foreign Staff", kind="desk")]),
        ("Reuters", [Byline("Reuters", kind="agency")]),
        ("@thedesk", [Byline(None, "@thedesk", "account")]),
        ("Ann Lee @annlee", [Byline("Ann Lee", "@annlee")]),
        ("By Ann Lee ann.lee@example.com", [Byline("Ann Lee")]),
        ("By Ann Lee 12 March 2020", [Byline("Ann Lee")]),
        ("By Ann Lee Monday, November 18, 2019", [Byline("Ann Lee")]),
        ("By Ann May 3 November 2019", [Byline("Ann May")]),
        ("By November 18, 2019", []),
        ("Ann Lee The Associated Press", [Byline("Ann Lee", role="The Associated Press")]),
        ("Ann Lee Ann Lee", [Byline("Ann Lee")]),
        ("Ursula von der Leyen", [Byline("Ursula von der Leyen")]),
        ("홍길동 기자", [Byline("홍길동", role="기자")]),
        ("山田太郎記者", [Byline("山田太郎", role="記者")]),
        ("By ANN LEE and BO CHAN, AP", [Byline("ANN LEE"), Byline("BO CHAN"), Byline("AP", kind="agency")]),
        ("Ann Lee, NDR", [Byline("Ann Lee"), Byline("NDR", kind="desk")]),
        (
            "Ann Lee | Staff Writer | The Gazette",
            [Byline("Ann Lee", role="Staff Writer"), Byline("The Gazette", kind="desk")],
        ),
        ("Ann Lee (ale.), Bo Chan (bc)", [Byline("Ann Lee"), Byline("Bo Chan")]),
        ("By Mary Ann LeeBo Chan", [Byline("Mary Ann Lee"), Byline("Bo Chan")]),
        ("Ann MacDonald Smith", [Byline("Ann MacDonald Smith")]),
        ("Von Eva Muster und Jan Weiß, Berlin", [Byline("Eva Muster"), Byline("Jan Weiß", role="Berlin")]),
        ("Par Jean Dupont (à Paris)", [Byline("Jean Dupont", role="à Paris")]),
        ("Ann Lee for The Gazette", [Byline("Ann Lee", role="for The Gazette")]),
        ("Reporterin Eva Muster", [Byline("Eva Muster", role="Reporterin")]),
        ("Text: Eva Muster Fotos: Jan Weiß", [Byline("Eva Muster")]),
        ("Hafen-Redaktion", [Byline("Hafen-Redaktion", kind="desk")]),
        ("Haber Merkezi", [Byline("Haber Merkezi", kind="desk")]),
        ("Hafen Verband", [Byline("Hafen Verband", kind="desk")]),
        ("By Cooper", [Byline("Cooper")]),
        ("John E Smith", [Byline("John E Smith")]),
        ("Thomas I Friedman and Mary Y Roe", [Byline("Thomas I Friedman"), Byline("Mary Y Roe")]),
        ("Ana Sá e Rui Paz", [Byline("Ana Sá"), Byline("Rui Paz")]),
        ("Theo Leggett", [Byline("Theo Leggett")]),
        ("Di Maria", [Byline("Di Maria")]),
        ("Par Sjöberg", [Byline("Par Sjöberg")]),
        ("Von der Leyen", [Byline("Von der Leyen")]),
        ("Von der Redaktion", [Byline("der Redaktion", kind="desk")]),
        ("Les Whittington", [Byline("Les Whittington")]),
        ("Son Heung-min", [Byline("Son Heung-min")]),
        ("Gem Archer, Del Rodgers", [Byline("Gem Archer"), Byline("Del Rodgers")]),
        ("Read Montague", [Byline("Read Montague")]),
        ("Ann Lee View more", [Byline("Ann Lee")]),
    ],
)
def test_bylines(text: str, authors: list[Byline]) -> None:
    assert list(parse_byline(text)) == authors


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Follow us",
        "Foto: Ann Lee",
        "admin",
        "ann.lee",
        "Cooper",
        "2 March 2020",
        "The minister said on Monday that he would",
        "example.com",
        "Read more",
        "?",
    ],
)
def test_what_names_nobody(text: str) -> None:
    assert parse_byline(text) == ()


@given(st.text(max_size=400))
def test_any_text_names_authors_or_none(text: str) -> None:
    for author in parse_byline(text):
        assert author.name or author.handle
        assert "@" not in (author.name or "")
