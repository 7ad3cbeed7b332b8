"""A machine writes only to whoever agreed to it; others are left to a human being, or alone."""

import datetime as dt

import pytest

from kith.accounts import tenancy
from kith.audit.models import Entry
from kith.channels import reminders
from kith.circles.actions import circles, dates, reminding
from kith.circles.models import Reminder
from kith.circles.tests import factories as groups
from kith.connections.safe_contact import SafeContact
from kith.core import clock
from kith.peers.tests import factories
from kith.people.models import Person

EMAIL = SafeContact(ways=("email",))


@pytest.fixture
def room(cast):
    with tenancy.acting_for(cast.riverbend.id):
        first, second = factories.peer(cast.amina), factories.peer(cast.sofia)
        yield groups.running(first, second, cast.sofia, capacity=9)


@pytest.fixture
def evening_before(room):
    """A day before it meets."""
    eve = groups.next_tuesday() - dt.timedelta(days=1)
    with clock.stopped_at(dt.datetime.combine(eve, dt.time(19), dt.UTC)):
        yield


def sit(cast, room, contact: SafeContact, said: str = "", email: str = "dee@example.org"):
    person = factories.person(
        cast.riverbend, cast.ben, email=email, safe_contact=contact.as_json(), language="es"
    )
    return groups.sit(room, cast.ben, person, reminder=said)


def remind(cast) -> int:
    reminding.make_reminders(organization=cast.riverbend.id)
    return reminders.send_waiting(cast.riverbend.id)


def test_one_mail_without_content_once(cast, room, evening_before, mailoutbox):
    sit(cast, room, EMAIL)
    assert (remind(cast), remind(cast)) == (1, 0)
    mail = mailoutbox[0]
    assert mail.to == ["dee@example.org"]
    told = f"{mail.subject} {mail.body} {mail.from_email}".lower()
    for secret in ("circle", "círculo", "talking", "tuesday", "blue room", "riverbend", "dee"):
        assert secret not in told
    assert Entry.objects.filter(verb="reminded").count() == 1


@pytest.mark.parametrize(
    ("contact", "said", "left"),
    [
        (SafeContact(ways=("call",)), "", "dropped"),
        (SafeContact(ways=("call",)), "yes", "by_hand"),
        (SafeContact(ways=("email",), hours="evenings"), "yes", "by_hand"),
        (SafeContact(ways=("email",), code_word="kettle"), "", "dropped"),
        (SafeContact(ways=("none",)), "yes", "dropped"),
        (SafeContact(), "", "dropped"),
    ],
)
def test_no_machine_writes_where_it_was_not_agreed(
    cast, room, evening_before, mailoutbox, contact, said, left
):
    sit(cast, room, contact, said)
    assert remind(cast) == 0
    assert (Reminder.objects.get().state, mailoutbox) == (left, [])


def test_whoever_said_no_has_no_reminder_at_all(cast, room, evening_before):
    sit(cast, room, EMAIL, "no")
    remind(cast)
    assert Reminder.objects.count() == 0


def test_a_no_after_it_was_made_holds(cast, room, evening_before, mailoutbox):
    seat = sit(cast, room, EMAIL)
    reminding.make_reminders(organization=cast.riverbend.id)
    reminding.say_reminder(seat=seat, reminder="no")
    assert (reminders.send_waiting(cast.riverbend.id), mailoutbox) == (0, [])


def test_rules_changed_after_it_was_made_hold(cast, room, evening_before, mailoutbox):
    seat = sit(cast, room, EMAIL)
    reminding.make_reminders(organization=cast.riverbend.id)
    person = Person.objects.get(pk=seat.person_id)
    person.seal("safe_contact_sealed", SafeContact(ways=("none",)).as_json())
    person.save()
    assert (reminders.send_waiting(cast.riverbend.id), mailoutbox) == (0, [])


def test_nobody_is_reminded_of_what_does_not_take_place(cast, room, evening_before, mailoutbox):
    sit(cast, room, EMAIL)
    reminding.make_reminders(organization=cast.riverbend.id)
    day = groups.next_tuesday()
    dates.change_date(circle=room, day=day, kind="cancelled", by=cast.sofia)
    assert reminders.send_waiting(cast.riverbend.id) == 1  # that something changed, and only that
    assert sorted(Reminder.objects.values_list("state", flat=True)) == ["dropped", "sent"]


def test_nobody_who_has_left_is_reminded(cast, room, evening_before):
    seat = sit(cast, room, EMAIL)
    reminding.make_reminders(organization=cast.riverbend.id)
    circles.leave_seat(seat=seat, by=cast.ben)
    assert reminders.send_waiting(cast.riverbend.id) == 0


def test_not_days_before(cast, room, mailoutbox):
    sit(cast, room, EMAIL)
    early = groups.next_tuesday() - dt.timedelta(days=3)
    with clock.stopped_at(dt.datetime.combine(early, dt.time(8), dt.UTC)):
        assert remind(cast) == 0


def test_a_mail_server_that_does_not_answer_is_asked_again(
    cast, room, evening_before, mailoutbox, monkeypatch
):
    sit(cast, room, EMAIL)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", _refuse)
        assert remind(cast) == 0
    assert Reminder.objects.get().state == "waiting"
    with clock.stopped_at(clock.now() + dt.timedelta(hours=2)):
        assert reminders.send_waiting(cast.riverbend.id) == 1


def _refuse(*_args, **_kwargs):
    raise OSError


def test_what_a_human_being_did_is_noted_once(cast, room, evening_before):
    sit(cast, room, SafeContact(ways=("call",)), "yes")
    remind(cast)
    row = reminding.note_given(reminder=Reminder.objects.get(), by=cast.amina)
    assert (row.given_by, Reminder.objects.by_hand().count()) == (cast.amina, 0)
