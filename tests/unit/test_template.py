"""The promises that template.yaml makes: nothing is lost, nothing is open, nobody may do more than they need."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]

from dateline.messages import MAX_MESSAGE_BYTES
from dateline.reserve import Reserve
from dateline.settings import EnrichSettings, ParseSettings
from infra.local.template import Setting, Stack, read_stack

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
SOURCE: dict[str, Any] = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
FOURTEEN_DAYS = 14 * 24 * 3600  # the longest that SQS keeps a message


@pytest.fixture(scope="module")
def stack() -> Stack:
    return read_stack(TEMPLATE, Setting("dateline", "us-east-1", "aws", "http://localhost"), {})


def declared(type_name: str) -> dict[str, dict[str, Any]]:
    """The properties of the template's resources of a type, as they are written there."""
    resources = SOURCE["Resources"].items()
    return {name: resource["Properties"] for name, resource in resources if resource["Type"] == type_name}


def statements(role: str) -> list[dict[str, Any]]:
    policies = declared("AWS::IAM::Role")[role]["Policies"]
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# Queues


@pytest.mark.parametrize("name", ["ParseQueue", "EnrichQueue"])
def test_what_a_queue_cannot_get_rid_of_goes_to_its_dead_letter_queue(stack: Stack, name: str) -> None:
    queue = stack.resources[name]
    dead_letters = stack.with_arn(queue.properties["RedrivePolicy"]["deadLetterTargetArn"])
    assert dead_letters.properties["RedriveAllowPolicy"]["sourceQueueArns"] == [queue.arn]
    assert queue.properties["RedrivePolicy"]["maxReceiveCount"] >= 5
    assert dead_letters.properties["MessageRetentionPeriod"] == FOURTEEN_DAYS
    assert queue.properties["MessageRetentionPeriod"] < FOURTEEN_DAYS, "a message keeps its age when it moves"


def test_every_queue_is_encrypted(stack: Stack) -> None:
    queues = stack.of_type("AWS::SQS::Queue")
    assert len(queues) == 4
    assert all(queue.properties["SqsManagedSseEnabled"] is True for queue in queues)


def test_a_message_stays_hidden_for_six_times_as_long_as_its_function_may_take(stack: Stack) -> None:
    functions = {function.ref: function for function in stack.of_type("AWS::Lambda::Function")}
    mappings = stack.of_type("AWS::Lambda::EventSourceMapping")
    assert len(mappings) == len(functions)
    for mapping in mappings:
        queue = stack.with_arn(mapping.properties["EventSourceArn"])
        timeout = functions[mapping.properties["FunctionName"]].properties["Timeout"]
        window = mapping.properties["MaximumBatchingWindowInSeconds"]
        assert queue.properties["VisibilityTimeout"] >= 6 * timeout + window


@pytest.mark.parametrize("remote", ["none", "comprehend"])
def test_a_batch_of_which_every_page_takes_all_its_time_is_done_before_the_time_out(remote: str) -> None:
    stack = stack_with(RemoteEnricher=remote, PageSeconds=str(SOURCE["Parameters"]["PageSeconds"]["MaxValue"]))
    functions = {function.ref: function for function in stack.of_type("AWS::Lambda::Function")}
    for mapping in stack.of_type("AWS::Lambda::EventSourceMapping"):
        function = functions[mapping.properties["FunctionName"]].properties
        page_seconds = int(function["Environment"]["Variables"]["PAGE_SECONDS"])
        reserved = Reserve(lambda: 0, page_seconds).seconds
        assert (mapping.properties["BatchSize"] - 1) * page_seconds + reserved < function["Timeout"]


def test_one_bad_message_does_not_fail_its_batch_and_concurrency_has_a_bound(stack: Stack) -> None:
    for mapping in stack.of_type("AWS::Lambda::EventSourceMapping"):
        assert mapping.properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert int(mapping.properties["ScalingConfig"]["MaximumConcurrency"]) >= 2


