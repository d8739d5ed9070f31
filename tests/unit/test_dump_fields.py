"""What a dump tells beside its story's text: headline, day, publisher, trail, keywords, agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import dateline

if TYPE_CHECKING:
    from dateline.article import Article

HEADLINE = "Ferry to the islands sails at night again"
STORY = "\n\n".join(
    (
        "The ferry to the islands will sail at night again from the first week of May, the harbour master said.",
        "For two winters the boats had stayed at the quay after dark, because the light on the mole was broken.",
        "Fishermen and hotels had asked for the night crossing, which brings bread, letters and guests.",
        "The mayor of the larger island said that the council would pay for the lamp, and that a keeper was found.",
    )
)


def _parsed(above: str = "", under: str = "By Ann Harkness", after: str = "", story: str = STORY) -> Article:
    return dateline.parse(f"{above}\n\n{HEADLINE}\n\n{under}\n\n{story}\n\n{after}\n".encode())


@pytest.mark.parametrize(
    "above",
    [
        "",
        f"{HEADLINE} | The Harbour Post\nMenu\nNews\nSport\nWeather",
        "News\nSport\nBakers strike for a third day\nMayor opens the new library\nRain until Sunday",
        "ISLANDS",
    ],
)
def test_the_headline_stands_above_the_byline(above: str) -> None:
    assert _parsed(above).headline == HEADLINE


def test_the_standfirst_is_no_headline() -> None:
    told = _parsed(under="The light on the northern mole has been mended after two winters\n\nBy Ann Harkness")
    assert told.headline == HEADLINE


def test_the_byline_is_no_standfirst() -> None:
    told = _parsed(under="Ann Harkness|Published four months ago today")
    assert (told.standfirst, [byline.name for byline in told.bylines]) == (None, ["Ann Harkness"])


def test_the_name_of_the_site_is_no_part_of_the_headline() -> None:
    dump = f"{HEADLINE} | The Harbour Post\n\nBy Ann Harkness\n\n{STORY}\n\nThe Harbour Post\n"
    assert dateline.parse(dump.encode()).headline == HEADLINE


@pytest.mark.parametrize(
    ("above", "under", "published", "modified"),
    [
        ("", "Published 14 May 2024", "2024-05-14", None),
        ("", "14 May 2024, updated 16 May 2024", "2024-05-14", "2024-05-16"),
        ("", "05.14.2024", "2024-05-14", None),
        ("", "By Ann Harkness\n05/04/2024\nMusic in the park, 5 April 2024", "2024-04-05", None),
        ("17 May 2024\nMenu\nNews\nSport\nWeather", "Published 14 May 2024", "2024-05-14", None),
        ("17 May 2024\nMenu\nNews\nSport\nWeather", "By Ann Harkness", None, None),
        ("", "Coast AgencyMay 14, 2024", "2024-05-14", None),
    ],
)
def test_the_day_of_the_story(above: str, under: str, published: str | None, modified: str | None) -> None:
    told = _parsed(above, under)
    assert (told.published_at, told.modified_at) == (published, modified)


def test_the_clock_on_top_tells_when_the_page_was_saved() -> None:
    assert _parsed("17 May 2024\nMenu\nNews\nSport\nWeather").retrieved_at == "2024-05-17"


@pytest.mark.parametrize(
    ("after", "name"),
    [
        ("© 2024 The Harbour Post. All rights reserved.", "The Harbour Post"),
        ("Copyright 2019-2024 Coast Media Ltd.", "Coast Media"),
        ("© 2024 Coast Papers Limited in Harbourland No. 4711", "Coast Papers"),
        ("The Harbour Post © 2024", "The Harbour Post"),
        ("© Reuters", None),
        ("All rights reserved", None),
    ],
)
def test_the_copyright_line_names_the_publisher(after: str, name: str | None) -> None:
    assert _parsed(after=after).publisher.name == name


@pytest.mark.parametrize(
    ("above", "steps"),
    [
        ("Home > World > Islands", ("World", "Islands")),
        ("Startseite / Inseln", ("Inseln",)),
        ("Home\nWorld\nIslands", ("World", "Islands")),
        ("World\nIslands", ()),
    ],
)
def test_the_trail_of_sections(above: str, steps: tuple[str, ...]) -> None:
    told = _parsed(above)
    assert told.breadcrumbs == steps
    assert told.section == (steps[-1] if steps else None)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ("Tags: ferries, harbour, islands", ("ferries", "harbour", "islands")),
        ("Tags\nferries\nharbour", ("ferries", "harbour")),
        ("Topics\nferries 12\nharbour 7", ("ferries", "harbour")),
        ("", ()),
    ],
)
def test_keywords(after: str, words: tuple[str, ...]) -> None:
    assert _parsed(after=after).keywords == words


def test_agencies_credited_under_the_story() -> None:
    assert _parsed(after="(with inputs from AFP)").agencies == ("AFP",)


def test_every_field_tells_its_line() -> None:
    told = _parsed("Home > World", "By Ann Harkness\n14 May 2024", "Tags: ferries\n\n© 2024 The Harbour Post")
    for field in ("headline", "bylines", "published_at", "publisher", "breadcrumbs", "keywords", "blocks"):
        assert "line " in told.evidence[field], field
    assert told.confidence["headline"] in {"high", "medium", "low"}


@pytest.mark.parametrize(
    ("above", "after", "url"),
    [
        ("Title: Ferry\nURL Source: https://post.example/a/77?utm_source=x", "", "https://post.example/a/77"),
        (
            "https://post.example/news/boats-sail-after-dark-1234.html",
            "",
            "https://post.example/news/boats-sail-after-dark-1234.html",
        ),
        (
            "",
            "Copy link https://post.example/2024/ferry-islands-sails-night-881",
            "https://post.example/2024/ferry-islands-sails-night-881",
        ),
        (
            "",
            "Read: https://post.example/news/ferry-islands-sails-night-again.",
            "https://post.example/news/ferry-islands-sails-night-again",
        ),
        ("", "https://cdn.example/ferry-islands-sails-night.jpg", None),
        ("", "https://post.example/tag/ferry-islands", None),
        ("", "https://other.example/2019/ferry-islands-sails-night-never", None),
        ("", "https://archive.example/web/2019/https://post.example/ferry-islands-sails-night", None),
        ("https://post.example/topics/harbour-ports-bakers", "", None),
        (
            "URL Source: https://post.example/2024/²²²/05/ferry",
            "",
            "https://post.example/2024/%C2%B2%C2%B2%C2%B2/05/ferry",
        ),
        ("URL: https://post.example/", "", None),
        ("https://post.example/subscribe", "", None),
        ("", "Read more: https://post.example/bakers-strike-third-day", None),
        ("", "https://post.example/ferry-islands-night-1\nhttps://post.example/ferry-islands-night-2", None),
    ],
)
def test_a_dump_has_the_address_that_it_prints_as_its_own(above: str, after: str, url: str | None) -> None:
    assert _parsed(above=above, after=after).url == url


def test_an_address_given_with_a_dump_wins_over_a_printed_one() -> None:
    dump = f"URL: https://post.example/a/77\n\n{HEADLINE}\n\n{STORY}\n"
    assert dateline.parse(dump.encode(), url="https://other.example/b").url == "https://other.example/b"


@pytest.mark.parametrize("line", ["KABUL (Reuters) -", "NEW DELHI, March 2 (PTI):", "Ankara/Sputnik:"])
def test_a_dateline_may_have_a_line_of_its_own(line: str) -> None:
    told = dateline.parse(f"{HEADLINE}\n\nBy Ann Harkness\n\n{line}\n\n{STORY}\n".encode())
    assert told.dateline is not None
    assert told.dateline.text == line.rstrip(" -:")
    assert told.blocks[0].text == STORY.partition("\n")[0]
    assert told.body.startswith(line)
