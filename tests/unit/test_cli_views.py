"""What people read: cards, tables and explanations at several widths, with hostile text in every field."""

from __future__ import annotations

import io
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from dateline import Block, Byline, Dateline, Image, Publisher, Reason, Record, Rejection, Upload
from dateline.findings import DateMention, Entity, Mention, Place, Quote, Subject
from dateline.reading.trace import Candidate, Explanation, Unit
from dateline.store import RejectedRow, Version
from dateline.withdrawal import Withdrawal
from infra.cli.card import article_card, count, moment
from infra.cli.explanation import explanation_json, explanation_view
from infra.cli.failure import Exit
from infra.cli.listing import article_list, rejection_list
from infra.cli.outcomes import closing_line, outcome_card, outcome_table
from infra.cli.settled import Settled, exit_code
from infra.cli.terminal import THEME, SafeConsole
from infra.cli.withdrawn import withdrawal_view
from infra.cli.wordings import history_view
from infra.history.entries import Read, entries

if TYPE_CHECKING:
    from rich.console import RenderableType

HEADLINE = "Harbour council votes to reopen the old fish market after talks with the traders"
RECORD = Record(
    article_id="0123456789abcdef0123456789abcdef",
    headline=HEADLINE,
    standfirst="A roof follows by autumn.",
    bylines=(Byline("Mina Okafor", role="in Ostrava"), Byline(handle="@harbour", kind="account")),
    dateline=Dateline("OSTRAVA (Meridian)", ("Ostrava",), "Meridian"),
    published_at="2020-03-02T13:39+05:30",
    published_precision="minute",
    language="en",
    publisher=Publisher("Harbour News", "harbour.example"),
    section="Harbour",
    breadcrumbs=("News", "Harbour"),
    genre="opinion",
    status="corrected",
    agencies=("Meridian Wire",),
    images=(Image(None, "The quay", "A. Photographer"),),
    blocks=(
        Block("paragraph", "The council voted on Monday."),
        Block("heading", "A roof by autumn"),
        Block("caption", "The quay at dawn"),
        Block("quote", "We will be back."),
        Block("list_item", "42 stalls"),
    ),
    evidence=MappingProxyType({"headline": "line 4: repeated", "language": "the words of the story"}),
    warnings=("3 bytes could not be decoded.",),
    upload=Upload("inbox", "pages/harbour.txt", size=1234, media_type="text/plain", charset="utf-8"),
    word_count=212,
    reading_minutes=1,
    summary="The council voted on Monday.",
)


def shown(*views: RenderableType, width: int = 100) -> str:
    written = io.StringIO()
    console = SafeConsole(file=written, width=width, color_system=None, theme=THEME, markup=False, highlight=False)
    for view in views:
        console.print(view)
    return written.getvalue()


@pytest.mark.parametrize("width", [40, 80, 140])
def test_a_card_tells_all_of_an_article_and_fits_the_terminal(width: int) -> None:
    card = shown(article_card(RECORD), width=width)
    assert max(map(len, card.splitlines())) <= width
    flowing = " ".join(card.split())
    for told in (
        HEADLINE,
        "A roof follows by autumn.",
        "Mina Okafor (in Ostrava); @harbour [account]",
        "OSTRAVA (Meridian)",
        "2 March 2020, 13:39 +05:30",
        "Harbour News (harbour.example)",
        "212 words, 1 minute to read",
        "pages/harbour.txt",
        "The council voted on Monday.",
        "1 paragraph, 1 heading, 1 quote, 1 list item",
        "“ We will be back.",
        "• 42 stalls",
        "line 4: repeated",
        "3 bytes could not be decoded.",
        "News › Harbour",
        "opinion",
        "corrected",
        "Meridian Wire",
    ):
        assert told in flowing
    assert width < 60 or RECORD.article_id in card, "an id that is cut in two cannot be copied"


def test_a_short_card_says_what_it_leaves_out() -> None:
    card = shown(article_card(RECORD, blocks=2))
    assert "We will be back" not in card
    assert "… and 1 quote, 1 list item more" in card