def test_the_enrich_queue_takes_the_largest_message_that_the_parse_function_sends(stack: Stack) -> None:
    for name in ("EnrichQueue", "EnrichDeadLetterQueue"):
        assert stack.resources[name].properties["MaximumMessageSize"] == MAX_MESSAGE_BYTES


def test_only_the_upload_rule_may_write_to_the_parse_queues_from_outside() -> None:
    for policy in declared("AWS::SQS::QueuePolicy").values():
        for statement in policy["PolicyDocument"]["Statement"]:
            if statement["Effect"] == "Allow":
                assert statement["Principal"] == {"Service": "events.amazonaws.com"}
                assert statement["Action"] == "sqs:SendMessage"
                assert statement["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": ["UploadRule", "Arn"]}}}


# Buckets


@pytest.mark.parametrize("name", ["InboxBucket", "OverflowBucket", "AccessLogBucket"])
def test_a_bucket_is_private_encrypted_and_outlives_the_stack(stack: Stack, name: str) -> None:
    properties = stack.resources[name].properties
    (encryption,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert properties["PublicAccessBlockConfiguration"] == {
        "BlockPublicAcls": True,
        "BlockPublicPolicy": True,
        "IgnorePublicAcls": True,
        "RestrictPublicBuckets": True,
    }
    assert SOURCE["Resources"][name]["DeletionPolicy"] == "Retain"
    assert SOURCE["Resources"][name]["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("name", ["InboxBucket", "OverflowBucket"])
def test_a_bucket_of_ours_keeps_old_versions_for_a_while_and_logs_access(stack: Stack, name: str) -> None:
    properties = stack.resources[name].properties
    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    assert properties["LoggingConfiguration"]["DestinationBucketName"] == stack.resources["AccessLogBucket"].name
    rules = {rule["Id"]: rule for rule in properties["LifecycleConfiguration"]["Rules"]}
    assert rules["old-versions"]["NoncurrentVersionExpiration"]["NoncurrentDays"] > 0
    assert rules["unfinished-uploads"]["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"] > 0


def test_a_message_put_aside_outlives_the_message_that_refers_to_it(stack: Stack) -> None:
    rules = stack.resources["OverflowBucket"].properties["LifecycleConfiguration"]["Rules"]
    (rule,) = [rule for rule in rules if rule.get("Prefix") == "messages/"]
    assert rule["ExpirationInDays"] * 24 * 3600 > FOURTEEN_DAYS


@pytest.mark.parametrize(
    ("policy_type", "where", "of_type"),
    [
        ("AWS::S3::BucketPolicy", "Bucket", "AWS::S3::Bucket"),
        ("AWS::SQS::QueuePolicy", "Queues", "AWS::SQS::Queue"),
    ],
)
def test_buckets_and_queues_refuse_what_does_not_come_over_tls(policy_type: str, where: str, of_type: str) -> None:
    guarded: set[str] = set()
    for policy in declared(policy_type).values():
        (deny,) = [one for one in policy["PolicyDocument"]["Statement"] if one["Effect"] == "Deny"]
        assert deny["Principal"] == "*"
        assert deny["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        guarded.update(named["Ref"] for named in as_list(policy[where]))
    assert guarded == declared(of_type).keys()


def test_every_upload_and_removal_becomes_an_event_that_is_kept_for_replay() -> None:
    inbox = declared("AWS::S3::Bucket")["InboxBucket"]
    assert inbox["NotificationConfiguration"]["EventBridgeConfiguration"]["EventBridgeEnabled"] is True
    rule, archive = declared("AWS::Events::Rule")["UploadRule"], declared("AWS::Events::Archive")["UploadArchive"]
    assert rule["EventPattern"] == {
        "source": ["aws.s3"],
        "detail-type": ["Object Created", "Object Deleted"],
        "detail": {"bucket": {"name": [{"Ref": "InboxBucket"}]}},
    }
    assert archive["EventPattern"] == rule["EventPattern"]
    (target,) = rule["Targets"]
    assert target["Arn"] == {"Fn::GetAtt": ["ParseQueue", "Arn"]}
    assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": ["ParseDeadLetterQueue", "Arn"]}}


# Table


def test_the_table_cannot_be_lost(stack: Stack) -> None:
    properties = stack.resources["ArticlesTable"].properties
    assert properties["DeletionProtectionEnabled"] is True
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["SSESpecification"] == {"SSEEnabled": True}
    assert SOURCE["Resources"]["ArticlesTable"]["DeletionPolicy"] == "Retain"
    assert SOURCE["Resources"]["ArticlesTable"]["UpdateReplacePolicy"] == "Retain"


def test_the_table_answers_every_question_by_a_key(stack: Stack) -> None:
    properties = stack.resources["ArticlesTable"].properties
    keys = {"": properties["KeySchema"]} | {
        index["IndexName"]: index["KeySchema"] for index in properties["GlobalSecondaryIndexes"]
    }
    assert {name: [(key["AttributeName"], key["KeyType"]) for key in schema] for name, schema in keys.items()} == {
        "": [("pk", "HASH"), ("sk", "RANGE")],
        "by_article": [("article_id", "HASH"), ("article_order", "RANGE")],
        "by_day": [("day", "HASH"), ("published_order", "RANGE")],
        "by_publisher": [("publisher_shard", "HASH"), ("published_order", "RANGE")],
        "by_reason": [("reason_shard", "HASH"), ("rejected_order", "RANGE")],
        "by_copy0": [("copy0", "HASH"), ("published_order", "RANGE")],
        "by_copy1": [("copy1", "HASH"), ("published_order", "RANGE")],
        "by_copy2": [("copy2", "HASH"), ("published_order", "RANGE")],
        "by_notice": [("notice", "HASH"), ("notice_order", "RANGE")],
    }
    projections = {index["IndexName"]: index["Projection"] for index in properties["GlobalSecondaryIndexes"]}
    assert projections.pop("by_day") == {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["names"]}
    for slot in range(3):
        with_print = {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["fingerprint"]}
        assert projections.pop(f"by_copy{slot}") == with_print
    withdrawn = {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["article_id", "notice_prints"]}
    assert projections.pop("by_notice") == withdrawn
    assert all(projection == {"ProjectionType": "KEYS_ONLY"} for projection in projections.values())
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert properties["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}


# Functions


@pytest.mark.parametrize(
    ("name", "handler"), [("ParseFunction", "parse.handler"), ("EnrichFunction", "enrich.handler")]
)
def test_a_function_runs_traced_and_logs_json_that_does_not_pile_up(stack: Stack, name: str, handler: str) -> None:
    properties = stack.resources[name].properties
    assert properties["Handler"] == handler
    assert properties["Runtime"] == "python3.13"
    assert properties["Architectures"] == ["arm64"]
    assert properties["TracingConfig"] == {"Mode": "Active"}
    assert properties["LoggingConfig"]["LogFormat"] == "JSON"
    (group,) = [
        group
        for group_name, group in declared("AWS::Logs::LogGroup").items()
        if stack.resources[group_name].ref == properties["LoggingConfig"]["LogGroup"]
    ]
    assert group["RetentionInDays"] == {"Ref": "LogDays"}


def test_the_functions_are_told_all_that_they_ask_for(stack: Stack) -> None:
    environment = {
        name: {key: str(value) for key, value in stack.resources[name].properties["Environment"]["Variables"].items()}
        for name in ("ParseFunction", "EnrichFunction")
    }
    parse = ParseSettings.from_environment(environment["ParseFunction"])
    enrich = EnrichSettings.from_environment(environment["EnrichFunction"])
    assert parse.enrich_queue_url == stack.outputs["EnrichQueueUrl"]
    assert parse.overflow_bucket == enrich.overflow_bucket == stack.outputs["OverflowBucketName"]
    assert enrich.table_name == stack.outputs["TableName"]
    assert parse.table_name == enrich.table_name
    receives = {
        queue["RedrivePolicy"]["maxReceiveCount"]
        for queue in declared("AWS::SQS::Queue").values()
        if "RedrivePolicy" in queue
    }
    assert receives == {parse.max_receives} == {enrich.max_receives}
    assert enrich.tombstone_days * 24 * 3600 > FOURTEEN_DAYS, "a removal is remembered for longer than a message lives"


def test_the_functions_talk_to_a_local_cloud_when_they_are_told_to() -> None:
    for address, seen in (("", None), ("http://host.docker.internal:4566", "http://host.docker.internal:4566")):
        stack = read_stack(
            TEMPLATE, Setting("dateline", "us-east-1", "aws", "http://localhost"), {"AwsEndpointUrl": address}
        )
        for function in stack.of_type("AWS::Lambda::Function"):
            assert function.properties["Environment"]["Variables"].get("AWS_ENDPOINT_URL") == seen


# Permissions


@pytest.mark.parametrize("role", ["ParseRole", "EnrichRole"])
def test_a_role_names_what_it_may_do_and_to_what(role: str) -> None:
    for statement in statements(role):
        assert not [action for action in as_list(statement["Action"]) if "*" in action]
        if statement["Resource"] == "*":
            assert all(action.startswith("xray:") for action in statement["Action"]), "only X-Ray has no resources"


def test_a_role_holds_nothing_that_is_not_written_in_the_template() -> None:
    roles = declared("AWS::IAM::Role")
    assert not [name for name, role in roles.items() if "ManagedPolicyArns" in role]
    for function in declared("AWS::Serverless::Function").values():
        assert function["Role"]["Fn::GetAtt"][0] in roles
        assert "Policies" not in function, "SAM would add managed policies to them"


def test_a_function_may_reach_its_own_prefix_of_the_overflow_bucket_only() -> None:
    reached = {
        (role, action, resource["Fn::Sub"])
        for role in ("ParseRole", "EnrichRole")
        for statement in statements(role)
        for resource in as_list(statement["Resource"])
        if "OverflowBucket" in str(resource) and "Fn::Sub" in resource
        for action in as_list(statement["Action"])
    }
    assert reached == {
        ("ParseRole", "s3:PutObject", "${OverflowBucket.Arn}/messages/*"),
        ("EnrichRole", "s3:GetObject", "${OverflowBucket.Arn}/messages/*"),
        ("EnrichRole", "s3:PutObject", "${OverflowBucket.Arn}/articles/*"),
        ("EnrichRole", "s3:DeleteObject", "${OverflowBucket.Arn}/articles/*"),
        ("EnrichRole", "s3:DeleteObjectVersion", "${OverflowBucket.Arn}/articles/*"),
        ("EnrichRole", "s3:DeleteObjectVersion", "${OverflowBucket.Arn}/messages/*"),
    }


# A remote enricher

BEDROCK = {
    "RemoteEnricher": "bedrock",
    "RemoteModelId": "maker.model-v1:0",
    "RemoteUsdPerMillionInputTokens": "0.06",
    "RemoteUsdPerMillionOutputTokens": "0.24",
}


def stack_with(**parameters: str) -> Stack:
    return read_stack(TEMPLATE, Setting("dateline", "us-east-1", "aws", "http://localhost"), parameters)


def enrich_environment(stack: Stack) -> dict[str, str]:
    variables = stack.resources["EnrichFunction"].properties["Environment"]["Variables"]
    return {name: str(value) for name, value in variables.items()}


def enrichers(stack: Stack) -> list[str]:
    """The policies that the enrich function is given besides its own."""
    role = stack.resources["EnrichRole"].name
    return [one.logical_id for one in stack.of_type("AWS::IAM::Policy") if role in one.properties["Roles"]]


def test_nobody_outside_is_asked_and_nobody_outside_may_be_asked_by_default(stack: Stack) -> None:
    assert EnrichSettings.from_environment(enrich_environment(stack)).remote is None
    assert not enrichers(stack)
    actions = [action for role in ("ParseRole", "EnrichRole") for one in statements(role) for action in one["Action"]]
    assert not [action for action in actions if action.startswith(("comprehend:", "bedrock:"))]


@pytest.mark.parametrize(
    ("parameters", "policy", "allowed"),
    [
        (
            {"RemoteEnricher": "comprehend"},
            "ComprehendPolicy",
            {"comprehend:DetectDominantLanguage", "comprehend:DetectEntities", "comprehend:DetectKeyPhrases"},
        ),
        (BEDROCK, "BedrockPolicy", {"bedrock:InvokeModel"}),
    ],
)
def test_the_enrich_function_may_ask_the_enricher_that_is_named_and_no_other(
    parameters: dict[str, str], policy: str, allowed: set[str]
) -> None:
    stack = stack_with(**parameters)
    assert enrichers(stack) == [policy]
    properties = declared("AWS::IAM::Policy")[policy]
    assert properties["Roles"] == [{"Ref": "EnrichRole"}]
    (statement,) = properties["PolicyDocument"]["Statement"]
    assert set(as_list(statement["Action"])) == allowed
    remote = EnrichSettings.from_environment(enrich_environment(stack)).remote
    assert remote is not None
    assert remote.enricher == parameters["RemoteEnricher"]
    assert remote.fields == ("entities",)


def test_only_the_model_that_is_named_may_be_invoked() -> None:
    (statement,) = declared("AWS::IAM::Policy")["BedrockPolicy"]["PolicyDocument"]["Statement"]
    its_own = "arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/${RemoteModelId}"
    assert statement["Resource"] == {"Fn::If": ["HasRemoteModelArns", {"Ref": "RemoteModelArns"}, {"Fn::Sub": its_own}]}


def test_a_batch_of_which_every_call_outside_runs_into_its_time_out_ends_in_time() -> None:
    longest = SOURCE["Parameters"]["RemoteTimeoutMs"]["MaxValue"]
    stack = stack_with(RemoteEnricher="comprehend", RemoteTimeoutMs=str(longest))
    function = stack.resources["EnrichFunction"].properties
    (mapping,) = [
        one.properties
        for one in stack.of_type("AWS::Lambda::EventSourceMapping")
        if one.properties["FunctionName"] == stack.resources["EnrichFunction"].ref
    ]
    remote = EnrichSettings.from_environment(enrich_environment(stack)).remote
    assert remote is not None
    # A last call that begins just before the time is up may take as long again, and a moment to connect.
    assert mapping["BatchSize"] * (2 * remote.timeout_seconds + 3) < function["Timeout"]
    queue = stack.with_arn(mapping["EventSourceArn"])
    window = mapping["MaximumBatchingWindowInSeconds"]
    assert queue.properties["VisibilityTimeout"] >= 6 * function["Timeout"] + window


def test_bedrock_without_a_model_or_a_price_is_not_deployed() -> None:
    rule = SOURCE["Rules"]["BedrockNeedsAModelAndItsPrices"]
    assert rule["RuleCondition"] == {"Fn::Equals": [{"Ref": "RemoteEnricher"}, "bedrock"]}
    needed = {one["Assert"]["Fn::Not"][0]["Fn::Equals"][0]["Ref"] for one in rule["Assertions"]}
    assert needed == BEDROCK.keys() - {"RemoteEnricher"}


# Alarms and the dashboard


def watched(namespace: str, metric: str, dimension: str) -> set[str]:
    """The resources whose metric an alarm watches."""
    found = set()
    for alarm in declared("AWS::CloudWatch::Alarm").values():
        if (alarm.get("Namespace"), alarm.get("MetricName")) == (namespace, metric):
            (value,) = [one["Value"] for one in alarm["Dimensions"] if one["Name"] == dimension]
            found.add(value.get("Ref") or value["Fn::GetAtt"][0])
    return found


def test_an_alarm_watches_every_way_in_which_pages_can_be_held_up() -> None:
    queues = declared("AWS::SQS::Queue").keys()
    dead_letter_queues = {name for name in queues if "DeadLetter" in name}
    functions = declared("AWS::Serverless::Function").keys()
    assert watched("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName") == dead_letter_queues
    assert watched("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName") == queues - dead_letter_queues
    assert watched("AWS/Lambda", "Errors", "FunctionName") == functions
    assert watched("AWS/Lambda", "Throttles", "FunctionName") == functions
    assert watched("AWS/DynamoDB", "ThrottledRequests", "TableName") == {"ArticlesTable"}
    assert watched("AWS/Events", "FailedInvocations", "RuleName") == {"UploadRule"}


def test_an_alarm_watches_the_share_of_rejections_that_the_functions_report(stack: Stack) -> None:
    alarm = declared("AWS::CloudWatch::Alarm")["RejectedShareAlarm"]
    reported = {
        metric["MetricStat"]["Metric"]["MetricName"]: metric["MetricStat"]["Metric"]["Dimensions"][0]["Value"][
            "Fn::Sub"
        ]
        for metric in alarm["Metrics"]
        if "MetricStat" in metric
    }
    services = {
        name: stack.resources[name].properties["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
        for name in ("ParseFunction", "EnrichFunction")
    }
    assert {name: value.replace("${AWS::StackName}", "dateline") for name, value in reported.items()} == {
        "UploadsReceived": services["ParseFunction"],
        "UploadsRejected": services["EnrichFunction"],
    }


def test_every_alarm_tells_somebody_if_somebody_is_to_be_told() -> None:
    action = {"Fn::If": ["HasAlarmEmail", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]}
    for alarm in declared("AWS::CloudWatch::Alarm").values():
        assert alarm["AlarmActions"] == alarm["OKActions"] == action
        assert alarm["AlarmDescription"]


def test_the_dashboard_shows_every_alarm() -> None:
    body = json.loads(declared("AWS::CloudWatch::Dashboard")["Dashboard"]["DashboardBody"]["Fn::Sub"])
    (alarms,) = [widget["properties"]["alarms"] for widget in body["widgets"] if widget["type"] == "alarm"]
    assert set(alarms) == {f"${{{name}.Arn}}" for name in declared("AWS::CloudWatch::Alarm")}


def test_the_dashboard_shows_what_was_received_and_every_way_in_which_it_ends() -> None:
    body = json.loads(declared("AWS::CloudWatch::Dashboard")["Dashboard"]["DashboardBody"]["Fn::Sub"])
    (widget,) = [one for one in body["widgets"] if "how they end" in one["properties"].get("title", "")]
    lines = widget["properties"]["metrics"]
    shown = {(line[1], line[3]) for line in lines if line[0] == "Dateline"}
    parse, enrich = (f"${{AWS::StackName}}-{name}" for name in ("parse", "enrich"))
    in_both = ("Superseded", "Duplicate", "Removed", "DeadLettered")
    assert shown == {
        ("UploadsReceived", parse),
        ("UploadsStored", enrich),
        ("UploadsRejected", enrich),
        *((f"Uploads{outcome}", function) for outcome in in_both for function in (parse, enrich)),
    }
    (underway,) = [line[0]["expression"] for line in lines if isinstance(line[0], dict) and line[0]["id"] == "underway"]
    assert all(name in underway for name in ("received", "stored", "rejected", *map(str.lower, in_both[:3]), "dead"))


# Parameters and outputs


def test_every_parameter_has_a_default_a_description_a_label_and_a_group() -> None:
    parameters = SOURCE["Parameters"]
    interface = SOURCE["Metadata"]["AWS::CloudFormation::Interface"]
    assert all({"Default", "Description"} <= parameter.keys() for parameter in parameters.values())
    assert interface["ParameterLabels"].keys() == parameters.keys()
    assert sorted(name for group in interface["ParameterGroups"] for name in group["Parameters"]) == sorted(parameters)


def test_the_outputs_tell_where_to_drop_pages(stack: Stack) -> None:
    bucket = stack.outputs["InboxBucketName"]
    assert stack.outputs["UploadCommand"] == f"aws s3 cp page.html s3://{bucket}/"
    assert all(output["Description"] for output in SOURCE["Outputs"].values())
