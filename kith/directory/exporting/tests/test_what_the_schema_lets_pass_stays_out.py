"""HSDS takes an opening time of 25:99 or a language called "junk!". No reader can use them."""

import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import FormatChecker

from kith.directory import models as m
from kith.directory.exporting import gather, hsds, listed, values
from kith.directory.exporting.tests.listings import Listings


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (values.byday, "MO,WE", "MO,WE"), (values.byday, "2MO, -1FR", "2MO,-1FR"),
        (values.byday, "Monday", None), (values.byday, "", None), (values.byday, "MO,", None),
        (values.weekday, "SU", "SU"), (values.weekday, "XX", None),
        (values.language, "zh-Hans", "zh-Hans"), (values.language, "junk!", None),
        (values.language, "x", None),
        (values.extension, "12", 12), (values.extension, "012", None),
        (values.extension, "x3", None),
        (values.extension, "0", 0), (values.extension, "٣", None), (values.extension, "", None),
        (values.hours_from_utc, "-5", -5), (values.hours_from_utc, "5.5", 5.5),
        (values.hours_from_utc, "Europe/London", None),
        (values.uri, "https://a.example/ü?q=1#x", "https://a.example/%C3%BC?q=1#x"),
        (values.uri, "a.example", None), (values.uri, "https://a b.example", "https://a%20b.example"),
        (values.uri, "http://[", None), (values.uri, "", None),
        (values.email, "a@b.example", "a@b.example"), (values.email, "a at b", None),
        (values.plain, dt.time(9, 5), "09:05"), (values.plain, dt.time(23, 59, 59), "23:59:59"),
    ],
)  # fmt: skip
def test_each_value_is_what_it_says_or_absent(read, text, said) -> None:
    assert read(text) == said


@given(st.text(max_size=60))
def test_whatever_was_typed_an_address_is_an_address(text: str) -> None:
    said = values.uri(text)
    if said is not None:
        FormatChecker().check(said, "uri")


@pytest.mark.parametrize(
    "change",
    [
        (m.Location, {"latitude": 999.0}), (m.Location, {"longitude": -181.0}),
        (m.Service, {"minimum_age": 100}), (m.Service, {"status": "open"}),
        (m.Service, {"organization": None}), (m.Schedule, {"freq": "DAILY"}),
        (m.Schedule, {"valid_from": dt.date(2030, 1, 1)}), (m.Location, {"location_type": "moon"}),
    ],
)  # fmt: skip
def test_the_database_refuses_the_rest(town: Listings, change) -> None:
    model, columns = change
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**columns)


def test_a_closing_rule_is_not_read_as_an_opening_one(town: Listings) -> None:
    m.Schedule.objects.filter(service=town.service).update(closed=True)
    (rule,) = _service(town)["schedules"]
    assert rule["closed"] is True
    assert "opens_at" not in rule and "closes_at" not in rule


def test_the_newer_check_is_the_date_of_assurance(town: Listings) -> None:
    assert _service(town)["assured_date"] == "2026-02-03"


def test_extensions_keep_their_zeros(town: Listings) -> None:
    (phone,) = _service(town)["phones"]
    assert phone["extension_text"] == "012" and "extension" not in phone


def test_nothing_is_null(town: Listings) -> None:
    m.Service.objects.create(organization=town.organization, name="Bare")
    told = list(hsds.objects("service", gather.services(listed.rows("service"))))
    assert "null" not in json.dumps(told, default=str)


def _service(town: Listings) -> dict:
    found = gather.services(listed.rows("service").filter(pk=town.service.pk))
    return next(hsds.objects("service", found))
