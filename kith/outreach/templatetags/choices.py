"""A choice of stops in words: what was asked, what came out, and why each stop."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from kith.outreach.choosing import Page, Step
from kith.outreach.rules.choice.question import WITHOUT_CAR

register = template.Library()

STATES: dict[str, tuple[str, str, str | Promise]] = {
    "draft": ("off", "pencil", gettext_lazy("Draft")),
    "working": ("wait", "hourglass-split", gettext_lazy("Being worked out")),
    "ready": ("calm", "check-lg", gettext_lazy("Ready")),
    "failed": ("off", "exclamation-triangle", gettext_lazy("It did not work")),
    "stopped": ("off", "pause-circle", gettext_lazy("Stopped")),
    "adopted": ("good", "check2-all", gettext_lazy("Our stops")),
}
PHASES: dict[str, str | Promise] = {
    "waiting": gettext_lazy("Waiting to start"),
    "travel": gettext_lazy("Ways of the people worked out"),
    "moved": gettext_lazy("Ways to the other place worked out"),
    "choosing": gettext_lazy("Choosing"),
}
FAULTS: dict[str, str | Promise] = {
    "no_people": gettext_lazy(
        "Nobody is known to live anywhere: there is no region with its population yet."
    ),
    "no_candidates": gettext_lazy("No stop takes part. Think of stops first, or let more in."),
    "impossible": gettext_lazy(
        "No choice keeps the rule of fairness. Ask for a smaller part, or for more stops."
    ),
    "unfinished": gettext_lazy("The time was over before anything was found. Ask for less."),
    "broken": gettext_lazy(
        "It did not work. Please try again, or tell whoever looks after this installation."
    ),
}
GROUPS: dict[str, str | Promise] = {
    "all": gettext_lazy("everybody"),
    WITHOUT_CAR: gettext_lazy("without a car"),
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
CHANGES: dict[str, str | Promise] = {
    "first": gettext_lazy("How it began"),
    "other": gettext_lazy("Asked differently"),
    "pin": gettext_lazy("%(stop)s must be among them"),
    "ban": gettext_lazy("Without %(stop)s"),
    "free": gettext_lazy("%(stop)s: as it comes"),
    "move": gettext_lazy("%(stop)s at another place"),
}


def many(number: float) -> str:
    """In the way of the language: 3,120."""
    return number_format(number, decimal_pos=0, force_grouping=True)


@register.filter
def counted(number: int | None) -> str:
    """A count; a word where it is held back."""
    return _("too few to show") if number is None else many(number)


@register.filter
def group_words(name: str) -> str:
    """A group as it stands in a sentence: “61 % of them without a car”."""
    return str(GROUPS[name]) if name in GROUPS else name.replace("_", " ")


@register.inclusion_tag("outreach/parts/badge.html")
def choice_state(state: str) -> dict[str, Any]:
    tone, icon, words = STATES[state]
    return {"tone": tone, "icon": icon, "words": words}


@register.filter
def phase_words(phase: str) -> str:
    return str(PHASES.get(phase, PHASES["waiting"]))


@register.filter
def fault_words(fault: str) -> str:
    return str(FAULTS.get(fault, FAULTS["broken"]))


@register.filter
def way_words(asked: Any) -> str:
    """By which means, and when where that matters."""
    means = str(MEANS[asked.means])
    if asked.means != "transit":
        return means
    when = {"day": WEEKDAYS[asked.weekday], "hour": f"{asked.hour:02}:00"}
    return means + ", " + _("%(day)s from %(hour)s") % when


@register.filter
def headline(page: Page) -> str:
    """How many more people have care near."""
    gained, within = page.everybody.get("new"), page.asked.within
    if gained is None:
        return _("A few people more within %(minutes)s minutes") % {"minutes": within}
    return ngettext(
        "%(people)s more person within %(minutes)s minutes",
        "%(people)s more people within %(minutes)s minutes",
        gained,
    ) % {"people": many(gained), "minutes": within}


@register.filter
def share_words(page: Page) -> str:
    """“61 % of them without a car”."""
    if page.share is None:
        return ""
    name, percent = page.share
    return _("%(percent)s %% of them %(group)s") % {"percent": percent, "group": group_words(name)}


@register.filter
def proof_words(page: Page) -> str:
    """How sure it is; where weights were given, that it is by these."""
    answer = page.answer or {}
    if not answer["is_proven"]:
        percent = number_format(max(0.1, 100 * answer["gap"]), decimal_pos=1)
        said = _("No other choice can do better by more than %(percent)s %%.")
        return said % {"percent": percent}
    if page.asked.weighs or page.asked.fairness:
        return _("By what was asked to count, no other choice does better: worked out exactly.")
    return _("No other choice does better: this is worked out exactly.")


@register.filter
def alternative_words(one: Mapping[str, Any], page: Page) -> str:
    """How much worse another set is: in people, and by what counts where that is something else."""
    people = more_or_fewer(one["people"], page.asked.kind)
    if not page.asked.weighs:
        return people
    percent = number_format(100 * one.get("part", 0), decimal_pos=1)
    return people + " · " + _("%(percent)s %% less of what counts") % {"percent": percent}


@register.filter
def mean_words(answer: Mapping[str, Any]) -> str:
    before, after = answer["minutes"]
    if after is None:
        return ""
    if before is None:
        return _("On average the way takes %(after)s minutes.") % {"after": after}
    said = {"before": before, "after": after}
    return _("On average the way takes %(after)s minutes, before it was %(before)s.") % said


@register.simple_tag
def why_stop(page: Page, reasons: Sequence[Mapping[str, Any]]) -> str:
    """“Adds 412 people, 61 % without a car. Nearest other: 48 minutes.”"""
    shares = {one["values"]["group"]: one["values"] for one in reasons if one["code"] == "of_whom"}
    best = next((name for name in page.groups if name in shares), None)
    words = [_adds(one["values"], shares.get(best or "")) for one in reasons
             if one["code"] == "adds"]  # fmt: skip
    return " ".join([*words, *[w for one in reasons if (w := _more_words(one))]])


def _adds(values: Mapping[str, str], share: Mapping[str, str] | None) -> str:
    if not values["people"]:
        return _("Adds a few people.")
    number = int(values["people"])
    if number == 0:
        return _("Adds nobody.")
    said = {"people": many(number)}
    if share is None:
        return ngettext("Adds %(people)s person.", "Adds %(people)s people.", number) % said
    said |= {"percent": share["percent"], "group": group_words(share["group"])}
    return (
        ngettext(
            "Adds %(people)s person, %(percent)s %% %(group)s.",
            "Adds %(people)s people, %(percent)s %% %(group)s.",
            number,
        )
        % said
    )


def _more_words(one: Mapping[str, Any]) -> str:
    code, values = one["code"], one["values"]
    if code == "nearest_other":
        return _("Nearest other: %(minutes)s minutes.") % values
    if code == "no_other":
        return _("There is no other they could get to.")
    if code == "asked_in_vain":
        return _("Asked in vain here: %(asks)s.") % values
    return ""


@register.filter
def price_words(price: Mapping[str, Any] | None, kind: str) -> str:
    """What holding to a stop, or leaving it out, costs."""
    if price is None:
        return ""
    cost = price["people"]
    if cost <= 0 and price["part"] <= 0:
        return _("This costs nobody.")
    if cost <= 0:
        percent = number_format(100 * price["part"], decimal_pos=1)
        return _("This costs %(percent)s %% of what counts.") % {"percent": percent}
    return _costs(cost, kind)


def _costs(cost: int, kind: str) -> str:
    said = {"number": many(cost)}
    if kind == "median":
        return ngettext(
            "This costs %(number)s hour on the way.", "This costs %(number)s hours on the way.",
            cost,
        ) % said  # fmt: skip
    return ngettext("This costs %(number)s person.", "This costs %(number)s people.", cost) % said


@register.filter
def change_words(step: Step) -> str:
    """What is different from the step before."""
    name = step.question.stop.name if step.question.stop else ""
    return str(CHANGES[step.question.change]) % {"stop": name}


@register.filter
def difference(step: Step) -> str:
    """How many people more or fewer than before."""
    return "" if step.more is None else more_or_fewer(step.more, "covering")


@register.filter
def more_or_fewer(number: int, kind: str) -> str:
    """People within the minutes; in a median, hours on the way in all."""
    said = {"number": many(abs(number))}
    if number == 0:
        return _("just as good")
    if kind == "median":
        shorter = _("%(number)s hours less on the way"), _("%(number)s hours more on the way")
        return shorter[number < 0] % said
    if number > 0:
        words = ngettext("%(number)s person more", "%(number)s people more", number)
    else:
        words = ngettext("%(number)s person fewer", "%(number)s people fewer", -number)
    return words % said


@register.filter
def after(row: Mapping[str, Any]) -> int | None:
    """Who has care near in the end; held back where one of its parts is."""
    return None if None in (row["care"], row["new"]) else row["care"] + row["new"]


@register.filter
def names(listed: Sequence[str]) -> SafeString:
    """Names of stops, each in its own direction."""
    return format_html_join(", ", '<bdi dir="auto">{}</bdi>', ((name,) for name in listed))
