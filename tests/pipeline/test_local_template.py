"""The template is followed to the letter: what the local cloud cannot follow is an error that names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from infra.local.cloud import ROOT, LocalCloud
from infra.local.functions import functions_of
from infra.local.intrinsics import UnknownIntrinsicError, UnknownNameError
from infra.local.properties import UnknownPropertyError
from infra.local.provision import provisioned_types
from infra.local.resource_types import RESOURCE_TYPES, Treatment, UnknownResourceTypeError, type_named
from infra.local.template import BadTemplateError, Setting, Stack, read_stack

from .stacks import ECHO, write_stack

SETTING = Setting("dateline", "eu-central-1", "aws", "http://localhost:4566")


def read(template: Path, **parameters: str) -> Stack:
    return read_stack(template, SETTING, parameters)


def test_names_arns_and_addresses_are_the_ones_that_clients_will_use(tmp_path: Path) -> None:
    stack = read(write_stack(tmp_path, ECHO))
    queue = stack.resources["WorkQueue"]
    assert queue.arn == f"arn:aws:sqs:eu-central-1:123456789012:{queue.name}"
    assert queue.ref == f"http://localhost:4566/123456789012/{queue.name}"
    bucket = stack.resources["InboxBucket"]
    assert re.fullmatch(r"dateline-inboxbucket-[0-9a-f]{12}", bucket.name)
    assert stack.resources["UploadRule"].properties["Targets"] == [{"Id": "work", "Arn": queue.arn}]


def test_a_function_has_its_environment_as_text_and_its_code_where_the_template_says(tmp_path: Path) -> None:
    stack = read(write_stack(tmp_path, ECHO), BatchSize="7")
    function = functions_of(stack)["WorkFunction"]
    assert function.environment == {"QUEUE_URL": stack.resources["WorkQueue"].ref, "LIMIT": "7"}
    assert (function.handler, function.timeout, function.code) == ("work.handler", 2, tmp_path / "code")


def test_conditions_decide_what_exists_and_no_value_leaves_a_property_out(tmp_path: Path) -> None:
    more = """
        Extra:
          Type: AWS::SQS::Queue
          Condition: Never
        Plain:
          Type: AWS::SQS::Queue
          Properties:
            QueueName: !Join ["-", [plain, !Select [1, !Split [",", "a,b"]]]]
            DelaySeconds: !If [Never, 5, !Ref AWS::NoValue]
    """
    template = write_stack(tmp_path, ECHO, more)
    conditions = "Conditions:\n  Never: !And [!Not [!Equals [a, a]], !Or [!Equals [a, a], !Equals [a, b]]]\n"
    template.write_text(template.read_text() + conditions)
    stack = read(template)
    assert "Extra" not in stack.resources
    assert stack.resources["Plain"].properties == {"QueueName": "plain-b"}


@pytest.mark.parametrize(
    ("more", "error", "named"),
    [
        ("A: {Type: AWS::Kinesis::Stream}", UnknownResourceTypeError, "AWS::Kinesis::Stream"),
        ("A: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue x}}", UnknownIntrinsicError, "ImportValue"),
        ("A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Nobody}}", UnknownNameError, "Nobody"),
        ("A: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt InboxBucket.Sky}}", UnknownNameError, "Sky"),
        (
            "A: {Type: AWS::SQS::Queue, Properties: {QueueName: '{{resolve:ssm:/name}}'}}",
            UnknownIntrinsicError,
            "resolve:ssm",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(
    tmp_path: Path, more: str, error: type[ValueError], named: str
) -> None:
    with pytest.raises(error, match=named):
        read(write_stack(tmp_path, ECHO, more))


TARGET_WITH_INPUT = "{Id: t, Arn: !GetAtt WorkQueue.Arn, Input: '{}'}"


@pytest.mark.parametrize(
    ("kind", "properties", "named"),
    [
        ("AWS::SQS::Queue", "{Colour: red}", "Colour"),
        ("AWS::S3::Bucket", "{ReplicationConfiguration: {}}", "ReplicationConfiguration"),
        ("AWS::Events::Rule", "{ScheduleExpression: rate(1 day)}", "ScheduleExpression"),
        ("AWS::Events::Rule", f"{{EventPattern: {{source: [x]}}, Targets: [{TARGET_WITH_INPUT}]}}", "Input"),
        ("AWS::Serverless::Function", "{CodeUri: code/, Handler: a.b, Runtime: python3.13, Layers: [x]}", "Layers"),
        ("AWS::SNS::Subscription", "{Protocol: https, TopicArn: a, Endpoint: b}", "https"),
    ],
)
def test_a_property_that_is_not_followed_is_refused_by_its_name(
    tmp_path: Path, kind: str, properties: str, named: str
) -> None:
    template = write_stack(tmp_path, ECHO, f"A: {{Type: {kind}, Properties: {properties}}}")
    with pytest.raises(UnknownPropertyError, match=named), LocalCloud.embedded(template=template):
        pass


def test_parameters_are_checked(tmp_path: Path) -> None:
    template = write_stack(tmp_path, ECHO)
    with pytest.raises(BadTemplateError, match="Typo"):
        read(template, Typo="1")
    with pytest.raises(BadTemplateError, match="Mood is wild; it must be one of calm, busy"):
        read(template, Mood="wild")


def test_each_type_that_is_said_to_be_made_is_made() -> None:
    said = {name for name, kind in RESOURCE_TYPES.items() if kind.treatment is Treatment.PROVISIONED}
    assert said == provisioned_types()


def test_every_resource_of_the_stack_is_made_run_driven_or_listed_as_meaning_nothing_here() -> None:
    resources = read(ROOT / "template.yaml").resources.values()
    treated = {
        treatment: {one.type for one in resources if type_named(one.type).treatment is treatment}
        for treatment in Treatment
    }
    assert treated[Treatment.RUN] == {"AWS::Lambda::Function"}
    assert treated[Treatment.DRIVEN] == {"AWS::Lambda::EventSourceMapping"}
    assert treated[Treatment.PROVISIONED] <= provisioned_types()
    assert sum(len(types) for types in treated.values()) == len({one.type for one in resources})
