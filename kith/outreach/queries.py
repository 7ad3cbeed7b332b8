"""Stops with what stands in the way, for the list and for one."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kith.accounts.models import Member, Organization
from kith.core import clock
from kith.outreach import access
from kith.outreach.models import Agreement, Stop
from kith.outreach.rules.readiness import Known, Lack, lacks


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


def rows(member: Member, *, show: str = "") -> list[StopRow]:
    """show: "" all that stand, "ready", "lacking" or "closed"."""
    stops = access.stops_for(member).prefetch_related("agreements")
    found = stops.filter(state="closed") if show == "closed" else stops.standing()
    told = [row_of(stop, today_of(member.organization)) for stop in found]
    if show in ("ready", "lacking"):
        return [row for row in told if row.is_ready == (show == "ready")]
    return told


def row_of(stop: Stop, day: dt.date) -> StopRow:
    """One stop as it stands on a day."""
    return StopRow(stop, lacks(_known(stop, stop.agreements.all()), day))


def _known(stop: Stop, agreements: Iterable[Agreement]) -> Known:
    return Known(
        state=stop.state,
        agreements=[(one.starts_on, one.ends_on) for one in agreements if one.ended_at is None],
        needs_host=stop.kind == Stop.Kind.PARTNER,
        permit=stop.permit, permit_until=stop.permit_until, has_welcome=bool(stop.welcome),
    )  # fmt: skip
