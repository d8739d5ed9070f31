"""How a call to AWS failed, told by botocore's errors and the services' error codes.

Sources: the errors listed with Comprehend's DetectEntities and Bedrock's Converse, and AWS's common errors.
"""

from __future__ import annotations

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    HTTPClientError,
    ReadTimeoutError,
)
from botocore.exceptions import (
    ConnectionError as NoConnectionError,
)

from dateline.remote.outcome import Outcome

FAILURES = (ClientError, BotoCoreError)
"""All that a client raises for a call that did not succeed."""


_CODES = {
    "ThrottlingException": Outcome.THROTTLED,
    "Throttling": Outcome.THROTTLED,
    "TooManyRequestsException": Outcome.THROTTLED,
    "RequestLimitExceeded": Outcome.THROTTLED,
    "ServiceQuotaExceededException": Outcome.THROTTLED,
    "ModelTimeoutException": Outcome.TIMED_OUT,
    "InternalServerException": Outcome.UNAVAILABLE,
    "InternalFailure": Outcome.UNAVAILABLE,
    "ServiceUnavailableException": Outcome.UNAVAILABLE,
    "ServiceUnavailable": Outcome.UNAVAILABLE,
    "ModelNotReadyException": Outcome.UNAVAILABLE,
    "ModelErrorException": Outcome.UNAVAILABLE,
    "ResourceUnavailableException": Outcome.UNAVAILABLE,
    "UnsupportedLanguageException": Outcome.UNSUPPORTED_LANGUAGE,
    "TextSizeLimitExceededException": Outcome.TOO_LONG,
}


def outcome_of(error: ClientError | BotoCoreError) -> Outcome:
    """How the call ended. An error of an unknown code is a refusal, or the service's own where its status says so."""
    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        otherwise = Outcome.UNAVAILABLE if status >= 500 else Outcome.REFUSED
        return _CODES.get(error.response.get("Error", {}).get("Code", ""), otherwise)
    if isinstance(error, (ReadTimeoutError, ConnectTimeoutError)):
        return Outcome.TIMED_OUT
    return Outcome.UNAVAILABLE if isinstance(error, (HTTPClientError, NoConnectionError)) else Outcome.REFUSED