def test_an_article_of_which_nothing_is_known_still_has_a_card() -> None:
    card = shown(article_card(Record(article_id="0" * 32)))
    assert "(no headline)" in card
    assert "no text" in card


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2020-03-02", "2 March 2020"),
        ("2020-03-02T13:39+05:30", "2 March 2020, 13:39 +05:30"),
        ("2020-03-02T13:39:07Z", "2 March 2020, 13:39:07 UTC"),
        ("2020-03-02T13:39:00.123-03:00", "2 March 2020, 13:39 -03:00"),
        ("2020-03-02T13:39", "2 March 2020, 13:39 (zone unknown)"),
        ("some day", "some day"),
        (None, None),
    ],
)
def test_times_are_told_at_their_own_precision(value: str | None, words: str | None) -> None:
    assert moment(value) == words


def test_counts_agree_with_their_nouns() -> None:
    assert [count(number, "page") for number in (0, 1, 1200)] == ["0 pages", "1 page", "1,200 pages"]


SETTLED = [
    Settled("pages/a.txt", "stored", record=RECORD),
    Settled("pages/b.txt", "duplicate", record=RECORD, message="pages/a.txt tells the same article"),
    Settled("pages/c.pdf", "rejected", reason=Reason.UNSUPPORTED_TYPE, message="The file is a PDF document."),
    Settled("pages/d.txt", "dead-lettered", message="every try failed: RuntimeError: a bug"),
]


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_table_tells_each_page_s_outcome_and_what_to_do_about_rejections(width: int) -> None:
    table = shown(*outcome_table(SETTLED), width=width)
    assert max(map(len, table.splitlines())) <= width
    for one in SETTLED:
        assert one.outcome in table
    flowing = " ".join(table.split())
    assert Reason.UNSUPPORTED_TYPE.advice in flowing
    if width == 140:
        assert "every try failed: RuntimeError: a bug" in table
        assert "pages/a.txt tells the same article" in table


def test_the_closing_line_counts_every_outcome() -> None:
    assert shown(closing_line(SETTLED, 2.44)) == "1 stored · 1 duplicate · 1 rejected · 1 dead-lettered · 2.4 s\n"


def test_a_rejected_page_s_card_says_what_to_do() -> None:
    card = shown(outcome_card(SETTLED[2]))
    assert "pages/c.pdf" in card
    assert Reason.UNSUPPORTED_TYPE.advice in card


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        (["stored", "stored"], Exit.FINE),
        (["stored", "superseded", "duplicate"], Exit.FINE),
        (["stored", "rejected"], Exit.REJECTED),
        (["rejected", "dead-lettered"], Exit.FAILED),
        (["unreadable", "rejected", "stored"], Exit.FAILED),
    ],
)
def test_the_exit_code_is_that_of_the_worst_outcome(outcomes: list[str], code: Exit) -> None:
    assert exit_code(Settled("a", outcome) for outcome in outcomes) is code


def test_a_list_tells_when_who_what_and_the_id_to_show_it_by() -> None:
    listed = shown(article_list([(RECORD, None)]), width=140)
    for told in ("2020-03-02 13:39", "harbour.example", HEADLINE, RECORD.article_id):
        assert told in listed
    assert "Publisher" not in shown(article_list([(Record(article_id="0" * 32), None)])), (
        "a column of nothing is left out"
    )


def test_what_was_withdrawn_is_marked_where_it_is_listed_and_shown() -> None:
    killed = Withdrawal(RECORD.article_id, "Harbour News", HEADLINE, "kill", "2020-03-02T13:39+05:30")
    assert "KILLED by Harbour News, 2 March 2020, 13:39 +05:30: do not use" in shown(article_list([(RECORD, killed)]))
    assert shown(withdrawal_view(killed, RECORD)).strip() == (
        "KILLED by Harbour News, 2 March 2020, 13:39 +05:30: do not use"
    )
    of_copy = shown(withdrawal_view(replace(killed, publisher=None, status="withdrawn"), Record(article_id="1" * 32)))
    assert "WITHDRAWN, 2 March 2020" in of_copy
    assert f"copy of {RECORD.article_id}" in of_copy


def test_a_list_of_rejections_tells_reason_key_and_message() -> None:
    row = RejectedRow(Upload("inbox", "pages/c.pdf"), Reason.UNSUPPORTED_TYPE, "The file is a PDF document.")
    listed = shown(rejection_list([row]))
    for told in ("unsupported_type", "pages/c.pdf", "The file is a PDF document."):
        assert told in listed


