"""Administrators see who read what, by whom, when; a copy of it is itself recorded."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.accounts.tests.browsers import confirmed
from kith.audit import chain, queries
from kith.audit.models import Entry
from kith.core import clock

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def log(cast) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        for hours, who in enumerate([cast.ben, cast.amina, cast.ben]):
            with clock.stopped_at(NOON + dt.timedelta(hours=hours)):
                chain.record("opened", by=who, organization=cast.riverbend.id, subject=cast.sofia)
        with clock.stopped_at(NOON + dt.timedelta(days=2)):
            chain.record("exported", by=cast.ben, organization=cast.riverbend.id, rows=7)


def shown(cast, query="") -> list:
    return confirmed(cast.sofia).get(f"/desk/settings/log/{query}").context["lines"]


def test_newest_first_with_names(cast, log) -> None:
    lines = shown(cast)
    assert [line.who for line in lines] == ["Ben", "Ben", "Amina", "Ben"]
    assert (lines[0].verb, lines[0].detail) == ("Took a copy away", "rows: 7")
    assert (lines[1].verb, lines[1].subject) == ("Read something personal", "a member")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?verb=opened", 3), ("?since=2026-03-03", 1), ("?until=2026-03-02", 3),
        ("?since=2026-03-02&until=2026-03-02", 3), ("?verb=nothing", 4), ("?since=nonsense", 4),
    ],
)  # fmt: skip
def test_filters(cast, log, query, count) -> None:
    assert len(shown(cast, query)) == count


def test_by_member(cast, log) -> None:
    assert len(shown(cast, f"?member={cast.amina.id}")) == 1
    assert len(shown(cast, f"?member={cast.chidi.id}")) == 4, "an unknown name filters nothing"


@pytest.mark.parametrize("who", ["amina", "ben"])
def test_only_administrators(cast, who) -> None:
    assert confirmed(getattr(cast, who)).get("/desk/settings/log/").status_code == 404
    assert confirmed(getattr(cast, who)).get("/desk/settings/log.csv").status_code == 404


def test_a_copy_is_recorded_and_holds_what_was_chosen(cast, log) -> None:
    answer = confirmed(cast.sofia).get("/desk/settings/log.csv?verb=opened")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["who"] for row in rows] == ["Ben", "Amina", "Ben"]
    with tenancy.acting_for(cast.riverbend.id):
        entry = Entry.objects.get(verb="log_exported")
    assert (entry.member_id, entry.detail) == (cast.sofia.id, {"rows": 3})


def test_a_name_cannot_run_in_a_spreadsheet(cast, log) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        Member.objects.filter(pk=cast.ben.pk).update(name="=1+1")
    text = confirmed(cast.sofia).get("/desk/settings/log.csv").content.decode()
    assert ",'=1+1," in text


def test_who_looked_at_somebody(cast, log) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        found = queries.about(cast.riverbend.id, [cast.sofia.id])
        assert [entry.member_id for entry in found] == [cast.ben.id, cast.amina.id, cast.ben.id]
    with tenancy.acting_for(cast.harbour.id):
        assert list(queries.about(cast.riverbend.id, [cast.sofia.id])) == []


@pytest.mark.parametrize("address", ["members/", "log/", "languages/", ""])
def test_pages_ask_few_questions_however_much_there_is(cast, log, address) -> None:
    browser = confirmed(cast.sofia)
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/desk/settings/{address}")
    with tenancy.acting_for(cast.riverbend.id):
        for _again in range(30):
            chain.record("opened", by=cast.amina, organization=cast.riverbend.id)
    with CaptureQueriesContext(connection) as many:
        browser.get(f"/desk/settings/{address}")
    counted = [q for q in many if "SAVEPOINT" not in q["sql"]]
    assert len(few) == len(many)
    assert len(counted) <= 11, [q["sql"] for q in counted]
