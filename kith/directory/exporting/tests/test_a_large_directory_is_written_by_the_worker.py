"""What would keep a page waiting is written by the worker, with progress; one effect a form."""

import datetime as dt
import json

import pytest

from kith.accounts import tenancy
from kith.accounts.tests.browsers import confirmed
from kith.audit.models import Entry
from kith.core import clock
from kith.core.ids import uuid7
from kith.directory.exporting import desk
from kith.directory.exporting.tests.listings import Listings
from kith.directory.models import Export

PAGE = "/desk/directory/export/"


@pytest.fixture
def large(town: Listings, monkeypatch: pytest.MonkeyPatch, tmp_path, settings) -> None:
    """A directory that counts as large, and a folder of its own for files."""
    monkeypatch.setattr(desk, "AT_ONCE", 1)
    monkeypatch.setattr(desk, "folder", lambda export: tmp_path / str(export.pk))


@pytest.fixture
def asked(large, cast):
    confirmed(cast.ben).post(PAGE, {"form": "ndjson", "key": str(uuid7())})
    with tenancy.acting_for(cast.riverbend.id):
        yield Export.objects.get()


def work(export: Export) -> None:
    desk.write(export_id=export.pk, organization=export.organization_id)
    export.refresh_from_db()


def test_it_waits_is_ready_and_is_taken(asked, cast) -> None:
    browser, page = confirmed(cast.ben), f"{PAGE}{asked.pk}/"
    assert "Being written" in browser.get(page).content.decode()
    assert browser.get(f"{page}?take").status_code == 404
    work(asked)
    assert "?take" in browser.get(page).content.decode()
    told = browser.get(f"{page}?take").getvalue()
    assert {json.loads(line)["name"] for line in told.splitlines()} == {
        "Listening circle",
        "Refuge",
    }
    assert desk.written(asked) == 2


def test_the_copy_stands_in_the_log_once(asked, cast) -> None:
    work(asked)
    work(asked)
    assert Entry.objects.get(verb="exported").member_id == cast.ben.id


def test_the_same_form_twice_is_one_export(large, cast) -> None:
    sent = {"form": "csv", "key": str(uuid7())}
    answers = [confirmed(cast.ben).post(PAGE, sent)["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    with tenancy.acting_for(cast.riverbend.id):
        assert Export.objects.count() == 1


def test_nobody_else_takes_it(asked, cast) -> None:
    work(asked)
    for member in (cast.sofia, cast.chidi, cast.amina):
        assert confirmed(member).get(f"{PAGE}{asked.pk}/?take").status_code == 404


def test_a_day_later_it_is_gone(asked) -> None:
    work(asked)
    with clock.stopped_at(clock.now() + dt.timedelta(hours=25)):
        desk.forget_old()
    assert not Export.objects.exists() and not desk.folder(asked).exists()


def test_who_it_is_must_have_been_shown_lately(large, cast) -> None:
    browser = confirmed(cast.ben, minutes_ago=16)
    answer = browser.post(PAGE, {"form": "csv", "key": str(uuid7())})
    assert answer["Location"].startswith("/account/reauthenticate/")
