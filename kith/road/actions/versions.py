"""Details of a person, told on tablets that do not know of each other: nothing wins in silence.

A version names the record it was written over. What nobody wrote over stands; more than one with
different words is a conflict, put to somebody named. Until it is decided the one that was in use
stays in use. What was changed at the desk meanwhile is a version too, without a record.
"""

from collections.abc import Iterable, Mapping

from kith.core import clock
from kith.people.models import Person
from kith.road.actions import questions
from kith.road.models import Arrival, Version
from kith.road.records import Opened
from kith.road.waiting import Waits

IN_CLEAR = {"language", "place"}
"""Columns of a person that are not sealed."""
State = Version.State


def say(person: Person, said: Mapping[str, str], opened: Opened) -> None:
    """Each detail that was said. Waits, where the record it was written over has not arrived.

    Two at once: the person's row is locked, so that the second sees what the first one said.
    """
    told = {field: value.strip() for field, value in said.items() if value.strip()}
    if not told:
        return
    require_base(opened)
    list(Person.objects.select_for_update().filter(pk=person.pk).values("pk"))
    person.refresh_from_db(fields=[column_of(field) for field in told])
    stand = _standing(person, told)
    for field, value in told.items():
        _say_one(person, field, value, opened, stand.get(field, []))


def say_first(person: Person, said: Mapping[str, str], opened: Opened) -> None:
    """Of somebody who was registered with just these details: each is in use."""
    require_base(opened)
    say_first_of_all([(person, said, opened)])


def say_first_of_all(told: Iterable[tuple[Person, Mapping[str, str], Opened]]) -> None:
    """The same of several, which were written over nothing."""
    Version.objects.bulk_create(
        [
            _made(person, field, value.strip(), State.IN_USE, opened)
            for person, said, opened in told
            for field, value in said.items()
            if value.strip()
        ]
    )


def column_of(field: str) -> str:
    return field if field in IN_CLEAR else f"{field}_sealed"


def value_of(person: Person, field: str) -> str:
    """The detail as the desk shows it."""
    return getattr(person, field) if field in IN_CLEAR else person.unseal(f"{field}_sealed")


def put(person: Person, field: str, value: str) -> None:
    """The detail that is in use."""
    if field in IN_CLEAR:
        setattr(person, field, value)
    else:
        person.seal(f"{field}_sealed", value)
    person.save(update_fields=[column_of(field)])


def look_for_conflict(person: Person, field: str) -> None:
    """Ask somebody where different words stand side by side; take the question back where not."""
    words = {each.unseal("value_sealed") for each in standing(person, field)}
    questions.ask_which_holds(person, field, is_open=len(words) > 1)


def standing(person: Person, field: str) -> list[Version]:
    """What nobody wrote over, the one in use first."""
    rows = Version.objects.filter(person=person, field=field).exclude(state=State.PAST)
    found = list(rows.select_related("arrival__device", "arrival__member"))
    for version in found:
        version.person = person
    return sorted(found, key=lambda each: (each.state != State.IN_USE, each.made_at, each.id))


def require_base(opened: Opened) -> None:
    """Waits, where the record it was written over has not arrived."""
    if opened.base is None:
        return
    known = Arrival.objects.filter(
        organization_id=opened.organization, client_id=opened.base, state=Arrival.State.ENTERED
    )
    if not known.exists():
        raise Waits(str(opened.base))


def _standing(person: Person, fields: Iterable[str]) -> dict[str, list[Version]]:
    rows = Version.objects.filter(person=person, field__in=list(fields)).exclude(state=State.PAST)
    found: dict[str, list[Version]] = {}
    for version in rows:
        version.person = person
        found.setdefault(version.field, []).append(version)
    return found


def _say_one(person: Person, field: str, value: str, opened: Opened, stand: list[Version]) -> None:
    stand = _with_the_desk(person, field, stand)
    over = next((each for each in stand if each.record and each.record == opened.base), None)
    is_first = not stand
    takes_over = is_first or (over is not None and over.state == State.IN_USE)
    if over is not None:
        over.state = State.PAST
        over.save(update_fields=["state"])
    _keep(person, field, value, State.IN_USE if takes_over else State.BESIDE, opened)
    if takes_over:
        put(person, field, value)
    if not is_first:
        look_for_conflict(person, field)


def _with_the_desk(person: Person, field: str, stand: list[Version]) -> list[Version]:
    """What the desk says now, where no version says it: it was typed there, and is in use."""
    now = value_of(person, field)
    used = next((each for each in stand if each.state == State.IN_USE), None)
    if not now or (used is not None and used.unseal("value_sealed") == now):
        return stand
    if used is not None:
        used.state = State.PAST
        used.save(update_fields=["state"])
        stand = [each for each in stand if each is not used]
    return [_keep(person, field, now, State.IN_USE), *stand]


def _keep(
    person: Person, field: str, value: str, state: str, opened: Opened | None = None
) -> Version:
    version = _made(person, field, value, state, opened)
    version.save(force_insert=True)
    return version


def _made(person: Person, field: str, value: str, state: str, opened: Opened | None) -> Version:
    version = Version(
        organization_id=person.organization_id, person=person, field=field, state=state,
        made_at=clock.now(),
    )  # fmt: skip
    if opened is not None:
        version.record, version.base, version.arrival_id = opened.id, opened.base, opened.arrival
    version.seal("value_sealed", value)
    return version
