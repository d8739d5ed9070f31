"""`parse`, `explain` and `placed`."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline import Reason, Upload
from dateline.reading import explain, parse, placed

PAGES = Path(__file__).parents[1] / "pages"
PAGE = PAGES / "html_no_metadata.html"


def test_the_upload_says_what_was_read() -> None:
    data = gzip.compress(PAGE.read_bytes(), mtime=0)
    upload = parse(data, key="2019/bakery.html.gz").upload
    assert (upload.key, upload.size, upload.media_type, upload.charset) == (
        "2019/bakery.html.gz",
        len(data),
        "text/html",
        "utf-8",
    )
    assert upload.sha256 is not None
    assert len(upload.sha256) == 64
    assert upload.bucket is None


def test_a_placed_article_has_the_upload_of_its_event_and_an_id_of_bucket_and_key() -> None:
    article = parse(PAGE.read_bytes(), key="a.html")
    upload = Upload(
        bucket="inbox", key="a.html", version_id="v1", sequencer="00AA", etag="e", uploaded_at="2026-01-01T00:00:00Z"
    )
    there = placed(article, upload)
    assert there.article_id != article.article_id
    assert there.article_id == placed(article, upload).article_id
    assert (there.upload.bucket, there.upload.version_id, there.upload.sequencer) == ("inbox", "v1", "00AA")
    assert (there.upload.sha256, there.upload.charset) == (article.upload.sha256, "utf-8")


def test_an_article_with_an_address_keeps_its_id_wherever_it_is_uploaded() -> None:
    article = parse((PAGES / "html_json_ld.html").read_bytes(), key="a.html")
    assert placed(article, Upload(bucket="inbox", key="b.html")).article_id == article.article_id


def test_explain_tells_a_rejection() -> None:
    explained = explain(b"%PDF-1.7")
    assert explained.article is None
    assert explained.rejection is not None
    assert explained.rejection.reason is Reason.UNSUPPORTED_TYPE


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_same_bytes_give_the_same_article_whatever_the_surroundings(seed: str) -> None:
    names = ("html_json_ld.html", "html_open_graph_only.html", "html_arabic.html", "sample.txt")
    here = [dateline.to_json(parse((PAGES / name).read_bytes(), key=name)) for name in names]
    code = (
        "import sys, pathlib, dateline\n"
        "for name in reversed(sys.argv[2:]):\n"
        "    data = pathlib.Path(sys.argv[1], name).read_bytes()\n"
        "    sys.stdout.buffer.write(dateline.to_json(dateline.parse(data, key=name)) + b'\\n')"
    )
    there = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code, str(PAGES), *names],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert there.stdout.splitlines() == here[::-1]


@pytest.mark.parametrize("name", ["sample.txt", "html_no_metadata.html"])
@pytest.mark.parametrize(
    "url", ["http://[bad", "", "::", "http://\ud800.example", "javascript:1", "//", "http://a:999/\n"]
)
def test_an_address_that_is_none_is_no_reason_to_fail(name: str, url: str) -> None:
    data = (PAGES / name).read_bytes()
    assert parse(data, url=url).blocks == parse(data).blocks
