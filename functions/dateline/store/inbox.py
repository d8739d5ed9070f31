"""The inbox bucket: what lies at a key now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client
    from types_boto3_s3.type_defs import GetObjectOutputTypeDef

    from dateline.article import Upload


@dataclass(frozen=True, slots=True)
class InboxObject:
    """An object as it lies in the inbox: its bytes as stored (None if they were too many), and what S3 says of it.

    `size` is in bytes, `uploaded_at` ISO 8601 in UTC, `etag` without its quotation marks; `version_id` is None in a
    bucket without versions. `content_type` is what the uploader declared.
    """

    data: bytes | None
    content_type: str | None
    version_id: str | None
    etag: str
    size: int
    uploaded_at: str


class Inbox:
    """Reads uploads."""

    def __init__(self, client: S3Client) -> None:
        self._client = client

    def read(self, upload: Upload, max_bytes: int) -> InboxObject | None:
        """The object that lies at the upload's key now, in one call; None if none does.

        One larger than `max_bytes` is not downloaded. Raises PermissionError where
        S3 refuses; what the client raises for anything else.
        """
        if not (upload.bucket and upload.key):
            raise ValueError(f"an upload needs bucket and key to be read: {upload}")
        answer = self._open(upload.bucket, upload.key)
        if answer is None:
            return None
        with answer["Body"] as body:
            size = answer["ContentLength"]
            data = body.read() if size <= max_bytes else None
        return InboxObject(
            data=data,
            content_type=answer.get("ContentType"),
            version_id=answer.get("VersionId"),
            etag=answer["ETag"].strip('"'),
            size=size,
            uploaded_at=answer["LastModified"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )

    def _open(self, bucket: str, key: str) -> GetObjectOutputTypeDef | None:
        try:
            return self._client.get_object(Bucket=bucket, Key=key)
        except self._client.exceptions.NoSuchKey:
            return None
        except ClientError as error:
            if error.response["Error"]["Code"] == "AccessDenied":
                raise PermissionError(
                    f"S3 refused s3://{bucket}/{key}. The role needs s3:GetObject on arn:aws:s3:::{bucket}/*, and "
                    f"s3:ListBucket on arn:aws:s3:::{bucket}: without that, S3 refuses an object that is not there "
                    f"instead of saying so. S3 says: {error}"
                ) from error
            raise
