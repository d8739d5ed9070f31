"""What a story is about: what its page says of it, else what its words tell, else nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment import enrich_text, subjects
from dateline.enrichment.document import Document
from dateline.enrichment.subjects import Labels
from dateline.enrichment.subjects.topics import named, topic

PLAIN = "Something was done by somebody at some place, and others were told of it afterwards."
GERMAN = "Der Rat der Stadt hat am Abend nach langer Beratung beschlossen, dass die alte Halle nicht mehr benutzt wird."

CEASEFIRE = (
    "The rebels said on Monday that their fighters would honour the truce if artillery fire on the villages stopped. "
    "The army answered with air strikes that killed six civilians, aid workers said. Peace talks are due next week."
)
INTEREST = (
    "The central bank raised its interest rate by half a point, and economists expect inflation to slow. "
    "Shares of lenders rose, while investors sold bonds; analysts see weaker profits in the fourth quarter."
)
MATCH = (
    "The striker scored twice in the second half as the visitors won the match and went top of the league. "
    "Their goalkeeper saved a penalty kick; the coach praised his players and the fans in the stadium."
)


def names(text: str, labels: Labels | None = None, *, title: str | None = None, language: str = "en") -> list[str]:
    found = subjects.find(Document(text, title=title, language=language), labels or Labels())
    return [one.finding.name for one in found]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("Business", ["economy, business and finance"]),
        ("Wirtschaft", ["economy, business and finance"]),
        ("Deportes", ["sport"]),
        ("Politique", ["politics and government"]),
        ("Спорт", ["sport"]),
        ("政治", ["politics and government"]),
        ("खेल", ["sport"]),
        ("Arts & Culture", ["arts, culture, entertainment and media"]),
        ("Tech", ["technology and engineering", "science and technology"]),
        ("Kino", ["cinema", "arts, culture, entertainment and media"]),
        ("Fußball", ["sport"]),
        ("Gesundheit", ["health"]),
        ("Water polo", []),
        ("News", []),
        ("World", []),
        ("", []),
    ],
)
def test_a_section_that_is_known_tells_the_subject(section: str, expected: list[str]) -> None:
    assert names(PLAIN, Labels(section=section)) == expected


def test_the_innermost_breadcrumb_that_is_known_tells_it() -> None:
    assert names(PLAIN, Labels(section="Madrid", breadcrumbs=("News", "Sport", "Madrid"))) == ["sport"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/politics/2024/05/a-vote-on-the-harbour.html", ["politics and government"]),
        ("https://sport.example.de/artikel/4711", ["sport"]),
        ("https://news.example/salud/una-noticia", ["health"]),
        ("https://news.example/2024/sport", []),
        ("https://news.example/media/12345/page.html", []),
        ("https://[broken", []),
    ],
)
def test_the_folder_of_the_address_tells_it(url: str, expected: list[str]) -> None:
    assert names(PLAIN, Labels(url=url)) == expected


def test_a_keyword_tells_it_where_the_text_goes_with_it() -> None:
    assert names(MATCH, Labels(keywords=("Riverside", "Football"))) == ["sport"]
    assert names(INTEREST, Labels(keywords=("sport",))) == ["economy, business and finance"]


def test_keywords_about_everything_are_of_the_site() -> None:
    everything = Labels(keywords=("politics", "sport", "business", "weather"))
    assert names(PLAIN, everything) == []
    assert names(GERMAN, Labels(keywords=("Politik", "Sport", "Wirtschaft")), language="de") == []


def test_of_a_section_that_joins_two_the_text_chooses() -> None:
    joined = Labels(section="Business & Sport")
    assert names(MATCH, joined) == ["sport"]
    assert names(INTEREST, joined) == ["economy, business and finance"]
    assert names(PLAIN, joined) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CEASEFIRE, ["conflict, war and peace"]),
        (INTEREST, ["economy, business and finance"]),
        (MATCH, ["sport"]),
        (PLAIN, []),
        ("", []),
    ],
)
def test_words_tell_it_where_the_page_does_not(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_text_between_two_subjects_has_none() -> None:
    assert names(f"{MATCH} {INTEREST} {CEASEFIRE}") == []


def test_each_subject_says_what_told_it() -> None:
    by_section = subjects.find(Document(PLAIN, language="en"), Labels(section="Business"))
    assert by_section[0].finding.source == "section: Business"
    by_words = subjects.find(Document(CEASEFIRE, language="en"), Labels())
    assert by_words[0].finding.source == "text"
    assert by_words[0].finding.code == "16000000"
    assert "truce" in by_words[0].rule


def test_words_of_other_languages_tell_nothing_and_the_reason_is_given() -> None:
    found = enrich_text(GERMAN)
    assert found.subjects == ()
    assert "English" in found.unknown["subjects"]
    assert "subjects" not in enrich_text(CEASEFIRE).unknown


def test_a_narrower_concept_knows_its_top_term() -> None:
    cinema = named("cinema")
    assert cinema is not None
    assert topic(cinema.top).name == "arts, culture, entertainment and media"


@given(st.text(), st.text(), st.lists(st.text(max_size=70)).map(tuple), st.text())
def test_any_label_and_any_text_can_be_asked(text: str, section: str, keywords: tuple[str, ...], url: str) -> None:
    labels = Labels(section=section, breadcrumbs=keywords, keywords=keywords, url=url)
    found = subjects.find(Document(text, title=section, language="en"), labels)
    assert len(found) <= subjects.MOST
    assert len({one.finding.code for one in found}) == len(found)
