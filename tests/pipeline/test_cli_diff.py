"""`dateline diff`: pages stored through the whole stack, read anew by other code, and told field by field."""

from __future__ import annotations

import dataclasses
import json
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

import dateline.reading
from dateline.record import ENRICHER_VERSION
from dateline.rejection import Reason, Rejection
from dateline.revision import revision
from infra.cli.main import app
from infra.local.cloud import LocalCloud
from tests.pipeline.stories import story

if TYPE_CHECKING:
    from dateline.article import Article

HEADLINE = "Ferry number {} sails"


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalCloud]:
    monkeypatch.setenv("COLUMNS", "140")
    with LocalCloud.embedded(region="eu-central-1", port=0) as deployed:
        yield deployed


@pytest.fixture
def filled(cloud: LocalCloud) -> LocalCloud:
    """A stack that holds six articles of three days and two publishers, two keys of one of them, two rejections."""
    for number in range(5):
        name = HEADLINE.format(number)
        page = story(name, address=f"https://pier.example/{number}", published=f"2026-03-0{number % 2 + 1}")
        cloud.upload(f"pier/{number}.html", page)
    cloud.upload(
        "pier/4 again.html", story(HEADLINE.format(4), address="https://pier.example/4", published="2026-03-01")
    )
    cloud.upload("other/a+b c%.html", story("A word from elsewhere", published="2026-03-05"))
    cloud.upload("bad/empty.html", b" ")
    cloud.upload("bad/日本.pdf", b"%PDF-1.7\n")
    cloud.run_until_idle()
    assert cloud.dead_letters() == ()
    return cloud


def diff(cloud: LocalCloud, *arguments: str, code: int = 0) -> tuple[str, str]:
    assert cloud.endpoint_url
    result = CliRunner().invoke(app, ["diff", *arguments, "--endpoint-url", cloud.endpoint_url])
    assert result.exit_code == code, (result.output, result.exception)
    return result.stdout, result.stderr


