"""Where an HTML page tells who wrote the story.

A source is believed when it names somebody: a person, a desk or an agency. The site's own name, the login of an
account ("admin", "ann.lee") and a missing author are told last, where no other source names anybody.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.article import Byline
from dateline.reading.agencies import is_agency
from dateline.reading.bylines import MOST_AUTHORS, is_name, parse_byline
from dateline.reading.html.fields.byline_elements import Marked, byline_lines, first_named
from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page import Page, tidy
from dateline.reading.html.page.jsonld import JSON_LD, text_of, types_of
from dateline.reading.html.page.site import Site
from dateline.reading.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from dateline.reading.html.page.jsonld import Node

    Reader = Callable[[Page], Iterator[Found["Bylines"]]]

Bylines = tuple[Byline, ...]

MOST_STORIES = 5
LONGEST_NAME = 60
_METAS = (
    "author", "article:author", "article:author_name", "og:article:author", "parsely-author", "sailthru.author",
    "cxenseparse:author", "dc.creator", "dc:creator", "dcterms.creator", "dcsext.author", "byl", "authors",
    "articleauthor",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_LOGIN = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_LOGIN_MARKS = re.compile(r"[._-]")
_MIDDLE = r"\s(?:\w\.\s)?"
_PROFILE = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/@?(\w{2,15})/?(?:$|\?)", re.IGNORECASE)


def _in_stories(page: Page) -> Iterator[Found[Bylines]]:
    for bylines in page.once(_told_in_stories):
        yield from _named(bylines, page, JSON_LD)


def _more_in_metas(page: Page) -> Iterator[Found[Bylines]]:
    """The author metas that name all whom JSON-LD names, and more."""
    told = next(_in_stories(page), None) if page.once(_told_in_metas) else None
    if told is None:
        return
    known = {wording(byline.name or "") for byline in told.value}
    for found in _in_metas(page):
        named = {wording(byline.name or ""): byline.kind for byline in found.value}
        if known < named.keys() and all(named[more] == "person" for more in named.keys() - known):
            yield found


def _in_metas(page: Page) -> Iterator[Found[Bylines]]:
    for bylines, where in page.once(_told_in_metas):
        yield from _named(bylines, page, where)


def _marked(elements: Callable[[Marked], Iterator[LexborNode]], *, certain: bool, sole: bool = False) -> Reader:
    """Reads the first of the marked elements that names somebody, and those beside it unless it stands `sole`."""

    def read(page: Page) -> Iterator[Found[Bylines]]:
        found = first_named(elements(page.once(Marked)), certain=certain, sole=sole)
        if found and certain:
            yield from _credited(*found)
        elif found:
            yield from _shown(found[0], page, found[1])

    return read


def _lines_that_say_by(page: Page) -> Iterator[Found[Bylines]]:
    for bylines, where in byline_lines(page):
        yield from _shown(bylines, page, where)


def _nobody_else(page: Page) -> Iterator[Found[Bylines]]:
    """What JSON-LD and the metas say where no source names anybody else: the site itself, or an account."""
    told = [(bylines, JSON_LD) for bylines in page.once(_told_in_stories)]
    told += page.once(_told_in_metas)
    for bylines, where in told:
        yield from _credited([_typed_anew(byline, page) for byline in bylines], where)


BYLINES = (
    Source("author metas that name more", _more_in_metas, "JSON-LD made for one author leaves the others out."),
    Source("JSON-LD author", _in_stories, "What publishers tell machines about authors is kept with care."),
    Source(
        "microdata author", _marked(Marked.microdata, certain=True), "Markup that says author is meant for machines."
    ),
    Source("author meta", _in_metas, "Older pages name their authors in metas."),
    Source(
        "rel=author", _marked(Marked.related, certain=True), "A link to the author's page carries the author's name."
    ),
    Source("hCard", _marked(Marked.cards, certain=True), "Blogs mark names of authors with microformats.", "medium"),
    Source(
        "link in a byline",
        _marked(Marked.links, certain=False),
        "Names in bylines link to the author's page.",
        "medium",
    ),
    Source(
        "byline element",
        _marked(Marked.elements, certain=False, sole=True),
        "Templates call the element byline or author.",
        "medium",
    ),
    Source("site or account", _nobody_else, "Nobody is named but the site, or a login.", "low"),
    Source("line that says by whom", _lines_that_say_by, "Plain pages say it in words.", "medium"),
)


def _told_in_stories(page: Page) -> list[list[Byline]]:
    """The authors of each story in JSON-LD that names any."""
    told: list[list[Byline]] = []
    for story in page.linked.stories:
        authors = page.linked.each(story.get("author") or story.get("creator"))
        if bylines := [byline for author in authors for byline in _typed(author, page)]:
            told.append(bylines)
        if len(told) == MOST_STORIES:
            break
    return told


def _told_in_metas(page: Page) -> list[tuple[list[Byline], str]]:
    told: list[tuple[list[Byline], str]] = []
    for name in _METAS:
        told_here = page.metas.get(name, ())[:MOST_AUTHORS]
        contents = [content for content in told_here if not _ADDRESS.search(content)]
        if contents:
            told.append(([byline for text in contents for byline in _led(text, page)], f"meta[{name}]"))
    return told


def _led(text: str, page: Page) -> tuple[Byline, ...]:
    if page.once(Site).is_whole(text):
        return (Byline(text, kind="desk"),)
    return parse_byline(text) or parse_byline(f"by {text}")


def _typed(author: object, page: Page) -> Iterator[Byline]:
    """The bylines of a JSON-LD author: its type says whether it is a person."""
    if not isinstance(author, dict):
        yield from _read(author, None, page)
        return
    types = types_of(author)
    kind = "Person" if "Person" in types else types[0] if types else None
    names = author.get("name") or _spelled(author)
    read = [byline for name in (names if isinstance(names, list) else [names]) for byline in _read(name, kind, page)]
    if len(read) == 1 and read[0].kind == "person":
        read = [replace(read[0], role=read[0].role or _job(author), handle=read[0].handle or _handle(author))]
    yield from read


def _job(author: Node) -> str | None:
    """What schema.org's `jobTitle` says that the author is."""
    text = tidy(text_of(author.get("jobTitle")) or "")
    return text if 0 < len(text) <= LONGEST_NAME else None


