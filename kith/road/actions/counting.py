"""Supplies that two tablets counted differently: both numbers stand until somebody decides."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models, transaction

from kith.accounts.models import Member, Organization
from kith.core.refusals import AlreadyChanged, NotYours
from kith.outreach.models import Unit
from kith.road import access
from kith.road.actions import questions
from kith.road.models import Question, SettledCount, SupplyCount
from kith.road.refusals import EachNeedsOne
from kith.road.rules.counting import Count, Counted, counted

Load = dict[tuple[str, str], Counted]
"""(way, thing) -> what was counted, of one vehicle on one day."""
TOGETHER = "together"


def day_of(organization: Organization, moment: dt.datetime) -> dt.date:
    """The organisation's own day."""
    return moment.astimezone(ZoneInfo(organization.time_zone or "UTC")).date()


def hold(unit: Unit) -> None:
    """Of two tablets that send at once, the second sees what the first one counted."""
    list(Unit.objects.select_for_update(no_key=True).filter(pk=unit.pk).values("pk"))


def rows_of(organization: Organization, unit: Unit, day: dt.date) -> "models.QuerySet[SupplyCount]":
    zone = ZoneInfo(organization.time_zone or "UTC")
    begin, end = (
        dt.datetime.combine(each, dt.time(), zone) for each in (day, day + dt.timedelta(days=1))
    )
    return SupplyCount.objects.filter(unit=unit, counted_at__gte=begin, counted_at__lt=end)


def load_of(organization: Organization, unit: Unit, day: dt.date) -> Load:
    decided = SettledCount.objects.filter(question__unit=unit, question__day=day)
    return reckoned(rows_of(organization, unit, day).order_by(), decided)


def reckoned(counts: Iterable[SupplyCount], decided: Iterable[SettledCount]) -> Load:
    """Of rows that were fetched: what each thing comes to."""
    told: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for each in counts:
        told[each.way, each.name].append(Count(each.record, each.device_id, each.amount))
    ruled: dict[tuple[str, str], dict[frozenset[UUID], int]] = defaultdict(dict)
    for ruling in decided:
        ruled[ruling.way, ruling.name][frozenset(ruling.records)] = ruling.amount
    return {key: counted(some, ruled[key]) for key, some in told.items()}


def look_for_difference(unit: Unit, day: dt.date, by: Member) -> None:
    """After something was counted, the unit held: ask somebody, or take the question back."""
    load = load_of(by.organization, unit, day)
    questions.ask_which_number(unit, day, is_open=any(each.is_open for each in load.values()))


def open_of(question: Question) -> Load:
    """What is to be decided, things in order."""
    if question.unit is None or question.day is None or question.decided_at is not None:
        return {}
    load = load_of(question.organization, question.unit, question.day)
    return {key: load[key] for key in sorted(load, reverse=True) if load[key].is_open}


def settle_counts(
    *, question: Question, chosen: Mapping[tuple[str, str], str], by: Member
) -> Question:
    """chosen: (way, thing) -> the tablet's id or "together", a colon, and the number that was seen.
    AlreadyChanged where a number is another one by now; of two who decide at once the second hears
    that it was done."""
    unit = question.unit
    if unit is None or not access.may_open(by, question):
        raise NotYours
    with transaction.atomic():
        hold(unit)
        is_waiting = open_of(question)
        if not is_waiting.keys() <= chosen.keys():
            raise EachNeedsOne
        questions.decide(question, Question.Decision.COUNTED, by)
        SettledCount.objects.bulk_create([
            SettledCount(
                organization_id=question.organization_id, question=question, way=way, name=name,
                amount=_number(chosen[way, name], found), records=sorted(found.records),
                settled_by=by,
            )
            for (way, name), found in is_waiting.items()
        ])  # fmt: skip
    return question


def _number(chosen: str, found: Counted) -> int:
    numbers = {f"{device}:{amount}": amount for device, amount in found.said}
    numbers[f"{TOGETHER}:{found.together}"] = found.together
    if chosen not in numbers:
        raise AlreadyChanged
    return numbers[chosen]
