"""When: the week, days that differ, dated stops, public holidays.

The owner of hours is a service, a door of it (a service at a location) or a place. Each verb reads
the owner's rules, changes those it speaks of and leaves the others as they are.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kith.accounts.models import Member
from kith.core import clock
from kith.directory.actions import sections
from kith.directory.actions.editing import Edit, edit_place, edit_service
from kith.directory.actions.refusals import NotPossible
from kith.directory.actions.sections import SECTIONS, Row
from kith.directory.models import Location, Schedule, Service, ServiceAtLocation

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Owner = Service | ServiceAtLocation | Location


@dataclass(frozen=True, slots=True)
class Opening:
    """One span of one weekday. Closing before opening is past midnight; neither is all day."""

    day: str
    opens_at: dt.time
    closes_at: dt.time


def hours_of(owner: Owner) -> list[Row]:
    """Every rule of an owner, in JSON values."""
    return sections.read(SECTIONS[_section_of(owner)], owner.pk)


def _section_of(owner: Owner) -> str:
    if isinstance(owner, Service):
        return "hours"
    return "door-hours" if isinstance(owner, ServiceAtLocation) else "place-hours"


def is_weekly(rule: Mapping[str, Any], kind: str) -> bool:
    """Whether a rule is one line of the plain week, as the grid shows it."""
    is_plain = rule["freq"] == "WEEKLY" and rule["byday"] and (rule["interval"] or 1) == 1
    is_dated = rule["valid_from"] or rule["valid_to"] or rule["until"] or rule["count"]
    return bool(is_plain and not is_dated and not rule["closed"] and rule["kind"] == kind)


def set_week(
    *, owner: Owner, openings: Iterable[Opening], by: Member, kind: str = Schedule.Kind.OPENING,
    keeps_words: bool = False, based_on: str = "",
) -> Edit:  # fmt: skip
    """The regular week. Hours that were only words give way to it, unless `keeps_words`."""
    before = hours_of(owner)
    kept = [
        rule for rule in before
        if not is_weekly(rule, kind) and (keeps_words or rule["certain"] or rule["kind"] != kind)
    ]  # fmt: skip
    weekly = [rule for rule in before if is_weekly(rule, kind)]
    return _save(owner, [*kept, *_week(openings, kind, weekly)], by, based_on)


def _week(openings: Iterable[Opening], kind: str, before: Sequence[Row]) -> list[dict[str, Any]]:
    """Days with the same times become one rule, as HSDS has it; a rule that was there stays."""
    days: dict[tuple[dt.time, dt.time], set[str]] = defaultdict(set)
    for opening in openings:
        if opening.day not in DAYS:
            raise NotPossible(_("Please choose a day of the week."))
        days[opening.opens_at, opening.closes_at].add(opening.day)
    known = {(r["opens_at"], r["closes_at"], r["byday"]): r["id"] for r in before}
    rules = []
    for (opens, closes), which in days.items():
        byday = ",".join(day for day in DAYS if day in which)
        rule: dict[str, Any] = {"freq": "WEEKLY", "byday": byday, "kind": kind, "certain": True}
        rule |= {"opens_at": opens, "closes_at": closes, "interval": None}
        same = known.get((opens.isoformat(), closes.isoformat(), byday))
        rules.append(rule | ({"id": same} if same else {}))
    return rules


def add_closing(
    *, owner: Owner, first: dt.date, last: dt.date | None = None, by: Member, words: str = "",
    based_on: str = "",
) -> Edit:  # fmt: skip
    """Closed on these days, whatever the week says."""
    last = last or first
    if last < first:
        raise NotPossible(_("The last day cannot be before the first."))
    rule = {"valid_from": first, "valid_to": last, "closed": True, "description": words}
    return _add(owner, rule, by, based_on)


def add_stop(
    *, owner: Owner, day: dt.date, opens_at: dt.time, closes_at: dt.time, by: Member,
    words: str = "", based_on: str = "",
) -> Edit:  # fmt: skip
    """Open on one date besides the week: a stop of a van, a visiting team, an extra evening."""
    rule = {
        "dtstart": day, "valid_from": day, "valid_to": day, "opens_at": opens_at,
        "closes_at": closes_at, "closed": False, "description": words,
    }  # fmt: skip
    return _add(owner, rule, by, based_on)


def is_stop(rule: Mapping[str, Any]) -> bool:
    """Whether a rule is open on one date only, as `add_stop` writes it."""
    day = rule["valid_from"]
    return bool(day and day == rule["valid_to"] == rule["dtstart"] and not rule["closed"])


def set_stops(
    *, owner: Owner, stops: Iterable[tuple[dt.date, dt.time, dt.time]], by: Member
) -> Edit:
    """All dates of a calendar that is kept elsewhere, instead of those before; one change."""
    known = {(r["dtstart"], r["opens_at"], r["closes_at"]): r["id"] for r in hours_of(owner)
             if is_stop(r)}  # fmt: skip
    rules: list[Mapping[str, Any]] = [rule for rule in hours_of(owner) if not is_stop(rule)]
    for day, opens, closes in sorted(set(stops)):
        same = known.get((day.isoformat(), opens.isoformat(), closes.isoformat()))
        rule = {"dtstart": day, "valid_from": day, "valid_to": day, "opens_at": opens,
                "closes_at": closes, "closed": False}  # fmt: skip
        rules.append(rule | ({"id": same} if same else {}))
    return _save(owner, rules, by, "")


def speaks_of_holidays(rule: Mapping[str, Any]) -> bool:
    """A rule without any day, date or repetition speaks of public holidays."""
    names = ("byday", "bymonthday", "byyearday", "byweekno", "freq", "valid_from", "valid_to")
    return not any(rule[name] for name in (*names, "dtstart")) and rule["certain"]


def set_closed_on_holidays(
    *, owner: Owner, is_closed: bool, by: Member, based_on: str = ""
) -> Edit:  # fmt: skip
    """Whether it closes on public holidays: one rule, which holds in every year to come."""
    others = [rule for rule in hours_of(owner) if not speaks_of_holidays(rule)]
    closing = {"closed": True, "description": _("Closed on public holidays")}
    return _save(owner, [*others, closing] if is_closed else others, by, based_on)


def next_holidays(country: str, count: int = 4) -> list[tuple[dt.date, str]]:
    """The next public holidays of a country (ISO 3166), for whoever fills in hours."""
    import holidays

    today = clock.today()
    try:
        known = holidays.country_holidays(country, years=(today.year, today.year + 1))
    except NotImplementedError:
        return []
    return [(day, name) for day, name in sorted(known.items()) if day >= today][:count]


def remove_rule(*, owner: Owner, rule_id: str, by: Member, based_on: str = "") -> Edit:
    """Take one rule away."""
    kept = [rule for rule in hours_of(owner) if rule["id"] != rule_id]
    return _save(owner, kept, by, based_on)


def _add(owner: Owner, rule: dict[str, Any], by: Member, based_on: str) -> Edit:
    """Add a rule; where the same one stands already, that is that (see `editing.is_same`)."""
    before = hours_of(owner)
    plain = sections.plain(rule)
    if any(all(there[name] == value for name, value in plain.items()) for there in before):
        return _save(owner, before, by, "")
    return _save(owner, [*before, rule], by, based_on)


def _save(owner: Owner, rules: Iterable[Mapping[str, Any]], by: Member, based_on: str) -> Edit:
    section = SECTIONS[_section_of(owner)]
    names = {*section.fields, "id"}
    rows = [{k: v for k, v in rule.items() if k in names} for rule in rules]
    if isinstance(owner, Location):
        return edit_place("place-hours", location=owner, rows=rows, by=by, based_on=based_on)
    service = owner if isinstance(owner, Service) else owner.service
    return edit_service(
        section.name, service=service, rows=rows, by=by, based_on=based_on, owner_id=owner.pk
    )
