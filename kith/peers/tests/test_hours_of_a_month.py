"""Hours come from other pages and from one's own entries; handed in they stand; approved they go to
payroll, without a name of anybody whom a peer met."""

import csv
import datetime as dt
import io
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from kith.accounts.models import Member
from kith.audit.models import Entry
from kith.core import clock
from kith.core.lifecycle import NotForYou, WrongState
from kith.core.refusals import NotYours, ReasonMissing
from kith.peers import actions, worked
from kith.peers.models import TimeEntry, TimeSheet
from kith.peers.refusals import HandedIn, NotYet
from kith.peers.rules import hours
from kith.peers.rules.hours import Line
from kith.peers.tests import factories

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
MONTH = dt.date(2026, 11, 1)


@pytest.fixture(autouse=True)
def a_day_in_november():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def pair(cast, amina):
    return actions.assign_supervisor(peer=amina, supervisor=cast.sofia, by=cast.sofia)


def note(amina, minutes=90, kind="line", on=None, key=None):
    return actions.note_time(
        peer=amina, on=on or NOON.date(), kind=kind, minutes=minutes, by=amina.member,
        replay_key=key or uuid.uuid4(),
    )  # fmt: skip


def approved(cast, amina):
    sheet = actions.hand_in(peer=amina, month=MONTH, by=cast.amina)
    return actions.move_sheet(sheet=sheet, move="approve", by=cast.sofia)


def test_talks_supervision_learning_and_own_hours_add_up(cast, riverbend, amina, pair):
    match = factories.walking(riverbend, amina, cast.ben)
    factories.contact(match, minutes=25)
    factories.contact(match, minutes=None)
    actions.keep_session(
        supervision=pair, held_on=NOON.date(), minutes=60, note="Ours.", by=cast.sofia,
        replay_key=uuid.uuid4(),
    )  # fmt: skip
    actions.note_learning(
        peer=amina, kind="learning", on=NOON.date(), hours=Decimal("1.5"), what="Grief",
        replay_key=uuid.uuid4(), by=cast.sofia,
    )  # fmt: skip
    note(amina)
    found = worked.lines_of(amina, MONTH)
    assert hours.by_kind(found) == {"line": 90, "training": 90, "supervision": 60, "walk": 25}
    assert hours.total(found) == 265


def test_what_belongs_to_another_month_or_zone_stays_there(cast, riverbend, amina):
    """In Denver it is still October at five in the morning of the first of November, in London."""
    riverbend.time_zone = "America/Denver"
    riverbend.save()
    match = factories.walking(riverbend, amina, cast.ben)
    factories.contact(match, minutes=25, happened_at=dt.datetime(2026, 11, 1, 5, tzinfo=dt.UTC))
    assert worked.lines_of(amina, MONTH) == ()
    assert worked.lines_of(amina, dt.date(2026, 10, 1)) == (
        Line(dt.date(2026, 10, 31), "walk", 25),
    )


def test_a_supervisor_who_is_a_peer_has_hours_of_both(cast, amina, pair):
    sofia = factories.peer(cast.sofia)
    actions.keep_session(
        supervision=pair, held_on=NOON.date(), minutes=60, note="", by=cast.sofia,
        replay_key=uuid.uuid4(),
    )  # fmt: skip
    assert worked.lines_of(sofia, MONTH) == (Line(NOON.date(), "supervision", 60),)


def test_an_entry_sent_twice_is_one(amina):
    key = uuid.uuid4()
    note(amina, key=key)
    note(amina, key=key)
    assert TimeEntry.objects.count() == 1


def test_only_for_oneself_and_not_for_a_day_to_come(cast, amina):
    with pytest.raises(NotYet):
        note(amina, on=NOON.date() + dt.timedelta(days=1))
    with pytest.raises(NotYours):
        actions.note_time(peer=amina, on=NOON.date(), kind="line", minutes=60, by=cast.sofia,
                          replay_key=uuid.uuid4())  # fmt: skip


def test_what_is_handed_in_stands_whatever_is_written_later(cast, amina):
    entry = note(amina)
    sheet = actions.hand_in(peer=amina, month=MONTH, by=cast.amina)
    for again in (lambda: note(amina), lambda: actions.drop_time(entry=entry, by=cast.amina)):
        with pytest.raises(HandedIn):
            again()
    TimeEntry.objects.update(minutes=5)
    sheet.refresh_from_db()
    assert worked.kept_lines(sheet) == (Line(NOON.date(), "line", 90, is_own=True),)
    with pytest.raises(WrongState):
        actions.hand_in(peer=amina, month=MONTH, by=cast.amina)


