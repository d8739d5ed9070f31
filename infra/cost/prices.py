"""AWS's list prices in one region, each with its unit, the month it was last known to hold, and the page it stands on.

The free tier, volume tiers and taxes are left out: this is the price of the next article of many.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.remote.comprehend import USD_PER_UNIT

REGION = "us-east-1"

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars for one unit. `as_of` is a year and month; `source` is the page that AWS keeps the price on."""

    service: str
    name: str
    usd: float
    unit: str
    as_of: str
    source: str
    region: str = REGION


_DYNAMODB = "https://aws.amazon.com/dynamodb/pricing/on-demand/"
_EVENTBRIDGE = "https://aws.amazon.com/eventbridge/pricing/"
_LAMBDA = "https://aws.amazon.com/lambda/pricing/"
_S3 = "https://aws.amazon.com/s3/pricing/"
_STATES = "https://aws.amazon.com/step-functions/pricing/"
_SQS = "https://aws.amazon.com/sqs/pricing/"
_CLOUDWATCH = "https://aws.amazon.com/cloudwatch/pricing/"
_COMPREHEND = "https://aws.amazon.com/comprehend/pricing/"
_XRAY = "https://aws.amazon.com/xray/pricing/"

S3_PUT = Price("S3", "PUT", 5.00 / _MILLION, "request", "2026-06", _S3)
S3_LIST = Price("S3", "LIST", 5.00 / _MILLION, "request", "2026-06", _S3)
S3_GET = Price("S3", "GET", 0.40 / _MILLION, "request", "2026-06", _S3)
S3_STORED = Price("S3", "Standard storage", 0.023, "GB-month", "2026-06", _S3)

EVENT = Price("EventBridge", "opt-in data event, per 64 KB", 1.00 / _MILLION, "event", "2026-03", _EVENTBRIDGE)
EVENT_ARCHIVED = Price("EventBridge", "archive processing", 0.10, "GB", "2026-03", _EVENTBRIDGE)
EVENT_STORED = Price("EventBridge", "archive storage", 0.023, "GB-month", "2026-03", _EVENTBRIDGE)

SQS_REQUEST = Price("SQS", "standard queue, per 64 KB", 0.40 / _MILLION, "request", "2026-06", _SQS)

EXPRESS_REQUEST = Price("Step Functions", "express workflow", 1.00 / _MILLION, "request", "2025-06", _STATES)
EXPRESS_COMPUTE = Price("Step Functions", "express duration", 0.00001667, "GB-second", "2025-06", _STATES)

LAMBDA_REQUEST = Price("Lambda", "invocation", 0.20 / _MILLION, "request", "2026-06", _LAMBDA)
LAMBDA_COMPUTE = Price("Lambda", "arm64 duration", 0.0000133334, "GB-second", "2026-06", _LAMBDA)

WRITE_UNIT = Price("DynamoDB", "on-demand write", 0.625 / _MILLION, "write request unit", "2026-06", _DYNAMODB)
READ_UNIT = Price("DynamoDB", "on-demand read", 0.125 / _MILLION, "read request unit", "2026-06", _DYNAMODB)
TABLE_STORED = Price("DynamoDB", "storage", 0.25, "GB-month", "2026-06", _DYNAMODB)
TABLE_BACKED_UP = Price("DynamoDB", "point-in-time recovery", 0.20, "GB-month", "2026-06", _DYNAMODB)

LOG_INGESTED = Price("CloudWatch", "logs, standard class", 0.50, "GB", "2026-06", _CLOUDWATCH)
METRIC = Price("CloudWatch", "custom metric", 0.30, "metric-month", "2026-06", _CLOUDWATCH)
ALARM = Price("CloudWatch", "alarm, standard resolution", 0.10, "alarm metric-month", "2026-06", _CLOUDWATCH)
DASHBOARD = Price("CloudWatch", "dashboard", 3.00, "dashboard-month", "2026-06", _CLOUDWATCH)

TRACE = Price("X-Ray", "trace recorded", 5.00 / _MILLION, "trace", "2026-06", _XRAY)

COMPREHEND_UNIT = Price("Comprehend", "per 100 characters", USD_PER_UNIT, "unit", "2025-06", _COMPREHEND)
