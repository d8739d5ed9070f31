"""Where an HTML page tells the name of its publisher.

Templates put slogans, owners, agencies and the software's name where the publisher's belongs. A name that the domain or
the end of the page's title confirms is believed before any that nothing confirms.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dateline.normal_form import normalized
from dateline.reading.agencies import is_agency
from dateline.reading.home_pages import HOME_NAMES
from dateline.reading.html.fields.refusals import Refusal, refused
from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.page.jsonld import JSON_LD, text_of, types_of
from dateline.reading.identity import registrable_domain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST_NAME = 60
LONGEST_TOLD = 300
SHORTEST_LABEL = 3
LONG_LABEL = 4
MOST_WORDS_AT_END = 6
MOST_WORDS_OF_OWNER = 4
_PARTS = re.compile(r"\s[|\-–—·•»:]\s|\s?\|\s?|\s?»\s?|\s[-–]$")
_LEGAL_FORM = re.compile(
    r"(?<!\w)(?:GmbH|AG|KG|Inc|Ltd|LLC|Limited|plc|A/S|AS|AB|Oy|S\.?p\.?A|S\.?r\.?l|S\.?A\.?S?|e\. ?V|B\.?V|Kft|Zrt"
    r"|s\.r\.o|a\.s|Sp\. z o\. ?o|ООО|АО|ЗАО|株式会社)\.?(?!\w)"
)
_DOMAIN = re.compile(r"[\w-]+(?:\.[a-z]{2,})+", re.IGNORECASE)
_TOP_LEVEL = re.compile(r"\.[a-z]{2,4}$")
_WORDS = re.compile(r"\w+")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)|copyright|by|\d{4}|[-–,]))*+\s*([^\W\d_][^©|•·,.:;()\d]{2,58})",
    re.IGNORECASE,
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_SITES = {"NewsMediaOrganization", "WebSite", "Organization", "NewsMedia", "Newspaper", "Periodical"}


def _is_address(name: str, _: Page) -> bool:
    return name.startswith(("http", "//", "@", "www.")) or " www." in name or "/" in name.strip("/")


def _is_too_long(name: str, _: Page) -> bool:
    return not 1 < len(name) <= LONGEST_NAME


def _is_software(name: str, page: Page) -> bool:
    folded = name.casefold()
    return any(folded in generator.casefold() for _, generator in page.meta(("generator",)))


def _is_first_page(name: str, _: Page) -> bool:
    return name.casefold() in HOME_NAMES


def _is_supplier(name: str, page: Page) -> bool:
    return is_agency(name) and not confirmed(name, page)


def _is_domain(name: str, page: Page) -> bool:
    return _DOMAIN.fullmatch(name) is not None and in_domain(name, page)


def _is_owner(name: str, _: Page) -> bool:
    return _LEGAL_FORM.search(name) is not None


REFUSALS = (
    Refusal("address", "templates fall back on a handle or the site's address where the name is not set", _is_address),
    Refusal("too long", "what is longer is a slogan, a description or several names", _is_too_long),
    Refusal("home page", "a template of the home page leaves `Home` where the name belongs", _is_first_page),
    Refusal("software", "hosted pages give the name of their software, which their generator meta gives", _is_software),
)
DOUBTS = (
    Refusal("agency", "a story taken over names the agency where the paper's name belongs", _is_supplier),
    Refusal("domain", "a name written as the domain is second to one that people say", _is_domain),
    Refusal("owner", "a name with a legal form is the owner's, not that of the paper", _is_owner),
)


def confirmed(name: str, page: Page) -> bool:
    """Whether the domain is made of the name, or the page's title ends with it."""
    title, folded = page.title[-LONGEST_TOLD:].casefold(), name.casefold()
    at_end = len(title) > 2 * len(folded) and title.endswith((f" {folded}", f"|{folded}"))
    return (at_end and len(folded) >= SHORTEST_LABEL) or in_domain(name, page)


def in_domain(name: str, page: Page) -> bool:
    """Whether the domain is the name, most of it, its longest word or its initials, or a part of the name."""
    label = page.once(_label)
    if len(label) < SHORTEST_LABEL:
        return False
    words = _WORDS.findall(name.casefold())
    if label in words or "".join(word[0] for word in words) == label:
        return True
    if any(len(word) > LONG_LABEL and word in label and 2 * len(word) > len(label) for word in words):
        return True
    return any(
        (squeezed in label and 2 * len(squeezed) >= len(label)) or (label in squeezed and len(label) > LONG_LABEL)
        for squeezed in _squeezed(name)
    )


def _label(page: Page) -> str:
    """The domain without what registrars add: `example` of `https://news.example.co.uk/…`."""
    addresses = (page.url or "", *(url for _, url in page.meta(("og:url",))), *page.canonical)
    domain = next((domain for url in addresses if "://" in url and (domain := registrable_domain(url))), "")
    return domain.partition(".")[0].replace("-", "")


