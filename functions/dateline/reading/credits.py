"""Credits of news agencies elsewhere than in the dateline, and the reporters and editors named at a story's end.

`(with inputs from PTI)`, `© AFP`, `Quelle: dpa/lni`, a closing `(Reuters)`. Agencies are given by their usual names;
a credit to "agencies" names none, and none is made up for it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.reading.agencies import agency_named, may_name_agency
from dateline.reading.bylines import parse_byline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.article import Byline

LONGEST_CREDIT = 160
LONGEST_CLOSING = 60
LONGEST_CONTRIBUTORS = 600

_WORDS: dict[str, dict[str, list[str]]] = json.loads(
    (Path(__file__).parent / "data/credit_words.json").read_text("utf-8")
)


def _any_of(kind: str) -> str:
    told = {phrase for phrases in _WORDS[kind].values() for phrase in phrases}
    return "|".join(re.escape(phrase) for phrase in sorted(told, key=lambda phrase: (-len(phrase), phrase)))


_NAMES = r"(?P<names>[^()\[\]:：!?]{2,60}?)"
_END = r"\s?[)\]）]?[.。]?\s*"


@dataclass(frozen=True, slots=True)
class CreditForm:
    """A row of CREDITS: one way of crediting an agency; the pattern's group `names` holds who is credited.

    Beside a name in a `labelled` one others may stand; elsewhere only desks' signatures may.
    """

    name: str
    why: str
    pattern: re.Pattern[str]
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency by its usual name, the form of the credit, and the credit as printed."""

    agency: str
    form: str
    text: str


CREDITS = (
    CreditForm(
        "copyright",
        "Agencies hold the rights to what they supply: `© AFP`, `Copyright 2020 The Associated Press.`",
        re.compile(
            rf"(?:.{{0,40}}\s)?(?:©|\(c\)|copyright)\s?(?:©\s?|\(c\)\s?)?(?:by\s)?(?:\d{{4}}\s?)?{_NAMES}"
            rf"(?:\s\d{{4}})?(?:[.,]\s?all rights reserved.{{0,100}})?{_END}",
            re.IGNORECASE,
        ),
    ),
    CreditForm(
        "source",
        "Stories close with a label and the supplier: `Quelle: dpa`.",
        re.compile(rf"[(\[（]?(?:{_any_of('source')})\s?[:：]\s?{_NAMES}{_END}", re.IGNORECASE),
        labelled=True,
    ),
    CreditForm(
        "inputs",
        "A paper's own story says whose material it holds: `(with inputs from PTI)`, `mit dpa`.",
        re.compile(rf"(?:.{{0,40}}\s)?[(\[（]?(?:{_any_of('inputs')})\s{_NAMES}{_END}", re.IGNORECASE),
    ),
    CreditForm(
        "signature",
        "German, French and Nordic agencies sign at the end: `(dpa/lni)`, `/AFP/`, `dpa`.",
        re.compile(r"[(\[（/–—-]{0,2}\s?(?P<names>[^()\[\]:：!?]{2,40}?)\s?[)\]）/]{0,2}[.。]?\s*"),
    ),
)
"""Ways of crediting an agency in a short block of its own, the first that names one."""

_CLOSING = re.compile(
    r".*?(?:[(\[（]\s?(?P<names>[^()\[\]（）]{2,40}?)\s?[)\]）]|\s/(?P<slashed>[^/\s][^/]{1,20})/)\s?[.。]?\s*"
)
_CLOSES = (")", "]", "）", "/")
_APART = re.compile(r"\s*[/,;&+|、，]\s*|\s(?:and|und|et|y|e|og|och|en|i)\s")
# What stands beside an agency: the signature of its desk, a date.
_BESIDE_NAMES = re.compile(r"[^\W\d_]{1,5}|[\d.\s-]{1,12}")
_SIGNED = re.compile(r"(?P<agency>[^\W\d_]{2,8})(?:\s[A-Z]{2,4}){1,4}")
_REPORTING = tuple(phrase for phrases in _WORDS["reporting"].values() for phrase in phrases)
_LEADS = re.compile(rf"(?P<editing>{_any_of('editing')})\b|(?:{_any_of('reporting')})\b", re.IGNORECASE)
_CONTRIBUTORS = re.compile(
    rf"(?:.*\s)?[(\[](?P<bracketed>(?:{_any_of('reporting')})\s.*)|(?:{_any_of('reporting')})\s.*", re.IGNORECASE
)
_PARTED = re.compile(r"[;()\[\]]")


