"""The van's dates for calendars of other rooms (`kith.core.sources.calendars`)."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from kith.core.sources import Occasion, calendars
from kith.outreach.models import StopListing
from kith.outreach.models.tour import clock_time

NAME = "van"


def moment(day: str, minutes: int, zone: str) -> dt.datetime:
    """Minutes since midnight of a day, in the organisation's zone."""
    date = dt.date.fromisoformat(day) + dt.timedelta(days=minutes // 1440)
    return dt.datetime.combine(date, clock_time(minutes), ZoneInfo(zone or "UTC"))


class VanDates:
    """Only what is public already, and what has not been called off."""

    name = NAME

    def occasions(self, start: dt.datetime, end: dt.datetime) -> Iterable[Occasion]:
        rows = StopListing.objects.select_related("organization")
        for listing in rows:
            zone = listing.organization.time_zone
            for date in listing.dates:
                opens = moment(date["day"], date["opens"], zone)
                if not date["reason"] and start <= opens < end:
                    yield Occasion(
                        source=NAME, subject=listing.pk, title=listing.name, starts_at=opens,
                        ends_at=moment(date["day"], date["closes"], zone),
                    )  # fmt: skip


calendars.register(VanDates())