EXPLANATION = Explanation(
    article=RECORD,
    units=(
        Unit("line 1", "page clock", False, "a date on top", "March 3, 2020 07:25"),
        Unit("line 4", "headline", False, "said twice", HEADLINE),
        Unit("line 6", "body", True, "closes like a sentence", "The council voted on Monday. " * 20),
    ),
    candidates=MappingProxyType(
        {
            "headline": (
                Candidate("repeated", HEADLINE, "line 4"),
                Candidate("first line", "March 3, 2020 07:25", "line 1"),
                Candidate("title", HEADLINE, "head > title"),
            ),
            "images": tuple(Candidate("figure", f"https://harbour.example/{n}.jpg", f"img{n}") for n in range(20)),
        }
    ),
)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_an_explanation_tells_each_line_s_fate_and_each_field_s_candidates(width: int) -> None:
    view = shown(explanation_view("a.txt", EXPLANATION, width), width=width)
    assert max(map(cell_len, view.splitlines())) <= width
    assert "1 of 3 lines kept in the story" in view
    assert [line[0] for line in view.splitlines() if line and line[0] in "·┃"] == ["·", "·", "┃"]
    flowing = " ".join(view.split())
    assert "← repeated (line 4); title" in flowing, "sources of one value stand together"
    assert "× March 3, 2020 07:25 ← first line (line 1)" in flowing
    assert "… and 15 others; --json tells them" in flowing
    assert "✓ en ← the words of the story" in flowing, "a field without candidates has its evidence"
    assert flowing.index("headline ✓") < flowing.index("Page ┃"), "fields first"


def test_a_time_is_told_as_it_is_stored_and_as_the_page_writes_it() -> None:
    candidates = MappingProxyType({"published_at": (Candidate("date line", "2 Mar 2020, 01:39 pm", "line 3"),)})
    dated = replace(EXPLANATION, article=replace(RECORD, published_at="2020-03-02T13:39"), candidates=candidates)
    view = " ".join(shown(explanation_view("a.txt", dated, 140), width=140).split())
    assert "published_at ✓ 2020-03-02T13:39 ← “2 Mar 2020, 01:39 pm”; date line (line 3)" in view


def test_a_field_tells_how_far_it_is_believed() -> None:
    doubted = replace(RECORD, confidence=MappingProxyType({"headline": "low"}))
    view = shown(explanation_view("a.txt", replace(EXPLANATION, article=doubted), 140), width=140)
    assert f"{HEADLINE} low ←" in " ".join(view.split())


def test_a_rejected_page_is_explained_too() -> None:
    rejected = replace(EXPLANATION, article=None, rejection=Rejection(Reason.NO_ARTICLE, "42 links and no prose."))
    view = shown(explanation_view("a.txt", rejected, 140), width=140)
    assert "no_article: 42 links and no prose." in view
    assert Reason.NO_ARTICLE.advice in view
    assert "× a date on top" in view
    assert f"headline  ✓  {HEADLINE}" in view, "what would have been its headline"


NAV = tuple(Unit("ul > li", "links", False, "inside <nav>", f"Topic {n}") for n in range(300))
INSIDE = tuple(Unit("div", "related", False, "named like noise", f"Read also {n}") for n in range(4))
LONG = Explanation(
    units=(
        *NAV[:150],
        Unit("h1", "headline", False, "first-level heading", HEADLINE),
        *(Unit("p", "paragraph", True, "running text", f"Paragraph {n}.") for n in range(5)),
        *INSIDE,
        Unit("p", "paragraph", True, "running text", "Paragraph 6."),
        *NAV[150:],
    )
)


def test_long_runs_around_the_story_share_a_row_and_what_is_dropped_inside_it_has_rows_of_its_own() -> None:
    view = shown(explanation_view("a.html", LONG, 140), width=140)
    assert "6 of 311 blocks kept in the story; --all gives each a row" in view
    assert view.count("… 150 blocks: Topic ") == 2
    assert "Topic 0 / Topic 1 / Topic 2" in view
    assert [line[0] for line in view.splitlines()[1:]] == [*"⋮·┃┃┃┃┃····┃⋮"]


