"""Loaded twice, beside each other: the same rows each time, every state of a request and a referral
is there, and nobody real gets mail."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

import conftest
from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.config import database
from kith.config.demo import directory, follow, town
from kith.config.demo.load import load
from kith.config.demo.load.telling import Telling
from kith.connections import codes
from kith.connections.lifecycle import REFERRAL, REQUEST
from kith.connections.models import (
    Barrier,
    Contact,
    FollowUp,
    Notice,
    Option,
    Referral,
    Request,
    RequestCode,
)
from kith.core import clock
from kith.directory.models import (
    Attribute,
    DuplicatePair,
    Listing,
    PrivatePlace,
    Schedule,
    Service,
    ServiceText,
    Suggestion,
)  # fmt: skip
from kith.outreach.models import Showing
from kith.road.models import Arrival, Photo, Question, VehicleCheck

STAMPED = {"pgh_created_at", "procrastinate_events.at", "django_migrations.applied"}
"""Moments at which the database itself did something."""
SECRET = {"accounts_user.password", "road_arrival.digest", "pgh_context_id"}
"""Salted, a digest of what is sealed, or an id by chance of whoever did it. Sealed texts and their
keys, which are bytes, are left out as well."""
LOADING = (
    "import datetime as dt, sys, django\n"
    "django.setup()\n"
    "from kith.core import clock\n"
    "from kith.config.demo.load import load\n"
    "with clock.stopped_at(dt.datetime.fromisoformat(sys.argv[1])): load()\n"
)
ANOTHER_HOUR = dt.timedelta(hours=9)


@pytest.fixture(scope="module")
def again(django_db_setup: None) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same day told once more by another process, at another hour of it."""
    at = town.morning_of(town.day_at(clock.now())) + ANOTHER_HOUR
    assert town.day_at(at) == town.day_at(clock.now())
    with conftest.fresh_copy() as name:
        about = {"KITH_DATABASE_NAME": name, "PYTHONHASHSEED": "2", "KITH_POOL": "0",
                 "DJANGO_SETTINGS_MODULE": "tests.settings"}  # fmt: skip
        command = [sys.executable, "-c", LOADING, at.isoformat()]
        with subprocess.Popen(command, env={**os.environ, **about}) as telling:
            yield name, telling


@pytest.fixture(scope="module")
def here(django_db_setup: None) -> Iterator[str]:
    """The database of this module."""
    with conftest.fresh_copy() as name, conftest._connected_to(name):
        yield name


@pytest.fixture(scope="module")
def telling(
    again: tuple[str, subprocess.Popen[bytes]], here: str, django_db_blocker
) -> Iterator[Telling]:
    """The default town."""
    with django_db_blocker.unblock():
        yield load()


@pytest.fixture(params=["riverbend", "harbour"])
def inside(telling: Telling, request: pytest.FixtureRequest) -> Iterator[str]:
    """As one of the organisations that take requests."""
    with tenancy.acting_for(town.make_id("tenant", request.param)):
        yield request.param


@pytest.mark.fault
def test_two_loads_of_one_day_make_the_same_rows(
    telling: Telling, again: tuple[str, subprocess.Popen[bytes]], here: str
) -> None:
    assert again[1].wait() == 0
    first, second = _columns(here), _columns(again[0])
    assert first.keys() == second.keys()
    assert first["connections_request.id"][0] > 80
    assert {name for name in first if first[name] != second[name]} == set()


def _columns(name: str) -> dict[str, tuple[int, str]]:
    """How many rows a column of a table has, and a sum of the digests of its values."""
    found = {}
    with psycopg.connect(database.admin_dsn(name)) as connection:
        columns = connection.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN pg_tables t ON t.tablename = c.table_name AND t.schemaname = c.table_schema"
            " WHERE c.table_schema = 'public' AND c.data_type <> 'bytea'"
        ).fetchall()
        for table, column in columns:
            if {column, f"{table}.{column}"} & (STAMPED | SECRET):
                continue
            found[f"{table}.{column}"] = connection.execute(
                sql.SQL("SELECT count(*), sum(hashtextextended({}::text, 0))::text FROM {}").format(
                    sql.Identifier(column), sql.Identifier(table)
                )
            ).fetchone()
    return found


