"""What is taken down is gone from the table and the buckets, and stays away whatever comes, until it is lifted."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import pytest

from dateline.findings import Entity
from dateline.rejection import Reason
from dateline.store import ArticleReader, Outcome, OverflowBucket, TakenDownRow
from dateline.store import block as store_block
from dateline.store import items as store_items
from dateline.store.audit import Audit
from dateline.store.block import Block
from dateline.store.erasure import Erasure, NotErased, ObjectVersion
from dateline.store.keys import message_key, row_pk
from dateline.store.takedown import ChangedMeanwhile, Takedowns, Target
from tests.unit.store.conftest import INBOX, Crash, Lagging, Stack, Watched, record, upload
from tests.unit.store.test_store_items import incompressible
from tests.unit.store.test_store_order import dying_at

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client

    from dateline.record import Record
    from dateline.store.takedown import Removed

ID = record().article_id
OTHER_ID = "b" * 32
AUDIT = Audit("takedown", "an editor", "case 7", (), ("--uploads",))
LONG = incompressible(8_000, 1)

NO_CONTENT = {"pk", "sk", "kind", "sequencer", "article_id", "article_order", "taken_down_at", "takedown_id"}
"""All that the row of a key may keep that is taken down."""


@pytest.fixture(autouse=True)
def _small_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_items, "MAX_ITEM_BYTES", 4_000)


@pytest.fixture
def stack(new_stack: Callable[[], Stack]) -> Stack:
    return with_versions(new_stack())


def with_versions(stack: Stack) -> Stack:
    """Its overflow bucket keeps versions, as the template's does; and there is an inbox, which does too."""
    stack.s3.create_bucket(Bucket=INBOX)
    for bucket in (INBOX, stack.bucket):
        stack.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return stack


def takedowns(
    stack: Stack, die_at: Callable[[str], None] = lambda _: None, pause: Callable[[float], object] = lambda _: None
) -> Takedowns:
    dynamodb, s3 = (Watched(client, stack.calls, die_at) for client in (stack.dynamodb, stack.s3))
    reader = ArticleReader(
        cast("DynamoDBClient", dynamodb), stack.table_name, OverflowBucket(cast("S3Client", s3), stack.bucket)
    )
    return Takedowns(cast("DynamoDBClient", dynamodb), cast("S3Client", s3), reader, pause)


def take_down(stack: Stack, article_id: str = ID, *, uploads: bool = False, **how: Any) -> Removed:
    at_work = takedowns(stack, **how)
    target = at_work.of_article(article_id)
    assert target is not None
    return at_work.take_down([target], AUDIT, uploads=uploads)


def put_upload(stack: Stack, *keys: str) -> None:
    for key in keys:
        stack.s3.put_object(Bucket=INBOX, Key=key, Body=b"first")
        stack.s3.put_object(Bucket=INBOX, Key=key, Body=b"second")
        stack.s3.delete_object(Bucket=INBOX, Key=key)


def versions(stack: Stack, bucket: str) -> list[str]:
    answer = stack.s3.list_object_versions(Bucket=bucket)
    return [one["Key"] for kind in ("Versions", "DeleteMarkers") for one in cast("Any", answer).get(kind, [])]


def rows(stack: Stack) -> dict[str, dict[str, Any]]:
    return {item["pk"]["S"]: item for item in stack.items() if item["sk"]["S"] == "row"}


def test_an_article_is_gone_from_all_its_keys(stack: Stack) -> None:
    stack.table.put_record(record(1, "a.html", LONG))
    stack.table.put_record(record(2, "a.html", LONG + "more"))
    stack.table.put_record(record(1, "b.html"))
    stack.table.put_record(record(1, "c.html", article_id=OTHER_ID))
    assert len(versions(stack, stack.bucket)) == 3, "two versions and the marker of a removal"

    removed = take_down(stack)

    assert stack.table.get(ID) is None
    assert [one.article_id for one in stack.table.newest()] == [OTHER_ID]
    assert versions(stack, stack.bucket) == []
    for key in ("a.html", "b.html"):
        assert set(rows(stack)[row_pk(INBOX, key)]) <= NO_CONTENT
        row = stack.table.row_of(INBOX, key)
        assert isinstance(row, TakenDownRow)
        assert (row.article_id, row.takedown_id) == (ID, removed.audit.audit_id)
        assert stack.table.outcome_of(INBOX, key, upload(1).sequencer or "") is Outcome.REMOVED
    assert stack.table.taken_down(ID) is not None
    assert stack.table.taken_down(OTHER_ID) is None
    assert sorted(key.key for key in removed.keys) == ["a.html", "b.html"]
    assert {version.key.partition("/")[0] for version in removed.aside} == {"articles"}


