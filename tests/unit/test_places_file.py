"""The gazetteer's file holds what it should, and is what its script makes."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from dateline.enrichment.places import gazetteer
from dateline.enrichment.places.spelling import folded

REPOSITORY = Path(__file__).parents[2]
FILE = REPOSITORY / "functions/dateline/enrichment/data/places.bin"
MADE_OF = [line.split()[0].split("==") for line in (REPOSITORY / "requirements/places.in").read_text().splitlines()[1:]]
MOST_BYTES = 7_000_000


def installed() -> bool:
    """Whether the packages that the file is made of are there, in the versions that it was made of."""
    try:
        return all(version(name) == pinned for name, pinned in MADE_OF)
    except PackageNotFoundError:
        return False


@pytest.mark.parametrize(
    ("name", "kind", "country", "geonames_id"),
    [
        ("Nairobi", "capital", "KE", 184745),
        ("München", "city", "DE", 2867714),
        ("Munich", "city", "DE", 2867714),
        ("Idlib", "city", "SY", 169389),
        ("Central Luzon", "division", "PH", 7521305),
        ("Granville County", "district", "US", 4468623),
        ("Turkey", "country", "TR", 298795),
        ("Asia", "continent", None, 6255147),
        ("West Bank", "region", "PS", None),
        ("Black Sea", "sea", None, None),
        ("Heathrow", "airport", "GB", None),
        ("saint Petersburg", "city", "RU", 498817),
        ("St. Petersburg", "city", "RU", 498817),
    ],
)
def test_a_name_leads_to_its_place(name: str, kind: str, country: str | None, geonames_id: int | None) -> None:
    found = gazetteer.known_places().named(folded(name))
    assert (kind, country, geonames_id) in {(entry.kind, entry.country, entry.geonames_id) for entry in found}


def test_a_state_holds_its_towns() -> None:
    known = gazetteer.known_places()
    (texas,) = [entry for entry in known.named("texas") if entry.kind == "division"]
    parises = known.named("paris")
    assert [entry.country for entry in parises if gazetteer.lies_in(entry, texas)] == ["US"]


def test_abbreviations_are_read_only_as_they_are_spelt() -> None:
    known = gazetteer.known_places()
    assert [entry.geonames_id for entry in known.named("=U.S.")] == [6252001]
    assert not [entry for entry in known.named("us") if entry.kind == "country"]
    assert [entry.kind for entry in known.named(",GA")] == ["division"]


def test_a_file_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="no gazetteer"):
        gazetteer.Gazetteer(b"DLPLACE0" + bytes(64))


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < MOST_BYTES


@pytest.mark.skipif(not installed(), reason="the packages of requirements/places.in are not installed")
def test_the_file_is_what_its_script_makes() -> None:
    from infra.data import make_places  # noqa: PLC0415 it needs the packages

    assert make_places.made() == FILE.read_bytes()
