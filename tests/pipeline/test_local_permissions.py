"""A function may do what its role says and nothing else, refused as AWS refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from dateline.article import Upload
from dateline.store import Inbox, InboxAhead
from infra.local.calls import calling_as
from infra.local.cloud import LocalCloud
from infra.local.engine import FunctionError
from infra.local.guard import Refusal
from infra.local.iam_needs import UnknownCallError
from infra.local.permissions import UnknownPolicyError

from .stacks import ECHO, write_stack

ROLE = """
    ArticlesTable:
      Type: AWS::DynamoDB::Table
      Properties:
        KeySchema: [{ AttributeName: pk, KeyType: HASH }]
        AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }, { AttributeName: day, AttributeType: S }]
        BillingMode: PAY_PER_REQUEST
        GlobalSecondaryIndexes:
          - IndexName: by_day
            KeySchema: [{ AttributeName: day, KeyType: HASH }]
            Projection: { ProjectionType: ALL }
    WorkRole:
      Type: AWS::IAM::Role
      Properties:
        AssumeRolePolicyDocument: {}
        Policies:
          - PolicyName: work
            PolicyDocument:
              Statement: [%s]
"""
POLLING = (
    "{ Effect: Allow, Action: [sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes], "
    "Resource: !GetAtt WorkQueue.Arn }"
)


def deployed(folder: Path, *statements: str) -> LocalCloud:
    """A stack whose function has a role of its own with these statements, in YAML."""
    template = write_stack(folder, ECHO, ROLE % ", ".join(statements))
    text = template.read_text(encoding="utf-8").replace(
        "Handler: work.handler", "Handler: work.handler\n      Role: !GetAtt WorkRole.Arn"
    )
    template.write_text(text, encoding="utf-8")
    return LocalCloud.embedded(template=template)


def allowing(action: str, resource: str, condition: str = "{}") -> str:
    return f"{{ Effect: Allow, Action: {action}, Resource: {resource}, Condition: {condition} }}"


def refused(cloud: LocalCloud, service: str, operation: str, **params: Any) -> str | None:
    """The code with which the function is refused a call; None where it is not."""
    try:
        with calling_as("WorkFunction"):
            getattr(cloud.client(service), operation)(**params)
    except ClientError as error:
        code = str(error.response["Error"]["Code"])
        return code if code.startswith("AccessDenied") else None
    return None


def test_what_no_statement_allows_is_refused_in_the_words_of_aws(tmp_path: Path) -> None:
    with deployed(tmp_path, POLLING) as cloud:
        assert refused(cloud, "s3", "get_object", Bucket=cloud.inbox_bucket, Key="a") == "AccessDenied"
        url = cloud.resources["WorkQueue"].ref
        assert refused(cloud, "sqs", "send_message", QueueUrl=url, MessageBody="a") == "AccessDenied"
        with calling_as("WorkFunction"), pytest.raises(ClientError) as raised:
            cloud.client("dynamodb").put_item(TableName=cloud.table_name, Item={"pk": {"S": "a"}})
        role, function = cloud.resources["WorkRole"].name, cloud.functions["WorkFunction"].name
        assert raised.value.response["Error"] == {
            "Code": "AccessDeniedException",
            "Message": (
                f"User: arn:aws:sts::123456789012:assumed-role/{role}/{function} is not authorized to perform: "
                f"dynamodb:PutItem on resource: {cloud.resources['ArticlesTable'].arn} "
                "because no identity-based policy allows the dynamodb:PutItem action"
            ),
        }
        assert cloud.guard.refused[0] == Refusal("WorkFunction", "s3:GetObject", f"arn:aws:s3:::{cloud.inbox_bucket}/a")
        assert not cloud.calls.of("WorkFunction"), "nothing that is refused is sent"


def test_people_may_do_everything(tmp_path: Path) -> None:
    with deployed(tmp_path, POLLING) as cloud:
        cloud.client("s3").put_object(Bucket=cloud.inbox_bucket, Key="a", Body=b"")


def test_a_denial_outweighs_whatever_allows(tmp_path: Path) -> None:
    deny = "{ Effect: Deny, Action: 's3:*', Resource: !Sub '${InboxBucket.Arn}/secret/*' }"
    with deployed(tmp_path, allowing("'s3:Put*'", "'*'"), deny) as cloud:
        for key, code in (("open", None), ("secret/a", "AccessDenied")):
            assert refused(cloud, "s3", "put_object", Bucket=cloud.inbox_bucket, Key=key) == code


INBOX = "!GetAtt InboxBucket.Arn"
IN_INBOX = "!Sub '${InboxBucket.Arn}/in/*'"
TABLE = "!GetAtt ArticlesTable.Arn"


@pytest.mark.parametrize(
    ("statement", "service", "operation", "params", "other"),
    [
        (allowing("s3:PutObject", IN_INBOX), "s3", "put_object", {"Key": "in/a\nb"}, {"Key": "out/in/a"}),
        (
            allowing("s3:GetObject", IN_INBOX),
            "s3",
            "get_object",
            {"Key": "in/there"},
            {"Key": "in/there", "VersionId": "1"},
        ),
        (
            allowing("s3:GetObjectVersion", IN_INBOX),
            "s3",
            "get_object",
            {"Key": "in/a", "VersionId": "1"},
            {"Key": "in/a"},
        ),
        (
            allowing("s3:DeleteObject", IN_INBOX),
            "s3",
            "delete_object",
            {"Key": "in/a"},
            {"Key": "in/a", "VersionId": "1"},
        ),
        (
            allowing("s3:DeleteObject", IN_INBOX),
            "s3",
            "delete_objects",
            {"Delete": {"Objects": [{"Key": "in/a"}]}},
            {"Delete": {"Objects": [{"Key": "in/a"}, {"Key": "a"}]}},
        ),
        (
            allowing("s3:ListBucket", INBOX, "{ StringLike: { 's3:prefix': [in/*, out/*] } }"),
            "s3",
            "list_objects_v2",
            {"Prefix": "out/a"},
            {"Prefix": "in"},
        ),
        (
            allowing("s3:ListBucket", INBOX, "{ StringEquals: { 's3:prefix': in/ } }"),
            "s3",
            "list_objects_v2",
            {"Prefix": "in/"},
            {},
        ),
        (
            allowing("s3:ListBucketVersions", INBOX, "{ StringLike: { 's3:prefix': in/* } }"),
            "s3",
            "list_object_versions",
            {"Prefix": "in/a"},
            {"Prefix": "a"},
        ),
        (
            allowing("dynamodb:GetItem", TABLE, "{ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [open-*] } }"),
            "dynamodb",
            "get_item",
            {"Key": {"pk": {"S": "open-1"}}},
            {"Key": {"pk": {"S": "closed-1"}}},
        ),
        (
            allowing("dynamodb:PutItem", TABLE, "{ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': open } }"),
            "dynamodb",
            "put_item",
            {"Item": {"pk": {"S": "open"}}},
            {"Item": {"pk": {"S": "opened"}}},
        ),
        (
            allowing("dynamodb:Query", "!Sub '${ArticlesTable.Arn}/index/by_day'"),
            "dynamodb",
            "query",
            {
                "IndexName": "by_day",
                "KeyConditionExpression": "#d = :d",
                "ExpressionAttributeNames": {"#d": "day"},
                "ExpressionAttributeValues": {":d": {"S": "2026"}},
            },
            {"KeyConditionExpression": "pk = :d", "ExpressionAttributeValues": {":d": {"S": "2026"}}},
        ),
        (
            allowing("dynamodb:Query", TABLE, "{ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': open } }"),
            "dynamodb",
            "query",
            {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "open"}}},
            {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "closed"}}},
        ),
    ],
)
def test_a_statement_allows_its_action_on_its_resources_under_its_conditions(
    tmp_path: Path, statement: str, service: str, operation: str, params: dict[str, Any], other: dict[str, Any]
) -> None:
    with deployed(tmp_path, statement) as cloud:
        cloud.client("s3").put_object(Bucket=cloud.inbox_bucket, Key="in/there", Body=b"")
        where = {"Bucket": cloud.inbox_bucket} if service == "s3" else {"TableName": cloud.table_name}
        assert refused(cloud, service, operation, **where, **params) is None
        assert cloud.guard.used.total() == 1
        assert refused(cloud, service, operation, **where, **other) is not None


def test_a_batch_asks_for_each_table_and_a_transaction_for_each_item(tmp_path: Path) -> None:
    with deployed(tmp_path, allowing("[dynamodb:BatchGetItem, dynamodb:PutItem]", TABLE)) as cloud:
        key = {"pk": {"S": "a"}}
        asked = {cloud.table_name: {"Keys": [key]}}
        assert refused(cloud, "dynamodb", "batch_get_item", RequestItems=asked) is None
        put = {"Put": {"TableName": cloud.table_name, "Item": key}}
        assert refused(cloud, "dynamodb", "transact_write_items", TransactItems=[put]) is None
        away = {"Delete": {"TableName": cloud.table_name, "Key": {"pk": {"S": "b"}}}}
        code = refused(cloud, "dynamodb", "transact_write_items", TransactItems=[put, away])
        assert code == "AccessDeniedException"
        assert cloud.guard.refused[-1].action == "dynamodb:DeleteItem"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((), "AccessDenied"),
        ((allowing("s3:ListBucket", INBOX, "{ StringLike: { 's3:prefix': '*' } }"),), "AccessDenied"),
        ((allowing("s3:ListBucket", INBOX),), None),
    ],
)
def test_an_object_that_is_not_there_is_forbidden_to_whom_may_not_list(
    tmp_path: Path, more: tuple[str, ...], expected: str | None
) -> None:
    with deployed(tmp_path, allowing("s3:GetObject", "'*'"), *more) as cloud:
        assert refused(cloud, "s3", "get_object", Bucket=cloud.inbox_bucket, Key="nothing") == expected


def test_calls_from_other_threads_of_a_function_are_its_own(tmp_path: Path) -> None:
    with deployed(tmp_path, POLLING) as cloud, calling_as("WorkFunction"):
        upload = Upload(bucket=cloud.inbox_bucket, key="a")
        inbox: Inbox = InboxAhead(cloud.client("s3"), [upload], 1000)
        with pytest.raises(PermissionError):
            inbox.read(upload, 1000)


def test_the_pollers_of_a_function_have_its_role_too(tmp_path: Path) -> None:
    with deployed(tmp_path, allowing("sqs:ReceiveMessage", "!GetAtt WorkQueue.Arn")) as cloud:
        cloud.client("sqs").send_message(QueueUrl=cloud.resources["WorkQueue"].ref, MessageBody="a")
        with pytest.raises(ClientError, match="sqs:DeleteMessage"):
            cloud.run_until_idle()


def test_a_function_that_may_not_log_runs_unheard(tmp_path: Path) -> None:
    with deployed(tmp_path, POLLING) as cloud:
        cloud.invoke("work", {})
        assert {one.action for one in cloud.guard.refused} == {"logs:CreateLogStream", "logs:PutLogEvents"}


def test_a_function_without_a_role_has_the_policies_that_sam_gives_it(tmp_path: Path) -> None:
    with LocalCloud.embedded(template=write_stack(tmp_path, ECHO)) as cloud:
        cloud.client("sqs").send_message(QueueUrl=cloud.resources["WorkQueue"].ref, MessageBody="a")
        cloud.run_until_idle()
        assert not cloud.guard.refused


def test_a_call_that_nobody_thought_of_is_named(tmp_path: Path) -> None:
    with (
        deployed(tmp_path, POLLING) as cloud,
        calling_as("WorkFunction"),
        pytest.raises(UnknownCallError, match="GetBucketTagging"),
    ):
        cloud.client("s3").get_bucket_tagging(Bucket=cloud.inbox_bucket)


def test_a_refusal_reaches_the_handler(tmp_path: Path) -> None:
    code = "import boto3\ndef handler(event, context): boto3.client('s3').put_object(Bucket=event['bucket'], Key='a')"
    with (
        LocalCloud.embedded(template=write_stack(tmp_path, code)) as cloud,
        pytest.raises(FunctionError, match=r"AccessDenied.*s3:PutObject"),
    ):
        cloud.invoke("work", {"bucket": cloud.inbox_bucket})


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("{ Effect: Allow, NotAction: 's3:*', Resource: '*' }", "NotAction"),
        (allowing("s3:GetObject", "'*'", "{ IpAddress: { 'aws:SourceIp': 10.0.0.0/8 } }"), "IpAddress"),
        (allowing("s3:GetObject", "'*'", "{ StringEquals: { 'aws:PrincipalOrgID': o-1 } }"), "aws:PrincipalOrgID"),
    ],
)
def test_what_a_policy_says_beyond_what_can_be_held_to_is_named(tmp_path: Path, statement: str, named: str) -> None:
    with pytest.raises(UnknownPolicyError, match=named), deployed(tmp_path, statement):
        pass