def test_the_cast_can_sign_in(telling: Telling) -> None:
    assert {o.slug for o in Organization.objects.all()} == {"riverbend", "harbour", "alder-hill"}
    for player in town.CAST:
        with tenancy.acting_for(town.make_id("tenant", player.tenant)):
            member = Member.objects.select_related("user").get(name=player.name)
            assert (member.user.email, set(member.roles)) == (player.email, set(player.roles))
            assert member.user.check_password(town.PASSWORD)


def test_the_directory_has_the_ids_of_the_plan(telling: Telling) -> None:
    planned = {listing.id for listing in directory.build(telling.today).listings}
    with tenancy.acting_for(town.make_id("tenant", "riverbend")):
        van = set(Showing.objects.values_list("service", flat=True))
    assert len(van) == 1
    assert set(Service.objects.values_list("id", flat=True)) == planned | van
    assert Attribute.objects.count() > 400
    assert Listing.objects.count() > 350
    assert Schedule.objects.filter(certain=False).exists()
    assert ServiceText.objects.values("language").distinct().count() == 7


def test_the_desk_has_something_to_do(telling: Telling) -> None:
    with tenancy.acting_for(town.make_id("tenant", "riverbend")):
        assert Suggestion.objects.filter(state="open").exists()
        assert PrivatePlace.objects.exists()
    assert DuplicatePair.objects.filter(verdict="open").count() >= 8


def test_requests_stand_in_every_state(telling: Telling) -> None:
    found = set()
    for slug in ("riverbend", "harbour"):
        with tenancy.acting_for(town.make_id("tenant", slug)):
            found |= set(Request.objects.values_list("state", flat=True))
    assert found == set(REQUEST.states)


def test_referrals_stand_in_every_state(telling: Telling) -> None:
    found = set()
    for slug in ("riverbend", "harbour", "alder-hill"):
        with tenancy.acting_for(town.make_id("tenant", slug)):
            found |= set(Referral.objects.values_list("state", flat=True))
            received = Referral.objects.filter(receiver_id=town.make_id("tenant", slug))
            assert received.exists()
    assert found == set(REFERRAL.states)


def test_today_has_work(inside: str) -> None:
    soon = clock.now() + dt.timedelta(hours=12)
    assert FollowUp.objects.filter(done_at=None, due_at__lt=soon).exists()
    assert Contact.objects.filter(reached=False).exists()
    assert Option.objects.filter(state="chosen").exists()
    assert Barrier.objects.exists()


def test_a_story_can_be_read_by_its_care_team(inside: str) -> None:
    request = Request.objects.select_related("person__key").exclude(story_sealed=None)[0]
    stories = {
        story["say"] for texts in town.read("stories.yaml").values() for story in texts["stories"]
    }
    assert request.unseal("story_sealed") in stories


def test_nobody_gets_mail_about_a_made_up_past(inside: str) -> None:
    assert not Notice.objects.filter(sent_at=None).exists()


def test_something_new_waits_to_be_read(telling: Telling) -> None:
    with tenancy.acting_for(town.make_id("tenant", "riverbend")):
        assert Notice.objects.filter(read_at=None).exists()
        assert Notice.objects.exclude(read_at=None).exists()


def test_two_codes_lead_to_a_choice_and_to_what_is_under_way(telling: Telling) -> None:
    found = [_state_behind(row["code"]) for row in follow.codes()]
    assert found == ["options", "connected"]


def _state_behind(code: str) -> str:
    """The state of the request that this code follows, found as the public page finds it."""
    digest = codes.digest_of(code)
    with tenancy.holding_code(digest):
        organization = RequestCode.objects.get(digest=digest).organization_id
    with tenancy.acting_for(organization):
        return RequestCode.objects.select_related("request").get(digest=digest).request.state


def test_the_van_brought_something_home(telling: Telling) -> None:
    with tenancy.acting_for(town.make_id("tenant", "riverbend")):
        photos = sorted((each.is_gone, each.person_id is None) for each in Photo.objects.all())
        assert photos == [(False, False), (False, True), (True, False)]
        assert sorted(VehicleCheck.objects.values_list("is_all_right", flat=True)) == [False, True]
        asked = Question.objects.open().order_by("kind").values_list("kind", flat=True)
        assert list(asked) == ["conflict", "double", "supplies"]
        assert not Arrival.objects.exclude(state="entered").exists()
