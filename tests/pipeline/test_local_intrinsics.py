"""CloudFormation's functions come to what its reference says."""

from __future__ import annotations

from typing import Any

import pytest

from infra.local.intrinsics import NO_VALUE, UnknownIntrinsicError, UnknownNameError, holds, resolve


class Names:
    """A scope with a few names in it."""

    def ref(self, name: str) -> Any:
        try:
            return {"Bucket": "pages", "List": ["a", "b"], "Count": 3}[name]
        except KeyError:
            raise UnknownNameError(name) from None

    def attribute(self, logical_id: str, attribute: str) -> Any:
        return f"{attribute} of {logical_id}"

    def condition(self, name: str) -> bool:
        return name == "Yes"

    def in_map(self, name: str, first: str, second: str) -> Any:
        return f"{name}/{first}/{second}"


@pytest.mark.parametrize(
    ("value", "worked_out"),
    [
        ({"Ref": "Bucket"}, "pages"),
        ({"Ref": "AWS::NoValue"}, NO_VALUE),
        ({"Fn::GetAtt": "Bucket.Arn"}, "Arn of Bucket"),
        ({"Fn::GetAtt": ["Bucket", "Nested.Value"]}, "Nested.Value of Bucket"),
        ({"Fn::Sub": "s3://${Bucket}/${Bucket.Arn}/${!Literal}"}, "s3://pages/Arn of Bucket/${Literal}"),
        ({"Fn::Sub": ["${Own}-${Count}", {"Own": {"Ref": "Bucket"}}]}, "pages-3"),
        ({"Fn::Join": ["/", ["a", {"Ref": "Bucket"}, 1]]}, "a/pages/1"),
        ({"Fn::Join": [",", {"Ref": "List"}]}, "a,b"),
        ({"Fn::Select": ["1", {"Ref": "List"}]}, "b"),
        ({"Fn::Split": ["-", "a-b"]}, ["a", "b"]),
        ({"Fn::If": ["Yes", {"Ref": "Bucket"}, {"Ref": "Nobody"}]}, "pages"),
        ({"Fn::FindInMap": ["Sizes", {"Ref": "Bucket"}, "large"]}, "Sizes/pages/large"),
        ({"Keep": [1, {"Ref": "AWS::NoValue"}], "Drop": {"Ref": "AWS::NoValue"}}, {"Keep": [1]}),
        (
            {"Condition": {"Bool": {"aws:SecureTransport": "false"}}},
            {"Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        ),
        (True, True),
    ],
)
def test_a_function_is_replaced_by_its_value(value: Any, worked_out: Any) -> None:
    assert resolve(value, Names()) == worked_out


@pytest.mark.parametrize(
    ("expression", "true"),
    [
        ({"Fn::Equals": [{"Ref": "Bucket"}, "pages"]}, True),
        ({"Fn::Equals": [{"Ref": "Count"}, "3"]}, True),
        ({"Fn::Not": [{"Condition": "Yes"}]}, False),
        ({"Fn::And": [{"Condition": "Yes"}, {"Condition": "No"}]}, False),
        ({"Fn::Or": [{"Condition": "Yes"}, {"Condition": "No"}]}, True),
    ],
)
def test_a_condition_holds_or_not(expression: Any, true: bool) -> None:
    assert holds(expression, Names()) is true


@pytest.mark.parametrize("expression", [{"Fn::Contains": [1]}, "Yes", {"Fn::Equals": [1, 1], "Fn::Not": []}])
def test_a_condition_that_is_not_known_is_refused(expression: Any) -> None:
    with pytest.raises(UnknownIntrinsicError):
        holds(expression, Names())


@pytest.mark.parametrize("name", ["Fn::ImportValue", "Fn::GetAZs", "Fn::Transform", "Fn::Length"])
def test_a_function_that_is_not_known_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(UnknownIntrinsicError, match=name):
        resolve([{"deep": {name: "x"}}], Names())
