"""A choice on the map: where care comes near, where it was, who is still left out, the stops."""

from django.utils.translation import gettext as _

from kith.outreach.choosing import Line, Page
from kith.outreach.models import Stop
from kith.outreach.rules.choice.answer import CARE, LEFT, NEW
from kith.region.models import RegionVersion
from kith.region.picture import Area, Picture, Point

LEVELS = {LEFT: 0, CARE: 1, NEW: 2}
"""Shades apart enough to be told in black and white; what was gained is the darkest."""


def picture(page: Page, *, may_move: bool) -> Picture | None:
    """None before there is an answer. may_move: the chosen stops can be dragged."""
    if page.answer is None:
        return None
    areas = tuple(
        Area(shape, LEVELS[has]) for has, shape in page.answer["areas"].items()
    )  # fmt: skip
    others = [_other(line) for line in page.others]
    chosen = [_chosen(line, may_move=may_move) for line in page.chosen]
    return Picture(
        name=_("Where people live and where the van stops"), areas=areas,
        points=(*others, *chosen), levels=_levels(),
    )  # fmt: skip


def _levels() -> tuple[str, ...]:
    said = {LEFT: _("Still left out"), CARE: _("Care was near before"), NEW: _("Care comes near")}
    return tuple(said[has] for has in (LEFT, CARE, NEW))


def _chosen(line: Line, *, may_move: bool) -> Point:
    return Point(
        *line.place, line.stop.name, line.number, href=f"#stop-{line.number}",
        key=str(line.stop.pk), is_draggable=may_move, tone="accent" if line.at else "",
    )  # fmt: skip


def _other(line: Line) -> Point:
    return Point(
        line.stop.latitude, line.stop.longitude, line.stop.name,
        tone="off" if line.held == "banned" else "soft",
    )  # fmt: skip


def place_of(stop: Stop | None) -> Picture | None:
    """A mark to drag to where a stop lies, or should lie; None where no region is built."""
    known = RegionVersion.objects.current().order_by("-built_at", "id")
    if stop is not None:
        known = known.filter(
            south__lte=stop.latitude, north__gte=stop.latitude, west__lte=stop.longitude,
            east__gte=stop.longitude,
        )  # fmt: skip
    one = known.first()
    if one is None:
        return None
    at = (stop.latitude, stop.longitude) if stop else (
        (one.south + one.north) / 2, (one.west + one.east) / 2
    )  # fmt: skip
    mark = Point(*at, stop.name if stop else one.name, key="start", tone="accent",
                 is_draggable=True)  # fmt: skip
    return Picture(one.name, (mark,), bounds=(one.west, one.south, one.east, one.north))
