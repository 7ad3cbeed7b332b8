"""The public face of a circle: made in the transaction of what it shows, and once a night anew."""

import datetime as dt
from uuid import UUID

from kith.circles.models import Circle, CircleListing
from kith.circles.rules import meeting_days
from kith.core import clock

AHEAD = dt.timedelta(days=90)
MOST = 12
"""Dates shown in advance."""


def publish(circle: Circle) -> None:
    """Only a running circle that the organisation marked public; otherwise the face goes. The place
    is copied only where it is public itself: what is not here cannot leak from here."""
    if not circle.is_public or circle.state != "running":
        CircleListing.objects.filter(circle=circle).delete()
        return
    CircleListing.objects.update_or_create(circle=circle, defaults=_face(circle))


def publish_all(organization: UUID) -> None:
    """For the nightly job: days go by without anybody changing anything."""
    rows = Circle.objects.filter(organization_id=organization, is_public=True)
    for circle in rows.select_related("organization"):
        publish(circle)


def _face(circle: Circle) -> dict[str, object]:
    free = max(0, circle.capacity - circle.seats.live().count())  # type: ignore[attr-defined]
    is_taking = circle.kind == Circle.Kind.OPEN or (circle.first_on or dt.date.min) > clock.today()
    return {
        "organization_id": circle.organization_id, "name": circle.name, "about": circle.about,
        "kind": circle.kind, "language": circle.language, "only_gender": circle.only_gender,
        "min_age": circle.min_age, "max_age": circle.max_age, "way": circle.way,
        "district": circle.district if circle.way == Circle.Way.PLACE else "",
        "place": circle.where if circle.is_place_public else "",
        "rule": rule_of(circle), "dates": _dates(circle), "made_at": clock.now(),
        "free_count": free if is_taking else 0,
    }  # fmt: skip


def rule_of(circle: Circle) -> dict[str, str]:
    """What pages put into words: "every week, Tuesday, 18:30"."""
    if circle.starts_at is None:
        return {}
    return {
        "freq": circle.freq, "interval": str(circle.interval), "byday": circle.byday,
        "time": circle.starts_at.strftime("%H:%M"),
    }  # fmt: skip


def _dates(circle: Circle) -> list[str]:
    pattern = circle.pattern
    if pattern is None:
        return []
    now = clock.now()
    changes = [change.as_value() for change in circle.changes.all()]
    found = meeting_days.dates(pattern, changes, now, now + AHEAD)
    return [one.starts_at.isoformat() for one in found if one.is_held][:MOST]
