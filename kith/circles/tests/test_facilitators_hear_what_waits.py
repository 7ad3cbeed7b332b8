"""Notices to whoever holds a circle: that something waits, never what; each once."""

import datetime as dt

from kith.circles.actions import circles, dates
from kith.circles.tests.factories import next_tuesday, sit
from kith.connections.models import Notice


def kinds(member):
    return list(Notice.objects.filter(member=member).values_list("kind", flat=True))


def test_a_new_face_and_a_row_that_moved_by_itself(cast, circle):
    first, *_others = (sit(circle, cast.ben) for _ in range(3))
    assert kinds(cast.amina) == ["seat"] * 3
    circles.leave_seat(seat=first, by=cast.ben)
    assert kinds(cast.amina) == ["seat"] * 4


def test_a_meeting_that_changed_is_told_to_the_other_one(cast, circle, second):
    dates.change_date(
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