def _squeezed(name: str) -> tuple[str, ...]:
    """The name as it may stand in a domain: without spaces, accents, top-level domain."""
    folded = _TOP_LEVEL.sub("", name.casefold())
    spelled = "".join(_WORDS.findall(folded.translate(_UMLAUTS)))
    bare = "".join(_WORDS.findall("".join(c for c in normalized("NFKD", folded) if not unicodedata.combining(c))))
    return tuple(dict.fromkeys((spelled, bare)))


def _named(text: object, page: Page, where: str) -> Iterator[Found[str]]:
    """The name without the slogan or section that stands beside it."""
    name = tidy((text_of(text) or "")[:LONGEST_TOLD])
    if not name:
        return
    parts = [part.strip() for part in _PARTS.split(name) if part.strip()]
    if len(parts) > 1:
        name = next((part for part in parts if confirmed(part, page)), parts[0])
    if not refused(name, page, REFUSALS):
        yield Found(name, name, where)


def _story_publisher(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        for publisher in page.linked.each(story.get("publisher")):
            if not (isinstance(publisher, dict) and "Person" in types_of(publisher)):
                yield from _named(publisher, page, JSON_LD)


def _open_graph_site(page: Page) -> Iterator[Found[str]]:
    for name, content in page.meta(("og:site_name",)):
        yield from _named(content, page, f"meta[{name}]")


def _site_itself(page: Page) -> Iterator[Found[str]]:
    for node in page.linked.nodes:
        if not _SITES.isdisjoint(types_of(node)):
            yield from _named(node.get("name"), page, JSON_LD)
    names = ("publisher", "dc.publisher", "application-name", "apple-mobile-web-app-title", "article:publisher_name")
    for name, content in page.meta(names):
        yield from _named(content, page, f"meta[{name}]")


def _spelled_as_domain(page: Page) -> Iterator[Found[str]]:
    for read in (_story_publisher, _open_graph_site, _site_itself):
        yield from (found for found in read(page) if _is_domain(found.value, page))


def _title_end(page: Page) -> Iterator[Found[str]]:
    parts = [part.strip() for part in _PARTS.split(page.title[:LONGEST_TOLD]) if part.strip()]
    if len(parts) > 1:
        for part in (parts[-1], parts[0]):
            if len(part.split()) <= MOST_WORDS_AT_END and in_domain(part, page):
                yield from _named(part, page, "head > title")


def _copyright_line(page: Page) -> Iterator[Found[str]]:
    for node in page.tree.css("footer, [class*=copyright], [id*=copyright], #footer")[:3]:
        if found := _COPYRIGHT.search(tidy(node.text()[:20_000])[:2_000]):
            name = found[1].strip(" -–")
            if in_domain(name, page) or len(name.split()) <= MOST_WORDS_OF_OWNER:
                yield from _named(name, page, path_of(node))


def _owner_or_agency(page: Page) -> Iterator[Found[str]]:
    yield from _story_publisher(page)
    yield from _open_graph_site(page)


def _only_confirmed(read: Callable[[Page], Iterator[Found[str]]]) -> Callable[[Page], Iterator[Found[str]]]:
    return lambda page: (found for found in read(page) if confirmed(found.value, page))


def _undoubted(read: Callable[[Page], Iterator[Found[str]]]) -> Callable[[Page], Iterator[Found[str]]]:
    return lambda page: (found for found in read(page) if not refused(found.value, page, DOUBTS))


PUBLISHER = (
    Source(
        "JSON-LD publisher, confirmed",
        _undoubted(_only_confirmed(_story_publisher)),
        "the story's own node names its publisher, and the domain or title bears it out",
    ),
    Source(
        "OpenGraph site name, confirmed",
        _undoubted(_only_confirmed(_open_graph_site)),
        "the name that shared links are shown with, where JSON-LD gives a slogan, an owner or an agency",
    ),
    Source("JSON-LD publisher", _undoubted(_story_publisher), "names in scripts that no domain can bear out", "medium"),
    Source("OpenGraph site name", _undoubted(_open_graph_site), "the same without JSON-LD", "medium"),
    Source("name spelled as the domain", _spelled_as_domain, "papers whose name is their domain: Example.com"),
    Source(
        "site's own name", _undoubted(_site_itself), "the site as a whole gives its name where stories do not", "medium"
    ),
    Source(
        "end of the title",
        _title_end,
        "plain pages name themselves in the title alone; without the domain's word it might be a section",
        "medium",
    ),
    Source("copyright line", _copyright_line, "plain pages name their owner in the footer, if anywhere", "low"),
    Source("owner or agency", _owner_or_agency, "better an owner's name than none", "low"),
)
