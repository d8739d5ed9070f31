"""What Dateline finds in a text, in the form in which enrichment benchmarks ask for it."""

from __future__ import annotations

from typing import Any

from dateline.enrichment import enrich_text

TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def enrich(
    text: str, *, title: str | None = None, published: str | None = None, lang: str | None = None
) -> dict[str, Any]:
    """Names, places, dates, quotes, keyphrases and the summary, flat, with code-point offsets."""
    found = enrich_text(text, title=title, published=published, language=lang)
    return {
        "entities": [
            {"start": mention.start, "end": mention.end, "type": TYPES[entity.kind]}
            for entity in found.entities
            for mention in entity.mentions
        ],
        "places": [
            {
                "start": mention.start,
                "end": mention.end,
                "lat": place.latitude,
                "lon": place.longitude,
                "geonameid": place.geonames_id,
            }
            for place in found.places
            for mention in place.mentions
        ],
        "dates": [{"start": one.start, "end": one.end, "value": one.value} for one in found.dates],
        "quotes": [
            {
                "start": quote.start,
                "end": quote.end,
                "speaker": quote.speaker_text or quote.speaker,
                "speaker_resolved": quote.speaker,
            }
            for quote in found.quotes
            if quote.kind != "reported"
        ],
        "keyphrases": list(found.keyphrases),
        "salient": [entity.name for entity in sorted(found.entities, key=lambda entity: -entity.salience)],
        "summary": found.summary or "",
    }
