"""What a story is about, as concepts of the IPTC's Media Topics: what its page says of it, else what its words tell.

The page's section, breadcrumbs, address and keywords are believed where their names are known; the text is asked only
where they tell nothing, or where they leave a choice. Nothing is told where neither is clear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.document import Found
from dateline.enrichment.subjects.labels import Labels, by_keywords, by_section
from dateline.enrichment.subjects.topics import topic
from dateline.enrichment.subjects.wording import bears_out, leading
from dateline.findings import Subject

if TYPE_CHECKING:
    from dateline.enrichment.document import Document
    from dateline.enrichment.subjects.topics import Topic

__all__ = ["Labels", "find", "why_unknown"]

MOST = 4
NOT_KNOWN = "the page names no section that is known, and subjects are told by their words in English only"

_SHOWN_WORDS = 5


def find(document: Document, labels: Labels) -> tuple[Found[Subject], ...]:
    """At most four concepts, a narrower one before its top term."""
    found: dict[str, Found[Subject]] = {}
    section = by_section(labels)
    choice: tuple[Topic, ...] = ()
    if section and section.sure:
        for one in section.topics:
            _tell(found, one, section.source, "the page's section names it")
    elif section:
        choice = section.topics
    for told in by_keywords(labels):
        if _is_english(document) and not bears_out(document.text, document.title, told.topics[0].top):
            continue
        _tell(found, told.topics[0], told.source, "a keyword of the page names it")
    if not found and _is_english(document):
        lead = leading(document.text, document.title, {one.top for one in choice})
        if lead:
            words = ", ".join(lead.words[:_SHOWN_WORDS])
            concept = next((one for one in choice if one.top == lead.code), topic(lead.code))
            _tell(found, concept, "text", f"telling words: {words}")
    return tuple(found.values())[:MOST]


def why_unknown(document: Document) -> str | None:
    """Why a text has no subjects, where that is for its language."""
    return None if _is_english(document) else NOT_KNOWN


def _tell(found: dict[str, Found[Subject]], concept: Topic, source: str, rule: str) -> None:
    for one in dict.fromkeys((concept, topic(concept.top))):
        found.setdefault(one.code, Found(Subject(one.code, one.name, source), rule))


def _is_english(document: Document) -> bool:
    return (document.language or "").partition("-")[0].lower() == "en"
