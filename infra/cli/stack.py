"""The stack that the environment names: where its table and inbox are, and what is said when it cannot be reached."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from infra.cli.failure import Failure

if TYPE_CHECKING:
    from dateline.limits import Limits
    from dateline.store import ArticleReader

DEFAULT_NAME = "dateline"

PAGE_SECONDS = 10
"""The default of the template's PageSeconds."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack to ask: its table, the name of its inbox bucket, and where all is that its outputs name.

    `limits` and `page_seconds` are its functions'; the template's own of a local cloud, which has no other.
    """

    table: ArticleReader
    inbox_bucket: str
    outputs: Mapping[str, str]
    limits: Limits
    page_seconds: float

    def output(self, name: str) -> str:
        """One of the outputs. Raises Failure for a stack that was deployed before it had it."""
        if name not in self.outputs:
            raise Failure(f"the stack has no output {name}", hint="Deploy it again: sam build && sam deploy.")
        return self.outputs[name]


@contextmanager
def stack(endpoint_url: str | None, name: str | None, region: str | None) -> Iterator[Stack]:
    """The stack `name`, at `endpoint_url` or in AWS.

    In AWS its CloudFormation outputs tell where things are. A local cloud has no CloudFormation: there they are found
    by the names that CloudFormation would give them. Raises Failure where nothing answers, or no such stack is there.
    """
    from botocore.exceptions import BotoCoreError, ClientError

    _set_environment(endpoint_url, region)
    where = endpoint_url or "AWS"
    try:
        if endpoint_url:
            yield _open(_by_name(name or DEFAULT_NAME, where), {})
        else:
            yield _open(*_deployed(name or DEFAULT_NAME))
    except ClientError as error:
        raise Failure(f"{where} refused: {error}") from error
    except BotoCoreError as error:
        hint = "Is `dateline up` running? Give its endpoint with --endpoint-url." if endpoint_url else _CREDENTIALS
        raise Failure(f"{where} cannot be asked: {error}", hint=hint) from error


_CREDENTIALS = "For a local cloud give --endpoint-url, as `dateline up` prints it; for AWS, credentials and a region."


def _set_environment(endpoint_url: str | None, region: str | None) -> None:
    """Every client of the library reads the environment, as any AWS client does."""
    if region:
        os.environ["AWS_DEFAULT_REGION"] = region
    if not endpoint_url:
        return
    os.environ["AWS_ENDPOINT_URL"] = endpoint_url
    if _is_local(endpoint_url):  # a local cloud takes any credentials, but a client must have some
        os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
        if not os.environ.get("AWS_PROFILE"):
            os.environ.setdefault("AWS_ACCESS_KEY_ID", "local")
            os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "local")


def _is_local(endpoint_url: str) -> bool:
    """Whether it is on this machine or beside it: an endpoint of AWS has a name, and no private address."""
    host = urlsplit(endpoint_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost"


def _deployed(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """The outputs and the parameters of a stack in AWS."""
    import boto3

    (found,) = boto3.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", ())}
    return outputs, {one["ParameterKey"]: one["ParameterValue"] for one in found.get("Parameters", ())}


def _by_name(name: str, where: str) -> dict[str, str]:
    from dateline.store import client

    tables: Any = client("dynamodb").get_paginator("list_tables").paginate()
    buckets: Any = client("s3").list_buckets()["Buckets"]
    found = {
        **{f"{function}LogGroupName": f"/aws/lambda/{name}/{function.lower()}" for function in ("Parse", "Enrich")},
        "TableName": _starting(f"{name}-ArticlesTable", (table for page in tables for table in page["TableNames"])),
        "InboxBucketName": _starting(f"{name}-inboxbucket", (bucket["Name"] for bucket in buckets)),
        "OverflowBucketName": _starting(f"{name}-overflowbucket", (bucket["Name"] for bucket in buckets)),
    }
    if None in found.values():
        raise Failure(f"there is no stack called {name} at {where}")
    return {output: physical for output, physical in (found | _queues(name) | _events(name)).items() if physical}


def _queues(name: str) -> dict[str, str | None]:
    from dateline.store import client

    urls = client("sqs").list_queues(QueueNamePrefix=f"{name}-").get("QueueUrls", [])
    by_name = {url.rpartition("/")[2]: url for url in urls}
    return {
        "ParseQueueUrl": by_name.get(f"{name}-parse"),
        "EnrichQueueUrl": by_name.get(f"{name}-enrich"),
        "ParseDeadLetterQueueUrl": by_name.get(f"{name}-parse-dead-letters"),
        "EnrichDeadLetterQueueUrl": by_name.get(f"{name}-enrich-dead-letters"),
    }


def _events(name: str) -> dict[str, str | None]:
    from dateline.store import client

    events = client("events")
    rules = {rule["Name"]: rule["Arn"] for rule in events.list_rules(NamePrefix=f"{name}-UploadRule")["Rules"]}
    archives = events.list_archives(NamePrefix=f"{name}-UploadArchive")["Archives"]
    archive = _starting("", iter(one["ArchiveName"] for one in archives))
    rule = _starting("", iter(rules))
    bus = "" if rule is None else rules[rule].partition(":rule/")[0]
    return {
        "UploadRuleArn": rules[rule] if rule else None,
        "UploadArchiveArn": f"{bus}:archive/{archive}" if archive and bus else None,
    }


def _starting(prefix: str, names: Iterator[str]) -> str | None:
    return next((name for name in sorted(names) if name.startswith(prefix)), None)


def _open(outputs: dict[str, str], parameters: Mapping[str, str]) -> Stack:
    from dateline.limits import Limits
    from dateline.store import ArticleReader, OverflowBucket, client

    overflow = OverflowBucket(client("s3"), outputs["OverflowBucketName"])
    table = ArticleReader(client("dynamodb"), outputs["TableName"], overflow)
    usual = Limits()
    limits = Limits(
        int(parameters.get("MaxUploadBytes", usual.max_bytes)),
        int(parameters.get("MaxUnpackedBytes", usual.max_unpacked_bytes)),
    )
    page_seconds = float(parameters.get("PageSeconds", PAGE_SECONDS))
    return Stack(table, outputs["InboxBucketName"], outputs, limits, page_seconds)