def test_given_back_with_a_reason_it_is_open_again(cast, amina):
    note(amina)
    sheet = actions.hand_in(peer=amina, month=MONTH, by=cast.amina)
    with pytest.raises(ReasonMissing):
        actions.move_sheet(sheet=sheet, move="give_back", by=cast.sofia)
    sheet = actions.move_sheet(
        sheet=sheet, move="give_back", reason="Sunday is missing.", by=cast.sofia
    )
    assert b"Sunday" not in bytes(sheet.reason_sealed)
    assert actions.open_sheet(sheet=sheet, by=cast.amina) == "Sunday is missing."
    note(amina)
    assert approved(cast, amina).minutes == 180


def test_nobody_approves_their_own_hours(cast, riverbend):
    sofia = factories.peer(cast.sofia)
    sheet = actions.hand_in(peer=sofia, month=MONTH, by=cast.sofia)
    with pytest.raises(NotForYou):
        actions.move_sheet(sheet=sheet, move="approve", by=cast.sofia)


@pytest.mark.parametrize("who", ["amina", "ben", "chidi"])
def test_only_a_supervisor_approves_and_only_who_pays_takes_the_list(cast, amina, who):
    sheet = actions.hand_in(peer=amina, month=MONTH, by=cast.amina)
    with pytest.raises((NotYours, NotForYou)):
        actions.move_sheet(sheet=sheet, move="approve", by=getattr(cast, who))
    with pytest.raises(NotYours):
        actions.payroll_csv(month=MONTH, by=getattr(cast, who))
    assert TimeSheet.objects.get().state == "sent"


def test_the_list_for_payroll_names_no_one_they_met_and_runs_nothing(cast, riverbend, amina):
    Member.objects.filter(pk=cast.amina.pk).update(name='=HYPERLINK("x")')
    match = factories.walking(riverbend, amina, cast.ben)
    factories.contact(match, minutes=30, note="Dee slept.")
    note(amina, minutes=45)
    approved(cast, amina)
    text = actions.payroll_csv(month=MONTH, by=cast.sofia)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["kind"], row["hours"], row["day"]) for row in rows] == [
        ("line", "0.75", "2026-11-22"), ("walk", "0.50", "2026-11-22"),
    ]  # fmt: skip
    assert rows[0]["name"].startswith("'=")
    assert "Dee" not in text and match.person.reference not in text
    assert Entry.objects.filter(verb="exported").exists()


def test_only_approved_months_are_in_it(cast, amina):
    note(amina)
    actions.hand_in(peer=amina, month=MONTH, by=cast.amina)
    assert len(actions.payroll_csv(month=MONTH, by=cast.sofia).splitlines()) == 1


def test_the_pages(cast, amina, signed_in, django_assert_max_num_queries):
    peer, boss = signed_in(cast.amina), signed_in(cast.sofia)
    data = {"verb": "add", "on": NOON.date(), "kind": "travel", "hours": "1", "minutes": "20",
            "replay_key": uuid.uuid4()}  # fmt: skip
    assert peer.post(reverse("my_hours"), data).status_code == 302
    with django_assert_max_num_queries(17):
        assert "1:20" in peer.get(reverse("my_hours")).content.decode()
    faulty = peer.post(reverse("my_hours"), {**data, "hours": "0", "minutes": "2"})
    assert faulty.status_code == 422
    peer.post(reverse("my_hours"), {"verb": "send"})
    sheet = TimeSheet.objects.get()
    with django_assert_max_num_queries(10):
        assert "1:20" in boss.get(reverse("sheets")).content.decode()
    boss.post(reverse("move_sheet", args=[sheet.pk, "approve"]))
    assert "Approved" in peer.get(reverse("my_hours")).content.decode()
    assert signed_in(cast.ben).get(reverse("sheet", args=[sheet.pk])).status_code == 404


def test_the_list_is_taken_by_who_confirmed_a_short_while_ago(cast, amina, signed_in):
    answer = signed_in(cast.sofia).get(reverse("payroll"))
    assert answer.status_code == 302 and "reauthenticate" in answer["Location"]


def test_training_counts_on_the_day_it_was_not_on_the_day_it_was_ticked(cast, amina):
    course = actions.found_curriculum(name="Walking along", by=cast.sofia)
    part = actions.add_module(
        curriculum=course, name="Listening", hours=Decimal(6), competencies=(), by=cast.sofia
    )
    group = actions.open_cohort(
        curriculum=course, name="Autumn", starts_on=MONTH, trainer=cast.sofia, by=cast.sofia
    )
    place = actions.enrol(cohort=group, peer=amina, by=cast.sofia)
    actions.note_attendance(
        cohort=group, there=[(place.pk, part.pk)], by=cast.sofia, on=dt.date(2026, 10, 7)
    )
    assert worked.lines_of(amina, MONTH) == ()
    assert hours.total(worked.lines_of(amina, dt.date(2026, 10, 1))) == 360
