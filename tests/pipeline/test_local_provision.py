"""What template.yaml says is what stands in the local cloud, as an AWS client sees it."""

from __future__ import annotations

import json

import pytest

from infra.local.cloud import LocalCloud


def test_every_resource_that_is_made_stands_under_its_name_and_nothing_else(cloud: LocalCloud) -> None:
    events = cloud.client("events")
    rules = events.list_rules()["Rules"]
    standing = {
        "AWS::S3::Bucket": [bucket["Name"] for bucket in cloud.client("s3").list_buckets()["Buckets"]],
        "AWS::SQS::Queue": [url.rpartition("/")[2] for url in cloud.client("sqs").list_queues()["QueueUrls"]],
        "AWS::DynamoDB::Table": cloud.client("dynamodb").list_tables()["TableNames"],
        "AWS::SNS::Topic": [
            topic["TopicArn"].rpartition(":")[2] for topic in cloud.client("sns").list_topics()["Topics"]
        ],
        "AWS::Events::Rule": [rule["Name"] for rule in rules if "ManagedBy" not in rule],
        "AWS::Events::Archive": [archive["ArchiveName"] for archive in events.list_archives()["Archives"]],
    }
    for type_name, names in standing.items():
        declared = {one.name for one in cloud.resources.values() if one.type == type_name}
        assert set(names) == declared, type_name


def test_buckets_are_as_declared(cloud: LocalCloud) -> None:
    s3 = cloud.client("s3")
    buckets = [one for one in cloud.resources.values() if one.type == "AWS::S3::Bucket"]
    assert cloud.inbox_bucket in {bucket.name for bucket in buckets}
    for bucket in buckets:
        declared, name = bucket.properties, {"Bucket": bucket.name}
        versioning = s3.get_bucket_versioning(**name).get("Status")
        assert versioning == declared.get("VersioningConfiguration", {}).get("Status")
        blocked = s3.get_public_access_block(**name)["PublicAccessBlockConfiguration"]
        assert blocked == declared["PublicAccessBlockConfiguration"]
        (rule,) = s3.get_bucket_encryption(**name)["ServerSideEncryptionConfiguration"]["Rules"]
        (wanted,) = declared["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert rule["ApplyServerSideEncryptionByDefault"] == wanted["ServerSideEncryptionByDefault"]
        rules = s3.get_bucket_lifecycle_configuration(**name)["Rules"]
        assert [rule["ID"] for rule in rules] == [rule["Id"] for rule in declared["LifecycleConfiguration"]["Rules"]]


def test_queues_are_as_declared(cloud: LocalCloud) -> None:
    sqs = cloud.client("sqs")
    queues = [one for one in cloud.resources.values() if one.type == "AWS::SQS::Queue"]
    assert queues
    for queue in queues:
        attributes = sqs.get_queue_attributes(QueueUrl=queue.ref, AttributeNames=["All"])["Attributes"]
        assert attributes["QueueArn"] == queue.arn
        for name, value in queue.properties.items():
            if name == "RedrivePolicy":
                assert json.loads(attributes[name]) == value
            elif name not in {"QueueName", "RedriveAllowPolicy"}:  # moto takes the latter, and does not tell it
                assert attributes[name].lower() == str(value).lower(), name


def test_the_table_is_as_declared(cloud: LocalCloud) -> None:
    dynamodb = cloud.client("dynamodb")
    declared = cloud.resources["ArticlesTable"].properties
    table = dynamodb.describe_table(TableName=cloud.table_name)["Table"]
    assert table["KeySchema"] == declared["KeySchema"]
    indexes = {index["IndexName"]: index["KeySchema"] for index in table["GlobalSecondaryIndexes"]}
    assert indexes == {index["IndexName"]: index["KeySchema"] for index in declared["GlobalSecondaryIndexes"]}
    assert table["StreamSpecification"] == {"StreamEnabled": True, **declared["StreamSpecification"]}
    assert table["BillingModeSummary"]["BillingMode"] == declared["BillingMode"]
    assert table["SSEDescription"]["Status"] == "ENABLED"
    assert table["DeletionProtectionEnabled"] is True
    expiry = dynamodb.describe_time_to_live(TableName=cloud.table_name)["TimeToLiveDescription"]
    assert expiry["AttributeName"] == declared["TimeToLiveSpecification"]["AttributeName"]
    assert expiry["TimeToLiveStatus"] == "ENABLED"
    backups = dynamodb.describe_continuous_backups(TableName=cloud.table_name)["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"


def test_no_event_source_mapping_is_made_in_moto(cloud: LocalCloud) -> None:
    sqs, queue = cloud.client("sqs"), cloud.resources["ParseQueue"].ref
    sqs.send_message(QueueUrl=queue, MessageBody="stays until the driver takes it")
    assert len(sqs.receive_message(QueueUrl=queue)["Messages"]) == 1


@pytest.mark.parametrize("region", ["us-east-1", "ap-south-1"])
def test_the_stack_stands_in_the_region_that_is_asked_for(region: str) -> None:
    with LocalCloud.embedded(region=region) as cloud:
        assert cloud.ready()["region"] == region
        assert f":{region}:" in str(cloud.resources["ArticlesTable"].arn)
        assert cloud.client("dynamodb").list_tables()["TableNames"] == [cloud.table_name]
