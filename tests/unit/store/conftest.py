"""A table and its buckets, made as template.yaml says; clients that count their calls, or die at one.

Every test runs on two databases: in moto, and on a server (tests/database). The buckets are moto's each time.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import boto3
import pytest
import yaml
from moto import mock_aws

from dateline.article import Article, Block, Publisher, Upload
from dateline.record import Record
from dateline.store import ArticleTable, OverflowBucket
from tests.database.server import NoDatabase, endpoint

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client

T = TypeVar("T")

TEMPLATE = Path(__file__).parents[3] / "template.yaml"
INBOX = "inbox"


class _TemplateLoader(yaml.SafeLoader):
    """Reads CloudFormation's YAML; of its functions (`!Ref …`) it keeps the name of the tag alone."""


_TemplateLoader.add_multi_constructor("!", lambda _loader, suffix, _node: suffix)


def table_definition() -> dict[str, Any]:
    """What CreateTable takes of the table in template.yaml."""
    template = yaml.load(TEMPLATE.read_text(encoding="utf-8"), _TemplateLoader)  # noqa: S506 - a SafeLoader
    properties = template["Resources"]["ArticlesTable"]["Properties"]
    return {name: properties[name] for name in ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")}


def make_table(dynamodb: DynamoDBClient, name: str, definition: dict[str, Any]) -> None:
    """Make a table, and wait until it takes requests."""
    made = dynamodb.create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **definition)["TableDescription"]
    while made["TableStatus"] != "ACTIVE":
        made = dynamodb.describe_table(TableName=name)["Table"]


class Crash(Exception):  # noqa: N818 - it stands for the death of a process
    """The process died here."""


class Watched:
    """A client that counts its calls, and dies before or after the one that it is told to."""

    def __init__(self, client: Any, calls: Counter[str], die_at: Callable[[str], None]) -> None:
        self._client = client
        self._calls = calls
        self._die_at = die_at

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, name)
        if name == "exceptions":
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            self._calls[name] += 1
            self._die_at("before")
            answer = found(*args, **kwargs)
            self._die_at("after")
            return answer

        return call


class Lagging:
    """A client whose queries are answered from another table: its indexes have not caught up."""

    def __init__(self, client: Any, behind: str) -> None:
        self._client = client
        self._behind = behind

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def query(self, **query: Any) -> Any:
        return self._client.query(**{**query, "TableName": self._behind})


class Stack:
    """One table with its overflow bucket, empty at first; its names are its own, since a server may be shared."""

    def __init__(self, dynamodb: DynamoDBClient, s3: S3Client, definition: dict[str, Any]) -> None:
        self.dynamodb, self.s3 = dynamodb, s3
        self.table_name = self.bucket = f"stack-{uuid.uuid4()}"
        make_table(dynamodb, self.table_name, definition)
        self.s3.create_bucket(Bucket=self.bucket)
        self.calls: Counter[str] = Counter()
        self.table = self.process()

    def process(self, die_at: Callable[[str], None] = lambda _: None) -> ArticleTable:
        """The store as a process newly started sees it."""
        dynamodb, s3 = (Watched(client, self.calls, die_at) for client in (self.dynamodb, self.s3))
        overflow = OverflowBucket(s3, self.bucket)  # type: ignore[arg-type]
        return ArticleTable(dynamodb, self.table_name, overflow, tombstone_days=90)  # type: ignore[arg-type]

    def lagging(self, frozen: Stack) -> ArticleTable:
        """The table as read by one whose indexes still say what another stack's say."""
        dynamodb = Lagging(self.dynamodb, frozen.table_name)
        overflow = OverflowBucket(self.s3, self.bucket)
        return ArticleTable(dynamodb, self.table_name, overflow, tombstone_days=90)  # type: ignore[arg-type]

    def items(self) -> list[dict[str, Any]]:
        """Everything in the table."""
        found = self.dynamodb.scan(TableName=self.table_name)["Items"]
        return sorted(found, key=lambda item: (item["pk"]["S"], item["sk"]["S"]))

    def objects(self) -> list[str]:
        """The keys of everything in the overflow bucket."""
        return [found["Key"] for found in self.s3.list_objects_v2(Bucket=self.bucket).get("Contents", [])]

    def state(self) -> tuple[list[dict[str, Any]], list[str]]:
        """All that is kept."""
        return self.items(), self.objects()


