"""What a day on the road brought home, for the desk: frozen rows, in the organisation's own days.

Who came to which stop, how the vehicle was looked over, what went out and came back, and that there
are photos. What is on a photo opens apart (`actions.open_photo`).
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.functional import Promise

from kith.accounts.access import CARE
from kith.accounts.models import Member
from kith.outreach.models import Visit
from kith.people import access as people
from kith.road.actions import counting
from kith.road.models import (
    Photo,
    Question,
    SettledCount,
    SignIn,
    SupplyCount,
    VehicleCheck,
)
from kith.road.words import CHECKLIST, SUPPLIES

LOOKED_BACK = dt.timedelta(days=92)
DAY = dt.timedelta(days=1)
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day in the list. people: who came, counted or by name. checks: rounds about a vehicle;
    wrong: those of them that found something; counts: of supplies; disputed: open questions about
    these."""

    day: dt.date
    people: int
    checks: int
    wrong: int
    counts: int
    disputed: int
    photos: int


@dataclass(frozen=True, slots=True)
class StopRow:
    """A visit as it was; without a visit, those who came while no stop was named. people: None
    where nobody was counted."""

    visit: Visit | None
    arrived_at: dt.datetime | None
    left_at: dt.datetime | None
    people: int | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One round about a vehicle. ticks: what was looked at, and whether it is all right."""

    unit: str
    by: str
    at: dt.datetime
    is_all_right: bool
    ticks: Sequence[tuple[str | Promise, bool]]
    note: str


@dataclass(frozen=True, slots=True)
class Amount:
    """What one thing comes to on one way. number: None until it is decided which holds; said: what
    each tablet counted, meanwhile."""

    number: int | None
    said: Sequence[tuple[str, int]] = ()

    @property
    def in_words(self) -> str:
        """For a spreadsheet."""
        return " / ".join(f"{amount} ({name})" for name, amount in self.said)


@dataclass(slots=True)
class SupplyRow:
    """One thing, one day, one vehicle (one tablet, where none was named). None: nobody counted."""

    day: dt.date
    unit: str
    name: str | Promise
    out: Amount | None = None
    back: Amount | None = None

    @property
    def missing(self) -> int | None:
        """Given out to people, or missing: known once both were counted, and settled."""
        out, back = (each.number if each else None for each in (self.out, self.back))
        return None if out is None or back is None else out - back


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """That there is a photo, and of whom; the person's reference names nobody."""

    photo: Photo
    stop: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class Day:
    day: dt.date
    stops: Sequence[StopRow]
    checks: Sequence[CheckRow]
    supplies: Sequence[SupplyRow]
    questions: Sequence[Question]
    photos: Sequence[PhotoRow]


def zone_of(member: Member) -> ZoneInfo:
    return ZoneInfo(member.organization.time_zone or "UTC")


def span(member: Member, first: dt.date, last: dt.date) -> Span:
    """From midnight to midnight, both days included."""
    zone = zone_of(member)
    begin, end = (dt.datetime.combine(day, dt.time(), zone) for day in (first, last + DAY))
    return begin, end


def day_rows(member: Member, today: dt.date) -> list[DayRow]:
    """Days of the last three months that brought anything, the newest first. Five queries."""
    within = span(member, today - LOOKED_BACK, today + DAY)
    came = _by_day(member, SignIn, "happened_at", within, people=Sum("people"))
    rounds = _by_day(
        member, VehicleCheck, "checked_at", within,
        checks=Count("pk"), wrong=Count("pk", filter=Q(is_all_right=False)),
    )  # fmt: skip
    counts = _by_day(member, SupplyCount, "counted_at", within, counts=Count("pk"))
    there_is = Q(taken_away_at=None)
    photos = _by_day(member, Photo, "taken_at", within, photos=Count("pk", filter=there_is))
    none = dict.fromkeys(("people", "checks", "wrong", "counts", "disputed", "photos"), 0)
    found = (came, rounds, counts, _disputed(member), photos)
    days = sorted({day for each in found for day in each}, reverse=True)
    return [
        DayRow(day, **(none | {name: n for each in found for name, n in each.get(day, {}).items()}))
        for day in days
    ]


def _disputed(member: Member) -> dict[dt.date, dict[str, int]]:
    """Days of which somebody must say what went out or came back."""
    counted = Counter(_asked(member).values_list("day", flat=True))
    return {day: {"disputed": number} for day, number in counted.items() if day}


def _asked(member: Member) -> "models.QuerySet[Question]":
    rows = Question.objects.open().filter(organization_id=member.organization_id)
    return rows.filter(kind=Question.Kind.SUPPLIES).order_by()


def _by_day(
    member: Member, model: type[models.Model], moment: str, within: Span, **counted: Any
) -> dict[dt.date, dict[str, int]]:
    rows = _rows(member, model, moment, within).order_by()
    grouped = rows.annotate(day=TruncDate(moment, tzinfo=zone_of(member))).values("day")
    return {row.pop("day"): row for row in grouped.annotate(**counted)}


def the_day(member: Member, day: dt.date) -> Day:
    """All of one day. Eight queries, however much there is."""
    within = span(member, day, day)
    rows = Visit.objects.filter(organization_id=member.organization_id, tour__day=day)
    joined = rows.select_related("stop", "tour__unit", "record")
    visits = {visit.pk: visit for visit in joined.order_by("tour__unit__name", "opens", "id")}
    return Day(
        day, stops=_stops(member, visits, within), checks=_checks(member, within),
        supplies=supply_rows(member, within), photos=_photos(member, visits, within),
        questions=list(_asked(member).filter(day=day).select_related("unit").order_by("id")),
    )  # fmt: skip


