"""A change is a version with its first day; what was given before stays as it was."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from kith.accounts import tenancy
from kith.core import clock
from kith.core.refusals import NotYours
from kith.peers import actions
from kith.peers.models import SchemeVersion
from kith.peers.refusals import NotInThePast
from kith.peers.rules import schemes as rules


def write(by, days=0, **changes):
    values = {"name": "National model (2023)", "code": "national-2023", "hours": Decimal(60),
              "starts_on": clock.today() + dt.timedelta(days=days), **changes}  # fmt: skip
    return actions.write_version(version=actions.Version(**values), replay_key=uuid.uuid4(), by=by)


def hours_on(organization, code, day):
    return rules.on(actions.schemes_of(organization.id), code, day).hours


def test_the_preset_holds_until_the_first_day_of_the_version(cast, riverbend):
    write(cast.sofia, days=10)
    today = clock.today()
    assert hours_on(riverbend, "national-2023", today + dt.timedelta(days=9)) == 40
    assert hours_on(riverbend, "national-2023", today + dt.timedelta(days=10)) == 60


def test_of_two_with_one_first_day_the_later_made_holds(cast, riverbend):
    write(cast.sofia)
    write(cast.sofia, hours=Decimal(55))
    assert hours_on(riverbend, "national-2023", clock.today()) == 55


def test_nothing_is_changed_in_the_past(cast, riverbend):
    with pytest.raises(NotInThePast):
        write(cast.sofia, days=-1)
    assert not SchemeVersion.objects.exists()


def test_a_new_scheme_may_have_begun_long_ago_and_gets_a_code_of_its_own(cast, riverbend):
    one = write(cast.sofia, days=-900, code="", name="State board")
    two = write(cast.sofia, code="", name="State board")
    assert (one.code, two.code) == ("state-board", "state-board-2")


def test_one_that_is_not_offered_is_not_in_the_form(cast, riverbend):
    write(cast.sofia, is_offered=False)
    found = rules.offered(actions.schemes_of(riverbend.id), clock.today())
    assert [one.code for one in found] == ["reciprocal"]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_keeps_a_version_as_it_is(cast, riverbend, change):
    write(cast.sofia)
    rows = SchemeVersion.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(hours=1) if change == "update" else rows.delete()
    assert SchemeVersion.objects.get().hours == 60


def test_a_form_sent_twice_is_one_version(cast, riverbend):
    key = uuid.uuid4()
    version = actions.Version(name="State board", starts_on=clock.today(), hours=Decimal(50))
    for _time in range(2):
        actions.write_version(version=version, replay_key=key, by=cast.sofia)
    assert SchemeVersion.objects.count() == 1


@pytest.mark.parametrize("who", ["amina", "ben", "chidi"])
def test_who_may_not(cast, riverbend, who):
    member = getattr(cast, who)
    if who != "chidi":  # of another organisation, and administrator there: writes their own
        with pytest.raises(NotYours):
            write(member)
    with tenancy.acting_for(cast.harbour.id):
        assert not SchemeVersion.objects.exists()


def test_the_page(cast, riverbend, signed_in, django_assert_max_num_queries):
    client = signed_in(cast.sofia)
    client.get("/desk/")
    with django_assert_max_num_queries(10):
        assert "National model" in client.get(reverse("schemes")).content.decode()
    data = {"code": "national-2023", "name": "National model (2023)", "hours": "60",
            "practice": "0", "learning": "0", "years": "0", "warns": "90, 60, 30",
            "starts_on": clock.today() + dt.timedelta(days=3), "is_offered": "on",
            "replay_key": uuid.uuid4()}  # fmt: skip
    assert client.post(reverse("schemes"), data).status_code == 302
    assert SchemeVersion.objects.get().hours == 60
    faulty = client.post(reverse("schemes"), {**data, "warns": "soon", "learning": "4"})
    assert faulty.status_code == 422
    assert "90, 60, 30" in faulty.content.decode()
    assert signed_in(cast.ben).get(reverse("schemes")).status_code == 404