def told(
    cloud: LocalCloud, *arguments: str, jobs: int = 1, code: int = 0
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The records that would change, and the summary."""
    lines = diff(cloud, *arguments, "--jobs", str(jobs), "--json", code=code)[0].splitlines()
    *records, last = map(json.loads, lines)
    return records, last["summary"]


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Article], Article]], None]:
    """Puts something behind the parser, as a newer version would be."""
    read = dateline.reading.parse

    def behind(step: Callable[[Article], Article]) -> None:
        def parse(*args: Any, **options: Any) -> Article:
            return step(read(*args, **options))

        monkeypatch.setattr("dateline.intake.parse", parse)

    return behind


def renamed(article: Article) -> Article:
    if article.headline is None or "number 1" not in article.headline:
        return article
    return dataclasses.replace(article, headline="Ferry No. 1 sails", section="harbour")


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_code_that_made_the_rows_changes_nothing(filled: LocalCloud, jobs: int) -> None:
    records, summary = told(filled, "--all-fields", "--check", jobs=jobs)
    assert records == []
    assert (summary["compared"], summary["changed"], summary["fields"], summary["skipped"]) == (9, 0, {}, {})


def test_exactly_the_fields_that_change_are_told(filled: LocalCloud, parser: Any) -> None:
    parser(renamed)
    (record,), summary = told(filled)
    assert record["key"] == "pier/1.html"
    assert record["changes"]["headline"] == ["Ferry number 1 sails", "Ferry No. 1 sails"]
    assert record["changes"]["section"] == [None, "harbour"]
    assert set(record["changes"]) <= {"headline", "section", "summary", "keyphrases", "subjects", "entities"}
    assert summary["fields"]["headline"] == {"records": 1, "changed": 1}
    assert summary["fields"]["section"] == {"records": 1, "filled": 1}
    assert (summary["compared"], summary["changed"], summary["not_replayable"]) == (9, 1, 1)
    out, _ = diff(filled, "--jobs", "1")
    assert "Ferry [-number-]{+No.+} 1 sails" in out
    assert "1 of 9 records would change (11.1 %)" in out
    assert "dateline replay --parser-version older --endpoint-url" in out
    assert "raise PARSER_VERSION or ENRICHER_VERSION" in " ".join(out.split())


def test_newer_code_is_told_to_be_replayable(filled: LocalCloud, parser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    parser(renamed)
    monkeypatch.setattr("infra.diff.batches.CURRENT", "999999.000001")
    assert told(filled)[1]["not_replayable"] == 0
    assert "raise PARSER_VERSION" not in diff(filled, "--jobs", "1")[0]


def test_articles_that_become_rejections_and_back_and_code_that_fails(
    filled: LocalCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = dateline.reading.parse

    def parse(data: bytes, *, key: str, **options: Any) -> Article:
        if key == "pier/1.html":
            raise Rejection(Reason.NO_ARTICLE, "It sails.")
        if key == "pier/2.html":
            raise ZeroDivisionError("of nothing")
        return read(story("Found after all") if key == "bad/empty.html" else data, key=key, **options)

    monkeypatch.setattr("dateline.intake.parse", parse)
    records, summary = told(filled)
    changes = {record["key"]: record["changes"] for record in records}
    assert changes["pier/1.html"] == {
        "outcome": ["article", "rejected: no_article"],
        "message": [None, "It sails."],
    }
    assert changes["bad/empty.html"]["outcome"] == ["rejected: empty", "article"]
    assert changes["pier/2.html"]["outcome"] == ["article", "fails: ZeroDivisionError"]
    assert changes["pier/2.html"]["message"][1].startswith("of nothing in parse, line ")
    assert summary["fields"]["outcome"] == {
        "records": 3,
        "article → rejected: no_article": 1,
        "article → fails: ZeroDivisionError": 1,
        "rejected: empty → article": 1,
    }


PIER = [*(f"pier/{number}.html" for number in range(5)), "pier/4 again.html"]
SELECTIONS = {
    "": ["bad/empty.html", "bad/日本.pdf", "other/a+b c%.html", *PIER],
    "--prefix pier/": PIER,
    "--rejected": ["bad/empty.html", "bad/日本.pdf"],
    "--rejected --prefix bad/e": ["bad/empty.html"],
    "--publisher pier.example": PIER,
    "--publisher pier.example --since 2026-03-02": ["pier/1.html", "pier/3.html"],
    "--until 2026-03-01": ["pier/0.html", "pier/2.html", "pier/4.html", "pier/4 again.html"],
    "--since 2026-03-02 --until 2026-03-05 --prefix other": ["other/a+b c%.html"],
}


def test_each_key_is_compared_that_was_asked_for(filled: LocalCloud, parser: Any) -> None:
    def broken(_: Article) -> Article:
        raise Rejection(Reason.CORRUPT, "No longer.")

    parser(broken)
    for given, keys in SELECTIONS.items():
        records, summary = told(filled, *given.split())
        articles = sorted(key for key in keys if not key.startswith("bad/"))
        assert sorted(record["key"] for record in records) == articles, given
        assert summary["compared"] == len(keys), given
    samples = [told(filled, "--prefix", "pier", "--sample", "3", "--seed", seed)[0] for seed in ("0", "0", "5")]
    drawn = [{record["key"] for record in sample} for sample in samples]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
    assert [len(keys) for keys in drawn] == [3, 3, 3]
    limited = told(filled, "--limit", "2", "--prefix", "pier")[0]
    assert [record["key"] for record in limited] == ["pier/0.html", "pier/1.html"]


def test_what_cannot_be_compared_is_counted_with_its_reason(filled: LocalCloud) -> None:
    s3, bucket = filled.client("s3"), filled.inbox_bucket
    filled.upload("gone.html", story("Gone"))
    filled.run_until_idle()
    filled.remove("gone.html")
    filled.run_until_idle()
    versions = s3.list_object_versions(Bucket=bucket, Prefix="gone.html")
    s3.delete_object(Bucket=bucket, Key="gone.html", VersionId=versions["DeleteMarkers"][0]["VersionId"])
    # From here on nothing drives the queues: the table has not heard of it.
    filled.upload("unheard.html", story("Unheard"))
    filled.upload("pier/0.html", story("Newer"))
    filled.remove("pier/1.html")
    key = {"pk": {"S": f"upload#{bucket}/pier/2.html"}, "sk": {"S": "row"}}
    filled.client("dynamodb").update_item(
        TableName=filled.table_name, Key=key, UpdateExpression="SET story = :new",
        ExpressionAttributeValues={":new": {"B": b"\x09quite another form"}},
    )  # fmt: skip
    _, summary = told(filled, "--since", "2026-01-01")
    assert summary["skipped"] == {"gone": 1, "other_version": 1, "unreadable": 1}
    _, summary = told(filled)
    assert summary["skipped"] == {"no_row": 1, "no_content": 1, "other_version": 1, "unreadable": 1}
    out, _ = diff(filled, "--jobs", "1", "--since", "2026-01-01")
    assert "pier/2.html  its row: ValueError: a story of a form that this version does not know: 09" in out


def test_check_ends_with_1_where_something_changes_and_a_page_is_written(
    filled: LocalCloud, parser: Any, tmp_path: Path
) -> None:
    parser(renamed)
    page = tmp_path / "diff.html"
    out, _ = diff(filled, "--jobs", "1", "--check", "--html", str(page), code=1)
    assert str(page) in "".join(out.split())
    html = page.read_text(encoding="utf-8")
    assert "Ferry <ins>No.</ins> 1 sails" in html
    assert "all uploads" in html


def test_worker_processes_find_what_one_process_finds(filled: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    key = {"pk": {"S": f"upload#{filled.inbox_bucket}/pier/2.html"}, "sk": {"S": "row"}}
    filled.client("dynamodb").update_item(
        TableName=filled.table_name, Key=key, UpdateExpression="SET headline = :new",
        ExpressionAttributeValues={":new": {"S": "Another headline"}},
    )  # fmt: skip
    monkeypatch.setattr("infra.diff.workers.KEYS_IN_A_BATCH", 2)
    monkeypatch.setattr("infra.cli.diff.FEW", 1)
    alone, together = told(filled, jobs=1), told(filled, jobs=2)
    assert [record["changes"] for record in alone[0]] == [{"headline": ["Another headline", HEADLINE.format(2)]}]
    assert alone[0] == together[0]
    assert {**alone[1], "seconds": 0} == {**together[1], "seconds": 0}


def test_the_replay_that_is_named_makes_the_changes(
    filled: LocalCloud, parser: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "400")
    parser(lambda article: dataclasses.replace(renamed(article), parser_version="77"))
    for module in ("dateline.intake", "infra.diff.batches", "infra.replay.rows"):
        monkeypatch.setattr(f"{module}.CURRENT", revision("77", ENRICHER_VERSION))
    out, _ = diff(filled, "--jobs", "1")
    assert "1 of 9 records would change" in out
    *_, label, named = out.splitlines()
    assert label == "To make the changes:"
    replay = shlex.split(named.removeprefix("  dateline "))
    result = CliRunner().invoke(app, replay)
    assert result.exit_code == 0, result.output
    filled.run_until_idle()
    assert told(filled)[1]["changed"] == 0
    item = filled.client("dynamodb").get_item(
        TableName=filled.table_name,
        Key={"pk": {"S": f"upload#{filled.inbox_bucket}/pier/1.html"}, "sk": {"S": "row"}},
    )["Item"]
    assert item["headline"] == {"S": "Ferry No. 1 sails"}
