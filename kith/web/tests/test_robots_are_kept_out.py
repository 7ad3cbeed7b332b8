"""Robots are slowed down, people are not, and nobody's address is kept."""

import datetime as dt

import pytest
from django.test import RequestFactory

from kith.core import clock, proof, robots
from kith.web.models import Tally

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(seconds=30)


def post(address: str = "203.0.113.7", **fields: str):
    return RequestFactory().post("/ask/", fields, REMOTE_ADDR=address)


def without_script(**fields: str):
    return post(proof_challenge=proof.issue(robots.key(), NOW), **fields)


def with_script(**fields: str):
    challenge = proof.issue(robots.key(), NOW, bits=6)
    return post(proof_challenge=challenge, proof_answer=proof.solve(challenge), **fields)


@pytest.fixture(autouse=True)
def a_moment_later(db):
    with clock.stopped_at(LATER):
        yield


def test_a_person_without_script_gets_through():
    robots.check(without_script())


def test_a_person_with_script_gets_through_at_once():
    with clock.stopped_at(NOW):
        robots.check(with_script())


def test_nobody_fills_in_a_form_in_a_second_by_hand():
    with clock.stopped_at(NOW + dt.timedelta(seconds=1)), pytest.raises(robots.SlowDown):
        robots.check(without_script())


def test_whoever_fills_in_the_hidden_field_is_no_person():
    with pytest.raises(robots.SlowDown):
        robots.check(with_script(website="https://spam.example"))


def test_a_form_of_nobody_is_refused():
    with pytest.raises(robots.FormTooOld):
        robots.check(post())


def test_an_old_form_is_refused():
    with clock.stopped_at(NOW + dt.timedelta(hours=5)), pytest.raises(robots.FormTooOld):
        robots.check(without_script())


def test_one_proof_serves_a_few_times_only():
    request = with_script()
    for _ in range(robots.USES_OF_ONE_PROOF):
        robots.check(request)
    with pytest.raises(robots.SlowDown):
        robots.check(request)


def test_without_script_the_limit_is_narrow_and_each_address_has_its_own():
    for _ in range(robots.UNPROVED_AN_HOUR):
        robots.check(without_script())
    with pytest.raises(robots.SlowDown):
        robots.check(without_script())
    robots.check(post(address="198.51.100.9", proof_challenge=proof.issue(robots.key(), NOW)))


def test_an_hour_later_the_limit_begins_anew():
    for _ in range(robots.UNPROVED_AN_HOUR):
        robots.check(without_script())
    with clock.stopped_at(LATER + dt.timedelta(hours=1)):
        robots.check(without_script())


def test_counts_that_are_over_go_by_themselves():
    robots.check(without_script())
    with clock.stopped_at(LATER + dt.timedelta(hours=2)):
        robots.check(post("198.51.100.9", proof_challenge=proof.issue(robots.key(), NOW)))
    assert Tally.objects.count() == 1


def test_no_address_is_kept():
    robots.check(without_script())
    kept = " ".join(Tally.objects.values_list("key", flat=True))
    assert "203.0.113.7" not in kept
    assert robots.sender(post()) not in kept


def test_the_mark_of_an_address_changes_every_day():
    today = robots.sender(post())
    with clock.stopped_at(LATER + dt.timedelta(days=1)):
        assert robots.sender(post()) != today


def test_a_proxy_is_believed_only_where_there_is_one(settings):
    told = RequestFactory().post("/", headers={"X-Forwarded-For": "192.0.2.1, 198.51.100.2"})
    direct = robots.sender(told)
    settings.PROXIES = 1
    assert robots.sender(told) != direct


def test_a_member_is_not_asked(cast):
    request = post()
    request.member = cast.ben
    robots.check(request)
