"""The template's backfill: lists the inbox or reads an inventory, in batches, and keeps the queue shallow."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

import pytest

from dateline import Record
from dateline.events import uploads_in_body
from tests.pipeline.states import Execution
from tests.pipeline.stories import story
from tests.pipeline.test_promise import row, waiting_events

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.local.cloud import LocalCloud

PER_BATCH = 20


def backfill(cloud: LocalCloud, depths: list[int] | None = None) -> Execution:
    """The template's state machine, its tasks done in the local cloud; `depths` is how deep the queue is said to be."""

    def task(resource: str, parameters: Mapping[str, Any]) -> Any:
        match resource.partition("states:::")[2] or resource:
            case "s3:listObjectsV2":
                pages = cloud.client("s3").get_paginator("list_objects_v2").paginate(**parameters)
                return [found for page in pages for found in page.get("Contents", [])]
            case "s3:getObject":
                return cloud.client("s3").get_object(**parameters)["Body"].read()
            case "aws-sdk:sqs:getQueueAttributes":
                answer = cloud.client("sqs").get_queue_attributes(**parameters)
                if depths:
                    answer["Attributes"]["ApproximateNumberOfMessages"] = str(depths.pop(0))
                return answer
            case "sqs:sendMessage":
                body = json.dumps(parameters["MessageBody"])
                return cloud.client("sqs").send_message(QueueUrl=parameters["QueueUrl"], MessageBody=body)
        raise NotImplementedError(resource)

    return Execution(definition(cloud), task)


def definition(cloud: LocalCloud) -> Any:
    """The state machine's definition, as CloudFormation puts it together."""
    properties = cloud.resources["Backfill"].properties
    values = {name: str(value) for name, value in properties["DefinitionSubstitutions"].items()}
    return json.loads(re.sub(r"\$\{(\w+)\}", lambda found: values[found[1]], properties["DefinitionString"]))


def upload_unheard(cloud: LocalCloud, keys: list[str]) -> None:
    """Pages that lie in the inbox as if they had been there before the stack."""
    for key in keys:
        cloud.upload(key, story(f"Story {key}"))
    waiting_events(cloud)


def stored(cloud: LocalCloud, keys: list[str]) -> list[str]:
    return [key for key in keys if isinstance(row(cloud, key), Record)]


def test_what_lies_below_a_prefix_is_listed_and_sent_in_batches(cloud: LocalCloud) -> None:
    keys = [f"old/{number} +%ü.html" for number in range(45)]
    upload_unheard(cloud, [*keys, "new/1.html"])
    run = backfill(cloud)
    run.run({"prefix": "old/"})

    bodies = waiting_events(cloud)
    assert run.children == len(bodies) == 3
    events = [list(uploads_in_body(body)) for body in bodies]
    assert max(map(len, events)) == PER_BATCH
    assert {event.correlation_id for told in events for event in told} == {"backfill-1"}
    for body in bodies:
        cloud.client("sqs").send_message(QueueUrl=cloud.outputs["ParseQueueUrl"], MessageBody=body)
    cloud.run_until_idle()
    assert stored(cloud, [*keys, "new/1.html"]) == keys
    assert cloud.dead_letters() == ()


def test_an_inventory_is_read_with_its_keys_as_it_writes_them(cloud: LocalCloud) -> None:
    keys = ["a b+c.html", "日本語.html", "100%.html"]
    upload_unheard(cloud, keys)
    s3, bucket = cloud.client("s3"), cloud.overflow_bucket
    rows = "".join(f'"{cloud.inbox_bucket}","{quote_plus(key)}","1000"\n' for key in keys)
    s3.put_object(Bucket=bucket, Key="data/1.csv.gz", Body=gzip.compress(rows.encode()))
    manifest = {
        "destinationBucket": f"arn:aws:s3:::{bucket}",
        "fileFormat": "CSV",
        "fileSchema": "Bucket, Key, Size",
        "files": [{"key": "data/1.csv.gz"}],
    }
    s3.put_object(Bucket=bucket, Key="manifest.json", Body=json.dumps(manifest))

    backfill(cloud).run({"prefix": "", "inventory": {"bucket": bucket, "manifest": "manifest.json"}})
    cloud.run_until_idle()
    assert stored(cloud, keys) == keys


def test_a_deep_queue_is_waited_for(cloud: LocalCloud) -> None:
    upload_unheard(cloud, ["a.html"])
    run = backfill(cloud, depths=[501, 500, 499])
    run.run({"prefix": ""})
    assert run.waited == [15, 15]
    assert len(waiting_events(cloud)) == 1


@pytest.mark.parametrize("inventory", [False, True])
def test_a_map_is_bound_in_concurrency_and_failures_and_its_children_in_time(
    cloud: LocalCloud, *, inventory: bool
) -> None:
    state = definition(cloud)["States"]["FromInventory" if inventory else "FromListing"]
    assert state["ItemProcessor"]["ProcessorConfig"] == {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}
    assert state["ItemBatcher"]["MaxItemsPerBatch"] == PER_BATCH
    run = backfill(cloud)
    run.run({"prefix": ""})
    assert (run.most_at_once, run.failed_percent) == (20, 1)