def _stops(member: Member, visits: dict[UUID, Visit], within: Span) -> list[StopRow]:
    """Visits that everybody knew of or where somebody was; who came elsewhere stands last."""
    signed = _rows(member, SignIn, "happened_at", within).order_by().values("visit")
    came = {row["visit"]: row["people"] for row in signed.annotate(people=Sum("people"))}
    shown = [
        _stop(visit, came.pop(visit.pk, None)) for visit in visits.values()
        if visit.state != "planned" or visit.pk in came or hasattr(visit, "record")
    ]  # fmt: skip
    return [*shown, StopRow(None, None, None, sum(came.values()))] if came else shown


def _stop(visit: Visit, came: int | None) -> StopRow:
    record = getattr(visit, "record", None)
    return StopRow(
        visit, getattr(record, "arrived_at", None), getattr(record, "left_at", None), came
    )


def _checks(member: Member, within: Span) -> list[CheckRow]:
    rows = _rows(member, VehicleCheck, "checked_at", within)
    joined = rows.select_related("unit", "device", "checked_by").order_by("checked_at", "id")
    return [
        CheckRow(
            unit=_vehicle(each), by=each.checked_by.name, at=each.checked_at,
            is_all_right=each.is_all_right, note=each.note,
            ticks=_ticks(each.items),
        )
        for each in joined
    ]  # fmt: skip


def _ticks(items: dict[str, bool]) -> list[tuple[str | Promise, bool]]:
    """In the order of the list on the tablet; what a newer one asks comes last."""
    codes = [
        *(code for code in CHECKLIST if code in items),
        *sorted(items.keys() - CHECKLIST.keys()),
    ]
    return [(CHECKLIST.get(code, code), items[code]) for code in codes]


def supply_rows(member: Member, within: Span) -> list[SupplyRow]:
    """By day, vehicle and thing. What one tablet counted twice on one way is added up; where two
    differ, no sum is made until it is decided (`rules/counting.py`). Two queries."""
    rows = _rows(member, SupplyCount, "counted_at", within).select_related("unit", "device")
    loads: dict[tuple[dt.date, UUID], list[SupplyCount]] = defaultdict(list)
    names: dict[UUID, str] = {}
    for each in rows.order_by("counted_at", "id"):
        loads[counting.day_of(member.organization, each.counted_at), _whose(each)].append(each)
        names[_whose(each)], names[each.device_id] = _vehicle(each), each.device.name
    decided = _decided(member, within)
    found = [
        row
        for (day, whose), counts in loads.items()
        for row in _of_a_load(day, names[whose], counts, decided.get((day, whose), ()), names)
    ]
    return sorted(found, key=lambda row: (-row.day.toordinal(), row.unit, str(row.name)))


def _of_a_load(
    day: dt.date, unit: str, counts: Sequence[SupplyCount], decided: Sequence[SettledCount],
    names: dict[UUID, str],
) -> Iterable[SupplyRow]:  # fmt: skip
    rows: dict[str, SupplyRow] = {}
    for (way, name), found in counting.reckoned(counts, decided).items():
        row = rows.setdefault(name, SupplyRow(day, unit, SUPPLIES.get(name, name)))
        said = [(names[device], amount) for device, amount in found.said] if found.is_open else ()
        setattr(row, way, Amount(found.amount, said))
    return rows.values()


def _decided(member: Member, within: Span) -> dict[tuple[dt.date, UUID], list[SettledCount]]:
    first, last = (counting.day_of(member.organization, moment) for moment in within)
    rows = SettledCount.objects.filter(
        organization_id=member.organization_id, question__day__range=(first, last)
    )
    found: dict[tuple[dt.date, UUID], list[SettledCount]] = defaultdict(list)
    for each in rows.select_related("question"):
        if each.question.day and each.question.unit_id:
            found[each.question.day, each.question.unit_id].append(each)
    return found


def _whose(row: SupplyCount) -> UUID:
    return row.unit_id or row.device_id


def _photos(member: Member, visits: dict[UUID, Visit], within: Span) -> list[PhotoRow]:
    """Only for those who work with people: whoever plans need not know of whom there is one."""
    if not member.has_role(*CARE):
        return []
    rows = _rows(member, Photo, "taken_at", within).defer("image_sealed")
    joined = rows.select_related("person", "taken_by", "taken_away_by")
    photos = list(joined.order_by("taken_at", "id"))
    about = {photo.person_id for photo in photos if photo.person_id}
    mine = set(people.visible_to(member).filter(pk__in=about).values_list("pk", flat=True))
    return [
        PhotoRow(
            photo, stop=visits[photo.visit].stop.name if photo.visit in visits else "",
            may_open=photo.person_id is None or photo.person_id in mine,
        )
        for photo in photos
    ]  # fmt: skip


def _rows(
    member: Member, model: type[models.Model], moment: str, within: Span
) -> "models.QuerySet[Any]":
    begin, end = within
    known = {f"{moment}__gte": begin, f"{moment}__lt": end}
    return model._default_manager.filter(organization_id=member.organization_id, **known)


def _vehicle(row: VehicleCheck | SupplyCount) -> str:
    return row.unit.name if row.unit else row.device.name
