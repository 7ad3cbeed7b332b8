"""By a lease of its own, without content, and again when a worker died with it in hand."""

import datetime as dt
import uuid

import pytest

from kith.accounts import tenancy
from kith.channels import alarms, email
from kith.config import watchman
from kith.core import clock
from kith.safety import actions
from kith.safety.models import Alert, Shift

NIGHT = dt.datetime(2026, 3, 14, 2, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def raised(cast):
    """A concern that Sofia is to be told of."""
    with clock.stopped_at(NIGHT), tenancy.acting_for(cast.riverbend.id):
        Shift.objects.create(
            organization=cast.riverbend, member=cast.sofia, made_by=cast.sofia,
            starts_at=NIGHT - MINUTE, ends_at=NIGHT + 600 * MINUTE,
        )  # fmt: skip
        actions.raise_concern(
            by=cast.ben, severity="high", replay_key=uuid.uuid4(), words="The tablets"
        )
        yield cast


def test_it_leaves_once_and_says_nothing(raised, mailoutbox) -> None:
    assert alarms.send_waiting(raised.riverbend.id) == 1
    assert alarms.send_waiting(raised.riverbend.id) == 0
    [letter] = mailoutbox
    assert letter.to == [raised.sofia.user.email]
    for word in ("tablets", "concern", "danger", "Riverbend"):
        assert word not in letter.subject + letter.body
    assert Alert.objects.get().sent_at is not None


def test_what_a_dead_worker_held_is_sent_after_its_lease(raised) -> None:
    assert len(alarms.claim(raised.riverbend.id)) == 1
    assert alarms.claim(raised.riverbend.id) == []
    with clock.stopped_at(NIGHT + MINUTE):
        assert len(alarms.claim(raised.riverbend.id)) == 1


def test_a_lease_from_a_clock_that_was_set_back_holds_nobody_up(raised) -> None:
    assert len(alarms.claim(raised.riverbend.id)) == 1
    with clock.stopped_at(NIGHT - dt.timedelta(days=1)):
        assert len(alarms.claim(raised.riverbend.id)) == 1


def test_a_mail_server_that_is_away_is_tried_again_and_stops_no_clock(raised, monkeypatch) -> None:
    def refuse(_alert) -> None:
        raise email.NotTaken

    monkeypatch.setattr(email, "send", refuse)
    assert alarms.send_waiting(raised.riverbend.id) == 0
    with clock.stopped_at(NIGHT + 5 * MINUTE):
        assert actions.escalate_due(organization=raised.riverbend.id) == 1
    assert Alert.objects.filter(sent_at=None).count() == 2


def test_the_watchman_alerts_and_sends_in_one_round(raised, mailoutbox) -> None:
    with clock.stopped_at(NIGHT + 5 * MINUTE):
        watchman.go_round()
    assert len(mailoutbox) == 2


def test_a_house_that_fails_stops_no_other(raised, mailoutbox, monkeypatch) -> None:
    look_after = watchman._look_after

    def fail_for_harbour(organization) -> None:
        if organization == raised.harbour.id:
            raise ZeroDivisionError
        look_after(organization)

    monkeypatch.setattr(watchman, "_look_after", fail_for_harbour)
    watchman.go_round()
    assert len(mailoutbox) == 1
