"""The same transaction: both are kept, or neither."""

import uuid

import pytest
from django.db import transaction

from kith.audit.models import Entry
from kith.core import alarms
from kith.core.refusals import NotYours
from kith.core.sources import Reason
from kith.safety import actions
from kith.safety.models import Alert, Concern, ConcernNote
from kith.safety.tests.factories import WORDS, dee, raised, sounded


def test_the_first_on_duty_is_alerted_with_it(night) -> None:
    concern = raised(night)
    alert = Alert.objects.get(concern=concern)
    assert (alert.number, alert.member, alert.rung, alert.why) == (1, night.amina, "duty", "raised")
    assert concern.state == "raised"
    assert Entry.objects.filter(verb="concern_raised", subject_id=concern.id).count() == 1


def test_what_was_said_is_sealed(night) -> None:
    concern = raised(night)
    note = ConcernNote.objects.get(concern=concern)
    assert WORDS.encode() not in bytes(note.words_sealed)
    assert note.unseal("words_sealed") == WORDS


def test_a_form_sent_twice_is_one_concern(night) -> None:
    key, person = uuid.uuid4(), dee(night)
    first = raised(night, replay_key=key, person=person)
    second = raised(night, replay_key=key, person=person)
    assert first == second
    assert (Alert.objects.count(), ConcernNote.objects.count()) == (1, 1)


def test_the_cause_undone_takes_the_concern_with_it(night) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        sounded(night, uuid.uuid4())
        raise ZeroDivisionError
    assert not Concern.objects.exists() and not Alert.objects.exists()


def test_the_same_answer_raises_one_and_a_worse_one_is_more_urgent(night) -> None:
    subject = uuid.uuid4()
    first, again = sounded(night, subject), sounded(night, subject)
    assert first == again and Alert.objects.count() == 1
    worse = sounded(night, subject, "high")
    assert (worse.id, worse.severity, worse.alert_count) == (first.id, "high", 2)
    assert worse.step_due_at < first.step_due_at
    assert sounded(night, subject, "low").severity == "high"


def test_other_rooms_sound_it_without_knowing(night) -> None:
    found = alarms.sound(
        organization=night.riverbend.id, source="assessment", subject=uuid.uuid4(), person=None,
        severity="high", reason=Reason("item_positive", {"item": "9"}), by=None,
    )  # fmt: skip
    assert Concern.objects.get(pk=found).reason_values == {"item": "9"}
    assert alarms.someone_is_on_duty(night.riverbend.id)


def test_nobody_listening_is_said(night) -> None:
    before = alarms.hang(None)
    try:
        assert not alarms.someone_is_on_duty(night.riverbend.id)
    finally:
        alarms.hang(before)


def test_about_nobody_known_words_begin_a_nameless_person(night) -> None:
    concern = raised(night, person=None)
    assert concern.person is not None and concern.person.name_sealed is None


def test_not_by_a_stranger_and_not_about_one(night) -> None:
    with pytest.raises(NotYours):
        actions.raise_concern(
            by=night.chidi, severity="high", replay_key=uuid.uuid4(), person=dee(night)
        )
    assert not Concern.objects.exists()


def test_nothing_is_kept_when_the_log_fails(night, monkeypatch) -> None:
    monkeypatch.setattr("kith.audit.chain.record", _fail)
    with pytest.raises(OSError), transaction.atomic():
        raised(night)
    assert not Concern.objects.exists()


def _fail(*args, **kwargs) -> None:
    raise OSError


def test_closed_and_then_worse_it_begins_anew(night) -> None:
    """An answer was corrected after the concern of its form was closed as a mistake."""
    subject = uuid.uuid4()
    concern = sounded(night, subject, "moderate")
    actions.acknowledge(concern=concern, by=night.amina)
    actions.close(concern=concern, ended="mistake", reason="slipped", by=night.sofia)
    again = sounded(night, subject, "moderate")
    assert again.state == "closed", "the same answer once more changes nothing"
    worse = sounded(night, subject, "high")
    assert (worse.id, worse.state, worse.owner, worse.severity) == (
        concern.id, "raised", None, "high",
    )  # fmt: skip
    assert worse.alerts.order_by("number").last().why == "worse"
