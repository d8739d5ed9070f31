"""A story's own word on its standing, in the forms of agencies and papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.status import status_of


@pytest.mark.parametrize(
    ("headline", "status"),
    [
        ("CORRECTED-UPDATE 2-Copper climbs on strike fears", "corrected"),
        ("UPDATE 2-Copper climbs on strike fears", "update"),
        ("2nd UPDATE: Copper climbs on strike fears", "update"),
        ("REFILE-UPDATE 1-Copper climbs", "refile"),
        ("Correction: Copper Strike story", "corrected"),
        ("WITHDRAWN: Copper climbs", "withdrawn"),
        ("KILL-Copper climbs on strike fears", "kill"),
        ("EMBARGOED: Copper report", "embargoed"),
        ("Copper climbs on strike fears (UPDATED)", "update"),
        ("Copper climbs - UPDATE", "update"),
        ("Korrektur: Kupfer wird teurer", "corrected"),
        ("WDH: Kupfer wird teurer", "refile"),
        ("ACTUALIZACIÓN 1-El cobre sube", "update"),
        ("Mise à jour : le cuivre grimpe", "update"),
        ("ИСПРАВЛЕНО: медь дорожает", "corrected"),
        ("訂正－銅が値上がり", "corrected"),
        ("【更新】銅が値上がり", "update"),
        ("再送-銅が値上がり", "refile"),
        ("[정정] 구리값 상승", "corrected"),
        ("구리값 상승(종합2보)", "update"),
        ("更正：铜价上涨", "corrected"),
        ("تصحيح: أسعار النحاس ترتفع", "corrected"),
    ],
)
def test_label_of_the_headline(headline: str, status: str) -> None:
    told = status_of(headline, ())
    assert told
    assert told[0] == status


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("(Corrects spelling of minister's name in paragraph 3)", "corrected"),
        ("(Adds quotes, background)", "update"),
        ("(Refiles to fix a typing error in the headline)", "refile"),
        ("Correction: An earlier version of this story gave the wrong year.", "corrected"),
        ("Editor's note: This story has been corrected to say that the mine lies in the north.", "corrected"),
        ("This story has been withdrawn.", "withdrawn"),
        ("EMBARGOED UNTIL 0600 GMT ON 4 MAY", "embargoed"),
        ("Sperrfrist: 4. Mai, 6 Uhr", "embargoed"),
        ("In einer früheren Version hieß es, die Mine liege im Süden.", "corrected"),
        ("（更正）铜价上涨", "corrected"),
    ],
)
def test_line_around_the_story(line: str, status: str) -> None:
    told = status_of("Copper climbs", (line,))
    assert told
    assert told[0] == status
    assert told[1] in line


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("Update-resistant phones worry their owners", "Updated: March 3, 2020"),
        ("Kill: the film of the year", "Update: 14:20"),
        ("Correctional officers - a strike", "UPDATED 5:12 p.m."),
        ("Embargo: what comes next", "The correction was small, traders said."),
        ("Updates on the strike", "(Reuters) - Copper climbed on Tuesday."),
        ("Correction", "Corrections officers walked out."),
    ],
)
def test_words_that_only_look_like_it(headline: str, line: str) -> None:
    assert status_of(headline, (line,)) is None


def test_the_gravest_wins() -> None:
    told = status_of("UPDATE 2-Copper climbs", ("(Corrects day in first paragraph)",))
    assert told == ("corrected", "(Corrects day in first paragraph)")


@given(st.text(alphabet="UPDATEcorrected:-—()[]（）12 é訂正更新", max_size=60))
def test_any_text_is_read(text: str) -> None:
    told = status_of(text, (text,))
    assert told is None or told[1] in text
