"""Bodies that a text introduces as such, and names that start and end where they should."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment.names import entities
from dateline.enrichment.names.introduced import introduced
from tests.unit.named import named


def kinds(marked: str) -> dict[str, str]:
    document, tagged = named(marked)
    return {one.finding.name: one.finding.kind for one in entities.of_tagged(document, tagged)}


def mentions(marked: str, name: str) -> int:
    document, tagged = named(marked)
    return next(len(one.finding.mentions) for one in entities.of_tagged(document, tagged) if one.finding.name == name)


def test_what_has_shares_is_a_body_wherever_it_stands() -> None:
    text = "Tin Harbour rose. Shares in Tin Harbour ({O:TINH.OS}) fell, and {P:Tin Harbour} will cut jobs."
    assert kinds(text) == {"Tin Harbour": "organisation"}
    assert mentions(text, "Tin Harbour") == 4


def test_a_body_by_the_noun_before_it() -> None:
    assert kinds("The journal Lichen said so. The trade union {L:KLM} agreed. {L:KLM} is old.") == {
        "Lichen": "organisation",
        "KLM": "organisation",
    }
    assert kinds("The bank Governor {P:Ann Roe} spoke.") == {"Ann Roe": "person"}


def test_a_body_by_its_letters_in_brackets() -> None:
    text = "The Office for Tidal Co-ordination and Ferries ({O:OTCF}) is late. The {O:OTCF} was founded in May."
    assert kinds(text) == {"Office for Tidal Co-ordination and Ferries": "organisation"}
    assert mentions(text, "Office for Tidal Co-ordination and Ferries") == 3


def test_names_do_not_run_over_dashes_and_days() -> None:
    assert kinds("A well-known town: {L:Oslo - Popular} singer. The {O:Brotherhood of Jugglers Wednesday} met.") == {
        "Oslo": "place",
        "Brotherhood of Jugglers": "organisation",
    }


def test_a_first_name_that_nobody_knows_belongs_to_the_surname() -> None:
    assert kinds("Switzerland's Ueli {P:Baumgarten} spoke. However {P:Lind} left.") == {
        "Ueli Baumgarten": "person",
        "Lind": "person",
    }


@given(st.text(st.sampled_from("Aa B(CD).-–\nshares in union ") | st.characters(), max_size=200))
def test_whatever_the_text_spans_lie_in_it_and_apart(text: str) -> None:
    spans = introduced(text, [])
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_team_by_the_last_word_of_its_name() -> None:
    text = "{O:Ashcombe Rovers} won. Rovers had fallen behind. The Rovers left, but Bristol Rovers stayed."
    assert mentions(text, "Ashcombe Rovers") == 3
    assert mentions("{O:Harbour Services} won. Services fell.", "Harbour Services") == 1


def test_a_day_before_a_name_is_no_part_of_it() -> None:
    assert list(kinds("They met on {O:Monday Ashcombe Rovers} there.")) == ["Ashcombe Rovers"]
