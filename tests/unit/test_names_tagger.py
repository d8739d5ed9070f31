"""Names in texts of several domains, written for this test."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment.document import Document
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


def test_a_text_in_another_language_has_none() -> None:
    assert names("Der Bundeskanzler traf Angela Merkel in Berlin.", "de") == []
    assert names("Angela Merkel went to Paris.", None) == []


@given(st.one_of(NAME_LIKE, st.text(max_size=300)))
def test_names_stand_in_the_text_and_in_order(text: str) -> None:
    found = tagged(Document(text, language="en"))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] for one in found)
