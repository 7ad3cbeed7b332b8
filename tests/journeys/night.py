"""What happens on the site at night while somebody sits before the browser.

`rota`: Amina and, behind her, Ben are on duty. `minutes N`: so many minutes pass for every concern,
and the watchman goes round. `person`: somebody new; prints who. `known NAME`: somebody new with
whom that member walks. `van`: a vehicle that goes out.
"""

import datetime as dt


def main(what: str, *rest: str) -> None:
    from kith.accounts import tenancy
    from kith.accounts.models import Organization

    house = Organization.objects.get(slug="riverbend")
    with tenancy.acting_for(house.id):
        VERBS[what](house, *rest)


def _rota(house) -> None:
    from kith.accounts.models import Member
    from kith.safety import moment
    from kith.safety.models import Shift

    now = moment.now()
    for place, name in enumerate(("Amina", "Ben"), 1):
        member = Member.objects.get(organization=house, name=name)
        Shift.objects.get_or_create(
            organization=house, member=member, place=place, made_by=member,
            defaults={"starts_at": now, "ends_at": now + dt.timedelta(days=20)},
        )  # fmt: skip


def _person(house) -> None:
    from kith.people import actions as people

    print(people.register(organization=house, name="Dee").pk)


def _known(house, name: str) -> None:
    from kith.accounts.models import Member
    from kith.people import actions as people

    dee = people.register(organization=house, name="Dee")
    people.place_in_team(person=dee, member=Member.objects.get(organization=house, name=name))
    print(dee.pk)


def _van(house) -> None:
    import uuid

    from kith.outreach.models import Unit

    Unit.objects.create(organization=house, name="The blue van", replay_key=uuid.uuid4())


def _pass(house, minutes: str) -> None:
    from django.db.models import F

    from kith.safety import actions
    from kith.safety.models import Concern, ConcernFollowUp

    by = dt.timedelta(minutes=int(minutes))
    rows = Concern.objects.filter(organization=house).exclude(state="closed")
    rows.update(step_began_at=F("step_began_at") - by, step_due_at=F("step_due_at") - by)
    ConcernFollowUp.objects.filter(organization=house, done_at=None).update(due_at=F("due_at") - by)
    actions.escalate_due(organization=house.id)


VERBS = {"rota": _rota, "minutes": _pass, "person": _person, "known": _known, "van": _van}
