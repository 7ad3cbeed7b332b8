"""Whom a record speaks of: somebody made on a tablet, or known by a code they carry.

Who enters the record must be of the person's care team. Three things let a member of the crew in,
because the person sits before them: the id that only the tablet that met them knows, the private
number of an ask, and the short code of somebody whom a tablet met within the last days.
"""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Replace, Right

from kith.accounts.models import Member
from kith.connections import codes
from kith.connections.models import RequestCode
from kith.core import clock
from kith.core.refusals import Refusal
from kith.people import access, actions
from kith.people.models import Person
from kith.road.models import Arrival
from kith.road.records import Opened, Who
from kith.road.waiting import Waits

SHORT = 6
"""Letters and digits of the code that members use among themselves (`Person.reference`)."""
JUST_MET = dt.timedelta(days=7)


class MoreThanOne(Refusal):
    """Two people go by this short code."""


class NotOfTheTeam(Refusal):
    """The code belongs to somebody with whom whoever entered it does not walk."""


class Gone(Refusal):
    """The person was erased meanwhile."""


def find(who: Who, opened: Opened, by: Member) -> Person:
    """The person, with `by` in their care team. Waits, where they have not arrived."""
    if who.id is not None:
        person = _living(_people(opened).filter(pk=who.id).first(), str(who.id))
        actions.place_in_team(person=person, member=by)
        return person
    code = _plain(who)
    if len(code) == SHORT:
        return _by_short_code(code, opened, by)
    return _by_private_number(code, opened, by)


def find_known(id: UUID, opened: Opened, by: Member) -> Person | None:
    """Somebody made on a tablet, if they have arrived before; None for somebody new."""
    person = _people(opened).filter(pk=id).first()
    if person is not None:
        if person.erased_at is not None:
            raise Gone
        actions.place_in_team(person=person, member=by)
    return person


def named(who: Who, organization: UUID) -> Person | None:
    """Only looked up: nobody joins a team, and of two who go by one code it is neither."""
    people = Person.objects.filter(organization_id=organization, erased_at=None)
    if who.id is not None:
        return people.filter(pk=who.id).first()
    code = _plain(who)
    if len(code) == SHORT:
        found = list(by_short_code(people, code)[:2])
        return found[0] if len(found) == 1 else None
    return people.filter(pk__in=_held(code, organization)).first()


def by_short_code(people: "QuerySet[Person]", code: str) -> "QuerySet[Person]":
    """Those whose id ends so, as a page shows it."""
    plain = Replace(Cast("id", TextField()), Value("-"), Value(""))
    return people.annotate(short=Right(plain, SHORT)).filter(short=code.lower())


def _by_short_code(code: str, opened: Opened, by: Member) -> Person:
    met = Arrival.objects.filter(person=OuterRef("pk"), received_at__gte=clock.now() - JUST_MET)
    found = list(by_short_code(_people(opened), code).annotate(just_met=Exists(met))[:2])
    if len(found) > 1:
        raise MoreThanOne
    person = _living(found[0] if found else None, code)
    if found[0].just_met:
        actions.place_in_team(person=person, member=by)
    elif not access.may_open(by, person):
        raise NotOfTheTeam
    return person


def _by_private_number(code: str, opened: Opened, by: Member) -> Person:
    held = _held(code, opened.organization)
    person = _living(_people(opened).filter(pk__in=held).first(), code)
    actions.place_in_team(person=person, member=by)
    return person


def _held(code: str, organization: UUID) -> "QuerySet[RequestCode, UUID]":
    """Whose private number it is."""
    rows = RequestCode.objects.filter(organization_id=organization, digest=codes.digest_of(code))
    return rows.values_list("request__person", flat=True)


def _plain(who: Who) -> str:
    return (who.code or "").replace(" ", "").replace("-", "").lower()


def _people(opened: Opened) -> "QuerySet[Person]":
    people = Person.objects.filter(organization_id=opened.organization)
    return people.select_related("key", "organization")


def _living(person: Person | None, what: str) -> Person:
    if person is None:
        raise Waits(what)
    if person.erased_at is not None:
        raise Gone
    return person
