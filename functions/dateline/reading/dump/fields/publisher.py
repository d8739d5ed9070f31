"""Who put a dump's page out, as its copyright line, a title with the site's name, or its addresses tell."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from dateline.reading.agencies import is_agency
from dateline.reading.cues import cue
from dateline.reading.dump.fields.told import Page, Source
from dateline.reading.identity import registrable_domain
from dateline.reading.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

FOOTER_LINES = 80
HEAD_LINES = 20
NARROWEST_NAME, WIDEST_NAME = 2, 48
MOST_WORDS = 7
FEWEST_LETTERS = 4
LAST_OF_STORY = 2
LONGEST_COPYRIGHT = 220
SHORTEST_HEADLINE = 12
WIDEST_ADDRESS = 300

_YEARS = r"(?:(?:19|20)\d\d(?:\s?[-–—,]\s?(?:(?:19|20)?\d\d|present))*)"
_SIGN = r"(?:copyright|\(c\)|©|ⓒ)"
_AFTER_SIGN = re.compile(
    rf"{_SIGN}[\s:]*(?:{_SIGN}\s*)?(?:{_YEARS}[\s,.:|·-]*)?(?:by\s+|of\s+)?(?P<name>[^\d\s©|·•(][^©|·•(]{{1,80}})",
    re.IGNORECASE,
)
_BEFORE_SIGN = re.compile(rf"(?P<name>[^©|·•.]{{2,60}}?)[\s,]*(?:{_SIGN})\s*{_YEARS}", re.IGNORECASE)
# What follows the name in a notice: a full stop, a year, the words about rights.
_NAME_ENDS = re.compile(
    rf"\s*(?:[.。](?:\s|$)|,\s|;|\s[-–—]\s|\s{_YEARS}|all rights|alle rechte|tous droits|todos los derechos"
    r"|todos os direitos|tutti i diritti|alle rechten|med ensamrätt|все права).*$",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"[,\s]+(?:inc|ltd|limited|llc|plc|gmbh|ag|s\.?a|s\.?r\.?l|s\.?p\.?a|b\.?v|pty|co|corp|kg|&)\b\.?(?:\s*(?:&|co)\b.*|\s+(?-i:[a-zß-ÿ]).*)?$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[a-z][A-Z].*[a-z][A-Z]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_TITLE_PARTS = re.compile(r"\s+[|–—-]\s+|\s*\|\s*")
_TITLE_MARKS = ("|", " - ", " – ", " — ")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'()]{4,250}", re.IGNORECASE)
_SITES = re.compile(
    r"(?:facebook|twitter|x|instagram|youtube|t|linkedin|google|pinterest|whatsapp|telegram|tiktok|apple|bit)\.\w{2,3}$"
)


def named_publisher(text: str) -> str | None:
    """A publisher's name from what stands in its place: short, no agency or other notice, less the company's form."""
    name = _NAME_ENDS.sub("", text).strip(" .,:;-–—|")
    name = _COMPANY.sub("", name).strip(" .,&") or name
    shaped = NARROWEST_NAME <= len(name) <= WIDEST_NAME and len(name.split()) <= MOST_WORDS
    if not shaped or _GLUED.search(name) or is_agency(name) or not _LETTERS.search(name):
        return None
    return None if (name[0].islower() and "." not in name) or cue(name).says("legal") else name


def _copyright_lines(page: Page) -> Iterator[tuple[str, int]]:
    count = len(page.lines)
    for index in reversed(range(max(page.end - LAST_OF_STORY, count - FOOTER_LINES, 0), count)):
        text = page.lines[index].text[:LONGEST_COPYRIGHT]
        if "©" in text or "opyright" in text or "COPYRIGHT" in text or "(c)" in text or "ⓒ" in text:
            for form in (_AFTER_SIGN, _BEFORE_SIGN):
                if (told := form.search(text)) and (name := named_publisher(told["name"])):
                    yield name, index
                    break


def _owners_said_again(page: Page) -> Iterator[tuple[str, int]]:
    """An owner whose name the rest of the page says, too: other owners are companies that readers do not know."""
    for name, index in _copyright_lines(page):
        folded = name.casefold()
        if sum(folded in line.folded for line in page.lines) > 1:
            yield name, index


def _title_ends(page: Page) -> Iterator[tuple[str, int]]:
    """`Headline | Site` above the story, where the headline stands alone elsewhere."""
    if page.headline is None:
        return
    said = wording(page.lines[page.headline].text)
    for index in range(min(HEAD_LINES, page.start)):
        text = page.lines[index].text
        parts = _TITLE_PARTS.split(text) if any(mark in text for mark in _TITLE_MARKS) else []
        if len(parts) > 1 and wording(parts[0]) == said and (name := named_publisher(parts[-1])):
            yield name, index


def _names_in_address(page: Page) -> Iterator[tuple[str, int]]:
    """A short line that says the label of the domain: `The Harbour Post` for theharbourpost.example."""
    domain = registrable_domain(page.url) if page.url else domain_told(page)
    label = (domain or "").partition(".")[0].replace("-", "")
    if len(label) < FEWEST_LETTERS:
        return
    widest = min(WIDEST_NAME, 2 * len(label) + len("the "))
    for index, line in enumerate(page.lines):
        if len(label) <= line.width <= widest and not page.start <= index < page.end:
            own = wording(line.text).replace(" ", "")
            if own in {label, f"the{label}"} and (name := named_publisher(line.text)):
                yield name, index


def without_site(text: str, page: Page, publisher: str | None) -> str:
    """A headline without the site's name behind it, which the page says in a line of its own or elsewhere."""
    at = max(text.rfind(" | "), text.rfind(" - "), text.rfind(" – "), text.rfind(" — "))
    tail = wording(text[at + 3 :]) if at >= SHORTEST_HEADLINE else ""
    if not tail or len(tail.split()) > MOST_WORDS:
        return text
    named = publisher is not None and tail == wording(publisher)
    if named or any(line.width <= WIDEST_NAME and wording(line.text) == tail for line in page.lines):
        return text[:at].rstrip()
    return text


def domain_told(page: Page) -> str | None:
    """The domain that most addresses in the page's furniture have, but for those of social networks."""
    found: Counter[str] = Counter()
    for index, line in enumerate(page.lines):
        if ("www." in line.folded or "http" in line.folded) and not page.start <= index < page.end:
            for address in _ADDRESS.findall(line.text[:WIDEST_ADDRESS]):
                full = address if address.lower().startswith("http") else f"https://{address}"
                domain = registrable_domain(full.rstrip(".,;"))
                if domain and not _SITES.fullmatch(domain.lower()):
                    found[domain.lower()] += 1
    return found.most_common(1)[0][0] if found else None


PUBLISHER: tuple[Source[str], ...] = (
    Source("end of the title", "Titles close with the site's name: “Headline | Site”.", "high", _title_ends),
    Source("name of the domain", "A line says what the address spells.", "high", _names_in_address),
    Source(
        "name said again", "The holder of the rights, where other lines name it, too.", "medium", _owners_said_again
    ),
    Source("copyright line", "The page's foot tells who holds the rights.", "low", _copyright_lines),
)
