"""Versions of the code: each reads and enriches a little differently, and tells so in what it makes.

The functions' own code is the same for all; what differs is what it takes for the version of its parser and enricher,
which is set anew whenever a worker goes on.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

import dateline.intake
import dateline.store.items
from dateline.article import PARSER_VERSION, Article, Upload
from dateline.enrichment import enrich
from dateline.messages import RejectedUpload
from dateline.reading import parse
from dateline.record import ENRICHER_VERSION, Record
from dateline.rejection import Reason, Rejection
from dateline.revision import revision
from tests.faults.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from dateline.limits import Limits


@dataclasses.dataclass(frozen=True, slots=True)
class Code:
    """The code as it was deployed after so many others: 0 is the code at hand."""

    number: int

    @property
    def parser_version(self) -> str:
        """The version of its parser."""
        return str(int(PARSER_VERSION) + self.number)

    @property
    def enricher_version(self) -> str:
        """The version of its enricher."""
        return str(int(ENRICHER_VERSION) + self.number)

    @property
    def revision(self) -> str:
        """Both, as rows tell them."""
        return revision(self.parser_version, self.enricher_version)

    def run_in(self, handler: Callable[..., Any]) -> None:
        """Let this be the code that runs from here on, in the module of this handler."""
        variables: MutableMapping[str, Any] = inspect.unwrap(handler).__globals__
        if "enrich" in variables:
            variables["enrich"] = self.enriched
        library: Any = dateline.intake
        library.parse = self.parsed
        library.CURRENT = self.revision
        library.RejectedUpload = functools.partial(RejectedUpload, parser_version=self.parser_version)
        items: Any = dateline.store.items
        items.CURRENT = self.revision
        items.ENRICHER_VERSION = self.enricher_version

    def parsed(
        self, data: bytes, *, content_type: str | None, key: str | None, uploaded_at: str | None, limits: Limits
    ) -> Article:
        """What this code reads in a page: from the second on, one kind of page is refused and another is not."""
        if self.number and data == PAGES["storm"]:
            raise Rejection(Reason.NO_ARTICLE, f"{self.parser_version} refuses it.")
        if self.number and data == PAGES["home"]:
            data = PAGES["storm, undated"]
        article = _parsed(data, content_type, key, uploaded_at, limits)
        return dataclasses.replace(
            article, parser_version=self.parser_version, section=f"read by {self.parser_version}"
        )

    def enriched(self, article: Article) -> Record:
        """What this code finds in an article."""
        bare = dataclasses.replace(article, upload=Upload(), article_id="")
        record = _enriched(_Compared(repr(bare), bare))
        return dataclasses.replace(
            record,
            upload=article.upload,
            article_id=article.article_id,
            enricher_version=self.enricher_version,
            summary=f"found by {self.enricher_version}",
        )


THE_FIRST: Final = Code(0)


@contextmanager
def deployable() -> Iterator[None]:
    """Until the end of the block the library may be one code or the other; then it is itself again."""
    intake: Any = dateline.intake
    items: Any = dateline.store.items
    names = ("parse", "CURRENT", "RejectedUpload")
    with (
        patch.multiple(intake, **{name: getattr(intake, name) for name in names}),
        patch.multiple(items, CURRENT=items.CURRENT, ENRICHER_VERSION=items.ENRICHER_VERSION),
    ):
        yield


@functools.lru_cache(512)
def _parsed(data: bytes, content_type: str | None, key: str | None, uploaded_at: str | None, limits: Limits) -> Article:
    return parse(data, content_type=content_type, key=key, uploaded_at=uploaded_at, limits=limits)


@dataclasses.dataclass(frozen=True)
class _Compared:
    """An article, which holds mappings, as a key of a cache."""

    text: str
    article: Article = dataclasses.field(compare=False)


@functools.lru_cache(512)
def _enriched(compared: _Compared) -> Record:
    return enrich(compared.article)
