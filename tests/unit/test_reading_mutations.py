"""Pages, damaged: cut anywhere, bytes flipped, tags dropped, parts doubled. Nothing but a rejection leaves `parse`."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline

OWN = sorted(path for path in (Path(__file__).parents[1] / "pages").iterdir() if path.suffix in {".html", ".txt"})
SHARED = Path(__file__).parents[3] / "shared/bench/data/dev/pages"
SHARED_STEP = 60
TAG = re.compile(rb"<[^>]{1,2000}>")


def _cut(page: bytes, chance: random.Random) -> bytes:
    return page[: chance.randrange(len(page))]


def _without_its_head(page: bytes, chance: random.Random) -> bytes:
    return page[chance.randrange(len(page)) :]


def _flipped(page: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(page)
    for _ in range(max(1, len(page) // 200)):
        damaged[chance.randrange(len(page))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _without_tags(page: bytes, chance: random.Random) -> bytes:
    return TAG.sub(lambda tag: b"" if chance.random() < 0.3 else tag[0], page)


def _only_tags(page: bytes, _: random.Random) -> bytes:
    return b"".join(TAG.findall(page))


def _shuffled(page: bytes, chance: random.Random) -> bytes:
    lines = page.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def _within_itself(page: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(page))
    return page[:at] + page + page[at:]


def _as_one_line(page: bytes, _: random.Random) -> bytes:
    return b" ".join(page.split())


DAMAGES = (_cut, _without_its_head, _flipped, _without_tags, _only_tags, _shuffled, _within_itself, _as_one_line)


def _ends_well(data: bytes) -> None:
    try:
        article = dateline.parse(data)
    except dateline.Rejection:
        return
    assert article.body
    assert dateline.to_json(article) == dateline.to_json(dateline.parse(data))


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_own_pages(path: Path, damage: Callable[[bytes, random.Random], bytes]) -> None:
    page = path.read_bytes()
    for seed in range(8):
        _ends_well(damage(page, random.Random(f"{path.name} {seed}")))  # noqa: S311 - damage, not secrets


@pytest.mark.skipif(not SHARED.exists(), reason="the real pages are not here")
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_real_pages(damage: Callable[[bytes, random.Random], bytes]) -> None:
    for path in sorted(SHARED.rglob("*.gz"))[::SHARED_STEP]:
        _ends_well(damage(gzip.decompress(path.read_bytes()), random.Random(path.name)))  # noqa: S311 - damage
