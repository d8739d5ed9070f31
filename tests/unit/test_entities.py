"""Whom a text names: aliases gathered, titles apart, credits aside, shares in what it is about."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment.document import Document
from dateline.enrichment.names import entities
from dateline.enrichment.names.tagger import Tagged
from tests.unit.named import named

if TYPE_CHECKING:
    from dateline.findings import Entity


def found(marked: str, **known: object) -> dict[str, Entity]:
    document, tagged = named(marked, **known)
    return {one.finding.name: one.finding for one in entities.of_tagged(document, tagged)}


def test_a_surname_belongs_to_the_full_name() -> None:
    people = found("{P:Maria Delgado Reyes} spoke. {P:Reyes} left, and {P:Maria Reyes} came back.")
    assert list(people) == ["Maria Delgado Reyes"]
    assert people["Maria Delgado Reyes"].aliases == ("Reyes", "Maria Reyes")
    assert len(people["Maria Delgado Reyes"].mentions) == 3


def test_courtesies_and_possessives_are_no_part_of_a_name() -> None:
    people = found("{P:Mr. Tom Okafor} and {P:Dr Okafor}'s sister saw {P:Okafor’s} house.")
    assert list(people) == ["Tom Okafor"]
    assert people["Tom Okafor"].aliases == ("Okafor",)


def test_titles_stand_apart() -> None:
    people = found("French Foreign Minister {P:Luc Marchal} met {P:President Ana Silva} and Gen. {P:Bo Lind}.")
    assert {name: one.title for name, one in people.items()} == {
        "Luc Marchal": "Foreign Minister",
        "Ana Silva": "President",
        "Bo Lind": "Gen.",
    }


def test_what_the_sea_has_is_no_body() -> None:
    found = entities.find(Document("The ferry across the Palk Strait sails again.", language="en"))

    assert [(one.finding.kind, one.finding.name) for one in found] == [("place", "Palk Strait")]


def test_a_title_alone_is_nobody() -> None:
    assert not found("The {P:President} spoke.")


def test_namesakes_are_told_apart_by_courtesy() -> None:
    people = found("{P:Ruth Hale} and {P:Peter Hale} married. Mr. {P:Hale} sings. Mrs. {P:Hale} does not.")
    assert len(people["Peter Hale"].mentions) == 2
    assert len(people["Ruth Hale"].mentions) == 2


def test_a_son_is_not_his_father() -> None:
    people = found("{P:Otto Brandt} retired. {P:Otto Brandt Jr.} took over.")
    assert set(people) == {"Otto Brandt", "Otto Brandt Jr."}


def test_a_family_name_that_comes_first() -> None:
    assert found("{P:Lin Meihua} won. {P:Lin} was glad.")["Lin Meihua"].aliases == ("Lin",)


def test_an_acronym_in_brackets_is_the_body_wherever_it_stands() -> None:
    bodies = found("The {O:Coastal Rescue Service} (CRS) said so. Ships of the CRS came. {P:CRS} crews helped.")
    assert list(bodies) == ["Coastal Rescue Service"]
    assert bodies["Coastal Rescue Service"].kind == "organisation"
    assert len(bodies["Coastal Rescue Service"].mentions) == 4


def test_a_partys_letter_in_brackets_is_no_acronym() -> None:
    assert set(found("{P:Rita Dean Iverson} (RDI-Ohio) voted.")) == {"Rita Dean Iverson"}


def test_bodies_by_the_first_and_last_words_of_their_names() -> None:
    bodies = found("{O:Halvorsen Shipping Inc.} sank. {O:Halvorsen} sold. The {O:Norwegian Harbour Ministry} rose. ")
    assert bodies["Halvorsen Shipping Inc."].aliases == ("Halvorsen",)
    bodies = found("The {O:Norwegian Harbour Ministry} rose. The {O:Harbour Ministry} fell. The {O:Ministry} slept.")
    assert bodies["Norwegian Harbour Ministry"].aliases == ("Harbour Ministry", "Ministry")


def test_bodies_that_only_share_words_stay_apart() -> None:
    assert (
        len(found("{O:Orland University Press} is not {O:Orland University}; {O:NASA Orbiter} is not {O:NASA}.")) == 4
    )
    assert len(found("The {O:Moor Fund for the Arts} gave, said the {O:Moor Fund}.")) == 1


def test_a_name_that_is_shouted_is_an_alias() -> None:
    assert found("{L:LYON} slept. {L:Lyon} woke.")["Lyon"].aliases == ("LYON",)


def test_two_ministries_share_no_short_name() -> None:
    bodies = found("{O:Chilean Health Ministry}, {O:Peruvian Health Ministry}: the {O:Health Ministry} paid.")
    assert len(bodies) == 3


def test_a_name_goes_on_over_a_possessive() -> None:
    assert set(found("{O:Young Sailors}'s {O:Party} and {P:St. Olaf}’s {O:Hospital}.")) == {
        "Young Sailors's Party",
        "St. Olaf’s Hospital",
    }


def test_a_body_by_the_noun_behind_it() -> None:
    text = "The Tall Ash al-Wadi armed group fought {O:Grey Order} rebels and the Danish Fishing group."
    assert set(found(text)) == {"Tall Ash al-Wadi", "Grey Order"}
    assert found("The {P:Bright Morrow} rebel group fled.")["Bright Morrow"].kind == "organisation"


def test_peoples_months_and_bare_kinds_of_bodies_name_nobody() -> None:
    assert not found("{L:Norwegian} and {O:South African} ships, {P:June}, the {O:Committee}.")


def test_an_adjective_before_a_place_is_no_part_of_it() -> None:
    assert set(found("In {L:French Lyon} and in the {L:Irish Sea}.")) == {"Lyon", "Irish Sea"}


def test_countries_under_their_usual_names() -> None:
    places = found("{L:U.S.} ships left the {L:United States} for {L:Britain}. The {L:UK} waited.")
    assert places["United States"].aliases == ("U.S.",)
    assert places["Britain"].aliases == ("UK",)


def test_the_kind_is_what_most_mentions_say() -> None:
    one = found("{L:Arden Vale} spoke. {P:Arden Vale} sang. {P:Arden Vale} sat.")["Arden Vale"]
    assert one.kind == "person"
    assert len(one.mentions) == 3


def test_early_and_frequent_names_have_the_greater_share_and_all_shares_make_one_at_most() -> None:
    shares = found(
        "{P:Ada Moor} met {P:Bo Lind}. {P:Moor} said little. {P:Moor} went home. At last {L:Lyon} was named.",
        title="Moor goes home",
    )
    assert next(iter(shares)) == "Ada Moor"
    assert shares["Ada Moor"].salience > shares["Bo Lind"].salience > shares["Lyon"].salience
    assert sum(one.salience for one in shares.values()) <= 1


def test_datelines_and_credits_are_no_subjects() -> None:
    text = "Lyon/Newsline: {P:Ada Moor} met the mayor.\n\nReporting by {P:Bo Lind}; editing by {P:Cy Fox}"
    one = found(text, dateline="Lyon", agency="Newsline", opening=len("Lyon/Newsline: "))
    assert one["Newsline"].kind == "organisation"
    assert one["Lyon"].kind == "place"
    assert [name for name, entity in one.items() if entity.salience == 0] == ["Lyon", "Newsline", "Bo Lind", "Cy Fox"]


def test_an_agency_that_is_told_of_is_a_subject() -> None:
    one = found("Lyon/Newsline: {O:Newsline} will close.", agency="Newsline", opening=len("Lyon/Newsline: "))
    assert one["Newsline"].salience == 1


def test_other_languages_have_none_and_it_is_said_why() -> None:
    assert not entities.find(Document("Ада Мур приехала в Лион.", language="ru"))
    assert entities.why_unknown(Document("", language="ru"))
    assert entities.why_unknown(Document("", language="en")) is None


@given(st.data())
def test_every_mention_reads_as_the_name_or_an_alias(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("AaBbé’'s.,() \n-\u0301中") | st.characters(), max_size=80))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=12)))
    tagged = [
        Tagged(start, end, data.draw(st.sampled_from(["person", "organisation", "place"])), "drawn")
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    named_in = [one.finding for one in entities.of_tagged(Document(text, language="en"), tagged)]
    for entity in named_in:
        printed = {text[mention.start : mention.end] for mention in entity.mentions}
        assert set(entity.aliases) <= printed <= {entity.name, *entity.aliases}
    spans = sorted((mention.start, mention.end) for entity in named_in for mention in entity.mentions)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert sum(entity.salience for entity in named_in) <= 1


def test_a_longer_form_that_stands_once_is_not_the_name() -> None:
    people = found("{P:Nia Kestrel Rolf Amdal} opened. {P:Rolf Amdal} sang. {P:Rolf Amdal} left.")
    assert "Rolf Amdal" in people
    assert "Nia Kestrel Rolf Amdal" not in people
    people = found("{P:Ana Maria Silva} spoke. {P:Ana Silva} left, then {P:Ana Silva} slept.")
    assert list(people) == ["Ana Maria Silva"]


def test_an_acronym_that_stands_behind_several_names_explains_none() -> None:
    bodies = found("{O:Lemon Songs} (TRKA), {O:Paper Lane Music} (TRKA) and {O:Tin Roof Tunes} (TRKA) own it.")
    assert "TRKA" not in {alias for one in bodies.values() for alias in one.aliases}


def test_an_acronym_of_other_letters_explains_nothing() -> None:
    bodies = found("{O:Lemon Songs} (BMI) owns it.")
    assert bodies["Lemon Songs"].aliases == ()


def test_a_title_takes_the_name_that_it_goes_with() -> None:
    people = found(
        "White House Press Secretary {P:Jon Earle} met Harbour City coach {P:Ann Roe} and US Trade Representative "
        "{P:Lee Tan}. Chief of Army Staff General {P:Omar Jalil} came. French Foreign Minister {P:Luc Marchal} did not."
    )
    assert {name: one.title for name, one in people.items()} == {
        "Jon Earle": "White House Press Secretary",
        "Ann Roe": "Harbour City coach",
        "Lee Tan": "US Trade Representative",
        "Omar Jalil": "General",
        "Luc Marchal": "Foreign Minister",
    }


def test_a_rank_in_small_letters_may_be_an_adjective() -> None:
    assert found("It is a major {P:Warhol} show.")["Warhol"].title is None


def test_who_is_in_office_is_not_who_is_named_in_full_later() -> None:
    people = found("President {P:Roe} spoke. {P:Ann Roe} will travel for President {P:Roe}.")
    assert people["Roe"].title == "President"
    assert people["Ann Roe"].title is None
    assert list(found("President {P:Ann Roe} spoke. President {P:Roe} left.")) == ["Ann Roe"]


def test_a_place_that_is_only_shouted_is_told_in_usual_letters() -> None:
    place = found("{L:LUSAKA} — The count went on.")["Lusaka"]
    assert place.aliases == ("LUSAKA",)
