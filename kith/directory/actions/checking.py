"""Keeping listings true: whose turn it is, what they found, when to ask again."""

import datetime as dt
from collections import Counter
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from kith.accounts import tenancy
from kith.accounts.models import Member, Role
from kith.core import clock
from kith.core.refusals import NotYours
from kith.directory import access
from kith.directory.actions.editing import Edit, edit_service
from kith.directory.models import Check, Service
from kith.directory.models.verification import Outcome

EVERY = dt.timedelta(days=180)
"""How long a check holds before the listing is due again. After a year unchecked it sinks."""
TRY_AGAIN = dt.timedelta(days=3)
SPAN = dt.timedelta(days=14)
"""How long somebody has for a check."""
AT_ONCE = 10
"""How many open checks one member is given."""
CHECKERS = (Role.NAVIGATOR, Role.OUTREACH)


def verify(*, service: Service, by: Member, batch: UUID | None = None) -> Edit:
    """Checked, all right: fresh from today, due again in half a year. Closes an open check."""
    today = clock.today()
    row = {
        "id": service.pk, "verified_on": today, "assured_date": today,
        "next_check_on": today + EVERY,
    }  # fmt: skip
    with transaction.atomic():
        edit = edit_service("check", service=service, rows=[row], by=by, batch=batch)
        _close(service, Outcome.RIGHT, by)
    return edit


def checked_and_changed(*, service: Service, by: Member) -> Edit:
    """The call led to changes, which are made; the listing is fresh again."""
    with transaction.atomic():
        _close(service, Outcome.CHANGED, by)
        return verify(service=service, by=by)


def nobody_answered(*, service: Service, by: Member) -> Check:
    """Ask again in a few days. The listing stays as old as it was.

    A second press on the same day is the same try.
    """
    with transaction.atomic():
        access.locked_service(by, service.pk)
        due = clock.today() + TRY_AGAIN
        Check.objects.get_or_create(
            service=service, done_at=None,
            defaults={"organization_id": by.organization_id, "assigned_to": by, "due_on": due},
        )  # fmt: skip
        open_one = Check.objects.open().filter(service=service)
        again = open_one.exclude(due_on=due, tries_count__gt=0)
        again.update(tries_count=F("tries_count") + 1, due_on=due)
        return open_one.get()


def _close(service: Service, outcome: str, by: Member) -> None:
    Check.objects.open().filter(service=service).update(
        outcome=outcome, done_at=clock.now(), done_by=by
    )


def hand_over(*, check: Check, to: Member, by: Member) -> None:
    """Give a check to somebody else of the same organisation."""
    if not access.may_keep(by) or to.organization_id != by.organization_id:
        raise NotYours
    if not Check.objects.open().filter(pk=check.pk).update(assigned_to=to):
        raise NotYours


def due_for_check(organization: UUID) -> QuerySet[Service]:
    """Kept, shown, and never checked or past its day."""
    today = clock.today()
    return (
        Service.objects.listed().kept_by(organization)
        .filter(Q(next_check_on=None) | Q(next_check_on__lte=today))
        .order_by(F("verified_on").asc(nulls_first=True), "id")
    )  # fmt: skip


def assign_checks(*, organization: UUID) -> int:
    """Share what is due among those who check, the least burdened first; how many were given.

    Run by a job each morning and by a button; twice gives nothing twice (one open check a service).
    """
    with tenancy.acting_for(organization):
        load = _load(organization)
        if not load:
            return 0
        room = sum(max(0, AT_ONCE - given) for given in load.values())
        waiting = due_for_check(organization).exclude(checks__in=Check.objects.open())
        due_on = clock.today() + SPAN
        rows = []
        for service in waiting[:room]:
            member_id = min(load, key=lambda pk: (load[pk], str(pk)))
            load[member_id] += 1
            rows.append(
                Check(
                    organization_id=organization,
                    service=service,
                    assigned_to_id=member_id,
                    due_on=due_on,
                )
            )
        return len(Check.objects.bulk_create(rows, ignore_conflicts=True))


def _load(organization: UUID) -> Counter[UUID]:
    members = Member.objects.active().filter(organization=organization).with_role(*CHECKERS)
    load: Counter[UUID] = Counter(dict.fromkeys(members.values_list("pk", flat=True), 0))
    given = Check.objects.open().filter(assigned_to__in=list(load)).values("assigned_to")
    load.update({row["assigned_to"]: row["number"] for row in given.annotate(number=Count("pk"))})
    return load
