"""Codes of weeks of tours in words, for pages and papers."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import time_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

Words = Mapping[str, str | Promise]

REASON_WORDS: Words = {
    "weather": _("because of the weather"),
    "breakdown": _("the vehicle broke down"),
    "crew": _("the crew cannot come"),
    "host": _("the place is not open to us"),
    "road": _("the road is closed"),
    "other": _("for another reason"),
}
"""Also read by everybody: they say nothing about anybody."""

CLASH_WORDS: Words = {
    "not_ready": _("{stop}: we may not stop there on this day. Look at its host, permit and days."),
    "unit_unavailable": _("The unit has no crew on this day, or it is out already."),
    "twice_a_day": _("{stop} is visited on this day already."),
    "day_too_long": _("The day is {minutes} longer than the unit may be out."),
    "back_too_late": _("The crew is back {minutes} too late."),
    "leaves_too_early": _("The crew would have to leave {minutes} too early."),
    "no_break": _("There is no room for the break."),
    "break_time": _("The break is not within its hours."),
    "range": _("The tank does not last: {km} km are lacking."),
    "hours": _("{stop}: {minutes} outside the hours of the host or those you wished for."),
    "language": _("{stop}: nobody on board speaks a language that is needed there."),
    "skill": _("{stop}: nobody on board has a skill that is needed there."),
    "stay_too_short": _("{stop}: {minutes} shorter than you wished for."),
    "weekday": _("{stop}: the visits are no longer as often, or on the same weekday, as wished."),
}
OTHER_CLASH = _("A rule is not kept.")

UNSERVED_WORDS: Words = {
    "more_visits_than_days": _("more visits are wished for than there are days to come"),
    "no_permitted_pattern": _("no weekday is possible in all these weeks"),
    "no_unit_that_day": _("no unit is out on its days"),
    "unit_not_permitted": _("no unit that may come is out"),
    "no_skill": _("no crew has the skill: {names}"),
    "no_language": _("no crew speaks: {names}"),
    "too_much_to_carry": _("no unit can carry so much"),
    "beyond_range": _("it is {km} km too far for a tank"),
    "hours_too_short": _("the hours are {minutes} shorter than the stay"),
    "too_far_within_the_day": _("road and stay are {minutes} longer than the crew’s day"),
    "hours_do_not_meet": _("the hours and the crew’s day miss each other by {minutes}"),
    "no_room_for_the_break": _("the break does not fit in"),
    "full": _("the weeks are full"),
}


def minutes(number: float) -> str:
    """As in: 25 minutes."""
    count = round(number)
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def clash_words(clash: Any) -> str:
    """A rule that is not kept, and by how much."""
    template = str(CLASH_WORDS.get(clash.code, OTHER_CLASH))
    return template.format(stop=clash.stop, minutes=minutes(clash.by), km=clash.by)


def unserved_words(reason: Mapping[str, Any]) -> str:
    """Why a stop is left out."""
    template = str(UNSERVED_WORDS.get(reason["code"], OTHER_CLASH))
    names = ", ".join(reason.get("names", ()))
    by = reason.get("by", 0)
    return template.format(names=names, minutes=minutes(by), km=round(by))


def clock_words(number: int) -> str:
    """Minutes since midnight as people of this language write a time."""
    from kith.outreach.models.tour import clock_time

    return str(time_format(clock_time(number), "TIME_FORMAT"))
