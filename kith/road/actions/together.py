"""People whom nobody knew before are entered together: a van comes home with fifty intakes at once.

One savepoint and a few statements for all of them, by the same actions as one by itself. Where that
fails, for whatever reason, nothing of it stays, and each record is taken by itself: one that is bad
stands in no other's way.
"""

import logging
from collections.abc import Iterable, Sequence
from uuid import UUID

import pghistory
from django.db import OperationalError, transaction

from kith.accounts.models import Member
from kith.people.models import Person
from kith.road.actions import entering
from kith.road.actions.kinds import intakes
from kith.road.models import Arrival
from kith.road.records import Intake, Record, Who

log = logging.getLogger(__name__)
Met = tuple[Arrival, Intake]


def enter(read: Iterable[tuple[Arrival, Record]], crews: entering.Crews) -> set[UUID]:
    """Enter the intakes among them of people who are new; says which, by the tablet's ids. The
    arrivals are new too, and are kept with what came of them."""
    met = _unknown(list(_first_told(read)))
    if len(met) < 2:
        return set()
    try:
        with transaction.atomic():
            for by, theirs in _by_author(met, crews):
                _enter(theirs, by)
    except OperationalError:  # a full disk, a deadlock: nothing was kept, and it is sent again
        raise
    except Exception as error:
        log.info("%s intakes of a tablet go one by one: %s", len(met), type(error).__name__)
        return set()
    return {arrival.client_id for arrival, _record in met}


def _first_told(read: Iterable[tuple[Arrival, Record]]) -> Iterable[Met]:
    """Intakes written over nothing, of people of whom nothing before them speaks."""
    told: set[UUID | None] = {None}
    for arrival, record in read:
        about = getattr(record, "who", None)
        person = about.id if isinstance(about, Who) else None
        if isinstance(record, Intake) and arrival.base is None and person not in told:
            yield arrival, record
        told.add(person)


def _unknown(met: list[Met]) -> list[Met]:
    ids = [record.who.id for _arrival, record in met if record.who.id]
    known = set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    return [each for each in met if each[1].who.id not in known]


def _by_author(met: Sequence[Met], crews: entering.Crews) -> list[tuple[Member, list[Met]]]:
    """By who entered them. Somebody who is not of the crew fails them all: then each is looked at
    by itself."""
    theirs: dict[UUID, list[Met]] = {}
    for each in met:
        theirs.setdefault(each[1].by, []).append(each)
    return [(entering.author_of(some[0][0], some[0][1], crews), some) for some in theirs.values()]


def _enter(met: Sequence[Met], by: Member) -> None:
    with pghistory.context(member=str(by.id)):
        told = [(record, entering.opened(arrival)) for arrival, record in met]
        people = intakes.enter_newcomers(told, by)
    for (arrival, _record), person in zip(met, people, strict=True):
        entering.mark_entered(arrival, by, person)
    Arrival.objects.bulk_create([arrival for arrival, _record in met])
