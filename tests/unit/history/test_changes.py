"""What changed from one wording to the next: paragraphs, fields, quotes, numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import Block, Byline, Dateline, Record
from dateline.enrichment import enrich
from infra.history.changes import Changes, Said, changes
from infra.history.numbers import numbers_changed
from infra.history.wording import Paragraph, Wording

TOLL = "At least 12 people died when a ferry sank off the coast on Monday, the harbour authority said."
RESCUE = "Rescuers pulled dozens of passengers from the water until the evening, when the wind grew too strong."
SHIP = "The ferry was built in 1987 and was allowed to carry 180 passengers, according to the register of ships."


def record(*paragraphs: str, **fields: object) -> Record:
    blocks = tuple(Block("paragraph", text) for text in paragraphs)
    article = Record(article_id="a" * 32, headline="Ferry sinks", language="en", blocks=blocks)
    return enrich(replace(article, **fields))  # type: ignore[arg-type]


def applied(told: Changes, old: list[Paragraph]) -> list[Paragraph]:
    """The old paragraphs with what is told done to them."""
    gone = {change.old_at for change in told.paragraphs if change.new is None or change.moved}
    changed = {change.old_at: change.new for change in told.paragraphs if change.new and not change.moved}
    come = {change.new_at: change.new for change in told.paragraphs if change.new and (change.moved or not change.old)}
    made = [changed.get(at) or paragraph for at, paragraph in enumerate(old) if at not in gone]
    for at in sorted(at for at in come if at is not None):
        paragraph = come[at]
        assert paragraph
        made.insert(at, paragraph)
    return made


_words = st.sampled_from(["the", "ferry", "sank", "on", "Monday", "12", "17", "people", "died", "off", "coast", "said"])
_blocks = st.builds(
    Block,
    st.sampled_from(["paragraph", "heading", "quote"]),
    st.lists(_words, max_size=6).map(" ".join) | st.text(max_size=5),
)
_stories = st.lists(_blocks, max_size=7).map(tuple)


@given(_stories, _stories)
def test_what_is_told_done_to_the_old_paragraphs_makes_the_new(old: tuple[Block, ...], new: tuple[Block, ...]) -> None:
    before, after = (Record(article_id="a", blocks=blocks) for blocks in (old, new))
    made = applied(changes(before, after), list(Wording.of(before).paragraphs))
    assert made == list(Wording.of(after).paragraphs)


@given(_stories, st.randoms())
def test_paragraphs_in_another_order_are_told_too(old: tuple[Block, ...], random: object) -> None:
    new = list(old)
    random.shuffle(new)  # type: ignore[attr-defined]
    before, after = Record(article_id="a", blocks=old), Record(article_id="a", blocks=tuple(new))
    made = applied(changes(before, after), list(Wording.of(before).paragraphs))
    assert made == list(Wording.of(after).paragraphs)


def test_a_paragraph_is_changed_added_removed_or_moved() -> None:
    told = changes(record(TOLL, RESCUE, SHIP), record(RESCUE, "A third ship is on its way.", TOLL.replace("12", "17")))
    kinds = [(change.old_at, change.new_at, change.moved) for change in told.paragraphs]
    assert kinds == [(0, 2, True), (2, None, False), (None, 1, False)]


def test_a_record_that_says_the_same_changed_nothing() -> None:
    told = changes(record(TOLL, SHIP), record(TOLL.replace(" ", "\n "), SHIP))
    assert told == Changes((), (), (), ())


def test_fields_are_told_in_words_and_dates_only_beside_them() -> None:
    old = record(TOLL, bylines=(Byline("Mina Okafor"),), published_at="2026-03-02T10:00:00Z")
    new = replace(
        old,
        headline="CORRECTED-Ferry sinks",
        standfirst="No cause is known.",
        status="corrected",
        bylines=(Byline("Mina Okafor", role="in Jaffna"), Byline(handle="@wire", kind="account")),
        dateline=Dateline("JAFFNA", ("Jaffna",)),
        modified_at="2026-03-03",
    )
    told = {change.field: (change.old, change.new) for change in changes(old, new).fields}
    assert told == {
        "headline": ("Ferry sinks", "CORRECTED-Ferry sinks"),
        "standfirst": ("", "No cause is known."),
        "bylines": ("Mina Okafor", "Mina Okafor (in Jaffna); @wire"),
        "dateline": ("", "JAFFNA"),
        "status": ("", "corrected"),
        "modified_at": ("", "2026-03-03"),
    }


def test_quotes_that_came_went_or_were_given_to_somebody_else_are_told() -> None:
    waves = '"We have never seen such waves in this channel," said Nirmala Ranasinghe.'
    hull = '"I heard the hull crack before we turned over," said Roshan Perera.'
    told = changes(record(TOLL, waves, hull), record(TOLL, waves.replace("Nirmala Ranasinghe", "Jo Fernando"), TOLL))
    assert [(change.old, change.new) for change in told.quotes] == [
        (
            Said("We have never seen such waves in this channel", "Nirmala Ranasinghe"),
            Said("We have never seen such waves in this channel", "Jo Fernando"),
        ),
        (Said("I heard the hull crack before we turned over", "Roshan Perera"), None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("At least 12 people died.", "At least 17 people died.", [("12", "17")]),
        ("At least twelve people died.", "At least 17 people, 3 of them children, died.", [("twelve", "17")]),
        ("Twelve people died.", "12 people died.", []),
        ("Some 1,200 boats left.", "Some 1200 boats left.", []),
        ("Some 1,200 boats left.", "Some 1,350 boats left.", [("1,200", "1,350")]),
        ("It rose 3.5 percent to 14:20.", "It rose 4.5 percent to 14:30.", [("3.5", "4.5"), ("14:20", "14:30")]),
        ("Twenty-one boats left.", "Twenty-three boats left.", [("Twenty-one", "Twenty-three")]),
        ("People died on Monday.", "17 people died on Monday.", []),
        ("No one died on the pier.", "Two people died on the pier.", []),
        ("死者は12人です。", "死者は17人です。", [("12", "17")]),
        (
            "The ferry sank at dawn. At least 12 people died in it.",
            "At least 17 people died in it. It had sunk in the night, with 40 people below deck.",
            [("12", "17")],
        ),
    ],
)
def test_numbers_are_told_with_what_they_became(old: str, new: str, told: list[tuple[str, str]]) -> None:
    found = list(numbers_changed(old, new))
    assert [(number.old, number.new) for number in found] == told
    assert all(number.old_sentence in old and number.new_sentence in new for number in found)


def test_a_number_in_the_headline_counts_too() -> None:
    old = record(TOLL, headline="Ferry sinks, 12 dead")
    new = record(TOLL, headline="Ferry sinks, 17 dead")
    assert [(number.old, number.new) for number in changes(old, new).numbers] == [("12", "17")]
