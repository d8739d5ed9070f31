"""AWS's own policies that SAM gives to a function whose role is not written out, as AWS documents them.

Source: AWS Managed Policy Reference Guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
_QUEUE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
_TRACES = [
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
]


def _allowing(actions: list[str]) -> Mapping[str, Any]:
    return {"Statement": [{"Effect": "Allow", "Action": actions, "Resource": "*"}]}


MANAGED_POLICIES: Mapping[str, Mapping[str, Any]] = {
    "AWSLambdaBasicExecutionRole": _allowing(_LOGS),
    "AWSLambdaSQSQueueExecutionRole": _allowing([*_QUEUE, *_LOGS]),
    "AWSXRayDaemonWriteAccess": _allowing(_TRACES),
}
