"""Page dumps: our own pages in the variants that dumps come in, and any text at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.dump import read_dump
from dateline.reading.dump.lines.unbroken import pieces_of
from dateline.reading.trace import Reading
from dateline.rejection import Reason, Rejection

PAGES = Path(__file__).parents[1] / "pages"
SAMPLE = (PAGES / "sample.txt").read_text("utf-8")
REFERENCE = Path(__file__).parents[3] / "shared/samples/idlib-ceasefire.txt"


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def test_the_page_clock_is_when_the_page_was_saved_and_tells_the_zone() -> None:
    reading = read_dump(SAMPLE)
    assert reading.published is not None
    assert reading.retrieved is not None
    assert reading.published.value == "2024-06-15T18:15:00+05:30"
    assert reading.retrieved.value == "2024-08-09T21:40:00+05:30"
    assert "IST of IN" in reading.evidence["published_at"]


def test_a_zone_that_the_page_does_not_settle_leaves_the_offset_out() -> None:
    reading = read_dump(SAMPLE.replace("@coastwireindia", "@coastwire"))
    assert reading.published is not None
    assert reading.published.value == "2024-06-15T18:15:00"
    assert "ambiguous" in reading.evidence["published_at"]


@pytest.mark.parametrize(
    "variant",
    [
        SAMPLE.replace("\n", "\r\n"),
        SAMPLE.replace("\n", "\n\n"),
        "\n".join(line for line in SAMPLE.splitlines() if line.strip()),
        "\n".join(line for line in SAMPLE.splitlines() if "sharing button" not in line),
        "\ufeff" + SAMPLE.replace(" ", "\u00a0"),
        SAMPLE.replace("F", "F\x00"),
    ],
    ids=["CRLF", "more blank lines", "no blank lines", "no image texts", "odd spaces", "null bytes"],
)
def test_the_same_story_comes_out_of_every_variant(variant: str) -> None:
    expected, reading = read_dump(SAMPLE), read_dump(variant)
    assert reading.headline == expected.headline
    assert texts(reading) == texts(expected)
    assert reading.bylines == expected.bylines
    assert reading.published == expected.published


def test_every_line_has_a_role_and_the_rule_that_gave_it() -> None:
    reading = read_dump(SAMPLE, thorough=True)
    assert len(reading.units) == sum(bool(line.strip()) for line in SAMPLE.splitlines())
    assert all(unit.role and unit.rule for unit in reading.units)
    assert [unit.where for unit in reading.units][:2] == ["line 1", "line 2"]
    roles = {unit.role for unit in reading.units}
    assert {"page clock", "ticker", "headline", "repeated headline", "byline", "body", "appeal", "related"} <= roles


def test_what_stands_under_an_appeal_is_part_of_it() -> None:
    asked = "We print no adverts, and live on what those who read us send in every spring."
    reading = read_dump(f"{SAMPLE}\nSupport our journalism\n{asked}\n", thorough=True)
    assert next(unit.role for unit in reading.units if unit.text == asked) == "appeal"


def test_losing_headlines_are_told_too() -> None:
    candidates = read_dump(SAMPLE, thorough=True).candidates["headline"]
    assert candidates[0].value == read_dump(SAMPLE).headline
    assert len(candidates) > 1


def test_one_paragraph_pasted_as_one_line_is_read_with_a_warning() -> None:
    paragraph = "The river rose again on Sunday, and nobody in the lower town went to bed. " * 12
    assert read_dump(paragraph).warnings


def test_a_whole_page_on_one_line_is_cut_where_its_lines_ended_with_a_warning() -> None:
    reading, whole = read_dump(" ".join(SAMPLE.split())), read_dump(SAMPLE)
    assert reading.headline == whole.headline
    assert (reading.published, reading.retrieved, reading.bylines) == (whole.published, whole.retrieved, whole.bylines)
    assert reading.dateline == whole.dateline
    assert "The service, which takes about four hours" in " ".join(texts(reading))
    assert "We were never asked" not in " ".join(texts(reading))
    assert any("line break" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("By Bo Chan 4 May 2024 The council met.", ["By Bo Chan 4 May 2024", "The council met."]),
        ("Posted on 4 May 2024 The council met.", ["Posted on 4 May 2024", "The council met."]),
        ("It met. On May 3, 2024 Mayor Lee signed.", ["It met.", "On May 3, 2024 Mayor Lee signed."]),
        ("Rain since 1 June 2023 London has not seen.", ["Rain since 1 June 2023 London has not seen."]),
    ],
)
def test_a_line_ends_behind_a_date_that_no_sentence_leads_to(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


@given(st.lists(st.sampled_from([*SAMPLE.split(), "12 March 2024", "No.", "“Yes!”", "港。町"]), max_size=120))
def test_a_line_is_cut_without_losing_a_word(words: list[str]) -> None:
    text = " ".join(words)
    assert "".join(pieces_of(text)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["", " \n\t\n", "Home\nNews\nSport\n" * 30, "a" * 5_000, "404\nNot found."])
def test_what_holds_no_story_is_rejected(text: str) -> None:
    with pytest.raises(Rejection) as rejected:
        read_dump(text)
    assert rejected.value.reason is Reason.NO_ARTICLE
    assert rejected.value.message


def test_a_dump_too_large_is_read_from_its_start() -> None:
    reading = read_dump(SAMPLE + "\n" * 30_000)
    assert reading.headline == read_dump(SAMPLE).headline
    assert any("Only the first" in warning for warning in reading.warnings)


THIRD_PARAGRAPH = next(line for line in SAMPLE.splitlines() if line.startswith("The service, which takes"))
LAST_PARAGRAPH = next(line for line in SAMPLE.splitlines() if line.startswith("Traders in Nagapattinam"))


@pytest.mark.parametrize("above", [THIRD_PARAGRAPH, LAST_PARAGRAPH], ids=["inside", "at the end"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Next week, parliament will vote on the bill, which two parties oppose.",
        "Latest figures show that exports rose by a tenth over the summer.",
        "Video shows police officers pulling the driver out of the lorry.",
        "Share prices fell sharply after the announcement on Monday.",
        "Privacy advocates said the cameras would watch everyone alike.",
        "Comments by the minister drew laughter from the opposition benches.",
        "Popular support for the harbour plan has grown since the spring.",
        "Previous attempts to mend the pier had failed for want of money.",
        "Contact between the two governments was broken off in January.",
        "Copyright law gives the heirs no say in the matter, the judge held.",
        "Weitere Gespräche sind nach Angaben der Regierung für Mai geplant.",
        "Beiträge zur Krankenversicherung sollen im nächsten Jahr steigen.",
        "Plus de deux cents habitants ont été évacués dans la nuit.",
        "Además, el gobierno anunció una ayuda para los pescadores del norte.",
        "Новости о закрытии моста вызвали протесты жителей города.",
    ],
)
def test_a_sentence_of_the_story_may_open_with_the_word_of_a_cue(sentence: str, above: str) -> None:
    story = texts(read_dump(SAMPLE))
    assert texts(read_dump(SAMPLE.replace(above, f"{above}\n\n{sentence}"))) == [
        *(text for text in story if story.index(text) <= story.index(above)),
        sentence,
        *(text for text in story if story.index(text) > story.index(above)),
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        "Next week in the Senate: what to watch for",
        "Related: Lighthouse keepers meet in Rameswaram to talk about the fog.",
        "Video: The pontoon is towed into the harbour by two tugs at dawn.",
        "Comments",
        "Share this.",
        "Subscribe to our letter and never miss a tide again this year.",
        "Copyright 2024 The Harbour Trust Archive. All rights reserved.",
        "© The Harbour Trust Archive and its members. All rights reserved.",
    ],
)
def test_a_cue_that_is_no_part_of_a_sentence_still_marks_furniture(furniture: str) -> None:
    reading = read_dump(SAMPLE.replace(THIRD_PARAGRAPH, f"{THIRD_PARAGRAPH}\n\n{furniture}"))
    assert furniture not in texts(reading)


def test_a_line_of_any_length_is_kept_whole() -> None:
    longer = THIRD_PARAGRAPH + " The crew counted the waves again." * 1_000
    reading = read_dump(SAMPLE.replace(THIRD_PARAGRAPH, longer))
    assert len(longer) > 30_000
    assert longer in texts(reading)
    assert len(reading.blocks) == len(read_dump(SAMPLE).blocks)


def reading_or_reason(text: str) -> Reading | Reason:
    try:
        return read_dump(text)
    except Rejection as rejection:
        return rejection.reason


@settings(deadline=None)
@given(st.text(max_size=2_000))
def test_any_text_is_a_story_or_no_article(text: str) -> None:
    outcome = reading_or_reason(text)
    assert outcome is Reason.NO_ARTICLE or (isinstance(outcome, Reading) and outcome.blocks)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(SAMPLE.splitlines()), max_size=60), st.integers(0, 2_000))
def test_what_is_kept_stood_on_the_page(lines: list[str], cut: int) -> None:
    text = "\n".join(lines)[cut:]
    outcome = reading_or_reason(text)
    if isinstance(outcome, Reading):
        squeezed = " ".join(text.split())
        assert all(part in squeezed for block in outcome.blocks for part in block.text.split())


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference dump is not beside this checkout")
def test_the_reference_dump() -> None:
    reading = read_dump(REFERENCE.read_text("utf-8"))
    assert reading.published is not None
    assert reading.published.value == "2020-03-02T13:39:00+05:30"
    assert reading.retrieved is not None
    assert reading.retrieved.value == "2024-11-23T07:25:00+05:30"
    assert reading.dateline is not None
    assert (reading.dateline.text, reading.dateline.places, reading.dateline.agency) == (
        "Ankara/Sputnik",
        ("Ankara",),
        "Sputnik",
    )
    assert [(one.name, one.handle, one.kind) for one in reading.bylines] == [(None, "@indiablooms", "account")]
    assert len(reading.blocks) == 5
    assert [(image.credit, image.caption) for image in reading.images] == [("Wikimedia Commons", None)]
