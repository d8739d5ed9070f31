"""Credits of agencies in the lines around a story, and who its last lines name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import Byline
from dateline.reading.credits import contributors, credits_of, is_credit


@pytest.mark.parametrize(
    ("text", "agencies", "alone"),
    [
        ("(With inputs from PTI)", ("PTI",), True),
        ("© 2020 AFP", ("AFP",), True),
        ("Copyright 2020 The Associated Press. All rights reserved.", ("AP",), True),
        ("Quelle: dpa/lni", ("dpa",), True),
        ("Quelle: Gazette, APA", ("APA",), True),
        ("来源：新华社", ("Xinhua",), True),
        ("dpa", ("dpa",), True),
        ("/AFP", ("AFP",), True),
        ("PTI SKL SKL", ("PTI",), True),
        ("mit dpa", ("dpa",), True),
        ("con información de EFE y Reuters", ("EFE", "Reuters"), True),
        ("(APA, 2.3.2020)", ("APA",), True),
        ("The river rose on Monday, the council said. (Reuters)", ("Reuters",), False),
        ("Die Stadt wartet. (dpa/abc)", ("dpa",), False),
        ("(with inputs from agencies)", (), False),
        ("Foto: dpa", (), False),
        ("The council (AP) said so.", (), False),
        ("The firm told AFP.", (), False),
        ("Source: company reports", (), False),
        ("", (), False),
    ],
)
def test_credits(text: str, agencies: tuple[str, ...], alone: bool) -> None:
    assert tuple(credit.agency for credit in credits_of([text])) == agencies
    assert is_credit(text) == alone


@pytest.mark.parametrize(
    ("text", "bylines"),
    [
        (
            "(Reporting by Ann Lee in Kabul and Bo Chan; Editing by Cy Roe)",
            (
                Byline("Ann Lee", role="reporting"),
                Byline("Bo Chan", role="reporting"),
                Byline("Cy Roe", role="editing"),
            ),
        ),
        (
            "Reporting by Ann Lee, Writing by Eva Muster; Editing by Cy Roe",
            (
                Byline("Ann Lee", role="reporting"),
                Byline("Eva Muster", role="reporting"),
                Byline("Cy Roe", role="editing"),
            ),
        ),
        (
            "(Reportagem de Ana Silva; edição de Rui Costa)",
            (Byline("Ana Silva", role="reporting"), Byline("Rui Costa", role="editing")),
        ),
        (
            "(Bericht von Eva Muster. Redigiert von Ute Klein)",
            (Byline("Eva Muster", role="reporting"), Byline("Ute Klein", role="editing")),
        ),
        ("Editing by hand is hard.", ()),
        ("The ferry sails at night again.", ()),
    ],
)
def test_contributors(text: str, bylines: tuple[Byline, ...]) -> None:
    assert contributors(text) == bylines


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    if is_credit(text):
        assert credits_of([text])
    contributors(text)
