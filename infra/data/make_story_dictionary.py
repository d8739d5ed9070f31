"""Make `store/data/story-1.dict`, the text that stored stories are deflated after.

    PYTHONPATH=functions python infra/data/make_story_dictionary.py FOLDER

What helps a row most stands last, where it is nearest: common words of English, counted in the texts for learning
names (FOLDER holds `*.tsv`, a token a line), small words of other languages, then what the fields of the pages in
`tests/pages` look like by column, and last a record with every field that enrichment fills.

Rows that were stored with a dictionary can be read only with the same: once there are such rows, never make it anew,
but add another form to `store/story.py`.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from dateline.article import Upload
from dateline.codec import to_mapping
from dateline.enrichment import enrich, enrich_text
from dateline.findings import DateMention, Entity, Mention, Place, PlaceMention, Quote, Subject
from dateline.reading import parse
from dateline.record import Record
from dateline.rejection import Rejection
from dateline.store import story

REPO = Path(__file__).parents[2]
TARGET = REPO / "functions/dateline/store/data/story-1.dict"
FUNCTION_WORDS = REPO / "functions/dateline/data/function_words.txt"
PAGES = REPO / "tests/pages"

# RFC 1951: no match reaches farther back than 32 KB; what stands before that is of no use.
WINDOW_BYTES = 32_768
PAGES_BYTES = 7_000
ENGLISH_BYTES = 14_000

EACH_PAGES_OWN = ("article_id", "blocks", "body", "cluster_id", "fingerprint", "headline", "summary", "upload")

LANGUAGES = "de fr es pt it nl pl ru uk ar tr hi id sv no da fi hu cs ro"
WORDS_OF_EACH = 60
LONGEST_PHRASE = 3
MATCH_COSTS = 2.5  # bytes, about: what is shorter saves nothing
_WORD = re.compile("[a-z]+")


def english(folder: Path) -> bytes:
    """Words and short phrases that stand in most of the texts, those that save the most last."""
    counts = [_phrases(file) for file in sorted(folder.glob("*.tsv"))]
    often = sum(counts, Counter[str]())
    common = [phrase for phrase in often if sum(phrase in count for count in counts) > len(counts) / 2]
    chosen: list[str] = []
    for phrase in sorted(common, key=lambda phrase: (-often[phrase] * (len(phrase) - MATCH_COSTS), phrase)):
        if sum(map(len, chosen)) >= ENGLISH_BYTES:
            break
        if not any(phrase in longer for longer in chosen):
            chosen.append(phrase)
    return "".join(reversed(chosen)).encode()


def _phrases(file: Path) -> Counter[str]:
    """Of each phrase of up to three words in small letters, the number of sentences that have it."""
    often: Counter[str] = Counter()
    for sentence in file.read_text(encoding="utf-8").split("\n\n"):
        words = [line.split("\t")[0] for line in sentence.splitlines() if line]
        often.update(
            {
                " ".join(words[at : at + length]) + " "
                for length in range(1, LONGEST_PHRASE + 1)
                for at in range(len(words) - length + 1)
                if all(_WORD.fullmatch(word) for word in words[at : at + length])
            }
        )
    return often


def other_languages() -> bytes:
    """The small words of languages in which there is much news."""
    lines = [line.split(" | ") for line in FUNCTION_WORDS.read_text(encoding="utf-8").splitlines()]
    words = {line[0]: line[-1].split() for line in lines if not line[0].startswith("#")}
    return "".join(" ".join(words[language][:WORDS_OF_EACH]) + " " for language in LANGUAGES.split()).encode()


def pages() -> bytes:
    """The fields of the repository's own pages, without what is each page's alone."""
    told: list[bytes] = []
    for page in sorted(PAGES.iterdir()):
        if page.suffix == ".json":
            continue
        try:
            fields = to_mapping(enrich(parse(page.read_bytes(), key=page.name)))
        except Rejection:
            continue
        for name in EACH_PAGES_OWN:
            del fields[name]
        told.append(story.to_json({name: value for name, value in fields.items() if value not in (None, [], {})}))
    told.sort(key=len)
    return b"".join(told)[-PAGES_BYTES:]


def whole_record() -> bytes:
    """A record that has everything."""
    mentions = (Mention(0, 1), Mention(2, 3))
    record = Record(
        article_id="",
        upload=Upload(media_type="text/html", charset="utf-8", uploaded_at="2026-01-01T00:00:00Z"),
        entities=(
            Entity("organisation", "", (), mentions, 0.02, None),
            Entity("person", "", (), mentions, 0.02, "President"),
            Entity("place", "", (), mentions, 0.02, None),
        ),
        places=(
            Place("", (PlaceMention(0, 1, "government"), PlaceMention(1, 2, "dateline")), 1, 1.5, 1.5, "US"),
            Place("", (PlaceMention(2, 3, "place"), PlaceMention(4, 5, "demonym")), 1, 1.5, -1.5, "GB"),
        ),
        quotes=(
            Quote("", 0, 1, "mixed", "", "he", "according to", "carried"),
            Quote("", 0, 1, "reported", "", "she", "told", "paragraph"),
            Quote("", 0, 1, "direct", "", None, "said", "adjacent"),
        ),
        dates=(
            DateMention("last month", 0, 1, "2025-12", "month"),
            DateMention("2025", 0, 1, "2025", "year"),
            DateMention("on Monday", 0, 1, "2026-01-01", "day"),
        ),
        keyphrases=("", ""),
        subjects=(Subject("20000000", "", "keywords"), Subject("20000000", "", "section")),
        enrichers=dict.fromkeys(
            ("copies", "dates", "entities", "keyphrases", "places", "quotes", "subjects", "summary"), "local"
        ),
        unknown=enrich_text("Der Hafen ist wieder auf.", language="de").unknown,
        word_count=1,
        reading_minutes=1,
        detected_language="en",
        summary="",
    )
    fields = to_mapping(record)
    del fields["body"]
    return story.to_json({name: value for name, value in fields.items() if value not in (None, [], {})})


def main() -> None:
    """Write the dictionary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="holds *.tsv")
    dictionary = english(parser.parse_args().folder) + other_languages() + pages() + whole_record()
    TARGET.write_bytes(dictionary[-WINDOW_BYTES:])


if __name__ == "__main__":
    main()
