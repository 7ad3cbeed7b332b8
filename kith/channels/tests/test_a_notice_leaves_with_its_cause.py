"""The job that sends a notice is a row of its cause's transaction; the message says nothing."""

import pytest
from django.core import mail
from django.db import connection, transaction

from kith.accounts import tenancy
from kith.channels import email, outbox
from kith.connections.actions import notices
from kith.connections.models import Notice
from kith.connections.tests import factories
from kith.core import clock

pytestmark = pytest.mark.django_db


def jobs() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args->>'organization' FROM procrastinate_jobs")
        return cursor.fetchall()


def tell(member, cause: str = "a cause") -> None:
    with tenancy.acting_for(member.organization_id):
        notices.tell([member], Notice.Kind.DUE, member.id, cause)


def notice_of(member) -> Notice:
    with tenancy.acting_for(member.organization_id):
        return Notice.objects.get(member=member)


def test_a_notice_defers_its_job(cast) -> None:
    tell(cast.ben)
    assert jobs() == [("channels.send_notices", str(cast.riverbend.id))]


def test_undone_with_its_cause(cast) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(cast.ben)
        raise RuntimeError
    assert jobs() == []


def test_the_same_cause_is_one_notice(cast) -> None:
    tell(cast.ben)
    tell(cast.ben)
    assert notice_of(cast.ben).kind == "due"


def test_it_is_sent_once_and_marked(cast) -> None:
    tell(cast.ben)
    assert outbox.send_waiting(cast.riverbend.id) == 1
    assert outbox.send_waiting(cast.riverbend.id) == 0
    sent = notice_of(cast.ben)
    assert sent.sent_at is not None
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{sent.pk}@localhost>"


def test_the_subject_and_body_tell_nothing(cast) -> None:
    request, _code = factories.ask(cast.riverbend)
    outbox.send_waiting(cast.riverbend.id)
    text = f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    for words in ("Dee", "Riverbend", "help", "request", str(request.id), request.reference):
        assert words not in text


def test_it_speaks_the_members_language(cast) -> None:
    cast.ben.user.language = "es"
    cast.ben.user.save()
    tell(cast.ben)
    outbox.send_waiting(cast.riverbend.id)
    assert len(mail.outbox) == 1


def test_a_server_that_refuses_is_tried_again_later_and_later(cast, monkeypatch) -> None:
    def refuse(notice) -> None:
        raise email.NotTaken

    tell(cast.ben)
    monkeypatch.setattr(email, "send", refuse)
    assert outbox.send_waiting(cast.riverbend.id) == 0
    first = notice_of(cast.ben)
    assert (first.sent_at, first.attempts) == (None, 1)
    with clock.stopped_at(first.leased_until):
        outbox.send_waiting(cast.riverbend.id)
    second = notice_of(cast.ben)
    assert second.leased_until - first.leased_until > first.leased_until - first.created_at


def test_a_dead_workers_lease_runs_out(cast) -> None:
    tell(cast.ben)
    assert len(outbox.claim(cast.riverbend.id)) == 1
    assert outbox.claim(cast.riverbend.id) == []
    with factories.later(minutes=3):
        assert len(outbox.claim(cast.riverbend.id)) == 1


def test_one_organisation_does_not_send_anothers(cast) -> None:
    tell(cast.ben)
    assert outbox.send_waiting(cast.harbour.id) == 0
    assert mail.outbox == []
