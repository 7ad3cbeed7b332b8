"""What is asked of a region, in words."""

from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

STATES: dict[str, tuple[str, str, str | Promise]] = {
    "working": ("wait", "hourglass-split", gettext_lazy("Being worked out")),
    "ready": ("calm", "check-lg", gettext_lazy("Ready")),
    "failed": ("off", "exclamation-triangle", gettext_lazy("It did not work")),
    "stopped": ("off", "pause-circle", gettext_lazy("Stopped")),
}
PHASES: dict[str, str | Promise] = {
    "": gettext_lazy("Waiting to start"),
    "travel": gettext_lazy("Ways of the people worked out"),
    "counting": gettext_lazy("Counting"),
}
FAULTS: dict[str, str | Promise] = {
    "no_region": gettext_lazy("There is no such region here. Build one: kith region build."),
    "no_people": gettext_lazy(
        "Nobody is known to live anywhere: there is no region with its population yet."
    ),
    "no_supply": gettext_lazy("Nothing like this is in the directory. Ask for less, or for more."),
    "no_plan": gettext_lazy("This plan has no places yet."),
    "broken": gettext_lazy(
        "It did not work. Please try again, or tell whoever looks after this installation."
    ),
}
WITHOUT_CAR = frozenset(["without_car", "no_car", "without a car", "carless", "no_vehicle"])
"""What tables call people without a car."""
GROUPS: dict[str, str | Promise] = {
    "all": gettext_lazy("everybody"),
    "population": gettext_lazy("everybody"),
    "under_18": gettext_lazy("under 18"),
    "over_64": gettext_lazy("over 64"),
    "newcomers": gettext_lazy("newcomers"),
    "veterans": gettext_lazy("veterans"),
}
MEANS: dict[str, str | Promise] = {
    "foot": pgettext_lazy("means of travel", "On foot"),
    "transit": pgettext_lazy("means of travel", "By public transport"),
    "car": pgettext_lazy("means of travel", "By car"),
}


def group(name: str) -> str:
    """A group as it stands in a sentence; one that we do not know as its table has it."""
    if name in WITHOUT_CAR:
        return gettext("without a car")
    return str(GROUPS[name]) if name in GROUPS else name.replace("_", " ")


def way(asked: Any) -> str:
    """By which means, and when where that matters."""
    means = str(MEANS[asked.means])
    if asked.means != "transit":
        return means
    when = {"day": WEEKDAYS[asked.weekday], "hour": f"{asked.hour:02}:00"}
    return means + ", " + gettext("%(day)s from %(hour)s") % when
