"""Where an HTML page tells the section of its story, and the trail of sections that leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from dateline.reading.home_pages import HOME_NAMES
from dateline.reading.html.fields.refusals import Refusal, refused
from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.page.jsonld import JSON_LD, text_of, types_of
from dateline.reading.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from selectolax.lexbor import LexborNode

LONGEST_SECTION = 50
LONGEST_HEADLINE = 500
MOST_STEPS = 8
MOST_TRAILS = 4

_NO_SECTION = frozenset(
    {
        "uncategorized", "uncategorised", "unkategorisiert", "allgemein", "non classé", "sin categoría",
        "sem categoria", "senza categoria", "article", "articles", "artikel", "post", "posts", "story", "stories",
        "blog", "featured", "featured news", "top-news", "null", "none", "undefined",
    }
)  # fmt: skip
_NO_TRAIL = frozenset({"html", "body", "main", "article", "a", "li"})
_MARKS = " ,/|›»>"
_DATED = re.compile(r"/(?:19|20)\d\d(?:/\d\d)?/?$")
_TEMPLATE = re.compile(r"[{}<>$]")


class Step(NamedTuple):
    """One step of a trail: its name, its address where it has one, whether it is the last of the trail."""

    name: str
    address: str | None
    last: bool


def _is_home(step: Step, page: Page) -> bool:
    if step.name.casefold() in HOME_NAMES or step.name in page.site_names:
        return True
    try:
        return step.address is not None and urlsplit(step.address).path in ("", "/") and not step.last
    except ValueError:
        return False


def _is_story(step: Step, page: Page) -> bool:
    said = words(step.name.rstrip(" ….>"))
    if not said or (step.last and step.address in (None, page.url)):
        return True
    told = page.once(_told)
    return any(
        said == headline or ((step.last or len(said) > 3) and said == headline[: len(said)]) for headline in told
    )


def _is_no_name(step: Step, _: Page) -> bool:
    name = step.name
    said = 1 < len(name) <= LONGEST_SECTION and any(map(str.isalpha, name))
    return not said or name.startswith("http") or _TEMPLATE.search(name) is not None


def _is_archive(step: Step, _: Page) -> bool:
    return step.address is not None and _DATED.search(step.address) is not None


REFUSALS = (
    Refusal("no name", "signs between the steps, addresses, whole sentences, unfilled templates", _is_no_name),
    Refusal("home page", "trails begin at the home page, which is no section", _is_home),
    Refusal(
        "story",
        "trails end with the story itself, often cut short; the page itself may go without an address",
        _is_story,
    ),
    Refusal("archive", "blogs lead through the archive of the month", _is_archive),
)


def _told(page: Page) -> list[list[str]]:
    headlines = [page.title[:LONGEST_HEADLINE], *(content for _, content in page.meta(("og:title", "twitter:title")))]
    headlines += [
        (text_of(story.get("headline")) or "")[:LONGEST_HEADLINE] for story in page.linked.stories[:MOST_TRAILS]
    ]
    return [words(headline) for headline in headlines if headline]


def _sections(steps: Iterable[Step], page: Page, where: str) -> Iterator[Found[tuple[str, ...]]]:
    kept = [step.name for step in steps if not refused(step, page, REFUSALS)]
    if trail := tuple(dict.fromkeys(kept[:MOST_STEPS])):
        yield Found(trail, " › ".join(trail), where)


def _linked_trail(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    for node in page.linked.nodes:
        items = node.get("itemListElement")
        if isinstance(items, dict):
            items = [items]
        if isinstance(items, list) and "BreadcrumbList" in types_of(node):
            yield from _sections(_linked_steps(items[: 2 * MOST_STEPS]), page, JSON_LD)


def _linked_steps(items: list[object]) -> Iterator[Step]:
    steps = [item for item in items if isinstance(item, dict)]
    for item in sorted(steps, key=_position):
        inner = item.get("item")
        address = inner.get("@id") or inner.get("url") if isinstance(inner, dict) else inner
        name = tidy(text_of(item) or text_of(inner if isinstance(inner, dict) else None) or "")
        yield Step(name, address if isinstance(address, str) else None, last=item is steps[-1])


def _position(item: Mapping[str, object]) -> int:
    position = str(item.get("position"))
    return int(position) if position.isdecimal() and len(position) < 4 else 0


def _marked_up(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    for node in page.trails[:MOST_TRAILS]:
        attributes = node.attributes
        if "Breadcrumb" in f"{attributes.get('itemtype')} {attributes.get('typeof')}":
            yield from _sections(_links(node), page, path_of(node))


def _named(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    for node in [node for node in page.trails if node.tag not in _NO_TRAIL][:MOST_TRAILS]:
        yield from _sections(_links(node), page, path_of(node))


def _links(trail: LexborNode) -> Iterator[Step]:
    """The links of a trail: the step that is none is the story."""
    links = trail.css("a[href]")[: 2 * MOST_STEPS]
    for link in links:
        yield Step(tidy(link.text()).strip(_MARKS), link.attributes.get("href"), last=False)


BREADCRUMBS = (
    Source("JSON-LD BreadcrumbList", _linked_trail, "the trail as search engines show it"),
    Source("breadcrumb markup", _marked_up, "the same as microdata or RDFa in the visible trail"),
    Source("breadcrumb links", _named, "a visible trail without markup is named for what it is", "medium"),
)


def _section(stated: str, page: Page, where: str) -> Iterator[Found[str]]:
    name = tidy(stated).strip(_MARKS)
    if name.casefold() not in _NO_SECTION and not refused(Step(name, None, last=False), page, REFUSALS):
        yield Found(name, name, where)


def _story_section(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        stated = text_of(story.get("articleSection")) or ""
        yield from _section(stated if len(stated) <= LONGEST_SECTION else stated.partition(",")[0], page, JSON_LD)


def _section_meta(page: Page) -> Iterator[Found[str]]:
    for name, content in page.meta(("article:section", "og:article:section", "section", "articlesection", "category")):
        yield from _section(content, page, f"meta[{name}]")


def _category_link(page: Page) -> Iterator[Found[str]]:
    for node in [node for node in page.trails if node.tag == "a"][:MOST_TRAILS]:
        yield from _section(node.text(), page, path_of(node))


SECTION = (
    Source("JSON-LD articleSection", _story_section, "the story's own node names its section"),
    Source("section meta", _section_meta, "the same for social networks"),
    Source("category link", _category_link, "blogs link the category with rel=category (microformats)", "medium"),
)