def test_a_reason_stands_at_the_right_end_of_what_it_dropped() -> None:
    view = shown(explanation_view("a.html", LONG, 100), width=100)
    dropped = [line for line in view.splitlines() if "×" in line]
    assert dropped
    assert {cell_len(line.rstrip()) for line in dropped} == {100}
    assert all(line.endswith(("inside <nav>", "first-level heading", "named like noise")) for line in dropped)


def test_each_block_of_a_long_page_has_a_row_where_that_is_asked_for() -> None:
    view = shown(explanation_view("a.html", LONG, 140, every=True), width=140)
    assert "--all" not in view
    assert sum(line.startswith("·") for line in view.splitlines()) == 305


def test_lines_that_share_a_row_are_told_from_the_first_to_the_last() -> None:
    lines = tuple(Unit(f"line {n}", "navigation", False, "stands before the story", f"Topic {n}") for n in range(7, 90))
    assert "7-89 navigation … 83 lines:" in shown(explanation_view("a.txt", Explanation(units=lines), 140), width=140)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_wide_characters_keep_to_their_columns(width: int) -> None:
    units = tuple(
        Unit(f"line {n}", "body", n % 2 == 0, "閉じる印で終わらない", "港には住民が集まった。" * 9) for n in range(4)
    )
    view = shown(explanation_view("a.txt", Explanation(units=units), width), width=width)
    assert max(map(cell_len, view.splitlines())) <= width


def test_the_explanation_for_machines_holds_everything() -> None:
    plain = explanation_json("a.txt", EXPLANATION)
    assert plain["article"]["headline"] == HEADLINE
    assert plain["rejection"] is None
    assert plain["units"][0] == {
        "where": "line 1",
        "role": "page clock",
        "kept": False,
        "rule": "a date on top",
        "text": "March 3, 2020 07:25",
    }
    assert len(plain["candidates"]["images"]) == 20


def test_hostile_text_in_any_field_cannot_act_on_the_terminal() -> None:
    attack = "\x1b[2J\x9b31m\x07\u202e[bold]x[/bold]\r\nevil\x00"
    record = Record(
        article_id=attack,
        headline=attack,
        standfirst=attack,
        bylines=(Byline(attack, attack, "desk", attack),),
        dateline=Dateline(attack, (attack,), attack),
        published_at=attack,
        url=attack,
        blocks=(Block("paragraph", attack), Block("heading", attack)),
        evidence=MappingProxyType({attack: attack}),
        warnings=(attack,),
        upload=Upload(attack, attack),
        summary=attack,
        entities=(Entity("person", attack, (attack,), (Mention(2, 9),), title=attack),),
        places=(Place(attack, country=attack),),
        quotes=(Quote(attack, 0, 1, speaker=attack),),
        dates=(DateMention(attack, 0, 1, attack, "day"),),
        keyphrases=(attack,),
        subjects=(Subject(attack, attack, attack),),
        unknown=MappingProxyType({attack: attack}),
    )
    explanation = Explanation(
        article=record,
        units=(Unit(attack, attack, True, attack, attack),),
        candidates={attack: (Candidate(attack, attack, attack),)},
    )
    withdrawal = Withdrawal(attack, attack, attack, "kill", attack)
    other = replace(record, headline=HEADLINE, blocks=(Block("quote", attack), Block("heading", f"1 {attack}")))
    moment = "2026-03-02T10:00:00Z"
    uploads: list[Read] = [record, other, record, Rejection(Reason.EMPTY, attack), None, other]
    history = entries((Version("inbox", attack, str(at), moment), read) for at, read in enumerate(uploads))
    written = shown(
        article_card(record),
        explanation_view(attack, explanation, 100),
        article_list([(record, withdrawal)]),
        withdrawal_view(withdrawal, record),
        history_view(history, signs=True),
        outcome_card(Settled(attack, "rejected", reason=Reason.EMPTY, message=attack)),
        *outcome_table([Settled(attack, "stored", record=record), Settled(attack, "unreadable", message=attack)]),
    )
    assert not set(written) & set("\x1b\x9b\x07\u202e\r\x00")
    assert "[bold]x[/bold]" in written, "and nothing of it is read as markup"
