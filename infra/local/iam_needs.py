"""Which permissions an API call asks for: the table that IAM holds calls against.

An operation that is not in the table is an error by its name, so that no call goes by unasked.
Source: Service Authorization Reference, "Actions, resources, and condition keys" of each service.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from infra.local.permissions import Need

_EQUALS = re.compile(r"(#?[\w.-]+)\s*=\s*(:\w+)")
_PROFILE = re.compile(r"(?:global|apac|[a-z]{2}(?:-gov)?)\.(.+)")
_TLS = MappingProxyType({"aws:SecureTransport": ("true",)})


class UnknownCallError(NotImplementedError):
    """A function makes a call of which the local cloud does not know what it has to be allowed."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call as boto3 takes it, and where it is made.

    `hash_keys` are the tables', by table and index ("" for its own); `stand_ins` name buckets that others stand for.
    """

    operation: str
    params: Mapping[str, Any]
    partition: str
    region: str
    account: str
    hash_keys: Mapping[tuple[str, str], str]
    stand_ins: Mapping[str, str]

    def text(self, name: str) -> str:
        """A parameter's text; empty where the call lacks it."""
        return str(self.params.get(name) or "")

    def need(self, action: str, resource: str, context: Mapping[str, tuple[str, ...]] = _TLS) -> Need:
        """What is needed with the call's service in front of the action and this context."""
        return Need(action, resource, {**_TLS, **context})


def needs_of(call: Call) -> Iterator[Need]:
    """What the call has to be allowed, each in order. Raises UnknownCallError."""
    if call.operation not in _NEEDS:
        raise UnknownCallError(
            f"{call.operation}: the local cloud does not know which permission it asks for; "
            "add it to infra/local/iam_needs.py"
        )
    return _NEEDS[call.operation](call)


def needs_if_missing(call: Call) -> Iterator[Need]:
    """What has to be allowed besides for S3 to tell that an object is not there; else it answers 403, not 404."""
    if call.operation in {"s3.GetObject", "s3.HeadObject"}:
        yield call.need("s3:ListBucket", _bucket(call))


# ── S3


def _bucket(call: Call) -> str:
    bucket = call.text("Bucket")
    return f"arn:{call.partition}:s3:::{call.stand_ins.get(bucket, bucket)}"


def _object(call: Call, key: str | None = None) -> str:
    return f"{_bucket(call)}/{call.text('Key') if key is None else key}"


def _on_object(action: str, of_version: str | None = None) -> Callable[[Call], Iterator[Need]]:
    def needs(call: Call) -> Iterator[Need]:
        named = of_version if of_version and call.text("VersionId") else action
        yield call.need(named, _object(call))

    return needs


def _deletions(call: Call) -> Iterator[Need]:
    for one in call.params.get("Delete", {}).get("Objects", ()):
        action = "s3:DeleteObjectVersion" if one.get("VersionId") else "s3:DeleteObject"
        yield call.need(action, _object(call, one["Key"]))


def _copy(call: Call) -> Iterator[Need]:
    source = call.params.get("CopySource", {})
    action = "s3:GetObjectVersion" if source.get("VersionId") else "s3:GetObject"
    yield call.need(action, f"arn:{call.partition}:s3:::{source.get('Bucket')}/{source.get('Key')}")
    yield call.need("s3:PutObject", _object(call))


def _listing(action: str) -> Callable[[Call], Iterator[Need]]:
    def needs(call: Call) -> Iterator[Need]:
        prefix = call.params.get("Prefix")
        yield call.need(action, _bucket(call), {} if prefix is None else {"s3:prefix": (str(prefix),)})

    return needs


# ── SQS


def _on_queue(action: str) -> Callable[[Call], Iterator[Need]]:
    def needs(call: Call) -> Iterator[Need]:
        account, _, name = call.text("QueueUrl").rpartition("/")
        owner = account.rpartition("/")[2]
        yield call.need(action, f"arn:{call.partition}:sqs:{call.region}:{owner}:{name}")

    return needs


# ── DynamoDB


def _table(call: Call, name: str) -> str:
    return f"arn:{call.partition}:dynamodb:{call.region}:{call.account}:table/{name}"


def _leading(call: Call, table: str, items: list[Mapping[str, Any]], index: str = "") -> Mapping[str, tuple[str, ...]]:
    """The condition key with the values of the partition key in some items."""
    hash_key = call.hash_keys.get((table, index), "")
    values = (next(iter(item[hash_key].values())) for item in items if hash_key in item)
    return {"dynamodb:LeadingKeys": tuple(map(str, values))}


def _on_item(action: str, member: str) -> Callable[[Call], Iterator[Need]]:
    def needs(call: Call) -> Iterator[Need]:
        table, item = call.text("TableName"), call.params.get(member, {})
        yield call.need(action, _table(call, table), _leading(call, table, [item]))

    return needs


