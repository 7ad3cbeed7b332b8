"""Who goes out on which weekday, and on which days nobody does."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core.once import once
from kith.outreach import access
from kith.outreach.models import Aboard, Crew, Season, Unit
from kith.outreach.refusals import DaysInOrder, HoursInOrder, NeverAlone


@dataclass(frozen=True, slots=True)
class Shift:
    """The hours of a crew and what it can do; see `Crew`."""

    opens: int = 8 * 60
    closes: int = 17 * 60
    break_minutes: int = 30
    break_from: int = 11 * 60 + 30
    break_until: int = 14 * 60
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


def set_crew(
    *, unit: Unit, weekdays: Iterable[int], shift: Shift, members: Iterable[Member], by: Member
) -> list[Crew]:
    """The crew of a unit on these weekdays, instead of who went before. Nobody goes out alone: as
    many as the unit needs, or none named yet."""
    access.require_keeper(by, unit.organization_id)
    named = {member.pk: member for member in members}
    _refuse(shift, len(named), unit)
    columns = asdict(shift)
    columns |= {name: list(columns[name]) for name in ("languages", "skills")}
    with transaction.atomic():
        return [_set(unit, weekday, columns, list(named.values())) for weekday in weekdays]


def _refuse(shift: Shift, count: int, unit: Unit) -> None:
    if shift.opens >= shift.closes or shift.break_from > shift.break_until:
        raise HoursInOrder
    if 0 < count < unit.people:
        raise NeverAlone


def _set(unit: Unit, weekday: int, columns: dict[str, object], members: list[Member]) -> Crew:
    crew, _is_new = Crew.objects.update_or_create(
        unit=unit, weekday=weekday, organization_id=unit.organization_id, defaults=columns
    )
    crew.aboard.exclude(member__in=members).delete()
    there = set(crew.aboard.values_list("member_id", flat=True))
    Aboard.objects.bulk_create(
        Aboard(organization_id=unit.organization_id, crew=crew, member=member)
        for member in members if member.pk not in there
    )  # fmt: skip
    return crew


def end_crew(*, crew: Crew, by: Member) -> None:
    """The unit stays at home on that weekday."""
    access.require_keeper(by, crew.organization_id)
    with transaction.atomic():
        crew.delete()


def add_season(
    *, name: str, starts_on: dt.date, ends_on: dt.date, is_closed: bool, replay_key: UUID,
    by: Member,
) -> Season:  # fmt: skip
    """A school term, or days on which nobody goes out."""
    access.require_keeper(by, by.organization_id)
    if ends_on < starts_on:
        raise DaysInOrder
    mine = Season.objects.filter(organization_id=by.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, lambda: Season.objects.create(
            organization_id=by.organization_id, name=name, starts_on=starts_on, ends_on=ends_on,
            is_closed=is_closed, replay_key=replay_key,
        ))  # fmt: skip


def drop_season(*, season: Season, by: Member) -> None:
    access.require_keeper(by, season.organization_id)
    with transaction.atomic():
        season.delete()