@pytest.fixture(scope="session")
def definition() -> dict[str, Any]:
    return table_definition()


@pytest.fixture(scope="session", params=["moto", "server"])
def database(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The endpoint of the database that a test runs on; None where that is moto, in this process."""
    if request.param == "moto":
        yield None
        return
    with ExitStack() as ending:
        try:
            url = ending.enter_context(endpoint())
        except NoDatabase as missing:
            pytest.skip(str(missing))
        yield url


@pytest.fixture(scope="session")
def clients(database: str | None) -> tuple[DynamoDBClient, S3Client]:
    """Made once, because that takes longer than most tests."""
    with mock_aws():
        return boto3.client("dynamodb", region_name="us-east-1", endpoint_url=database), boto3.client(
            "s3", region_name="us-east-1"
        )


@pytest.fixture
def new_stack(
    database: str | None,
    definition: dict[str, Any],
    clients: tuple[DynamoDBClient, S3Client],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[], Stack]]:
    """Makes stacks, each empty."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    for name in ("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    made: list[Stack] = []

    def make() -> Stack:
        made.append(Stack(*clients, definition))
        return made[-1]

    passed_through = [re.escape(database)] if database else []
    with mock_aws(config={"core": {"passthrough": {"urls": passed_through}}}):
        yield make
        if database:
            for stack in made:
                stack.dynamodb.delete_table(TableName=stack.table_name)


@pytest.fixture
def enough_of(database: str | None) -> Callable[[Iterable[T]], Iterator[T]]:
    """Of many cases alike: all in moto, every sixth on a server, whose calls take longer."""
    return lambda cases: itertools.islice(cases, None, None, 6 if database else 1)


@pytest.fixture
def stack(new_stack: Callable[[], Stack]) -> Stack:
    return new_stack()


def sequencer(number: int) -> str:
    """The place of a key's nth upload, in the shape that the table keeps."""
    return f"{number:040X}"


def upload(number: int, key: str = "page.html") -> Upload:
    """The nth upload of a key, a minute after the one before."""
    return Upload(
        bucket=INBOX,
        key=key,
        version_id=f"version-{number}",
        sequencer=sequencer(number),
        etag=f"etag-{number}",
        size=1000 + number,
        sha256=f"{number:064x}",
        media_type="text/html",
        charset="utf-8",
        uploaded_at=f"2024-05-06T07:{number:02d}:00Z",
    )


def record(number: int = 1, key: str = "page.html", text: str = "The bridge was opened.", **fields: Any) -> Record:
    """A Record read from the nth upload of a key."""
    plain = {
        "article_id": f"{'a' * 31}1",
        "url": "https://example.org/bridge",
        "publisher": Publisher("Example", "example.org"),
        "headline": f"Bridge opened, wording {number}",
        "published_at": "2024-05-04T10:00:00+02:00",
        "published_precision": "minute",
        "blocks": (Block("paragraph", text),),
        "upload": upload(number, key),
        "word_count": 4,
    }
    return Record(**{**plain, **fields})


def without_blocks(article: Article) -> Article:
    return dataclasses.replace(article, blocks=())


@pytest.fixture
def inbox_client(stack: Stack) -> Any:
    """A client of S3, where the inbox is a bucket with versions."""
    stack.s3.create_bucket(Bucket="inbox")
    stack.s3.put_bucket_versioning(Bucket="inbox", VersioningConfiguration={"Status": "Enabled"})
    return stack.s3
