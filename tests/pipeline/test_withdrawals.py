"""A kill marks what it kills, and every copy of its text, whatever form it comes in and whatever comes first."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from dateline import Record
from infra.cli.main import app
from infra.local.cloud import LocalCloud
from tests.pipeline.test_promise import deliver, row, table_of, waiting_events
from tests.unit.stories import FERRY, ORCHARD

if TYPE_CHECKING:
    from dateline.withdrawal import Withdrawal

PARAGRAPHS = [f"{sentence}." for sentence in FERRY.strip(" .\n").replace("\n", " ").split(". ")]
CHANGED = [*PARAGRAPHS[:-2], PARAGRAPHS[-2].replace("the", "this"), "A reader of the valley remembers another ferry."]
OTHER = ORCHARD.strip().replace("\n", " ").split(". ")
WIRE = "https://wire.example/ferry"
ADVISORY = [
    "Please kill the story about the last ferry that moved on Monday.",
    "It was told by somebody who was not there, and nothing in it can be confirmed. No other story takes its place.",
]


def page(address: str, headline: str, paragraphs: list[str], published: str = "2026-03-02T10:00:00Z") -> bytes:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang=en><head><title>{headline}</title><link rel="canonical" href="{address}">'
        f'<meta property="article:published_time" content="{published}">'
        f'<meta property="og:site_name" content="Coast Wire"></head>'
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    ).encode()


ORIGINAL = page(WIRE, "Last ferry crosses", PARAGRAPHS)
COPIES = {
    "cut.html": page("https://valley.example/boats", "A ferry's last day", PARAGRAPHS[:5], "2026-03-02T17:30:00Z"),
    "changed.html": page("https://hill.example/ferry", "Goodbye to a ferry", CHANGED, "2026-03-04T08:00:00Z"),
}
UNRELATED = {"other.html": page("https://valley.example/apples", "Apples", OTHER, "2026-03-02T12:00:00Z")}
KILLS = {
    "the text kept": ("wire.html", page(WIRE, "KILL: Last ferry crosses", PARAGRAPHS)),
    "an advisory in its place": ("wire.html", page(WIRE, "KILL: Last ferry crosses", ADVISORY)),
    "an advisory a month later": (
        "wire.html",
        page(WIRE, "KILL: Last ferry crosses", ADVISORY, "2026-05-20T10:00:00Z"),
    ),
    "an advisory under another key": (
        "kill.html",
        page(WIRE, "KILL: Last ferry crosses", ADVISORY, "2026-03-03T09:00:00Z"),
    ),
}


@pytest.fixture
def cloud() -> Iterator[LocalCloud]:
    with LocalCloud.embedded(region="eu-central-1", port=0) as deployed:
        settings = {"AWS_ENDPOINT_URL": deployed.endpoint_url or "", "AWS_REGION": "eu-central-1", "NO_COLOR": "1"}
        with patch.dict(os.environ, settings):  # the command adds more, and takes nothing away
            yield deployed


def record_of(cloud: LocalCloud, key: str) -> Record:
    found = row(cloud, key)
    assert isinstance(found, Record)
    return found


def withdrawn(cloud: LocalCloud, *keys: str) -> list[Withdrawal | None]:
    """What `list` says of the articles under the keys."""
    notices = table_of(cloud).notices()
    return [notices.withdrawing(record_of(cloud, key)) for key in keys]


def command(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("form", KILLS)
def test_whatever_order_the_events_come_in_the_same_is_marked(cloud: LocalCloud, form: str) -> None:
    key, kill = KILLS[form]
    for name, content in (("wire.html", ORIGINAL), (key, kill), *COPIES.items(), *UNRELATED.items()):
        cloud.upload(name, content)
    events = waiting_events(cloud)
    for order in (events, events[::-1], [*events[2:], *events[:2], *events[3:]]):
        deliver(cloud, *order)
        marks = withdrawn(cloud, "wire.html", *COPIES)
        assert {mark and (mark.status, mark.publisher, mark.headline) for mark in marks} == {
            ("kill", "Coast Wire", "KILL: Last ferry crosses")
        }
        assert withdrawn(cloud, *UNRELATED) == [None]


@pytest.mark.parametrize("form", KILLS)
@pytest.mark.parametrize("order", [*itertools.permutations(["first", "kill", "copies"])], ids=" ".join)
def test_copies_are_marked_that_come_before_the_kill_or_after_it(
    cloud: LocalCloud, form: str, order: tuple[str, ...]
) -> None:
    key, kill = KILLS[form]
    uploads = {"first": {"wire.html": ORIGINAL}, "kill": {key: kill}, "copies": COPIES | UNRELATED}
    for name in order:
        for place, content in uploads[name].items():
            cloud.upload(place, content)
        cloud.run_until_idle()

    last = order.index("first") < order.index("kill") or key != "wire.html"
    marks = withdrawn(cloud, *COPIES)
    assert all(marks) if last else not any(marks), "the newest upload of a key decides whether it is killed"
    assert withdrawn(cloud, *UNRELATED) == [None]


def test_a_withdrawal_marks_as_a_kill_does_and_the_graver_is_told(cloud: LocalCloud) -> None:
    cloud.upload("wire.html", ORIGINAL)
    cloud.upload("wire.html", page(WIRE, "WITHDRAWN: Last ferry crosses", PARAGRAPHS))
    cloud.upload("cut.html", COPIES["cut.html"])
    cloud.run_until_idle()
    (mark,) = withdrawn(cloud, "cut.html")
    assert mark
    assert mark.status == "withdrawn"

    cloud.upload("kill.html", page("https://hill.example/ferry", "KILL: Last ferry crosses", PARAGRAPHS))
    cloud.run_until_idle()
    (mark,) = withdrawn(cloud, "cut.html")
    assert mark
    assert mark.status == "kill"


def test_an_article_that_kills_itself_says_so_whatever_others_say(cloud: LocalCloud) -> None:
    early = page(WIRE, "KILL: Last ferry crosses", PARAGRAPHS, "2026-03-02T10:00:00")
    own = page("https://hill.example/ferry", "KILL: Last ferry crosses", PARAGRAPHS, "2026-03-02T10:00:00+05:30")
    cloud.upload("wire.html", early)
    cloud.upload("hill.html", own)
    cloud.upload("cut.html", COPIES["cut.html"])
    cloud.run_until_idle()
    own_mark, others, copies = withdrawn(cloud, "hill.html", "wire.html", "cut.html")
    assert own_mark
    assert others
    assert copies
    assert own_mark.article_id == record_of(cloud, "hill.html").article_id
    assert others.article_id == record_of(cloud, "wire.html").article_id
    assert copies == own_mark, "ten in the morning is earlier where the sun rises earlier"


@pytest.mark.parametrize("mended", ["removed", "a new wording", "no article"])
@pytest.mark.parametrize("form", KILLS)
def test_a_mark_goes_with_its_notice(cloud: LocalCloud, form: str, mended: str) -> None:
    key, kill = KILLS[form]
    cloud.upload("wire.html", ORIGINAL)
    cloud.upload(key, kill)
    for name, content in COPIES.items():
        cloud.upload(name, content)
    cloud.run_until_idle()
    assert all(withdrawn(cloud, *COPIES))

    match mended:
        case "removed":
            cloud.remove(key)
        case "a new wording":
            cloud.upload(key, page(WIRE, "Last ferry crosses", [*PARAGRAPHS, "The company said so on Tuesday."]))
        case "no article":
            cloud.upload(key, b" \n")
    cloud.run_until_idle()
    assert not any(withdrawn(cloud, *COPIES))


def test_another_article_that_lay_at_the_key_before_is_not_marked(cloud: LocalCloud) -> None:
    cloud.upload("wire.html", page("https://wire.example/apples", "Apples", OTHER, "2026-03-02T11:00:00Z"))
    cloud.upload("wire.html", KILLS["the text kept"][1])
    cloud.upload("other.html", UNRELATED["other.html"])
    cloud.run_until_idle()
    assert withdrawn(cloud, "other.html") == [None]


def test_a_kill_that_tells_no_address_kills_what_lay_at_its_key(cloud: LocalCloud) -> None:
    cloud.upload("wire.html", ORIGINAL)
    cloud.upload("wire.html", KILLS["an advisory in its place"][1].replace(b'rel="canonical"', b'rel="next"'))
    for name, content in COPIES.items():
        cloud.upload(name, content)
    cloud.run_until_idle()
    assert record_of(cloud, "wire.html").url is None
    assert all(withdrawn(cloud, *COPIES))


def test_a_kill_that_is_saved_again_and_again_keeps_what_it_kills(cloud: LocalCloud) -> None:
    cloud.upload("wire.html", ORIGINAL)
    for number in range(13):
        kill = KILLS["an advisory in its place"][1]
        cloud.upload("wire.html", kill.replace(b"<body>", b"<body><nav>%d readers</nav>" % number))
    cloud.upload("cut.html", COPIES["cut.html"])
    cloud.run_until_idle()
    assert all(withdrawn(cloud, "cut.html"))


def test_an_ordinary_article_asks_for_no_versions(cloud: LocalCloud) -> None:
    cloud.upload("wire.html", ORIGINAL)
    cloud.upload("cut.html", COPIES["cut.html"])
    cloud.run_until_idle()
    assert "s3.ListObjectVersions" not in cloud.calls.of("ParseFunction")
    cloud.upload("wire.html", KILLS["the text kept"][1])
    cloud.run_until_idle()
    assert cloud.calls.of("ParseFunction")["s3.ListObjectVersions"] == 1


def test_the_command_shows_it_and_tells_machines(cloud: LocalCloud) -> None:
    cloud.upload("wire.html", ORIGINAL)
    cloud.upload("wire.html", KILLS["an advisory in its place"][1])
    for name, content in (COPIES | UNRELATED).items():
        cloud.upload(name, content)
    cloud.run_until_idle()

    mark = "KILLED by Coast Wire, 2 March 2026, 10:00 UTC: do not use"
    notice = record_of(cloud, "wire.html").article_id
    for key in ("wire.html", *COPIES):
        assert command("show", key).startswith(mark)
        told = json.loads(command("show", key, "--json"))["withdrawn"]
        assert (told["article_id"], told["status"], told["at"]) == (notice, "kill", "2026-03-02T10:00:00Z")
    assert mark not in command("show", *UNRELATED)
    assert json.loads(command("show", *UNRELATED, "--json"))["withdrawn"] is None

    listed = {one["upload"]["key"]: one["withdrawn"] for one in map(json.loads, command("list", "--json").splitlines())}
    assert {key for key, told in listed.items() if told} == {"wire.html", *COPIES}
    assert command("list").count("do not use") == 1 + len(COPIES)


def test_who_takes_a_notice_down_is_told_that_its_marks_go_with_it(cloud: LocalCloud) -> None:
    for key, data in {"wire.html": ORIGINAL, **COPIES}.items():
        cloud.upload(key, data)
    cloud.upload(*KILLS["the text kept"])
    cloud.run_until_idle()
    assert "with it goes the mark of every copy" in " ".join(command("takedown", "wire.html").split())
    assert "mark" not in command("takedown", "cut.html")
    told = json.loads(command("takedown", "wire.html", "--json"))
    assert [key["marks_copies"] for target in told["targets"] for key in target["keys"]] == [True]
    command("takedown", "wire.html", "--apply", "--because", "case 7")
    assert withdrawn(cloud, *COPIES) == [None, None]
