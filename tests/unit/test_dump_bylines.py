"""Lines of a dump that name its authors, and lines that only look like it."""

from __future__ import annotations

import pytest

import dateline

STORY = "\n\n".join(
    f"The ferry to the islands will sail at night again from the first week of May, the {who} said on Friday."
    for who in ("harbour master", "mayor", "captain of the older of the two boats")
)


def _names(above: str, under: str) -> list[str | None]:
    dump = f"{above}\nFerry to the islands sails at night again\n{under}\n\n{STORY}\n"
    return [byline.name for byline in dateline.parse(dump.encode()).bylines]


@pytest.mark.parametrize(
    ("above", "under", "names"),
    [
        ("", "By Ann Harkness\n14 May 2024", ["Ann Harkness"]),
        ("", "By Ann Harkness | Wednesday\n14 May 2024", ["Ann Harkness"]),
        ("", "By\nAnn HarknessNews\n14 May 2024", ["Ann Harkness"]),
        ("", "By\nAnn McSport\n14 May 2024", ["Ann McSport"]),
        ("", "By June Harkness\n14 May 2024", ["June Harkness"]),
        ("", "By Diana Harkness\n14 May 2024", ["Diana Harkness"]),
        ("", "Parker Harkness\n14 May 2024", ["Parker Harkness"]),
        ("", "byAnn Harkness\n14 May 2024", ["Ann Harkness"]),
        ("", "Wednesday\n14 May 2024", []),
        ("", "Aus: Ausgabe vom 14.05.2024", []),
        ("Sections\nPolitics\nBooks\nEvents\nCurrent Issue\nMay 14, 2024", "", []),
    ],
)
def test_bylines_and_what_only_looks_like_them(above: str, under: str, names: list[str]) -> None:
    assert _names(above, under) == names
