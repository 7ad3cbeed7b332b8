"""Weeks of tours for the pages: the grid, planned beside happened, the public dates."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kith.accounts.models import Member
from kith.outreach import access, queries
from kith.outreach.models import Plan, StopListing, Tour, Visit

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the grid: its tours, and what is on them in the order of the day."""

    day: dt.date
    visits: Sequence[Visit]
    tours: Sequence[Tour]


def weeks(plan: Plan, unit: UUID | None = None) -> list[list[DayCell]]:
    """Rows of seven days from Monday on. Two queries."""
    rows = Visit.objects.filter(tour__plan=plan).select_related("stop", "tour__unit")
    tours = plan.tours.select_related("unit").order_by("day", "unit__name", "id")
    if unit is not None:
        rows, tours = rows.filter(tour__unit=unit), tours.filter(unit=unit)
    visits: dict[dt.date, list[Visit]] = {}
    for visit in rows.order_by("tour__day", "opens", "id"):
        visits.setdefault(visit.tour.day, []).append(visit)
    out: dict[dt.date, list[Tour]] = {}
    for tour in tours:
        out.setdefault(tour.day, []).append(tour)
    days = [plan.starts_on + k * DAY for k in range(plan.days)]
    cells = [DayCell(day, visits.get(day, []), out.get(day, [])) for day in days]
    return [cells[k : k + 7] for k in range(0, len(cells), 7)]


@dataclass(slots=True)
class Happened:
    """A month of a stop. off: how many were called off, by reason; None: nobody counted."""

    month: dt.date
    stop: str
    planned: int = 0
    done: int = 0
    silent: int = 0
    people: int | None = None
    returning: int | None = None
    contacts: int | None = None
    referrals: int | None = None
    off: Counter[str] = field(default_factory=Counter)

    @property
    def off_count(self) -> int:
        return sum(self.off.values())

    @property
    def why_off(self) -> list[tuple[str, int]]:
        """Reasons, the most frequent first."""
        return self.off.most_common()


COUNTED = ("people", "returning", "contacts", "referrals")


def happened(member: Member, today: dt.date, *, stop: str = "") -> list[Happened]:
    """What was planned beside what happened, up to yesterday, the newest month first. Only visits
    that everybody knew of, that were recorded or that were called off."""
    rows = Visit.objects.filter(
        organization_id=member.organization_id, tour__day__lt=today + DAY,
    ).exclude(state="planned").select_related("stop", "tour", "record")  # fmt: skip
    if not member.has_role(*access.KEEPERS):
        rows = rows.none()
    found: dict[tuple[dt.date, str, str], Happened] = {}
    for visit in rows.order_by("-tour__day", "stop__name", "id"):
        if stop and stop.casefold() not in visit.stop.name.casefold():
            continue
        month = visit.tour.day.replace(day=1)
        key = (month, visit.stop.name, str(visit.stop_id))
        _add(found.setdefault(key, Happened(month, visit.stop.name)), visit, today)
    return sorted(found.values(), key=lambda row: (-row.month.toordinal(), row.stop))


def _add(row: Happened, visit: Visit, today: dt.date) -> None:
    row.planned += 1
    row.done += visit.state == "done"
    row.silent += visit.state == "published" and visit.tour.day < today
    if visit.state == "cancelled":
        row.off[visit.reason] += 1
    record = getattr(visit, "record", None)
    for name in COUNTED:
        more = getattr(record, name, None)
        if more is not None:
            setattr(row, name, (getattr(row, name) or 0) + more)


@dataclass(frozen=True, slots=True)
class PublicDate:
    """A day on which the van comes, or does not. next_day: when it comes instead."""

    listing: StopListing
    day: dt.date
    opens: int
    closes: int
    reason: str = ""
    next_day: dt.date | None = None


def public_dates(
    *, district: str = "", language: str = "", stop: UUID | None = None
) -> list[PublicDate]:
    """From today on, the next first. One query."""
    rows = StopListing.objects.select_related("organization")
    if stop is not None:
        rows = rows.filter(pk=stop)
    if district:
        rows = rows.filter(district=district)
    if language:
        rows = rows.filter(languages__contains=[language])
    found = [date for row in rows for date in dates_of(row)]
    return sorted(found, key=lambda one: (one.day, one.opens, str(one.listing.pk)))


def dates_of(listing: StopListing) -> list[PublicDate]:
    """Of one stop. Today's stay until midnight, for who comes late reads what was said."""
    today = queries.today_of(listing.organization)
    told = listing.next_dates(today)
    kept = [dt.date.fromisoformat(one["day"]) for one in told if not one["reason"]]
    return [
        PublicDate(
            listing, day, one["opens"], one["closes"], one["reason"],
            next((other for other in kept if other > day), None),
        )
        for one in told for day in [dt.date.fromisoformat(one["day"])]
    ]  # fmt: skip


def districts() -> list[str]:
    """Where the van comes, for the filter."""
    names = StopListing.objects.exclude(district="").values_list("district", flat=True)
    return sorted(set(names))


def public_languages(rows: Iterable[PublicDate]) -> list[str]:
    """Spoken on any of these dates."""
    return sorted({code for row in rows for code in row.listing.languages})