def test_nothing_that_comes_to_the_key_later_gets_in(stack: Stack) -> None:
    stack.table.put_record(record(1))
    take_down(stack)
    before = rows(stack)

    assert stack.process().put_record(record(1)) is Outcome.REMOVED
    assert stack.process().put_record(record(9, text=LONG)) is Outcome.REMOVED
    assert stack.process().put_record(record(9, article_id=OTHER_ID)) is Outcome.REMOVED
    assert stack.process().put_rejection(upload(9), Reason.EMPTY, "nothing") is Outcome.REMOVED
    assert stack.process().put_removal(upload(9), "2024-05-06T08:00:00Z") is Outcome.REMOVED

    assert rows(stack) == before
    assert versions(stack, stack.bucket) == []


def test_the_article_does_not_come_back_under_another_key(stack: Stack) -> None:
    stack.table.put_record(record(1))
    take_down(stack)
    late, other = record(1, "late.html", LONG), record(1, "other.html", article_id=OTHER_ID)
    process = stack.process()

    assert process.put_record(late) is process.put_record(other) is Outcome.STORED
    assert process.withhold([other, late]) == [late]

    assert stack.table.get(ID) is None
    assert stack.table.get(OTHER_ID) is not None
    assert isinstance(stack.table.row_of(INBOX, "late.html"), TakenDownRow)
    assert versions(stack, stack.bucket) == []
    assert process.put_record(late) is Outcome.REMOVED


def test_a_key_that_holds_another_article_by_now_is_left_alone(stack: Stack) -> None:
    stack.table.put_record(record(1))
    take_down(stack)
    late = record(1, "late.html")
    stack.table.put_record(late)
    stack.table.put_record(record(2, "late.html", article_id=OTHER_ID))

    assert stack.table.withhold([late]) == []
    assert stack.table.get(OTHER_ID) is not None


def test_a_look_for_takedowns_costs_one_small_read(stack: Stack) -> None:
    process = stack.process()
    some = [record(1, f"{number}.html", article_id=f"{number:032x}") for number in range(10)]
    process.withhold(some)
    assert stack.calls == {"get_item": 1}
    process.withhold([])
    assert stack.calls == {"get_item": 1}


def test_takedowns_are_seen_by_those_who_looked_before(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_block, "_MOST_AT_ONCE", 3)
    changing, watching = (Block(stack.dynamodb, stack.table_name) for _ in range(2))
    ids = [f"{number:032x}" for number in range(200)]
    assert watching.among(ids) == set()
    changing.add(ids[:150])
    assert watching.among(ids) == set(ids[:150])
    changing.add(ids[150:151])
    changing.remove(ids[:20])
    assert watching.among(ids) == set(ids[20:151])
    changing.remove(ids)
    assert watching.among(ids) == Block(stack.dynamodb, stack.table_name).among(ids) == set()


def test_uploads_stay_unless_they_are_asked_for(stack: Stack) -> None:
    put_upload(stack, "page.html", "page.html.gz", "pag")
    stack.table.put_record(record(1))
    take_down(stack)
    assert len(versions(stack, INBOX)) == 9

    again = take_down(stack, uploads=True)

    assert sorted(set(versions(stack, INBOX))) == ["pag", "page.html.gz"]
    assert again.audit.removed == {"keys": 0, "aside": 0, "uploads": 3, "bytes": 11}


def test_a_message_put_aside_is_erased(stack: Stack) -> None:
    stack.table.put_record(record(1))
    aside, other = (message_key(row_pk(INBOX, key), b"{}") for key in ("page.html", "page.htm"))
    for key in (aside, other):
        stack.s3.put_object(Bucket=stack.bucket, Key=key, Body=b"{}")

    take_down(stack)

    assert versions(stack, stack.bucket) == [other]


