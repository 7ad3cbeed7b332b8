"""Stops with what stands in the way, for the list and for one."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator

from kith.accounts.models import Member, Organization
from kith.core import clock
from kith.outreach import access
from kith.outreach.models import Agreement, Stop, Tour, Visit
from kith.outreach.rules.readiness import Known, Lack, lacks

PAGE = 100
"""Stops on one page of the list."""


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop on a day. is_ready: a unit may stop there."""

    stop: Stop
    lacks: Sequence[Lack]

    @property
    def is_ready(self) -> bool:
        return not any(lack.stops for lack in self.lacks)


def today_of(organization: Organization) -> dt.date:
    """The day it is at the organisation."""
    return clock.today(ZoneInfo(organization.time_zone or "UTC"))


def page(member: Member, *, show: str = "", words: str = "", number: str = "") -> Page:
    """Lines of the list. show: "" all that stand, "ready", "lacking" or "closed". words: each in
    the name, the part of town, the host or who welcomes."""
    stops = access.stops_for(member).prefetch_related("agreements")
    found = stops.filter(state="closed") if show == "closed" else stops.standing()
    for word in words.split():
        found = found.with_word(word)
    day = today_of(member.organization)
    if show in ("ready", "lacking"):  # a rule says so, not a column
        told = [row for row in _lines(found, day) if row.is_ready == (show == "ready")]
        return Paginator(told, PAGE).get_page(number)
    shown = Paginator(found, PAGE).get_page(number)
    lines: Any = _lines(shown.object_list, day)
    shown.object_list = lines
    return shown


def _lines(stops: Iterable[Stop], day: dt.date) -> list[StopRow]:
    return [row_of(stop, day) for stop in stops]


def row_of(stop: Stop, day: dt.date) -> StopRow:
    """One stop as it stands on a day."""
    return StopRow(stop, lacks(known(stop, stop.agreements.all()), day))


def known(stop: Stop, agreements: Iterable[Agreement]) -> Known:
    """What the rule of readiness needs to know."""
    return Known(
        state=stop.state,
        agreements=[(one.starts_on, one.ends_on) for one in agreements if one.ended_at is None],
        needs_host=stop.kind == Stop.Kind.PARTNER,
        permit=stop.permit, permit_until=stop.permit_until, has_welcome=bool(stop.welcome),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TourDay:
    """Where somebody goes with a unit on a day, in order; what was called off is among it."""

    tour: Tour
    visits: Sequence[Visit]


def tour_of(member: Member, day: dt.date) -> TourDay | None:
    """The tour of whoever is aboard that day. Where no crew is named, the only tour of the day, for
    those who plan or drive; None where there is none."""
    rows = Tour.objects.filter(
        organization_id=member.organization_id, day=day, plan__state__in=("ready", "published")
    ).select_related("unit", "plan")
    tours = list(rows.order_by("plan__state", "plan_id", "leaves", "id"))
    units = {tour.unit_id for tour in tours}
    found = next((t for t in tours if access.is_aboard(member, t.unit_id, day)), None)
    if found is None and member.has_role(*access.KEEPERS) and len(units) == 1:
        found = tours[0]
    return None if found is None else TourDay(found, visits_of(found))


def visits_of(tour: Tour) -> list[Visit]:
    """In the order of the day."""
    return list(tour.visits.select_related("stop", "record").order_by("begins", "order", "id"))
