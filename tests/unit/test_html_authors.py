"""Who a page says wrote its story, among all the names that it shows."""

from __future__ import annotations

import json
from typing import Any

import pytest

import dateline
from dateline.article import Byline

STORY = "".join(
    f"<p>The ferry to the islands will sail at night again from the first week of May, the {who} said on Friday.</p>"
    for who in ("harbour master", "mayor", "captain")
)
ANN = Byline("Ann Harkness")
TOM = Byline("Tom Okafor")
SITE = '<meta property="og:site_name" content="The Gazette">'


def _page(head: str = "", body: str = "", author: object = None, after: str = "") -> bytes:
    node: dict[str, Any] = {"@type": "NewsArticle", "author": author}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>' if author else ""
    text = (
        f"<html><head><meta charset=utf-8>{head}{script}</head><body><h1>A ferry</h1>{body}{STORY}{after}</body></html>"
    )
    return text.encode()


@pytest.mark.parametrize(
    ("page", "bylines"),
    [
        (_page(author={"@type": "Person", "givenName": "Ann", "familyName": "Harkness"}), (ANN,)),
        (
            _page(
                author={
                    "@type": "Person",
                    "name": "Ann Harkness",
                    "jobTitle": "Harbour correspondent",
                    "sameAs": ["https://ann.example", "https://twitter.com/annharkness"],
                }
            ),
            (Byline("Ann Harkness", "@annharkness", role="Harbour correspondent"),),
        ),
        (_page(author=[{"@type": "Person", "name": "Ann Harkness (aha)"}, "Tom Okafor (tok.)"]), (ANN, TOM)),
        (_page('<meta name="author" content="Ann Harkness, Tom Okafor">', author="Ann Harkness"), (ANN, TOM)),
        (_page(SITE, '<a rel="author">Ann Harkness</a>', {"@type": "Organization", "name": "Gazette"}), (ANN,)),
        (_page(SITE, '<a rel="author">Ann Harkness</a>', {"@type": "Person", "name": "The Gazette"}), (ANN,)),
        (_page(SITE, author={"@type": "Organization", "name": "The Gazette"}), (Byline("The Gazette", kind="desk"),)),
        (_page(body='<p class="byline">Ann Harkness</p>', author={"@type": "Person", "name": "admin"}), (ANN,)),
        (_page(body="<p>Ann Harkness sails.</p>", author={"@type": "Person", "name": "ann.harkness"}), (ANN,)),
        (_page(author={"@type": "Person", "name": "Theo James Harkness"}), (Byline("Theo James Harkness"),)),
        (_page(author={"@type": "Person", "name": "By Ann Harkness"}), (ANN,)),
        (_page(author={"@type": "Person", "name": "ann.harkness"}), (Byline("ann.harkness", kind="account"),)),
        (_page(body='<span class="vcard"><a class="fn">Annie</a></span>'), (Byline("Annie"),)),
        (_page(body='<div class="comment"><b class="author">Tom Okafor</b></div><p>By Ann Harkness</p>'), (ANN,)),
        (_page(body='<figure><i class="author">Tom Okafor</i></figure><p>By Ann Harkness | 2 May</p>'), (ANN,)),
        (_page(body="<p>Von Ann Harkness, dpa</p>"), (ANN, Byline("dpa", kind="agency"))),
        (
            _page(author="Ann Harkness", after="<p>(Reporting by Ann Harkness; Editing by Tom Okafor)</p>"),
            (ANN, Byline("Tom Okafor", role="editing")),
        ),
        (_page(body="<p>By and by the boats came back.</p>"), ()),
    ],
)
def test_authors(page: bytes, bylines: tuple[Byline, ...]) -> None:
    assert dateline.parse(page, url="https://news.example/n/1").bylines == bylines


@pytest.mark.parametrize(
    ("page", "agencies", "evidence"),
    [
        (_page(author="AFP"), ("AFP",), "byline"),
        (_page(after="<p>© 2024 AFP</p>"), ("AFP",), "copyright “© 2024 AFP”"),
        (_page(after="<p>The boats are full. (dpa/lni)</p>"), ("dpa",), "closing “dpa/lni”"),
        (_page(after="<p>(with inputs from PTI and AFP)</p>"), ("PTI", "AFP"), None),
        (_page(after="<p>(with inputs from agencies)</p>"), (), None),
        (_page(body="<figure><figcaption>Photo: AFP</figcaption></figure>"), (), None),
    ],
)
def test_agencies(page: bytes, agencies: tuple[str, ...], evidence: str | None) -> None:
    article = dateline.parse(page)
    assert article.agencies == agencies
    if evidence:
        assert article.evidence["agencies"] == evidence


def test_a_name_that_closes_the_story_is_its_author_where_only_the_site_is_named() -> None:
    page = _page(SITE, author={"@type": "Organization", "name": "The Gazette"}, after="<p><b>Ann Harkness</b></p>")
    article = dateline.parse(page)
    assert article.bylines == (ANN,)
    assert article.evidence["bylines"] == "last lines of the story"
    assert article.confidence["bylines"] == "medium"
