"""What an article costs follows from the calls it makes, the template's settings and dated prices."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from infra.cost import prices, remote
from infra.cost.estimate import estimate
from infra.cost.profile import BATCH_SIZE, CALLS, STANDING, Traffic, calls_of

TEMPLATE = Path(__file__).parent.parent.parent / "template.yaml"
PRICES = [value for value in vars(prices).values() if isinstance(value, prices.Price)]


class CloudFormationLoader(yaml.SafeLoader):
    """Reads the short forms of CloudFormation's functions as if they were plain values."""


def plain_value(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


CloudFormationLoader.add_multi_constructor("!", plain_value)


def resources(kind: str) -> dict[str, Any]:
    template = yaml.load(TEMPLATE.read_text(encoding="utf-8"), CloudFormationLoader)  # noqa: S506 - a safe loader
    return {name: found["Properties"] for name, found in template["Resources"].items() if found["Type"] == kind}


def test_the_profile_says_what_the_template_says() -> None:
    functions = resources("AWS::Serverless::Function")
    mappings = [event["Properties"] for function in functions.values() for event in function["Events"].values()]

    assert [mapping["BatchSize"] for mapping in mappings] == [BATCH_SIZE, BATCH_SIZE]
    assert functions["ParseFunction"]["MemorySize"] == Traffic().parse_memory_mb
    assert functions["EnrichFunction"]["MemorySize"] == Traffic().enrich_memory_mb


def test_each_index_that_an_article_stands_in_is_a_write() -> None:
    (table,) = resources("AWS::DynamoDB::Table").values()
    indexes = {index["IndexName"] for index in table["GlobalSecondaryIndexes"]} - {"by_reason", "by_notice"}

    # Some have no publisher that is known, or are too short to have copies.
    assert len(indexes) - 0.5 < Traffic().index_writes <= len(indexes)


def test_every_alarm_metric_of_the_template_is_counted() -> None:
    counted = 0
    for alarm in resources("AWS::CloudWatch::Alarm").values():
        counted += 1 if "MetricName" in alarm else sum("MetricStat" in metric for metric in alarm["Metrics"])

    assert counted == next(amount for _, amount, price, _ in STANDING if price is prices.ALARM)


@pytest.mark.parametrize("price", PRICES, ids=lambda price: f"{price.service} {price.name}")
def test_every_price_is_dated_and_has_its_page(price: prices.Price) -> None:
    assert price.usd > 0
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", price.as_of)
    assert price.source.startswith("https://aws.amazon.com/")
    assert price.region == "us-east-1"


def test_the_calls_of_ten_articles_in_one_batch() -> None:
    assert calls_of(10) == {
        "driver": {"sqs.ReceiveMessage": 2, "sqs.DeleteMessageBatch": 2},
        "ParseFunction": {"s3.GetObject": 10, "sqs.SendMessageBatch": 1},
        "EnrichFunction": {"dynamodb.PutItem": 10, "dynamodb.GetItem": 1},
    }


def test_every_call_is_paid_for() -> None:
    requests = {
        "s3.GetObject": prices.S3_GET,
        "dynamodb.PutItem": prices.WRITE_UNIT,
        "dynamodb.GetItem": prices.READ_UNIT,
    }
    lines = estimate(Traffic(queue_message_bytes=1_000)).lines
    for calls in CALLS:
        price = requests.get(calls.operation, prices.SQS_REQUEST)
        assert any(line.price is price and line.amount >= calls.per_article for line in lines), calls


def test_a_million_articles_cost_no_more_than_fifteen_dollars() -> None:
    found = estimate()

    assert found.total == pytest.approx(sum(found.by_step().values()))
    assert list(found.by_step()) == ["upload", "parse", "enrich", "table", "watching"]
    assert 10 < found.total <= 15


def test_the_arithmetic_of_one_line() -> None:
    (row,) = (line for line in estimate(Traffic(row_write_units=2)).lines if line.what == "write the row")

    assert row.usd == pytest.approx(1.25)  # two units at $0.625 a million


def test_a_batch_is_billed_by_its_weight() -> None:
    sends = {
        size: next(
            line.amount
            for line in estimate(Traffic(queue_message_bytes=size)).lines
            if line.what == "send a batch of articles"
        )
        for size in (1_000, 6_553, 6_554, 50_000)
    }

    assert sends == {1_000: 0.1, 6_553: 0.1, 6_554: 0.2, 50_000: 0.8}


@given(field=st.sampled_from([field.name for field in dataclasses.fields(Traffic)]), more=st.integers(1, 9))
def test_more_of_anything_costs_no_less_but_for_fuller_batches(field: str, more: int) -> None:
    few = Traffic()
    many = dataclasses.replace(few, **{field: getattr(few, field) * (1 + more)})

    if field == "articles_per_batch":
        assert estimate(many).total <= estimate(few).total
    else:
        assert estimate(many).total >= estimate(few).total


def test_an_enricher_outside_costs_more_than_all_the_rest() -> None:
    units = remote.comprehend(Traffic(text_characters=3_000))
    assert units[0].usd == pytest.approx(3_000)  # dollars: 30 units of every article, at a hundred a million
    assert remote.comprehend(Traffic(text_characters=1))[0].usd == pytest.approx(300)  # three units at the least

    tokens = remote.bedrock(Traffic(text_characters=4_000), 0.06, 0.24)
    assert [line.usd for line in tokens] == [pytest.approx(1_700 * 0.06), pytest.approx(500 * 0.24)]

    found = estimate(outside=units)
    assert found.total == pytest.approx(estimate().total + 3_000)
    assert list(found.by_step())[-1] == "outside"