def test_an_index_that_lags_hides_no_row(new_stack: Callable[[], Stack]) -> None:
    stack, behind = with_versions(new_stack()), with_versions(new_stack())
    for one in (stack, behind):
        one.table.put_record(record(1, "a.html"))
    stack.table.put_record(record(1, "b.html", LONG))
    lagging: Any = Lagging(stack.dynamodb, behind.table_name)
    reader = ArticleReader(lagging, stack.table_name, OverflowBucket(stack.s3, stack.bucket))

    pauses = itertools.count(1)

    def catch_up(_: float) -> None:
        if next(pauses) == 2:
            lagging._behind = stack.table_name

    at_work = Takedowns(lagging, stack.s3, reader, catch_up)
    target = at_work.of_article(ID)
    assert target is not None
    assert [key.key for key in target.keys] == ["a.html"]
    removed = at_work.take_down([target], AUDIT, uploads=False)

    assert [key.key for key in removed.keys] == ["a.html", "b.html"]
    assert stack.table.get(ID) is None
    assert versions(stack, stack.bucket) == []


def test_a_row_written_while_the_rows_are_looked_for_is_taken_away_by_its_writer(
    new_stack: Callable[[], Stack],
) -> None:
    stack, behind = with_versions(new_stack()), with_versions(new_stack())
    for one in (stack, behind):
        one.table.put_record(record(1, "a.html"))
    lagging: Any = Lagging(stack.dynamodb, behind.table_name)
    late = record(1, "b.html", LONG)
    writer, withheld = stack.process(), list[Any]()

    def write(_: float) -> None:
        if not withheld:
            assert writer.put_record(late) is Outcome.STORED
            withheld.extend(writer.withhold([late]))

    reader = ArticleReader(lagging, stack.table_name, OverflowBucket(stack.s3, stack.bucket))
    at_work = Takedowns(lagging, stack.s3, reader, write)
    target = at_work.of_article(ID)
    assert target is not None
    at_work.take_down([target], AUDIT, uploads=False)

    assert withheld == [late]
    assert stack.table.get(ID) is None
    assert versions(stack, stack.bucket) == []


def test_the_upload_of_a_row_that_its_writer_took_away_is_erased_too(stack: Stack) -> None:
    stack.table.put_record(record(1, "a.html"))
    late, came = record(1, "b.html"), list[Any]()

    def write(_: float) -> None:
        if not came:
            put_upload(stack, "b.html")
            assert stack.table.put_record(late) is Outcome.STORED
            came.extend(stack.table.withhold([late]))

    take_down(stack, uploads=True, pause=write)

    assert came == [late]
    assert versions(stack, INBOX) == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_takedown_that_broke_off_is_completed_by_the_next(new_stack: Callable[[], Stack], when: str) -> None:
    for number in itertools.count():
        stack = with_versions(new_stack())
        put_upload(stack, "a.html", "b.html", "c.html")
        stack.table.put_record(record(1, "a.html", LONG))
        stack.table.put_record(record(2, "a.html", LONG + "more"))
        stack.table.put_record(record(1, "b.html"))
        stack.table.put_record(record(1, "c.html", article_id=OTHER_ID))
        broke_off = False
        try:
            take_down(stack, uploads=True, die_at=dying_at(number, when))
        except Crash:
            broke_off = True
            take_down(stack, uploads=True)
        assert versions(stack, stack.bucket) == []
        assert set(versions(stack, INBOX)) == {"c.html"}
        assert stack.table.get(ID) is None
        assert stack.table.get(OTHER_ID) is not None
        assert stack.table.withhold([record(1, "d.html")]) == [], "it never came there"
        assert Block(stack.dynamodb, stack.table_name).among([ID, OTHER_ID]) == {ID}
        if not broke_off:
            assert number > 10, "it made more calls than that"
            break


