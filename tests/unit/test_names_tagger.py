"""Names in texts of several domains, written for this test."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment.document import Document
from dateline.enrichment.names import entities
from dateline.enrichment.names.reasons import with_reasons
from dateline.enrichment.names.tagger import tagged

WORDS = [
    "Anna Lindqvist",
    "the",
    "Ministry",
    "of",
    "U.S.",
    "O'Neill",
    "-",
    "St.",
    "(",
    ")",
    ".",
    "\n\n",
    "al-Masri",
    "said",
    "BREAKING NEWS",
    "42",
    "’s",
    "“",
    "”",
    "&",
    "École",
    "ﬁ",
    "İstanbul",
    "ΑΘΗΝΑ",
    "Mr",
    "Monday",
    "é",
    "�",
]
NAME_LIKE = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def names(text: str, language: str | None = "en") -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in tagged(Document(text, language=language))]


def test_people_bodies_and_places_of_a_report() -> None:
    found = names(
        "Prime Minister Henrik Solberg met officials of the World Health Organization in Geneva on Monday. "
        "Mr Solberg said Norway would pay its share."
    )
    assert ("Henrik Solberg", "person") in found
    assert ("World Health Organization", "organisation") in found
    assert ("Geneva", "place") in found
    assert ("Norway", "place") in found
    assert not {"Monday", "Prime Minister", "Mr"} & {name for name, _ in found}


def test_what_courtesy_precedes_is_a_person_wherever_the_name_is_a_place_too() -> None:
    found = names("Mr Lincoln and Ms. Paris told the court that they had never met Dr Washington.")
    assert [name for name, kind in found if kind == "person"] == ["Lincoln", "Paris", "Washington"]


def test_a_surname_alone_is_the_person_named_in_full_elsewhere() -> None:
    found = names(
        "Chelsea Ferrera won the race on Sunday. The crowd waited for hours. "
        '"It was the hardest day of my life," Ferrera said. Nobody had expected Ferrera to finish.'
    )
    assert [kind for name, kind in found if name.endswith("Ferrera")] == ["person"] * 3


def test_sport() -> None:
    found = names("Carlos Medina scored twice as Rovers United beat Dynamo Kyiv 2-1 in Warsaw on Wednesday night.")
    assert ("Carlos Medina", "person") in found
    assert ("Warsaw", "place") in found
    assert not {"Wednesday"} & {name for name, _ in found}


def test_business() -> None:
    found = names(
        "Shares of Halvorsen Energy Group fell after the company said its chief executive, Ingrid Moe, would leave. "
        "Analysts at Barclays in London had expected it."
    )
    assert ("Halvorsen Energy Group", "organisation") in found
    assert ("Ingrid Moe", "person") in found
    assert ("Barclays", "organisation") in found
    assert ("London", "place") in found


def test_names_of_the_far_east_keep_their_second_syllable() -> None:
    assert ("Chan Wai-ming", "person") in names("Lawmaker Chan Wai-ming visited Seoul, said Kim Min-jun, a lawyer.")


def test_no_name_runs_over_the_end_of_a_short_line() -> None:
    found = names("Ana Souza\nPedro Lima\nThe two were seen in the north of Portugal.\n")
    assert ("Ana Souza", "person") in found
    assert ("Pedro Lima", "person") in found


def test_weekdays_months_nationalities_and_courtesies_are_no_names() -> None:
    found = names(
        "On Tuesday the French and German ministers met. In December, Mr Weber said, Muslims and Christians had "
        "marched together. The Internet was slow. However, nobody complained. Mrs Weber agreed on Jun 23."
    )
    assert {name for name, _ in found} <= {"Weber"}


def test_what_hangs_on_a_name_is_left_out() -> None:
    assert [name for name, _ in names("The Kenya-based firm left Nairobi.")] == ["Kenya", "Nairobi"]


def test_storms_halves_of_words_and_lone_letters_are_nobody() -> None:
    found = names("Hurricane Bertha came ashore in Cuba. Couldn't anybody know? X was seen there, and so was Y.")
    assert found == [("Cuba", "place")]


def test_a_common_word_that_opens_a_sentence_is_no_first_name() -> None:
    assert "Rivals" not in " ".join(name for name, _ in names("Rivals Maersk and Evergreen raised their prices."))
    assert names("Sujata Nayak, a schoolteacher, spent the night on a roof.") == [("Sujata Nayak", "person")]


def test_of_what_is_shouted_only_the_well_known_is_told() -> None:
    assert names("FIRE DESTROYS SCHOOL IN LEEDS AS POLICE HUNT SUSPECT") in ([], [("LEEDS", "place")])


def test_who_asks_why_is_told_the_words_that_weighed_most() -> None:
    text = "Foreign Minister Nirmala Ranasinghe said so in Jaffna."
    document = Document(text, language="en")
    rules = {found.finding.name: found.rule for found in with_reasons(document, entities.find(document))}

    assert "“Minister” before it" in rules["Nirmala Ranasinghe"]
    assert "“in” before it" in rules["Jaffna"]


def test_a_name_goes_on_behind_an_ampersand() -> None:
    assert names("The utility PG&E cut the power, and so did M&S.") == [
        ("PG&E", "organisation"),
        ("M&S", "organisation"),
    ]


def test_a_text_in_another_language_has_none() -> None:
    assert names("Der Bundeskanzler traf Angela Merkel in Berlin.", "de") == []
    assert names("Angela Merkel went to Paris.", None) == []


@given(st.one_of(NAME_LIKE, st.text(max_size=300)))
def test_names_stand_in_the_text_and_in_order(text: str) -> None:
    found = tagged(Document(text, language="en"))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] for one in found)
