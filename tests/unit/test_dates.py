"""Dates as pages and machines write them, and what their zones mean."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.dates import find_dates, parse_machine
from dateline.reading.dates.addresses import day_in_address
from dateline.reading.dates.country_clock import local_offset, offset_at
from dateline.reading.dates.labels import label_of
from dateline.reading.dates.zones import settle


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2020-03-02T13:39:00+05:30", "2020-03-02T13:39:00+05:30", "second"),
        ("2020-03-02T13:39+0530", "2020-03-02T13:39:00+05:30", "minute"),
        ("2020-03-02T08:09:00.123Z", "2020-03-02T08:09:00Z", "second"),
        ("20200302T080900Z", "2020-03-02T08:09:00Z", "second"),
        ("2020-03-02 13:39:00", "2020-03-02T13:39:00", "second"),
        ("2020-03-02", "2020-03-02", "day"),
        ("Mon, 02 Mar 2020 13:39:00 +0530", "2020-03-02T13:39:00+05:30", "second"),
        ("Mon Mar 02 2020 13:39:00 GMT+0530 (India Standard Time)", "2020-03-02T13:39:00+05:30", "second"),
        ("Mon Mar  2 13:39:00 2020", "2020-03-02T13:39:00", "second"),
        ("1583136540", "2020-03-02T08:09:00Z", "second"),
    ],
)
def test_machine_dates(text: str, value: str, precision: str) -> None:
    found = parse_machine(text)
    assert found is not None
    assert (found.value, found.precision) == (value, precision)


@pytest.mark.parametrize(
    "text", ["", "2020", "2020-13-01", "2020-02-30", "0000-00-00T00:00:00Z", "yesterday", "x" * 99]
)
def test_what_is_no_machine_date(text: str) -> None:
    assert parse_machine(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("November 23, 2024 07:25 (IST)", "2024-11-23T07:25:00"),
        ("| @desk | 02 Mar 2020, 01:39 pm", "2020-03-02T13:39:00"),
        ("Published Wed, Nov 20 20194:29 AM", "2019-11-20T04:29:00"),
        ("10:32 AM EST, Mon March 2, 2020", "2020-03-02T10:32:00-05:00"),
        ("Sep. 3, 2021 | 4:05 pm CDT", "2021-09-03T16:05:00-05:00"),
        ("Veröffentlicht am 2. März 2020 um 13:39 Uhr", "2020-03-02T13:39:00"),
        ("Stand:02.03.2020", "2020-03-02"),
        ("Berlin, 2.März2020", "2020-03-02"),
        ("Mar-02-2020", "2020-03-02"),
        ("24 نيسان 2020", "2020-04-24"),
        ("24 نيسان / أبريل 2020 09:22", "2020-04-24T09:22:00"),
        ("02.03.2020, 13.39 Uhr", "2020-03-02T13:39:00"),
        ("Le 23/04/2020 à 13h39", "2020-04-23T13:39:00"),
        ("15 de marzo de 2020 a las 10:15 h.", "2020-03-15T10:15:00"),
        ("2 марта 2020, 13:39 МСК", "2020-03-02T13:39:00+03:00"),
        ("19 Şubat 2021 14:22", "2021-02-19T14:22:00"),
        ("2020 m. kovo 2 d. 13:39", "2020-03-02T13:39:00"),
        ("2 tháng 3, 2020", "2020-03-02"),
        ("2020年3月2日 13時39分", "2020-03-02T13:39:00"),
        ("2020年3月2日(月) 13:39", "2020-03-02T13:39:00"),
        ("2020년 3월 2일 오후 1:39", "2020-03-02T13:39:00"),
        ("입력 2020.03.02 13:39", "2020-03-02T13:39:00"),
        ("٢ مارس ٢٠٢٠", "2020-03-02"),
        ("२ मार्च 2020", "2020-03-02"),
        ("2020-03-02T13:39:00+05:30", "2020-03-02T13:39:00+05:30"),
    ],
)
def test_visible_dates(text: str, value: str) -> None:
    (found,) = find_dates(text)
    assert found.moment.value == value
    assert 0 <= found.start < found.end <= len(text)


def test_a_numeric_date_that_reads_two_ways_is_left_out_until_it_is_settled() -> None:
    assert find_dates("03/04/2020") == []
    assert find_dates("03/04/2020", languages=("en",)) == []
    assert find_dates("03/04/2020", languages=("de",))[0].moment.value == "2020-04-03"
    assert find_dates("03/04/2020", day_first=False)[0].moment.value == "2020-03-04"
    assert find_dates("23/04/2020")[0].moment.value == "2020-04-23"


def test_a_month_that_is_another_one_in_another_language_needs_the_language() -> None:
    assert find_dates("2 listopada 2020") == []
    assert find_dates("2 listopada 2020", languages=("pl",))[0].moment.value == "2020-11-02"


def test_two_dates_on_a_line_keep_their_own_times() -> None:
    found = find_dates("Published 1:39 p.m. ET March 20, 2020 | Updated 3:00 p.m. ET March 23, 2020")
    assert [one.moment.value for one in found] == ["2020-03-20T13:39:00-04:00", "2020-03-23T15:00:00-04:00"]


def test_a_zone_that_may_be_several_gives_no_offset() -> None:
    (found,) = find_dates("November 23, 2024 07:25 (IST)")
    assert found.zone_text == "IST"
    assert not found.moment.has_offset


@pytest.mark.parametrize(
    ("zone", "day", "countries", "minutes"),
    [
        ("IST", date(2024, 11, 23), {"IN"}, 330),
        ("IST", date(2024, 11, 23), {"IL"}, 120),
        ("IST", date(2024, 11, 23), {"IE"}, None),  # Ireland's is a summer time
        ("IST", date(2024, 7, 1), {"IE"}, 60),
        ("IST", date(2024, 7, 1), {"IL"}, None),  # Israel's is a winter time
        ("IST", date(2024, 7, 1), set(), None),
        ("CEST", date(2024, 7, 1), set(), 120),
        ("CEST", date(2024, 1, 1), set(), None),
        ("GMT+5:30", date(2024, 1, 1), set(), 330),
        ("UTC", date(2024, 1, 1), set(), 0),
        ("XYZ", date(2024, 1, 1), set(), None),
    ],
)
def test_zones_are_settled_by_season_and_country_or_not_at_all(
    zone: str, day: date, countries: set[str], minutes: int | None
) -> None:
    settled = settle(zone, day, countries)
    assert settled.minutes == minutes
    assert settled.why


@given(st.text(max_size=200))
def test_any_text_has_dates_or_none(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
    parse_machine(text)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.times())
def test_every_iso_time_is_read_as_it_stands(day: date, time: object) -> None:
    text = f"{day.isoformat()}T{str(time)[:8]}Z"
    found = parse_machine(text)
    assert found is not None
    assert found.value == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("26 | 01 | 2022", "2022-01-26"),
        ("2020. 06. 04. 11:27", "2020-06-04T11:27:00"),
        ("令和2年3月2日", "2020-03-02"),
        ("民國109年3月2日", "2020-03-02"),
        ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07T12:09:00"),
        ("2 marca 2020", "2020-03-02"),
        ("12 Mrz 2020", "2020-03-12"),
        ("12.03.99", "1999-03-12"),
        ("12.03.69", "2069-03-12"),
        ("১৬ ফেব্রুয়ারি ২০২০", "2020-02-16"),
    ],
)
def test_visible_dates_of_eras_calendars_and_old_forms(text: str, value: str) -> None:
    (found,) = find_dates(text)
    assert found.moment.value == value


@pytest.mark.parametrize(
    ("country", "local", "minutes"),
    [
        ("DE", datetime.fromisoformat("2022-03-27T01:59"), 60),
        ("DE", datetime.fromisoformat("2022-03-27T02:30"), None),  # the clocks never showed it
        ("DE", datetime.fromisoformat("2022-03-27T03:00"), 120),
        ("DE", datetime.fromisoformat("2022-10-30T02:30"), None),  # the clocks showed it twice
        ("IN", datetime.fromisoformat("2022-07-01"), 330),
        ("BR", datetime.fromisoformat("2022-07-01"), None),  # several zones
        ("DE", datetime.fromisoformat("1999-07-01"), None),
        ("XX", datetime.fromisoformat("2022-07-01"), None),
    ],
)
def test_the_clocks_of_a_country(country: str, local: datetime, minutes: int | None) -> None:
    assert local_offset(country, local) == minutes


@given(
    st.sampled_from(["DE", "GB", "IN", "EG", "IR"]),
    st.datetimes(datetime.fromisoformat("2000-01-02"), datetime.fromisoformat("2040-12-30")),
)
def test_a_countrys_clock_and_its_offset_agree(country: str, instant: datetime) -> None:
    minutes = offset_at(country, instant)
    assert minutes is not None
    assert local_offset(country, instant + timedelta(minutes=minutes)) in (minutes, None)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Published ", "published"),
        ("Veröffentlicht am ", "published"),
        ("Posted by Ann | last updated: ", "updated"),
        ("更新日", "updated"),
        ("نشر: ", "published"),
        ("màj le ", "updated"),
        ("Akt.: ", "updated"),
        ("Publicat pe ", "published"),
        ("Közzétéve: ", "published"),
        ("تاریخ انتشار: ", "published"),
        ("Последна промяна: ", "updated"),
        ("on ", None),
        ("By Ann Lee, ", None),
    ],
)
def test_what_the_words_beside_a_date_say(words: str, label: str | None) -> None:
    assert label_of(words) == label


def test_an_instant_is_moved_to_another_clock() -> None:
    found = parse_machine("2024-05-14T22:30:00Z")
    assert found is not None
    assert found.moved_to(330, "country").value == "2024-05-15T04:00:00+05:30"
    assert found.minutes_east == 0


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/05/17/ferry", "2024-05-17"),
        ("/2024/5/7/ferry", "2024-05-07"),
        ("/2024/may/17/ferry", "2024-05-17"),
        ("/2024-05-17-ferry", "2024-05-17"),
        ("/20240517/ferry.html", "2024-05-17"),
        ("/detail/3_r_20240517_16989", "2024-05-17"),
        ("/read?id=20240517-35097-sci", "2024-05-17"),
        ("/news/17-05-2024", "2024-05-17"),
        ("/news/05/17/2024/ferry", "2024-05-17"),
        ("/news/03-04-2024", None),
        ("/201913451234/ferry", None),
        ("/ferry-20241350", None),
        ("/2024/05/ferry", None),
    ],
)
def test_the_day_in_an_address(path: str, day: str | None) -> None:
    found = day_in_address(f"https://gazette.example{path}")
    assert (found[0].value if found else None) == day


def test_the_order_of_an_addresss_numbers_may_be_told() -> None:
    for day_first, day in ((True, "2024-04-03"), (False, "2024-03-04")):
        found = day_in_address("https://gazette.example/news/03-04-2024", day_first=day_first)
        assert found is not None
        assert found[0].value == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("تاریخ انتشار: ۲۱ ارديبهشت ۱۳۹۹ - ۱۸:۵۹", "2020-05-10T18:59:00"),
        ("۳۰ اسفند ۱۳۹۹", "2021-03-20"),
        ("۱ فروردین ۱۴۰۴", "2025-03-21"),
        ("۱۳۹۹/۰۲/۲۱ ۱۸:۵۹", "2020-05-10T18:59:00"),
        ("1399/02/21", "2020-05-10"),
        ("۱۲ سنبله ۱۴۰۰", "2021-09-03"),
        ("۱۰ مه ۲۰۲۰", "2020-05-10"),
    ],
)
def test_dates_of_the_solar_calendar(text: str, value: str) -> None:
    assert [found.moment.value for found in find_dates(text, languages={"fa"})] == [value]


@pytest.mark.parametrize("text", ["۳۰ اسفند ۱۴۰۰", "1399/13/01", "۲۱ نان ۱۳۹۹", "21 May 1399"])
def test_days_that_the_solar_calendar_does_not_have(text: str) -> None:
    assert find_dates(text, languages={"fa"}) == []
