"""Notices to peers: that something waits, never what; each once, and where it leads."""

import datetime as dt

from django.urls import reverse

from kith.connections.models import Notice
from kith.peers.actions import circle_dates, circles
from kith.peers.tests import factories
from kith.peers.tests.circle_factories import next_tuesday, sit


def kinds(member):
    return list(Notice.objects.filter(member=member).values_list("kind", flat=True))


def test_somebody_would_like_to_walk_with_them(cast, riverbend, amina, signed_in):
    match = factories.chosen(riverbend, amina, cast.ben)
    assert kinds(cast.amina) == ["match"]
    notice = Notice.objects.get(member=cast.amina)
    answer = signed_in(cast.amina).get(reverse("notice", args=[notice.pk]))
    assert answer.headers["Location"] == reverse("walk", args=[match.pk])


def test_a_new_face_and_a_row_that_moved_by_itself(cast, circle):
    first, *_others = (sit(circle, cast.ben) for _ in range(3))
    assert kinds(cast.amina) == ["seat"] * 3
    circles.leave_seat(seat=first, by=cast.ben)
    assert kinds(cast.amina) == ["seat"] * 4


def test_a_meeting_that_changed_is_told_to_the_other_one(cast, circle, second):
    circle_dates.change_date(
        circle=circle, day=next_tuesday(), kind="moved", by=cast.amina,
        to_day=next_tuesday() + dt.timedelta(days=1),
    )  # fmt: skip
    assert (kinds(cast.amina), kinds(second.member)) == ([], ["moved"])


def test_the_mail_says_nothing_of_it(cast, circle, mailoutbox):
    from kith.channels import outbox

    sit(circle, cast.ben)
    outbox.send_waiting(cast.riverbend.id)
    told = " ".join(f"{mail.subject} {mail.body}" for mail in mailoutbox).lower()
    assert "circle" not in told


def test_nobody_of_another_organisation_hears_anything(cast, circle):
    sit(circle, cast.ben)
    assert Notice.objects.filter(member=cast.chidi).count() == 0