def _search(action: str) -> Callable[[Call], Iterator[Need]]:
    def needs(call: Call) -> Iterator[Need]:
        table, index = call.text("TableName"), call.text("IndexName")
        names, values = (call.params.get(f"ExpressionAttribute{kind}", {}) for kind in ("Names", "Values"))
        equal = {
            names.get(name, name): values[value]
            for name, value in _EQUALS.findall(call.text("KeyConditionExpression"))
            if value in values
        }
        resource = f"{_table(call, table)}/index/{index}" if index else _table(call, table)
        yield call.need(action, resource, _leading(call, table, [equal], index))

    return needs


def _batch_get(call: Call) -> Iterator[Need]:
    for table, asked in call.params.get("RequestItems", {}).items():
        yield call.need("dynamodb:BatchGetItem", _table(call, table), _leading(call, table, asked.get("Keys", [])))


def _batch_write(call: Call) -> Iterator[Need]:
    for table, requests in call.params.get("RequestItems", {}).items():
        items = [
            one.get("PutRequest", {}).get("Item") or one.get("DeleteRequest", {}).get("Key", {}) for one in requests
        ]
        yield call.need("dynamodb:BatchWriteItem", _table(call, table), _leading(call, table, items))


def _transaction(call: Call) -> Iterator[Need]:
    actions = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "Get": "GetItem"}
    for one in call.params.get("TransactItems", ()):
        for kind, request in one.items():
            table = str(request.get("TableName"))
            item = request.get("Item") or request.get("Key", {})
            action = f"dynamodb:{actions.get(kind, 'ConditionCheckItem')}"
            yield call.need(action, _table(call, table), _leading(call, table, [item]))


# ── What has no resources to name, and enrichers outside


def _anywhere(action: str) -> Callable[[Call], Iterator[Need]]:
    def needs(call: Call) -> Iterator[Need]:
        yield call.need(action, "*")

    return needs


def _model(call: Call) -> Iterator[Need]:
    """A model, or an inference profile and the model in this region that it leads to."""
    named, home = call.text("modelId"), f"arn:{call.partition}:bedrock:{call.region}"
    profile = _PROFILE.fullmatch(named)
    if profile:
        yield call.need("bedrock:InvokeModel", f"{home}:{call.account}:inference-profile/{named}")
        yield call.need("bedrock:InvokeModel", f"{home}::foundation-model/{profile[1]}")
    else:
        arn = named if named.startswith("arn:") else f"{home}::foundation-model/{named}"
        yield call.need("bedrock:InvokeModel", arn)


_NEEDS: Mapping[str, Callable[[Call], Iterator[Need]]] = {
    "s3.GetObject": _on_object("s3:GetObject", "s3:GetObjectVersion"),
    "s3.HeadObject": _on_object("s3:GetObject", "s3:GetObjectVersion"),
    "s3.PutObject": _on_object("s3:PutObject"),
    "s3.CopyObject": _copy,
    "s3.DeleteObject": _on_object("s3:DeleteObject", "s3:DeleteObjectVersion"),
    "s3.DeleteObjects": _deletions,
    "s3.ListObjects": _listing("s3:ListBucket"),
    "s3.ListObjectsV2": _listing("s3:ListBucket"),
    "s3.ListObjectVersions": _listing("s3:ListBucketVersions"),
    "s3.ListBuckets": _anywhere("s3:ListAllMyBuckets"),
    "s3.HeadBucket": _listing("s3:ListBucket"),
    "sqs.SendMessage": _on_queue("sqs:SendMessage"),
    "sqs.SendMessageBatch": _on_queue("sqs:SendMessage"),
    "sqs.ReceiveMessage": _on_queue("sqs:ReceiveMessage"),
    "sqs.DeleteMessage": _on_queue("sqs:DeleteMessage"),
    "sqs.DeleteMessageBatch": _on_queue("sqs:DeleteMessage"),
    "sqs.ChangeMessageVisibility": _on_queue("sqs:ChangeMessageVisibility"),
    "sqs.ChangeMessageVisibilityBatch": _on_queue("sqs:ChangeMessageVisibility"),
    "sqs.GetQueueAttributes": _on_queue("sqs:GetQueueAttributes"),
    "dynamodb.GetItem": _on_item("dynamodb:GetItem", "Key"),
    "dynamodb.PutItem": _on_item("dynamodb:PutItem", "Item"),
    "dynamodb.UpdateItem": _on_item("dynamodb:UpdateItem", "Key"),
    "dynamodb.DeleteItem": _on_item("dynamodb:DeleteItem", "Key"),
    "dynamodb.BatchGetItem": _batch_get,
    "dynamodb.BatchWriteItem": _batch_write,
    "dynamodb.TransactGetItems": _transaction,
    "dynamodb.TransactWriteItems": _transaction,
    "dynamodb.Query": _search("dynamodb:Query"),
    "dynamodb.Scan": _search("dynamodb:Scan"),
    "comprehend.DetectDominantLanguage": _anywhere("comprehend:DetectDominantLanguage"),
    "comprehend.DetectEntities": _anywhere("comprehend:DetectEntities"),
    "comprehend.DetectKeyPhrases": _anywhere("comprehend:DetectKeyPhrases"),
    "bedrock-runtime.Converse": _model,
    "bedrock-runtime.InvokeModel": _model,
}
