"""Putting a question to somebody named, and taking it back where it settled by itself."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import models

from kith.accounts.access import CARE
from kith.accounts.models import Member, Role
from kith.audit import chain
from kith.connections.actions import notices
from kith.connections.models import Notice, Request
from kith.core import clock
from kith.outreach.models import Aboard, Unit
from kith.people.models import Person
from kith.road import access
from kith.road.models import Arrival, Question
from kith.road.refusals import Decided

Kind, Decision = Question.Kind, Question.Decision


def ask_which_holds(person: Person, field: str, *, is_open: bool) -> None:
    """Different words of one detail stand side by side, or no longer."""
    mine = Question.objects.open().filter(person=person, field=field, kind=Kind.CONFLICT)
    if not is_open:
        mine.update(decision=Decision.SETTLED, decided_at=clock.now())
        return
    if not mine.exists():
        Question.objects.create(
            organization_id=person.organization_id, kind=Kind.CONFLICT, person=person, field=field,
            owner=owner_of(person) or in_charge(person.organization_id),
        )  # fmt: skip


def ask_about(arrivals: Iterable[Arrival]) -> None:
    """Records that could not be entered. Each is asked about once."""
    aside = [each for each in arrivals if each.state == Arrival.State.ASIDE]
    if not aside:
        return
    owner = in_charge(aside[0].organization_id)
    asked = [
        Question(
            organization_id=each.organization_id, kind=Kind.ASIDE, arrival=each, why=each.why,
            owner=owner,
        )
        for each in aside
    ]  # fmt: skip
    Question.objects.bulk_create(asked, ignore_conflicts=True)


def ask_which_number(unit: Unit, day: dt.date, *, is_open: bool) -> None:
    """Two tablets counted what went with a vehicle differently, or no longer."""
    mine = Question.objects.open().filter(kind=Kind.SUPPLIES, unit=unit, day=day)
    if not is_open:
        mine.update(decision=Decision.SETTLED, decided_at=clock.now())
        return
    if not mine.exists():
        Question.objects.create(
            organization_id=unit.organization_id, kind=Kind.SUPPLIES, unit=unit, day=day,
            owner=in_charge_of_van(unit, day),
        )  # fmt: skip


def decide(question: Question, decision: str, by: Member) -> None:
    """Of two who decide at once, the second gets Decided."""
    rows = Question.objects.open().filter(pk=question.pk)
    if not rows.update(decision=decision, decided_at=clock.now(), decided_by=by):
        raise Decided
    question.refresh_from_db(fields=["decision", "decided_at", "decided_by"])
    chain.record(
        "road_decided", by=by, organization=question.organization_id, subject=question,
        stream="devices", decision=decision,
    )  # fmt: skip


def tell_owners(organization: UUID) -> None:
    """Of all that is asked and was not told yet: that there is something to decide, and nothing of
    what; on the screen and by e-mail, as of everything else that waits for somebody. Once for a
    whole sending, in its transaction, so that whoever carries notices out is woken once."""
    rows = Question.objects.filter(organization_id=organization, told_at=None)
    untold = list(rows.select_related("owner").order_by("asked_at", "id"))
    if not untold:
        return
    rows.filter(pk__in=[each.pk for each in untold]).update(told_at=clock.now())
    notices.tell_each(
        [
            notices.begun(each.owner, Notice.Kind.TABLET, each.pk, str(each.pk))
            for each in untold
            if each.decided_at is None
        ]
    )


def owner_of(person: Person) -> Member | None:
    """Who owns the newest open request of the person, else who walks with them longest."""
    requests = Request.objects.open().filter(person=person, owner__is_active=True)
    request = requests.select_related("owner").order_by("-created_at", "-id").first()
    if request is not None:
        return request.owner
    place = person.team.present().filter(member__is_active=True).select_related("member").first()
    return place.member if place else None


def in_charge(organization: UUID) -> Member:
    """The supervisor who is here longest; else whoever works with people, for only they can open
    the question; else anybody. Never nobody."""
    rows = Member.objects.active().filter(organization_id=organization)
    ranked = models.Case(
        models.When(roles__contains=[Role.SUPERVISOR], then=0),
        models.When(roles__overlap=list(CARE), then=1),
        default=2, output_field=models.IntegerField(),
    )  # fmt: skip
    return rows.order_by(ranked, "created_at", "id")[0]


def in_charge_of_van(unit: Unit, day: dt.date) -> Member:
    """Whoever plans the van's work and is aboard that day; else whoever plans it longest."""
    rows = Member.objects.active().filter(organization_id=unit.organization_id)
    aboard = Aboard.objects.filter(crew__unit=unit, crew__weekday=day.isoweekday())
    planners = rows.with_role(*access.VAN).annotate(
        is_aboard=models.Exists(aboard.filter(member=models.OuterRef("pk")))
    )
    found = planners.order_by("-is_aboard", "created_at", "id").first()
    return found or in_charge(unit.organization_id)
