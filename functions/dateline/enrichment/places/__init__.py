"""The places that a text names, on the map."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dateline.enrichment.document import Document, Found
from dateline.enrichment.filing import in_usual_letters
from dateline.enrichment.places.gazetteer import MARKS, known_places
from dateline.enrichment.places.home import country_of
from dateline.enrichment.places.resolution import resolve, strangers
from dateline.enrichment.places.senses import filed_from, sense_of
from dateline.enrichment.places.toponyms import toponyms
from dateline.findings import Place, PlaceMention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.enrichment.places.gazetteer import Entry
    from dateline.enrichment.places.matching import Toponym

__all__ = ["filed_at", "find", "why_unknown"]

LANGUAGE = "en"
LONGEST = 200_000
"""So many characters of a text are read: a book's worth of an article."""


def find(document: Document) -> tuple[Found[Place], ...]:
    """The places of a text in English, in the order of their first mentions, with what told each to be a place."""
    if not _is_known(document.language):
        return ()
    text = document.text[:LONGEST]
    names = toponyms(text, known_places(), document.names, document.dateline)
    home = country_of(document.publisher)
    where = resolve(names, home)
    strange = strangers(names, where, home)
    names = [name for name in names if name.key not in strange]
    filed = filed_from(text, names, document.dateline)
    by_place: dict[int | str, list[Toponym]] = defaultdict(list)
    for name in names:
        by_place[where[name.key].row if name.key in where else name.key].append(name)
    return tuple(_found(text, mentions, where.get(mentions[0].key), filed) for mentions in by_place.values())


def why_unknown(document: Document) -> str | None:
    """Why places may be missing from a text where none are found; None where they are not there."""
    return None if _is_known(document.language) else "places are known in English only"


def filed_at(places: Iterable[Found[Place]]) -> str | None:
    """The place, of those found in a text, that its dateline names."""
    filed = (found.finding for found in places for mention in found.finding.mentions if mention.sense == "dateline")
    return next((place.name for place in filed), None)


def _found(text: str, names: list[Toponym], entry: Entry | None, filed: Toponym | None) -> Found[Place]:
    mentions = tuple(
        PlaceMention(name.start, name.end, "dateline" if name is filed else sense_of(text, name, entry))
        for name in names
    )
    label = _label(text, names, entry)
    if entry is None:
        return Found(Place(label, mentions), names[0].rule)
    place = Place(label, mentions, entry.geonames_id, entry.latitude, entry.longitude, entry.country)
    return Found(place, names[0].rule)


def _label(text: str, names: list[Toponym], entry: Entry | None) -> str:
    """What the place is called: as the text has it, at its fullest; countries and abbreviations by the gazetteer."""
    plain = [name for name in names if name.key[0] not in MARKS]
    if entry and (not plain or entry.kind == "country") and (known := known_places().name(entry.row)):
        return known
    longest = max(plain or names, key=lambda name: name.end - name.start)
    return in_usual_letters(text[longest.start : longest.end])


def _is_known(language: str | None) -> bool:
    return language is None or language.split("-")[0].lower() == LANGUAGE