def test_exactly_the_person_is_taken_down(stack: Stack) -> None:
    def naming(number: int, *names: str, aliases: tuple[str, ...] = (), kind: Any = "person") -> Record:
        entities = tuple(Entity(kind, name, aliases, (), 0.5) for name in names)
        return record(1, f"{number}.html", article_id=f"{number:032x}", entities=entities)

    for one in (
        naming(1, "Ann Lee"),
        naming(2, "Ann Lee Curtis"),
        naming(3, "Anne Lee"),
        naming(4, "Ann Lee", kind="organisation"),
        naming(5, "Ann Maria Lee", aliases=("Ann Lee", "Lee")),
        naming(6, "Lee"),
        naming(7, "Bo Lee", "ANN LEE"),
    ):
        stack.table.put_record(one)

    def found(name: str) -> list[int]:
        targets = takedowns(stack).of_person(name, "0001-01-01", "9999-12-31")
        return sorted(int(target.article_id or "", 16) for target in targets)

    assert found("Ann Lee") == [1, 5, 7]
    assert found("Lee") == [6]
    assert list(takedowns(stack).of_person("Ann Lee", "2024-05-05", "9999-12-31")) == []
    with pytest.raises(ValueError, match="no name"):
        found("!")


def test_a_key_that_holds_no_article_is_held_back(stack: Stack) -> None:
    stack.table.put_rejection(upload(1), Reason.EMPTY, "nothing")
    target = takedowns(stack).of_key(INBOX, "page.html")
    assert target is not None
    takedowns(stack).take_down([target], AUDIT, uploads=True)
    assert set(rows(stack)[row_pk(INBOX, "page.html")]) <= NO_CONTENT
    assert stack.table.put_record(record(5)) is Outcome.REMOVED
    assert list(stack.table.by_reason()) == []

    put_upload(stack, "unknown.html")
    target = takedowns(stack).of_key(INBOX, "unknown.html")
    assert target is not None
    takedowns(stack).take_down([target], AUDIT, uploads=True)
    assert stack.table.put_record(record(5, "unknown.html")) is Outcome.REMOVED
    assert takedowns(stack).of_key(INBOX, "never.html") is None
    assert takedowns(stack).of_article("c" * 32) is None


@pytest.mark.parametrize("later", [record(2), record(1)], ids=["replaced", "came"])
def test_a_key_to_which_an_article_came_meanwhile_is_not_mistaken_for_another(stack: Stack, later: Record) -> None:
    put_upload(stack, "page.html")
    if later.upload.sequencer == upload(2).sequencer:
        stack.table.put_rejection(upload(1), Reason.EMPTY, "nothing")
    target = takedowns(stack).of_key(INBOX, "page.html")
    assert target is not None
    stack.table.put_record(later)
    with pytest.raises(ChangedMeanwhile, match=r"page\.html"):
        takedowns(stack).take_down([target], AUDIT, uploads=True)
    assert stack.table.get(ID) is not None
    found = takedowns(stack).of_key(INBOX, "page.html")
    assert found is not None
    assert found.article_id == ID


def test_a_key_leads_to_its_article_and_that_to_its_other_keys(stack: Stack) -> None:
    stack.table.put_record(record(1, "a.html"))
    stack.table.put_record(record(2, "b.html"))
    for _ in range(2):
        target = takedowns(stack).of_key(INBOX, "a.html")
        assert target is not None
        assert target.article_id == ID
        assert sorted(key.key for key in target.keys) == ["a.html", "b.html"]
        takedowns(stack).take_down([target], AUDIT, uploads=False)
    left = takedowns(stack).of_key(INBOX, "a.html")
    assert left is not None
    assert left.headline is None, "nothing is left of it"


def lifted(stack: Stack, what: Target | None, **how: Any) -> list[str]:
    asked: list[str] = []
    assert what is not None
    audit = Audit("lift", "an editor", "case 7 is over", ())
    takedowns(stack, **how).lift(what, audit, lambda bucket, key: asked.append(f"{bucket}/{key}"))
    return sorted(asked)


