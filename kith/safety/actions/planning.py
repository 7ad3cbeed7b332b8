"""The person's own six steps: by private number, shared with whom they choose."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.audit import chain
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.people import access as people
from kith.people.models import Person
from kith.safety import access, codes
from kith.safety.models import Plan, PlanCode
from kith.safety.refusals import WrongPlanCode


@contextmanager
def holding(code: str) -> Iterator[Plan]:
    """The plan of a private number, in a transaction of its organisation; or WrongPlanCode."""
    digest = codes.digest_of(code)
    found = None
    if len(codes.normalise(code)) == codes.LENGTH:
        with tenancy.holding_code(digest):
            found = PlanCode.objects.filter(digest=digest).first()
    if found is None:
        raise WrongPlanCode
    with tenancy.acting_for(found.organization_id):
        plans = Plan.objects.select_related("person__key", "organization")
        yield plans.get(pk=found.plan_id)


def begin_plan(*, person: Person, by: Member | None = None) -> Plan:
    """An empty plan for a person, or the one they have. `by`: the care team sits with them."""
    if by is not None and not people.may_open(by, person):
        raise NotYours
    plan, _is_new = Plan.objects.get_or_create(
        person=person,
        defaults={
            "organization_id": person.organization_id, "begun_by": by,
            "shared_with": [by.id] if by else [],
        },
    )  # fmt: skip
    return plan


def new_plan_code(*, plan: Plan, by: Member | None = None) -> str:
    """The private number, shown once. The team may make a new one for somebody who lost theirs:
    it lets nobody read who could not before."""
    if by is not None and not people.may_open(by, plan.person):
        raise NotYours
    return codes.make_for(plan)


def write_plan(
    *, plan: Plan, steps: dict[str, str], version: int, by: Member | None = None
) -> Plan:
    """Change the six texts. `version` is that of the page: what was changed meanwhile, by the
    person at home and the peer at the desk, is never overwritten in silence."""
    if by is not None:
        _require_shared(plan, by)
    with transaction.atomic():
        fresh = Plan.objects.select_for_update(of=["self"]).select_related("person__key")
        row = fresh.get(pk=plan.pk)
        if row.version != version:
            raise AlreadyChanged
        row.write(steps)
        row.version, row.changed_at = version + 1, clock.now()
        row.save(update_fields=["steps_sealed", "version", "changed_at"])
    plan.refresh_from_db()
    return plan


def share_plan(*, plan: Plan, members: Iterable[UUID]) -> Plan:
    """The person chooses who of us may read it; an empty choice takes it back from everybody."""
    chosen = access.responders(plan.organization_id).filter(pk__in=list(members))
    plan.shared_with = [member.id for member in chosen]
    plan.save(update_fields=["shared_with"])
    return plan


def open_plan(*, plan: Plan, by: Member) -> dict[str, str]:
    """For a member with whom it is shared; the reading is recorded."""
    _require_shared(plan, by)
    with transaction.atomic():
        chain.record("opened", by=by, organization=plan.organization_id, subject=plan.person,
                     what="safety plan")  # fmt: skip
        return plan.steps()


def _require_shared(plan: Plan, by: Member) -> None:
    if by.organization_id != plan.organization_id or by.id not in plan.shared_with:
        raise NotYours
