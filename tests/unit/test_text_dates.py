"""Dates in running English text: which words they are, and which days, months and years they stand for."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment import dates, enrich_text
from dateline.enrichment.dates.holidays import easter
from dateline.enrichment.dates.rules import TABLE
from dateline.enrichment.document import Document

MONDAY = date(2020, 3, 2)

VALUES = {
    "minute": r"\d{4}-\d\d-\d\dT\d\d:\d\d",
    "day": r"\d{4}-\d\d-\d\d",
    "weekend": r"\d{4}-W\d\d-WE",
    "week": r"\d{4}-W\d\d",
    "month": r"\d{4}-\d\d",
    "quarter": r"\d{4}-Q[1-4]",
    "season": r"\d{4}-(SP|SU|FA|WI)",
    "half": r"\d{4}-H[12]",
    "year": r"\d{4}",
    "decade": r"\d{3}",
    "century": r"\d\d",
    "interval": r"[^/]+/[^/]+",
}


def found(text: str, published: date | None = MONDAY) -> list[tuple[str, str]]:
    document = Document(text, language="en", published=published)
    return [(one.finding.text, one.finding.value) for one in dates.find(document)]


EXPLICIT = [
    ("They met on 15 October 2018 in Lyon.", [("15 October 2018", "2018-10-15")]),
    ("They met on Oct. 15, 2018.", [("Oct. 15, 2018", "2018-10-15")]),
    ("The zone must be cleared by October 15, 2018.", [("October 15, 2018", "2018-10-15")]),
    ("On Monday, October 15th, 2018 it rained.", [("Monday, October 15th, 2018", "2018-10-15")]),
    ("It was the 4th of July 1976.", [("the 4th of July 1976", "1976-07-04")]),
    ("Filed 10/15/2018 at the registry.", [("10/15/2018", "2018-10-15")]),
    ("Filed 15.10.2018 at the registry.", [("15.10.2018", "2018-10-15")]),
    ("Filed 2018-10-15 at the registry.", [("2018-10-15", "2018-10-15")]),
    ("Filed 03/04/2018 at the registry.", []),
    ("Filed 03/04/2018, answered 03/25/2018.", [("03/04/2018", "2018-03-04"), ("03/25/2018", "2018-03-25")]),
    ("Born on February 29, 2016.", [("February 29, 2016", "2016-02-29")]),
    ("The 2018 accord keeps the border open.", [("2018", "2018")]),
    ("It has stood empty since 1789.", [("1789", "1789")]),
    ("The fair of the 1990s is gone.", [("the 1990s", "199")]),
    ("A tower of the 19th century.", [("the 19th century", "18")]),
    (
        "In the twenty-first century and on Tuesday 18th September 2018.",
        [("the twenty-first century", "20"), ("Tuesday 18th September 2018", "2018-09-18")],
    ),
    ("The 1800s were hard.", [("The 1800s", "18")]),
    ("He sang in the 80s and 90s.", [("the 80s", "198"), ("90s", "199")]),
    ("He sang in the '80s.", [("the '80s", "198")]),
    ("Prices peaked in the summer of 2019.", [("the summer of 2019", "2019-SU")]),
    ("Sales in the third quarter of 2019 fell.", [("the third quarter of 2019", "2019-Q3")]),
    ("Sales in Q3 2019 fell.", [("Q3 2019", "2019-Q3")]),
    ("Output in the first half of 2019 fell.", [("the first half of 2019", "2019-H1")]),
    ("It begins in the second half 2018.", [("the second half 2018", "2018-H2")]),
    ("By early 2020 the bridge was up.", [("early 2020", "2020")]),
    ("The harbour froze in 1777, 1779 and 1780.", [("1777", "1777"), ("1779", "1779"), ("1780", "1780")]),
    ("Kept in the early 1980's for good.", [("the early 1980's", "198")]),
    ("A post-2015 plan and a mid-2014 slump.", [("2015", "2015"), ("mid-2014", "2014")]),
    ("The fourth of July 1976 was hot.", [("The fourth of July 1976", "1976-07-04")]),
    ("Sales in the first quarter of fiscal 2019 fell.", [("the first quarter of fiscal 2019", "2019-Q1")]),
    ("Cases peaked in winter 2018-19.", [("winter 2018-19", "2018-WI")]),
    ("The legion came in AD 79.", [("AD 79", "0079")]),
]

PARTIAL = [
    ("Putin will see him on March 5 in Moscow.", [("March 5", "2020-03-05")]),
    ("He was arrested in October.", [("October", "2019-10")]),
    ("She will retire in October.", [("October", "2020-10")]),
    ("He was fined on December 28.", [("December 28", "2019-12-28")]),
    ("The road was shut in mid-February.", [("mid-February", "2020-02")]),
    (
        "It will run from November 20 to January 5, 2021.",
        [("November 20", "2020-11-20"), ("January 5, 2021", "2021-01-05")],
    ),
    ("They have met since the Sept. 11 attacks.", [("Sept. 11", "2001-09-11")]),
    ("The fair runs March 3-5 in Ghent.", [("March 3-5", "2020-03-03/2020-03-05")]),
    ("The fair will run from 3 to 5 March.", [("3 to 5 March", "2020-03-03/2020-03-05")]),
    ("In the 2014-15 season they won.", [("2014-15", "2014/2015")]),
    ("The war of 1914-18 and the slump of 2007-09.", [("1914-18", "1914/1918"), ("2007-09", "2007/2009")]),
    ("Between 1998 and 2003 they won.", [("1998", "1998"), ("2003", "2003")]),
    (
        "He died in June 2016. In August his house was sold. In October it burned.",
        [("June 2016", "2016-06"), ("August", "2016-08"), ("October", "2016-10")],
    ),
    (
        "The accord was signed on May 7, 2018. On February 25 the ministers met.",
        [("May 7, 2018", "2018-05-07"), ("February 25", "2020-02-25")],
    ),
    (
        "In 2011, the dam burst near the old mill, on July 10. Last summer, the river rose again, on July 13.",
        [("2011", "2011"), ("July 10", "2011-07-10"), ("Last summer", "2019-SU"), ("July 13", "2019-07-13")],
    ),
    (
        "In 2014, the war began. On September 15, the town fell.",
        [("2014", "2014"), ("September 15", "2014-09-15")],
    ),
    (
        "The choir sang on May 12th, 1963. A plaque honours the concert of Sunday, May 12th.",
        [("May 12th, 1963", "1963-05-12"), ("Sunday, May 12th", "1963-05-12")],
    ),
    (
        "His arrest in August 2018 was a shock.\n\nMany wrote.\n\nThe arrest led to riots in August.",
        [("August 2018", "2018-08"), ("August", "2018-08")],
    ),
    (
        "It burned in August 2018.\n\n" + "So it is. " * 16 + "\n\nHe sang in August.",
        [("August 2018", "2018-08"), ("August", "2019-08")],
    ),
    (
        "The tour kicks off November 9th in Bath and concludes January 10th in York.",
        [("November 9th", "2020-11-09"), ("January 10th", "2021-01-10")],
    ),
    (
        "The fair was in town.\n\nIts 2021 dates:\n\nJune 9 -- Bath\n\nDecember 30 -- York\n\nJanuary 3 -- Hull",
        [("2021", "2021"), ("June 9", "2021-06-09"), ("December 30", "2021-12-30"), ("January 3", "2022-01-03")],
    ),
    ("Dec. 9, 11, 1981: the band played.", [("Dec. 9", "1981-12-09"), ("1981", "1981")]),
]

RELATIVE = [
    ("They met on Thursday.", [("Thursday", "2020-02-27")]),
    ("On Thursday, we will discuss the bridge.", [("Thursday", "2020-03-05")]),
    ("We will discuss the bridge on Thursday.", [("Thursday", "2020-03-05")]),
    ("The mayor said Thursday that the bridge will close.", [("Thursday", "2020-02-27")]),
    ("She said the court would rule on Friday.", [("Friday", "2020-03-06")]),
    ("The police said on Sunday.", [("Sunday", "2020-03-01")]),
    ("The talks began on Monday morning.", [("Monday", "2020-03-02")]),
    ("Next Tuesday the court will rule.", [("Next Tuesday", "2020-03-10")]),
    ("It snowed last Wednesday.", [("last Wednesday", "2020-02-26")]),
    ("It snowed on Thursday of last week.", [("Thursday of last week", "2020-02-27")]),
    ("They left yesterday and will be back tomorrow.", [("yesterday", "2020-03-01"), ("tomorrow", "2020-03-03")]),
    ("Prices rose last month.", [("last month", "2020-02")]),
    ("Prices rose earlier this week.", [("this week", "2020-W10")]),
    ("Prices rose late last year.", [("late last year", "2019")]),
    ("It opened three weeks ago.", [("three weeks ago", "2020-W07")]),
    ("It opened twenty-five years ago.", [("twenty-five years ago", "1995")]),
    ("It rained over the weekend.", [("the weekend", "2020-W09-WE")]),
    ("Sales fell in September from a year earlier.", [("September", "2019-09"), ("a year earlier", "2018-09")]),
    (
        "They wed on 5 June 2011 and left two days later.",
        [("5 June 2011", "2011-06-05"), ("two days later", "2011-06-07")],
    ),
    ("It closed in 2011 and reopened the following year.", [("2011", "2011"), ("the following year", "2012")]),
    ("Third-quarter profit rose at the bank.", [("Third-quarter", "2019-Q3")]),
    ("It must be ready by the end of the year.", [("the end of the year", "2020")]),
    ("It was built last summer.", [("last summer", "2019-SU")]),
    ("Veterans Day in 2007 was cold.", [("Veterans Day", "2007-11-11"), ("2007", "2007")]),
    ("They left on Friday, about three days later.", [("Friday", "2020-02-28")]),
    ("They met in March 2010 and four years later.", [("March 2010", "2010-03"), ("four years later", "2014")]),
    ("The fair will run from Friday to Sunday.", [("Friday", "2020-03-06"), ("Sunday", "2020-03-08")]),
    ("It opened a fortnight ago.", [("a fortnight ago", "2020-W08")]),
    (
        "They met last Christmas and by Easter they will be wed.",
        [("last Christmas", "2019-12-25"), ("Easter", "2020-04-12")],
    ),
    ("Their side won on Sunday.", [("Sunday", "2020-03-01")]),
    ("It won't open on Sunday.", [("Sunday", "2020-03-08")]),
    ("Prices were above those of a year ago.", [("a year ago", "2019")]),
    ("They proposed measures on revised plans to be put in April.", [("April", "2020-04")]),
    (
        "He died on April 20. The studio has told of its May 4 release.",
        [("April 20", "2019-04-20"), ("May 4", "2020-05-04")],
    ),
    ("He is projected to lose in October.", [("October", "2020-10")]),
    ("The rally was held on Sunday, 31 March.", [("Sunday, 31 March", "2019-03-31")]),
    ("They left in February of '09.", [("February of '09", "2009-02")]),
    (
        "It will hit the shops in April; he will be formally sentenced on April 8.",
        [("April", "2020-04"), ("April 8", "2020-04-08")],
    ),
    (
        "A judge set bail on Friday; the delayed April 8 vote is near.",
        [("Friday", "2020-02-28"), ("April 8", "2020-04-08")],
    ),
    (
        "The hearing was put off until Friday. Monday is a holiday.",
        [("Friday", "2020-03-06"), ("Monday", "2020-03-02")],
    ),
    ("Revenue in April-May fell.", [("April", "2019-04"), ("May", "2019-05")]),
    ("Kick-off is at 8 on Sunday.", [("Sunday", "2020-03-08")]),
    ("They met on Christmas Eve.", [("Christmas Eve", "2019-12-24")]),
    ("The vote is to be held on Friday.", [("Friday", "2020-03-06")]),
    ("He told a crowded room in Lyon on Friday he will go.", [("Friday", "2020-02-28")]),
    ("They hoped to name the victim on Friday.", [("Friday", "2020-03-06")]),
    ("She could not be reached on Friday.", [("Friday", "2020-02-28")]),
    ("He may have died on Friday.", [("Friday", "2020-02-28")]),
    ("The storm came on Sunday night (February 23).", [("Sunday", "2020-02-23"), ("February 23", "2020-02-23")]),
    ("It opened a week ago today.", [("a week ago today", "2020-02-24")]),
    ("It crashed on Friday the 13th.", [("Friday the 13th", "2019-12-13")]),
    ("Third-quarter sales rose 5% from a year ago.", [("Third-quarter", "2019-Q3"), ("a year ago", "2018-Q3")]),
    (
        "He was shot on 7 May 2001; a day earlier he had rung; the next day it rained.",
        [("7 May 2001", "2001-05-07"), ("a day earlier", "2001-05-06"), ("the next day", "2001-05-08")],
    ),
    ("It has been shut since September.", [("September", "2019-09")]),
    ("They wed in 2004, on May 7 of that year.", [("2004", "2004"), ("May 7", "2004-05-07"), ("that year", "2004")]),
    ("It ran for the past year.", [("the past year", "2019-03/2020-03")]),
    ("The grocer reports earnings Wednesday.", [("Wednesday", "2020-03-04")]),
    ("The paper reports Wednesday that it sank.", [("Wednesday", "2020-02-26")]),
    ("Hawks: Visit the Bulls on Friday.", [("Friday", "2020-03-06")]),
    ("Host the Bears on Sunday.", [("Sunday", "2020-03-08")]),
    ("Friday: The grocer presents its plan.", [("Friday", "2020-03-06")]),
    ("Friday: The grocer presented its plan.", [("Friday", "2020-02-28")]),
    ("When October rolls around, try it.", [("October", "2020-10")]),
    ("They have been jailed since a failed October coup.", [("October", "2019-10")]),
    ("In November, the firm bid for its rival.", [("November", "2019-11")]),
    ("He died in May 2011, and had left the previous year.", [("May 2011", "2011-05"), ("the previous year", "2010")]),
    ("On Thursday, the mayor and his son are to travel to Rome.", [("Thursday", "2020-03-05")]),
    ("Rain is predicted for Thursday night.", [("Thursday", "2020-03-05")]),
    ("Their hopes are slim after Sunday's defeat.", [("Sunday", "2020-03-01")]),
    ("Earlier on Saturday, the mayor used a visit to announce it.", [("Saturday", "2020-02-29")]),
    (
        "It starts on June 15, unless the toll set on goods in January would remain.",
        [("June 15", "2020-06-15"), ("January", "2020-01")],
    ),
    ("They must register after Tuesday.", [("Tuesday", "2020-03-03")]),
    ("The rocket that was set to fly at the end of June's fair is ready.", [("the end of June", "2020-06")]),
    ("They left when it burned in the summer.", [("the summer", "2019-SU")]),
    ("Brian May sang, and in May he left.", [("May", "2019-05")]),
]

NO_DATES = [
    "2000 people marched and 1,990 stayed.",
    "It cost $2015 at Section 1983, Highway 2020.",
    "A Boeing 747 and a Boeing 2000 stood at Gate 1999.",
    "You may march in the sun for a second.",
    "Theresa May spoke, and so did June Carter and April Jones.",
    "The Women's March on the capital was long.",
    "He reads the Sunday Times every Monday.",
    "The rise and fall of Rome in the spring of its life.",
    "Highs in the 80s, with temperatures falling.",
    "The Bulldogs scored twice in the fourth quarter.",
    "There are more cars on the road than ever today.",
    "Call 555-2014 for the 2000-year-old vase.",
    "Neither 31/31/2018 nor 2019-02-29 is a day.",
    "Men in the 20s and 30s grew it over the past quarter-century.",
    "She cooked a Thanksgiving turkey in the spring market; Halloween is fun.",
    "It is known as the first quarter of the hour.",
    "The shop serves soup from Monday to Friday, 9 a.m. to 5 p.m.",
    "She rested; the following year, she said, and two days later, it would pass.",
    "They saw growth of '20 percent' and talks in '45 minutes'.",
    "The march drew 2000. Growth was 6.5% in Q2 FY25, of a 2000-seat hall.",
    "1000s of fans, and the 1000s of others, were in their 90s.",
    "Open daily in the rainy season (May to November).",
    "It was put off until Monday week.",
    "They moved in for the summer.",
    "The light of the Sun and the Sun. Nothing else.",
    "He reads USA Today and works for Tomorrow Group.",
    "Over the next century and a half it grew; for the next year it will.",
    "Half a century ago is long.",
    "In the summer, people swim.",
    "On a Monday we plan and on Friday we rest.",
    "See https://news.example/2022/07/21/boat for more.",
    "We counted 1709 schoolchildren of 1812 pupils at 1984 Elm Street.",
    "Twentieth Century Fox made it.",
    "Caesar died in 44 BC.",
    "Were he around today, he would laugh.",
    "If she were alive today she would laugh.",
    "You won't mind it even when you barely need it in the summer.",
    "The heating must be on if power is lost during the winter.",
    "Mrs May spoke; a May minister left. May said no.",
    "January said that the permits are free.",
    "He told NBC's Today show that it was so.",
    "It was so then, and it is still today's worst road; even today it has killed.",
    "It came three months later than planned.",
]


@pytest.mark.parametrize(("text", "expected"), EXPLICIT + PARTIAL + RELATIVE)
def test_a_date_is_the_words_it_takes_and_the_days_it_stands_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "expected"), EXPLICIT)
def test_a_date_that_says_all_needs_no_day_of_publication(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, None) == expected


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE if not re.search(r"\d{4}", text)])
def test_without_the_day_of_publication_nothing_is_guessed(text: str) -> None:
    assert found(text, None) == []


@pytest.mark.parametrize(("name", "example"), [(name, example) for name, _, _, example in TABLE])
def test_each_rule_reads_its_own_example(name: str, example: str) -> None:
    rules = set()
    for told in ("on 5 June 2011", "in September 2011", "in the third quarter of 2011"):
        text = f"Sales fell {told}. Bank profits rose {example}, they said."
        rules |= {one.rule for one in dates.find(Document(text, language="en", published=MONDAY))}
    assert name in rules


def test_a_date_of_numbers_is_read_as_the_country_of_its_publisher_writes_it() -> None:
    def value(publisher: str) -> list[str]:
        document = Document("Filed 03/04/2018.", language="en", published=MONDAY, publisher=publisher)
        return [one.finding.value for one in dates.find(document)]

    assert value("news.example.co.uk") == ["2018-04-03"]
    assert value("news.example.com") == []


def test_last_thursday_is_of_the_week_before_unless_that_is_over() -> None:
    text = "It was seen last Thursday."
    assert found(text, date(2020, 3, 4)) == [("last Thursday", "2020-02-27")]
    assert found(text, date(2020, 3, 6)) == [("last Thursday", "2020-02-27")]
    assert found(text, date(2020, 3, 7)) == [("last Thursday", "2020-03-05")]
    assert found("It was seen last Thursday (March 5).", date(2020, 3, 6))[0][1] == "2020-03-05"


def test_a_field_that_stays_empty_says_why() -> None:
    assert enrich_text("They met on Thursday.", language="en").unknown["dates"] == "the day of publication is not known"
    german = enrich_text("Am Donnerstag trafen sie sich.", language="de", published="2020-03-02")
    assert german.dates == ()
    assert german.unknown["dates"] == "dates are known in English only"
    assert "dates" not in enrich_text("It is so.", language="en", published="2020-03-02").unknown


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1818, 3, 22), (1943, 4, 25), (1961, 4, 2), (2000, 4, 23), (2024, 3, 31), (2038, 4, 25)]
)
def test_easter_falls_on_its_sunday(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


PIECES = st.sampled_from(
    [word for text, _ in EXPLICIT + PARTIAL + RELATIVE for word in text.split()]
    + ["\n\n", "“", "”", "—", "’", "٣", "İ"]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map(" ".join) | st.text()
DAYS = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2020, 2, 29)])


@given(TEXTS, DAYS)
def test_any_text_on_any_day_gives_dates_in_their_places_with_values_as_exact_as_they_say(
    text: str, published: date | None
) -> None:
    end = 0
    for one in dates.find(Document(text, language="en", published=published)):
        mention = one.finding
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert re.fullmatch(VALUES[mention.precision], mention.value)
        assert mention.value[:4] != "0000"
        end = mention.end


@pytest.mark.parametrize("published", [date.min, date.max])
def test_no_calendar_ends_in_an_exception(published: date) -> None:
    for text, _ in EXPLICIT + PARTIAL + RELATIVE:
        found(text.replace("last", "next"), published)
    assert found("It fell in the fall and will rise in the winter, two centuries ago.", published) is not None


@given(st.dates(min_value=date(1, 3, 1), max_value=date(9999, 10, 1)), st.integers(0, 6))
def test_a_day_of_the_week_is_that_day_within_a_week_on_the_side_of_its_verb(published: date, number: int) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][number]
    for text, side in ((f"They came on {name}.", -1), (f"They will come on {name}.", 1)):
        value = date.fromisoformat(found(text, published)[0][1])
        assert value.weekday() == number
        assert timedelta(0) <= (value - published) * side < timedelta(7)