def credits_of(texts: Iterable[str]) -> tuple[Credit, ...]:
    """The agencies that texts credit, each once: short blocks of their own, and brackets that close a paragraph."""
    found: dict[str, Credit] = {}
    for text in texts:
        for credit in _credits_in(_squeezed(text)):
            found.setdefault(credit.agency, credit)
    return tuple(found.values())


def _squeezed(text: str) -> str:
    """The text with single spaces for its white space; that of blocks is so already."""
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def is_credit(text: str) -> bool:
    """Whether a block is an agency's credit and nothing else."""
    return len(text) <= LONGEST_CREDIT and may_name_agency(text) and bool(_short_credits(" ".join(text.split())))


def contributors(text: str) -> tuple[Byline, ...]:
    """Who a story's last lines say reported, wrote and edited it: `(Reporting by Ann Lee; Editing by Bo Chan)`."""
    tail = text[-LONGEST_CONTRIBUTORS:]
    folded = tail.casefold()
    told = _CONTRIBUTORS.fullmatch(tail) if any(map(folded.__contains__, _REPORTING)) else None
    if told is None:
        return ()
    tail = told["bracketed"] or told[0]
    leads = list(_LEADS.finditer(tail))
    ends = [*(lead.start() for lead in leads[1:]), len(tail)]
    found: dict[str, Byline] = {}
    for lead, end in zip(leads, ends, strict=True):
        names = _PARTED.split(tail[lead.end() : end].strip(), maxsplit=1)[0].rstrip(" .,")
        for byline in parse_byline(names):
            if byline.name and byline.kind == "person":
                role = "editing" if lead["editing"] else "reporting"
                found.setdefault(byline.name, replace(byline, role=role))
    return tuple(found.values())


def _credits_in(text: str) -> list[Credit]:
    if len(text) > LONGEST_CREDIT and not text.rstrip(" .。").endswith(_CLOSES):
        return []
    if not may_name_agency(text if len(text) <= LONGEST_CREDIT else text[-LONGEST_CLOSING:]):
        return []
    if len(text) <= LONGEST_CREDIT and (found := _short_credits(text)):
        return found
    closing = _CLOSING.fullmatch(text[-LONGEST_CLOSING:])
    names = (closing["names"] or closing["slashed"]) if closing else ""
    return [Credit(agency, "closing", names) for agency in _named(names, labelled=False)]


def _short_credits(text: str) -> list[Credit]:
    for form in CREDITS:
        match = form.pattern.fullmatch(text)
        if match and (agencies := _named(match["names"], labelled=form.labelled)):
            return [Credit(agency, form.name, text) for agency in agencies]
    return []


def _named(names: str, *, labelled: bool) -> list[str]:
    """The agencies among the names; none where another name is neither a desk's signature nor a date."""
    signed = _SIGNED.fullmatch(names.strip())
    pieces = [signed["agency"]] if signed else [piece for piece in _APART.split(names.strip(" .")) if piece]
    agencies = [agency for piece in pieces if (agency := agency_named(piece))]
    if labelled or not agencies:
        return agencies
    others = [piece for piece in pieces if not agency_named(piece)]
    return agencies if agency_named(pieces[0]) and all(map(_BESIDE_NAMES.fullmatch, others)) else []
