"""An HTML page parsed once by lexbor, with its head, its JSON-LD and its attributes at hand for the fields' sources."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

from selectolax.lexbor import LexborHTMLParser

from dateline.reading.html.page.bounds import bounded
from dateline.reading.html.page.jsonld import LinkedData, text_of
from dateline.reading.html.soup import take_apart
from dateline.reading.invisible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from dateline.reading.html.soup.beautifulsoup import BeautifulSoup

T = TypeVar("T")

LONGEST_VALUE = 5_000

_NAMES = ("property", "name", "itemprop")
_BUTTONS = 'button, input[type="submit"], input[type="button"], [role="button"]'
MOST_BUTTONS = 100
# What is asked of most pages, in one walk: each walk through a page of ordinary size costs as much as a field.
_TOLD = 'meta[content], link[rel~="canonical" i][href], script[type*="ld+json" i], figure, h1, h2, title'
# What is asked for where they do not: attributes of all elements are slow to look at.
_TRAILS = (
    'a[rel~="category"], [itemtype*="BreadcrumbList"], [typeof*="Breadcrumb"], [aria-label*="breadcrumb" i],'
    ' [class*="breadcrumb" i], [id*="breadcrumb" i]'
)
_NO_TRAILS = frozenset({"meta", "link", "script", "figure"})


def tidy(text: str) -> str:
    """The text as a reader sees it: white space collapsed, invisible characters gone."""
    text = text.strip()
    if text.isprintable() and "  " not in text:  # of all white space only the space is printable
        return text
    text = " ".join(text.split())
    return text if text.isprintable() else visible(text).strip()


def path_of(node: LexborNode) -> str:
    """A short CSS-like path to the node: its nearest ancestors' tags, with id or first class."""
    steps: list[str] = []
    step: LexborNode | None = node
    while step is not None and step.tag and step.tag not in ("html", "-undef") and len(steps) < 4:
        attributes = step.attributes
        steps.append(described(step.tag, attributes.get("id") or "", attributes.get("class") or ""))
        step = step.parent
    return " > ".join(reversed(steps))


def described(tag: str, identity: str, classes: str) -> str:
    """One step of a path: `div#story`, `p.lead`, `h1`."""
    if told := identity.split():
        return f"{tag}#{told[0][:40]}"
    if told := classes.split():
        return f"{tag}.{told[0][:40]}"
    return tag


def _label(button: LexborNode) -> str:
    return tidy(button.text()[:LONGEST_VALUE]) or button.attributes.get("value") or ""


class Page:
    """What the page says outside of the story's text.

    `url` is the address that it was saved from, `not_after` the day by which it was, where they are known; `headings`
    are those of the first two levels; `soup` is the region of the story, once it is picked.
    """

    def __init__(self, markup: bytes, url: str | None = None, not_after: str | None = None) -> None:
        safe = bounded(markup)
        self.url = url
        self.not_after = not_after
        self.tree = LexborHTMLParser(safe.markup)
        self._once: dict[object, Any] = {}
        self.soup: BeautifulSoup | None = None
        self.metas: dict[str, list[str]] = {}
        self.canonical: list[str] = []
        self.figures: list[LexborNode] = []
        self.headings: list[LexborNode] = []
        self._titles: list[LexborNode] = []
        scripts: list[str] = []
        for node in self.tree.css(_TOLD):
            tag = node.tag
            if tag == "meta":
                self._add_meta(node)
            elif tag == "link":
                self.canonical.append(tidy(node.attributes.get("href") or ""))
            elif tag == "script":
                scripts.append(node.text())
            elif tag == "figure":
                self.figures.append(node)
            elif tag == "title":
                self._titles.append(node)
            else:
                self.headings.append(node)
        self.linked = LinkedData(scripts)
        self.warnings = (*safe.warnings, *self.linked.warnings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of all that was read: in circles, as it is linked, it would stay until garbage is collected."""
        if self.soup:
            take_apart(self.soup)
        vars(self).clear()

    def meta(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """(name, content) of the metas so named, in the order of the names; empty ones are left out."""
        for name in names:
            for content in self.metas.get(name, ()):
                yield name, content

    @cached_property
    def trails(self) -> list[LexborNode]:
        """The elements named after breadcrumbs, and the links to categories."""
        return [node for node in self.tree.css(_TRAILS) if node.tag not in _NO_TRAILS]

    @cached_property
    def title(self) -> str:
        """The text of the title element; drawings have titles, too."""
        in_head = (node for node in self._titles if node.parent is not None and node.parent.tag == "head")
        node = next(in_head, next(iter(self._titles), None))
        return tidy(node.text()) if node else ""

    @cached_property
    def buttons(self) -> str:
        """What is written on the page's buttons, those too that picking the region has removed from the tree."""
        whole = LexborHTMLParser(self.tree.raw_html)
        return " ".join(_label(node) for node in whole.css(_BUTTONS)[:MOST_BUTTONS])

    @cached_property
    def declared_language(self) -> str | None:
        """The language that the root element declares."""
        root = self.tree.css_first("html")
        attributes = root.attributes if root else {}
        return attributes.get("lang") or attributes.get("xml:lang")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that the page declares, with their countries where it tells them, most specific first."""
        told = (self.declared_language, *(content for _, content in self.meta(("og:locale", "content-language"))))
        tags = [tag.strip().replace("_", "-") for tag in told if tag]
        return tuple(dict.fromkeys(sorted(tags, key=len, reverse=True)))

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """What the page calls its site, in metas and in JSON-LD."""
        names = [content for _, content in self.meta(("og:site_name", "application-name", "publisher", "twitter:site"))]
        for node in self.linked.nodes:
            names.extend(tidy(text_of(part) or "") for part in self.linked.each(node.get("publisher")))
        return tuple(dict.fromkeys(name.lstrip("@") for name in names if name))

    def once(self, read: Callable[[Page], T]) -> T:
        """What `read` makes of the page, worked out once however often it is asked for."""
        if read not in self._once:
            self._once[read] = read(self)
        found: T = self._once[read]
        return found

    def _add_meta(self, node: LexborNode) -> None:
        attributes = node.attributes
        content = tidy((attributes.get("content") or "")[:LONGEST_VALUE])
        if content:
            names = [name for name in map(attributes.get, _NAMES) if name]
            for name in names if len(names) == 1 else dict.fromkeys(names):
                self.metas.setdefault(name.strip().lower(), []).append(content)