def _handle(author: Node) -> str | None:
    """The account that `sameAs` links to."""
    links = author.get("sameAs")
    for link in links if isinstance(links, list) else [links]:
        if isinstance(link, str) and (found := _PROFILE.search(link)):
            return "@" + found[1]
    return None


def _spelled(author: Node) -> str:
    """The name that schema.org's parts of a name make."""
    return " ".join(text_of(author.get(part)) or "" for part in ("givenName", "additionalName", "familyName"))


def _read(name: object, kind: str | None, page: Page) -> Iterator[Byline]:
    text = tidy(text_of(name) or "")
    if not text or _ADDRESS.search(text):
        return
    languages = frozenset(tag.split("-")[0].lower() for tag in page.languages)
    parsed = parse_byline(text, languages=languages | {"en"} if kind == "Person" else None)
    if kind == "Person" and len(parsed) == 1 and parsed[0].kind == "account":
        yield parsed[0]
    elif kind is not None and kind != "Person" and len(text) < LONGEST_NAME:
        yield Byline(text, kind="agency" if is_agency(text) else "desk")
    elif parsed:
        yield from parsed
    elif kind and len(text) < LONGEST_NAME:
        yield Byline(text, kind="agency" if is_agency(text) else "person")


def _named(bylines: Iterable[Byline], page: Page, where: str) -> Iterator[Found[Bylines]]:
    """The authors but for the site itself and for accounts; nothing where that leaves nobody."""
    kept = [b for b in bylines if b.kind == "agency" or not (_is_login(b) or page.once(Site).is_whole(b.name or ""))]
    yield from _credited(kept, where)


def _shown(bylines: Iterable[Byline], page: Page, where: str) -> Iterator[Found[Bylines]]:
    """The same for what readers see, where bylines name the site's parts as well; a desk alone is nobody."""
    kept = [byline for byline in bylines if byline.kind == "agency" or not page.once(Site).owns(byline.name or "")]
    if any(byline.kind in ("person", "agency") for byline in kept):
        yield from _named(kept, page, where)


def _credited(bylines: Iterable[Byline], where: str) -> Iterator[Found[Bylines]]:
    """Each author once; a login is the name of an account."""
    told = dict.fromkeys(replace(byline, kind="account") if _is_login(byline) else byline for byline in bylines)
    if kept := tuple(told)[:MOST_AUTHORS]:
        yield Found(kept, "; ".join(byline.name or byline.handle or "" for byline in kept), where)


def _typed_anew(byline: Byline, page: Page) -> Byline:
    """A login as the person whose name makes it, and the site as those who write together."""
    if _is_login(byline):
        return _spelled_out(byline, page)
    return replace(byline, kind="desk") if page.once(Site).is_whole(byline.name or "") else byline


def _spelled_out(login: Byline, page: Page) -> Byline:
    """The person whose name makes the login (`ann.lee`), where the page shows that name."""
    parts = _LOGIN_MARKS.split(login.name or "")
    body = page.tree.body
    if len(parts) < 2 or body is None:
        return login
    found = re.search(rf"\b{_MIDDLE.join(map(re.escape, parts))}\b", body.text(separator=" "), re.IGNORECASE)
    return replace(login, name=found[0]) if found and is_name(found[0], alone=False) else login


def _is_login(byline: Byline) -> bool:
    return byline.kind == "person" and bool(byline.name and _LOGIN.fullmatch(byline.name))