def test_what_is_lifted_comes_in_again(stack: Stack) -> None:
    stack.table.put_record(record(1, "a.html"))
    stack.table.put_record(record(1, "b.html"))
    take_down(stack)

    assert lifted(stack, takedowns(stack).of_article(ID)) == [f"{INBOX}/a.html", f"{INBOX}/b.html"]

    assert rows(stack) == {}
    one = record(3, "a.html")
    assert stack.table.put_record(one) is Outcome.STORED
    assert stack.table.withhold([one]) == []
    assert stack.table.get(ID) == one
    assert [audit.action for audit in takedowns(stack).audits.newest()] == ["lift", "takedown"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lift_that_broke_off_is_completed_by_the_next(new_stack: Callable[[], Stack], when: str) -> None:
    for number in itertools.count():
        stack = with_versions(new_stack())
        for key in ("a.html", "b.html"):
            stack.table.put_record(record(1, key))
        take_down(stack)
        target, asked = takedowns(stack).of_article(ID), list[str]()
        try:
            asked += lifted(stack, target, die_at=dying_at(number, when))
        except Crash:
            left = takedowns(stack).of_article(ID)
            gone = {key.key for key in target.keys if row_pk(INBOX, key.key) not in rows(stack)} if target else set()
            asked += [f"{INBOX}/{key}" for key in gone]  # each was asked for before its row went
            if left:
                asked += lifted(stack, left)
        assert set(asked) == {f"{INBOX}/a.html", f"{INBOX}/b.html"}
        assert rows(stack) == {}
        assert Block(stack.dynamodb, stack.table_name).among([ID]) == set()
        if number > 20:
            break


def test_the_audit_tells_who_and_why_and_no_word_of_the_article(stack: Stack) -> None:
    stack.table.put_record(record(1, "minister-resigns.html", "Marmalade was found.", headline="Marmalade scandal"))
    removed = take_down(stack)
    [told] = takedowns(stack).audits.newest()

    assert told == removed.audit
    assert (told.by, told.because, told.article_ids) == ("an editor", "case 7", (ID,))
    assert told.removed == {"keys": 1, "aside": 0, "uploads": 0, "bytes": 0}
    assert told.ended_at is not None
    kept = [item for item in stack.items() if item["pk"]["S"] == "takedowns"]
    assert len(kept) == 3
    for word in ("Marmalade", "minister", "Example", "example.org"):
        assert word not in str(kept)


def test_a_takedown_that_broke_off_stands_in_the_audit(stack: Stack) -> None:
    stack.table.put_record(record(1))
    with pytest.raises(Crash):
        take_down(stack, pause=broken_off)
    [told] = takedowns(stack).audits.newest()
    assert told.ended_at is None
    assert told.removed == {}


def broken_off(_: float) -> None:
    raise Crash


def test_more_versions_than_a_call_takes_are_erased_and_no_neighbour(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.store.erasure.MAX_OBJECTS", 2)
    keys = ["a", 'a\n"<&>', "a/b", "ä ö"]
    for key in keys:
        put_upload(stack, key)
    erasure = Erasure(stack.s3)
    for key in keys:
        there = list(erasure.of(INBOX, key))
        assert [version.marker for version in there].count(True) == 1
        assert {version.key for version in there} == {key}
        erasure.erase(there)
        assert key not in versions(stack, INBOX)
        erasure.erase(there)  # gone already
    assert versions(stack, INBOX) == []


def test_a_key_that_xml_has_no_form_for_is_erased(stack: Stack) -> None:
    key = "a\x01b"
    version_id = stack.s3.put_object(Bucket=INBOX, Key=key, Body=b"x")["VersionId"]
    Erasure(stack.s3).erase([ObjectVersion(INBOX, key, version_id, 1)])
    with pytest.raises(stack.s3.exceptions.ClientError, match=r"NoSuchVersion|NoSuchKey"):
        stack.s3.get_object(Bucket=INBOX, Key=key, VersionId=version_id)


class Refusing:
    """S3, which deletes nothing."""

    def delete_objects(self, **_: Any) -> dict[str, Any]:
        return {"Errors": [{"Key": "a", "VersionId": "1", "Code": "AccessDenied", "Message": "no"}]}


def test_a_version_that_s3_keeps_is_an_error(stack: Stack) -> None:
    put_upload(stack, "a")
    there = list(Erasure(stack.s3).of(INBOX, "a"))
    with pytest.raises(NotErased, match=f"s3://{INBOX}/a version 1: AccessDenied no"):
        Erasure(cast("S3Client", Refusing())).erase(there)
