"""Read where one reading is possible; words kept where not. Never a guess, never "closed"."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.directory.rules import hours_clock, hours_text
from kith.directory.rules.hours_words import DAYS

WEEK = "MO,TU,WE,TH,FR"


def said(hours):
    """Rules as short lines: days, from, to."""
    lines = []
    for rule in hours.rules:
        days = ",".join(rule.byday) or ("holidays" if rule.holidays else str(rule.valid_from))
        times = "closed" if rule.closed else f"{rule.opens:%H:%M}-{rule.closes:%H:%M}"
        lines.append(f"{days} {times}")
    return lines


CERTAIN = {
    "Mon-Fri 9-5, closed holidays": [f"{WEEK} 09:00-17:00", "holidays closed"],
    "Monday-Friday 8:30AM - 5:00PM": [f"{WEEK} 08:30-17:00"],
    "M-F 9am-5pm; Sat 10am-2pm": [f"{WEEK} 09:00-17:00", "SA 10:00-14:00"],
    "9am-5pm Mon-Fri": [f"{WEEK} 09:00-17:00"],
    "Saturday: 9:00:00-12:00:00": ["SA 09:00-12:00"],
    "Mon: 9:00-11:30, 13:00-15:00; Tue: 13:00-15:30":
        ["MO 09:00-11:30", "MO 13:00-15:00", "TU 13:00-15:30"],
    "24/7": ["MO,TU,WE,TH,FR,SA,SU 00:00-00:00"],
    "Daily 24 hours": ["MO,TU,WE,TH,FR,SA,SU 00:00-00:00"],
    "Mon-Fri 8am to noon": [f"{WEEK} 08:00-12:00"],
    "Sat & Sun 10-2": ["SA,SU 10:00-14:00"],
    "1st and 3rd Tuesday 10am-12pm": ["1TU,3TU 10:00-12:00"],
    "First, second, and fourth Tuesday of the month 1-3pm": ["1TU,2TU,4TU 13:00-15:00"],
    "2nd Sat 9am-11am": ["2SA 09:00-11:00"],
    "Last Friday of the month 6pm-8pm": ["-1FR 18:00-20:00"],
    "Fri 8pm-2am": ["FR 20:00-02:00"],
    "Sunday closed": ["SU closed"],
    "sunday closed monday 9-5": ["SU closed", "MO 09:00-17:00"],
    "Monday through Thursday, 9:00 AM to 5:00 PM; closed Sunday":
        ["MO,TU,WE,TH 09:00-17:00", "SU closed"],
    "Mon, Wed & Fri: 9 a.m. to 4:30 p.m.": ["MO,WE,FR 09:00-16:30"],
    "lunes a viernes 9:00-17:00": [f"{WEEK} 09:00-17:00"],
    "lun, mar y jue 9h-17h": ["MO,TU,TH 09:00-17:00"],
    "Sábados y domingos de 10:00 a 14:00": ["SA,SU 10:00-14:00"],
    "Lundi au vendredi de 9h à 17h, fermé jours fériés": [f"{WEEK} 09:00-17:00", "holidays closed"],
    "Segunda a sexta das 8h às 18h": [f"{WEEK} 08:00-18:00"],
    "Segunda-feira a sexta-feira 8h-18h": [f"{WEEK} 08:00-18:00"],
    "2025-08-14 9 AM-4 PM": ["2025-08-14 09:00-16:00"],
    "2025-06-01 to 2025-08-31 Mon-Fri 9am-5pm": [f"{WEEK} 09:00-17:00"],
}  # fmt: skip


@pytest.mark.parametrize("text", CERTAIN)
def test_what_leaves_one_reading_is_read(text):
    hours = hours_text.read(text)
    assert (hours.certain, said(hours), hours.text) == (True, CERTAIN[text], "")


@pytest.mark.parametrize(
    "text",
    ["by appointment", "Closed", "24 hours", "9-5", "Mon 7-9", "Mon-Fri 9-11", "Mon 25:99-26:00",
     "Mar 9-5", "every other Tuesday 9-5", "Mon-Fri 9-5, Fri 9-3", "Tuesday 6pm", "Weekdays",
     "Monday", "varies", "", "Mon-Fri 9-5 except Wednesday", "summer: Mon-Fri 9-5", "T 9-5",
     "mon-fri 12:00am-12:00am", "Mon-Fri 9-5 by appointment only", "Mon 9-5, Monday closed",
     "Mon-Fri 09:00-05:00", "June 1 - Aug 31 Mon-Fri 9-5", "Mon-Fri 9-5 / 10-6"],
)  # fmt: skip
def test_what_leaves_several_readings_stays_words(text):
    hours = hours_text.read(text)
    assert (hours.certain, hours.rules, hours.text) == (False, (), text)


def test_holidays_nobody_can_list_stay_words_beside_certain_rules():
    hours = hours_text.read("Mon-Fri 9-5, closed major holidays")
    assert (hours.certain, said(hours)) == (True, [f"{WEEK} 09:00-17:00"])
    assert hours.text == "closed on major holidays"


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (("Monday-Friday", "8:30AM", "5:00PM"), [f"{WEEK} 08:30-17:00"]),
        (("monday,tuesday", "9:00am", "5:00pm"), ["MO,TU 09:00-17:00"]),
        (("2,4,5", "8:00am", "4:00pm"), ["TU,TH,FR 08:00-16:00"]),
        (("saturday,sunday", "Closed", ""), ["SA,SU closed"]),
        (("Monday", "24 Hours", ""), ["MO 00:00-00:00"]),
        (("Monday", "14:00", "4:00 PM"), ["MO 14:00-16:00"]),
        (("2nd Sat", "9am", "11am"), ["2SA 09:00-11:00"]),
        (("Friday", "22:00", "06:00"), ["FR 22:00-06:00"]),
        (("Monday", "9am", "03:00"), []),
        (("Monday", "09:00", "05:00"), []),
        (("Monday", "750", "855"), []),
        (("Sunday", "", ""), []),
        (("", "9am", "5pm"), []),
    ],
)
def test_hours_in_columns(columns, lines):
    hours = hours_text.read_columns(*columns)
    assert (said(hours), hours.certain) == (lines, bool(lines))


def test_a_file_with_a_24_hour_clock_settles_its_mornings():
    assert not hours_text.read_columns("Monday", "9:00", "12:00").certain
    assert said(hours_text.read_columns("Monday", "9:00", "12:00", True)) == ["MO 09:00-12:00"]
    assert not hours_text.read_columns("Monday", "9:00", "5:00", True).certain


@given(st.text(max_size=60))
def test_any_text_is_read_or_kept(text):
    hours = hours_text.read(text)
    assert hours.certain == bool(hours.rules)
    assert hours.certain or hours.text == text.strip()


@given(st.text(max_size=20), st.text(max_size=12), st.text(max_size=12))
def test_any_columns_are_read_or_kept(days, opens, closes):
    hours = hours_text.read_columns(days, opens, closes)
    assert hours.certain == bool(hours.rules)


@given(st.sets(st.sampled_from(DAYS), min_size=1), st.times(), st.times())
def test_whatever_is_written_exactly_is_read_exactly(days, opens, closes):
    opens, closes = (t.replace(second=0, microsecond=0) for t in (opens, closes))
    if opens == closes:
        return
    order = [day for day in DAYS if day in days]
    text = f"{', '.join(order)} {opens:%I:%M %p} - {closes:%I:%M %p}"
    [rule] = hours_text.read(text).rules
    assert (rule.byday, rule.opens, rule.closes) == (tuple(order), opens, closes)


@given(st.times())
def test_a_clock_reads_what_it_shows(moment):
    moment = moment.replace(second=0, microsecond=0)
    assert hours_clock.read(f"{moment:%H:%M:%S}").exact() == moment
    assert hours_clock.read(f"{moment:%I:%M %p}").exact() == moment


@given(st.integers(1, 12), st.integers(1, 12))
def test_an_unsaid_half_is_only_filled_in_across_noon(opens, closes):
    span = hours_clock.span(hours_clock.Clock(opens, 0), hours_clock.Clock(closes, 0))
    if span:
        assert span[0] < span[1] and span[1] <= dt.time(18)
