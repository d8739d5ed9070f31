"""Which words tell of a wall or a page that is not there, in whatever form."""

from __future__ import annotations

import pytest

from dateline.reading.walls import Kind, says


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("agreement", "OK", True),
        ("agreement", "The book", False),
        ("agreement", "Alle akzeptieren", True),
        ("consent", "Wir bitten um Ihre Einwilligung", True),
        ("lost", "La página no encontrada", True),
        ("lost_thing", "La página no encontrada", True),
        ("lost_thing", "A homepage", False),
        ("lost_thing", "お探しのページが見つかりません", True),
        ("lost", "المقالة غير موجودة", True),
    ],
)
def test_words_tell_in_any_language(kind: Kind, text: str, told: bool) -> None:
    assert says(kind, text) is told
