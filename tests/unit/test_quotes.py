"""Who said what: marks of all kinds, speakers and verbs, and what is no speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment import quotes
from dateline.enrichment.document import Document
from dateline.enrichment.names import entities
from tests.unit.named import named

if TYPE_CHECKING:
    from dateline.findings import Quote


def said(marked: str) -> list[Quote]:
    document, tagged = named(marked)
    people = [one.finding for one in entities.of_tagged(document, tagged)]
    return [one.finding for one in quotes.find(document, people)]


def only(marked: str) -> Quote:
    (quote,) = said(marked)
    return quote


@pytest.mark.parametrize(
    ("marked", "printed", "cue"),
    [
        ('{P:Ada Moor} came. "We have all the time in the world," {P:Moor} said on Friday.', "Moor", "said"),
        ('{P:Ada Moor} came. "We have all the time in the world," said {P:Moor}, a baker.', "Moor", "said"),
        ('{P:Ada Moor}, who bakes in {L:Lyon}, said: "We have all the time in the world."', "Ada Moor", "said"),
        ('{P:Ada Moor} told reporters on Friday, "We have all the time in the world."', "Ada Moor", "told"),
        ('According to {P:Ada Moor}, "we have all the time in the world."', "Ada Moor", "according to"),
        ('"We have all the time in the world," according to {P:Ada Moor}.', "Ada Moor", "according to"),
        ('{P:Ada Moor} then wrote:\n\n"We have all the time in the world."', "Ada Moor", "wrote"),
        ('{P:Ada Moor} smiled, saying, "We have all the time in the world."', "Ada Moor", "saying"),
        ('"We have all the time in the world," {P:Ada Moor}, a baker from {L:Lyon}, said.', "Ada Moor", "said"),
        ('{P:Ada Moor} went home. "We have all the time in the world," she added.', "she", "added"),
        (
            'Councillor {P:Ada Moor} came. "We have all the time in the world," the councillor said.',
            "the councillor",
            "said",
        ),
        ('"We have all the time in the world." — {P:Ada Moor}', "Ada Moor", None),
    ],
)
def test_the_speaker_beside_the_quote(marked: str, printed: str, cue: str | None) -> None:
    quote = only(marked)
    assert quote.text.lower().startswith("we have all the time in the world")
    assert (quote.kind, quote.speaker, quote.speaker_text) == ("direct", "Ada Moor", printed)
    assert (quote.cue, quote.attribution) == (cue, "adjacent")


@pytest.mark.parametrize(
    ("marked", "printed"),
    [
        ('"Nobody was hurt in the fire," said a police spokesman in {L:Lyon}.', "a police spokesman"),
        ('"Nobody was hurt in the fire," residents said.', "residents"),
        (
            '"Nobody was hurt in the fire," a spokesman for the {O:Lyon Fire Service} said.',
            "a spokesman for the Lyon Fire Service",
        ),
        ('"Nobody was hurt in the fire," {O:Lyon Fire Service} officials said.', "Lyon Fire Service officials"),
    ],
)
def test_the_nameless_speak_as_printed(marked: str, printed: str) -> None:
    quote = only(marked)
    assert quote.speaker_text is not None
    assert quote.speaker_text.startswith(printed)
    assert quote.speaker == quote.speaker_text


@pytest.mark.parametrize(
    "quoted",
    ['"{}"', "“{}”", "”{}”", "„{}“", '""{}""', "«{}»", "« {} »", "»{}«", "``{}''", "‘{}’", "'{}'", '" {} "', '“{}"'],
)
def test_marks_of_all_kinds(quoted: str) -> None:
    words = "It’s the residents' homes that matter,"
    quote = only(quoted.replace("{}", words) + " {P:Ada Moor} said.")
    assert quote.text == words
    assert quote.speaker == "Ada Moor"


def test_a_quote_within_a_quote_is_part_of_it() -> None:
    quote = only("“He told me, ‘Go home at once,’ and so I left,” {P:Ada Moor} said.")
    assert quote.text == "He told me, ‘Go home at once,’ and so I left,"
    quote = only("{P:Ada Moor} said: “The sign read: “No entry for the public,” and nobody came.”")
    assert quote.text.endswith("nobody came.")


def test_speech_runs_over_paragraphs_that_open_it_again() -> None:
    first, second, third = said(
        '"The harbour is closed to all ships," {P:Ada Moor} said. "It will stay closed.\n\n'
        '"We shall open it once the storm is gone.\n\n"That may take a week."\n\n{P:Bo Lind} was silent.'
    )[1:]
    assert {one.speaker for one in (first, second, third)} == {"Ada Moor"}
    assert [one.text for one in (second, third)] == [
        "We shall open it once the storm is gone.",
        "That may take a week.",
    ]
    assert "carried" not in {first.attribution, second.attribution, third.attribution}


def test_the_second_half_of_a_split_quote() -> None:
    _, second = said('"We shall go," {P:Ada Moor} said after the game. "There is nothing left to win here."')
    assert (second.speaker, second.attribution) == ("Ada Moor", "paragraph")


def test_a_paragraph_of_nothing_but_a_quote_is_carried() -> None:
    _, second = said('"The harbour is closed to all ships," {P:Ada Moor} said.\n\n"It will stay closed until Monday."')
    assert (second.speaker, second.attribution) == ("Ada Moor", "carried")


FIRST = '"The harbour is closed to all ships," {P:Ada Moor} said.'


@pytest.mark.parametrize(
    ("between", "speaker"),
    [
        ("", "Ada Moor"),
        ("{P:Hans Orr} said that all ships had been warned.", "Hans Orr"),
        ("{P:Hans Orr}, who owns most of them, said some ships had been warned.", "Hans Orr"),
        ("{P:Hans Orr} was not there.", None),
        ("What comes now", None),
        ("The first of the two plaques", None),
        ("{P:Ada Moor} wept.", "Ada Moor"),
    ],
)
def test_who_spoke_last_goes_on(between: str, speaker: str | None) -> None:
    quote = said(f'{FIRST}\n\n{between}\n\n"It will stay closed until Monday."')[-1]
    assert quote.speaker == speaker


def test_whom_a_quote_names_does_not_go_on() -> None:
    quote = said(f'{FIRST}\n\n"Somebody like {{P:Ada Moor}} is exactly what the harbour needs."')[-1]
    assert quote.speaker is None


@pytest.mark.parametrize(
    "text",
    [
        '"Two men are in hospital, he said. According to the police they will be charged on Monday.',
        "“ {P:Ada Moor} said. “",
        'Ada wrote: " We stand with all of you. “ Mr. {P:Bo Lind} said that all were shocked. ” It is bad, " he said.',
        "“ said {P:Ada Moor} in {L:Lyon} on Friday. “ It will be closed. ”",
    ],
)
def test_marks_out_of_step_tell_nothing(text: str) -> None:
    assert not [quote for quote in said(text) if quote.kind != "reported"]


def test_a_line_is_a_paragraph_where_lines_end_sentences() -> None:
    lines = '" The harbour is closed to all, " {P:Ada Moor} said.\n" It is a pity.\nThe mayor wept.\n{P:Bo Lind} slept.'
    assert [one.text for one in said(f"Harbour closed\n\n{lines}")] == ["The harbour is closed to all,"]


def test_in_part() -> None:
    quote = only("{P:Ada Moor} called the plan “a gift to those who own the harbour” and left.")
    assert (quote.kind, quote.speaker, quote.cue) == ("mixed", "Ada Moor", "called")


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "peace wall" was painted green.',
        "{P:Ada Moor} played “The Winter of Our Discontent” in {L:Lyon}.",
        "His book 'The Winter of Lyon'. The sailors' union read it, and the court will hear of it in July.",
        'The screen of 24" and the board of 6" were sold.',
        "In the ’90s the residents’ homes and the rock ’n’ roll of {L:Lyon}’s bars were known.",
    ],
)
def test_what_is_no_speech_is_left_alone(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    "text",
    [
        "{P:Ada Moor} was told that the harbour would never be sold to anyone.",
        "{P:Ada Moor} wanted to say that the harbour would never be sold.",
        "The claim that the harbour would never be sold was Ada's own.",
        "Prosecutors in {L:Lyon}, where the harbour lies, added new charges.",
    ],
)
def test_what_is_told_to_somebody_or_not_told_is_no_reported_speech(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('{P:Ada Moor} was glad. "Nothing of the old harbour is left," the report noted.', "the report"),
        ('{P:Ada Moor} was glad. "Nothing of the old harbour is left" told in May, said {P:Bo Lind}.', "Bo Lind"),
        (
            '"Nothing of the old harbour is left," her neighbour in both {L:Lyon} and {L:Nice}, {P:Bo Lind}, said.',
            "Bo Lind",
        ),
        ('"Nothing of the old harbour is left," another tenant, {P:Bo Lind}, said.', "Bo Lind"),
        ('{P:Bo Lind}\'s mum confirmed, "Nothing of the old harbour is left."', "Bo Lind's mum"),
        (
            'After a talk with Harbour Master {P:Bo Lind}, the mayor said: "Nothing of the old harbour is left."',
            "the mayor",
        ),
        ('{P:Ada Moor} wrote: "Nothing of the old harbour is left." The paper says more than that.', "Ada Moor"),
    ],
)
def test_the_verb_and_its_subject_are_looked_for_in_all_of_the_sentence(text: str, speaker: str) -> None:
    assert said(text)[0].speaker == speaker


def test_what_something_is_according_to() -> None:
    assert not said("He was not well at all, according to his body height.")
    quote = only("{P:Ada Moor} was there. The harbour was closed at noon, according to her.")
    assert (quote.speaker, quote.speaker_text) == ("Ada Moor", "her")


def test_what_is_told_begins_behind_the_dateline() -> None:
    quote = only("LYON (AP) — The harbour was closed at noon, the {O:Harbour Ministry} said on Friday.")
    assert quote.text == "The harbour was closed at noon"


def test_a_sentence_after_a_quote_may_tell_something_else() -> None:
    first, second = said(
        '{P:Ada Moor} wrote: "Nobody will be there to help us." The {O:Harbour Ministry} said it would send two ships.'
    )
    assert first.speaker == "Ada Moor"
    assert second.kind == "reported"


def test_the_subject_of_a_participle_is_its_clauses() -> None:
    marked = 'After the fire ({P:Bo Lind} wept), {P:Ada Moor} calmed all by saying, "Nobody was hurt in the fire."'
    assert only(marked).speaker == "Ada Moor"


def test_shortened_words_end_no_sentence() -> None:
    assert only('"Nobody was hurt in the fire," Ms. {P:Moor} said.').speaker == "Moor"
    assert only('"Nobody was hurt in the fire," Rep. {P:Ada Moor} (D-Mo.) said.').speaker == "Ada Moor"


def test_reported_speech() -> None:
    quote = only("{P:Ada Moor} has previously said that the harbour would never be sold to anyone.")
    assert (quote.kind, quote.speaker, quote.cue) == ("reported", "Ada Moor", "said")
    assert quote.text == "the harbour would never be sold to anyone"


def test_what_bodies_claim() -> None:
    quote = only("According to the {O:Harbour Ministry}, ships that came too late were sent away.")
    assert (quote.kind, quote.speaker, quote.cue) == ("reported", "Harbour Ministry", "according to")
    assert quote.text == "ships that came too late were sent away"
    quote = only("Ships that came too late were sent away, the {O:Harbour Ministry} said on Friday.")
    assert quote.text == "Ships that came too late were sent away"
    assert quote.speaker == "Harbour Ministry"


def test_she_is_not_the_man_who_was_named_last() -> None:
    quote = said(
        '{P:Emma Vale} runs the school. Her deputy is {P:James Orr}.\n\n"We need another hundred desks," she said.'
    )[-1]
    assert quote.speaker == "Emma Vale"


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("{P:Ada Moor} was there. {P:Bo Lind} left the room at once.", "Bo Lind"),
        ("Asked whether he would take gifts from Lord {P:Bo Lind}, ", None),
        ("{P:Bo Lind} was in {L:Lyon}.\n\nAsked whether he would take gifts from {P:Hans Orr}, ", "Bo Lind"),
        ("For {P:Hans Orr}, {P:Bo Lind} was a legend.", None),
        ("{P:Bo Lind} slept.\n\nThe suit names {P:Hans Orr}.", None),
        ("The bank said that it was sorry.", None),
        ("He said that all of it was lost. The suit names {P:Hans Orr}.", None),
        ("A spokeswoman said that the bank was sorry.", None),
        ("A spokesman said that the bank was sorry.", "A spokesman"),
        (
            '"I am not well at all today," said {P:Hans Orr}.\n\nInspector {P:Bo Lind} said fewer people came.\n\n',
            "Bo Lind",
        ),
        ('"I am not well at all today," said {P:Hans Orr}.\n\nThen {P:Bo Lind} came home.\n\n', None),
    ],
)
def test_he_is_whom_the_clause_before_is_about_and_nobody_where_two_fit(before: str, speaker: str | None) -> None:
    he = "he" if before.endswith(", ") else "He"
    quote = said(f'{before} {he} said: "Nothing of the old harbour will be left."')[-1]
    assert (quote.speaker_text, quote.speaker) == (he, speaker)


def test_he_is_not_whom_his_words_name() -> None:
    quote = said('{P:Bo Lind} was there. "It is {P:Bo Lind} who should pay for this," he said.')[-1]
    assert quote.speaker is None


def test_it_is_a_body_or_a_document() -> None:
    quote = said('The report said that the harbour was closed. "It will stay closed for years," it added.')[-1]
    assert quote.speaker == "The report"


def test_other_languages_have_none_and_it_is_said_why() -> None:
    document = Document("«Мы подождём до пятницы», — сказала она.", language="ru")
    assert not quotes.find(document, [])
    assert quotes.why_unknown(document)


PIECES = ["Ann said", ' "', '" ', "“", "”", ", ", "\n\n", "that", ".", "He", " ", "’", "«", "according to Bo Lind"]


@given(st.lists(st.sampled_from(PIECES) | st.characters()).map("".join))
def test_any_text_with_any_marks(text: str) -> None:
    document = Document(text, language="en")
    people = [one.finding for one in entities.find(document)]
    for one in quotes.find(document, people):
        quote = one.finding
        assert text[quote.start : quote.end] == quote.text
        assert quote.text.strip() == quote.text != ""
        assert (quote.attribution == "none") == (quote.speaker_text is None)


@pytest.mark.parametrize("unit", ['"', '" ', ' "', "“", "”", "“ ”", "'", " ' ", '"a" said ', "\n\n“", 'a "b\n'])
def test_hundreds_of_thousands_of_marks(unit: str) -> None:
    document = Document(unit * (200_000 // len(unit)), language="en")
    quotes.find(document, [])
