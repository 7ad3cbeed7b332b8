"""What was met while a region was built, and journeys through it, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from kith.region.legs import Leg
from kith.region.rules.transit.traps import Trap

SENTENCES: Mapping[str, str] = {
    Trap.BLANK_TIMES: _n("%(count)s of %(of)s stop times were blank. They follow the distance"
                         " between the stops that have one."),
    Trap.UNTIMED_TRIP: _n("%(count)s of %(of)s trips have no time at their first or last stop and"
                          " were left out."),
    Trap.TIME_RUNS_BACK: _n("On %(count)s of %(of)s trips time runs backwards. They were left"
                              " out."),
    Trap.UNREADABLE_TIME: _n("%(count)s times could not be read, such as “%(example)s”."),
    Trap.CALENDAR_EXPIRED: _n("The timetable has expired. The week of %(example)s stands for all"
                              " weeks."),
    Trap.CALENDAR_TO_COME: _n("The timetable is not valid yet. The week of %(example)s stands for"
                              " all weeks."),
    Trap.THIN_WEEK: _n("Few trips run in this week. The week of %(example)s stands for all weeks."),
    Trap.NO_CALENDAR: _n("The timetable has no days. Every trip is taken to run daily."),
    Trap.ONLY_DATES: _n("The timetable names its days one by one."),
    Trap.NEVER_RUNS: _n("%(count)s of %(of)s trips do not run in the week that was taken."),
    Trap.FREQUENCIES: _n("%(count)s trips come from “every so many minutes”."),
    Trap.PAST_MIDNIGHT: _n("%(count)s trips go on past midnight."),
    Trap.NO_SHAPES: _n("The way of the lines is not drawn. Nothing here needs it."),
    Trap.OFF_THE_MAP: _n("%(count)s of %(of)s stops lie off the map. Nobody can get on or off"
                         " there."),
    Trap.NO_PLACE: _n("%(count)s of %(of)s stops have no place and were left out."),
    Trap.UNKNOWN_STOP: _n("%(count)s of %(of)s stop times are at a stop that is not there."),
    Trap.UNKNOWN_TRIP: _n("%(count)s of %(of)s stop times are of a trip that is not there."),
    Trap.LONELY_CALL: _n("%(count)s of %(of)s trips have fewer than two stops and were left out."),
    Trap.TWICE: _n("%(count)s trips stand there twice; the first counts."),
    Trap.TRANSFERS: _n("%(count)s rules about changing were kept."),
    "islands on foot": _n("%(count)s small pieces of path touch no other and were left out."),
    "islands by car": _n("%(count)s small pieces of road cannot be reached by car, or not left"
                         " again. They were left out."),
    "cut ways": _n("%(count)s ways are cut by the edge of the map."),
    "people outside": _n("%(count)s areas of the population lie off the map."),
    "blank counts": _n("%(count)s counts of the population are blank and were taken as nobody."),
    "no map": _n("There is no map: %(example)s."),
}  # fmt: skip

LONGEST_NAME = 30


def sentence(warning: Mapping[str, Any]) -> str:
    """One warning of a version, for the person who reads it, its timetable named first."""
    known = SENTENCES.get(warning["trap"])
    told = gettext(known) % dict(warning) if known else str(warning["trap"])
    return f"{warning['feed']}: {told}" if warning.get("feed") else told


def minutes(seconds: float) -> str:
    """“25 minutes”, never 0."""
    many = max(1, round(seconds / 60))
    return ngettext("%(count)s minute", "%(count)s minutes", many) % {"count": many}


def by_means(kind: str, line: str) -> str:
    """By which line of which kind: one of `held.KINDS`, or "foot"."""
    name = {"line": line[:LONGEST_NAME]}
    if kind == "foot":
        return _("on foot")
    if not line:
        return _("by public transport")
    return {
        "tram": _("by tram %(line)s"), "underground": _("by underground %(line)s"),
        "train": _("by train %(line)s"), "bus": _("by bus %(line)s"),
        "ferry": _("by ferry %(line)s"),
    }.get(kind, _("by %(line)s")) % name  # fmt: skip


def line(kind: str, name: str) -> str:
    """A line by itself."""
    known = {"line": name[:LONGEST_NAME]}
    return {
        "tram": _("tram %(line)s"), "underground": _("underground %(line)s"),
        "train": _("train %(line)s"), "bus": _("bus %(line)s"), "ferry": _("ferry %(line)s"),
    }.get(kind, "%(line)s") % known  # fmt: skip


def leg(told: Leg) -> str:
    """ "Walk 4 minutes to Mill Lane", "10:12 bus 343 from Mill Lane, 10:25 at High Street"."""
    if told.line:
        return _("%(leaves)s %(line)s from %(start)s, %(arrives)s at %(end)s") % {
            "leaves": told.leaves, "line": line(*told.line), "start": told.start,
            "arrives": told.arrives, "end": told.end,
        }  # fmt: skip
    if told.end:
        return _("Walk %(time)s to %(end)s") % {"time": minutes(told.seconds), "end": told.end}
    return _("Walk %(time)s") % {"time": minutes(told.seconds)}
