"""What the tablet takes along: words in every language, numbers to call, measures, the tour.

Nobody who is supported stands in it, and no member's name: it lies on the tablet in the clear.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation

from kith.accounts.models import Member, Organization
from kith.connections.forms import AskForm
from kith.connections.forms.asking import OBSTACLES
from kith.connections.forms.fields import language_choices, need_choices
from kith.connections.models import Barrier
from kith.core import alarms, clock
from kith.core.languages import INTERFACE, is_rtl
from kith.measures import asking, library
from kith.measures.rules.definition import Instrument, Text
from kith.outreach.models import Tour, Unit
from kith.outreach.queries import visits_of
from kith.road.actions.kinds.intakes import version_of
from kith.road.models import RoadConsent, Version
from kith.road.words import CHECKLIST, CONSENTS, STEPS, SUPPLIES, WORDS
from kith.safety.queries import help

DAYS_AHEAD = 4


def pack(member: Member) -> dict[str, Any]:
    """As the scripts read it; static/road/app.js keeps it in the tablet's cache."""
    organization = member.organization
    return {
        "organization": organization.name,
        "languages": [[each.code, each.name, each.rtl] for each in INTERFACE],
        "spoken": language_choices(),
        "emergency": organization.emergency_number,
        "in": {each.code: _in(each.code, organization) for each in INTERFACE},
        "instruments": [_instrument(each) for each in askable(organization)],
        "days": list(_days(organization)),
        "units": _units(organization),
    }


def _in(language: str, organization: Organization) -> dict[str, Any]:
    """Every word of the app in one language."""
    with translation.override(language):
        return {
            "words": _said(WORDS), "check": _said(CHECKLIST), "supplies": _said(SUPPLIES),
            "needs": [name for _group, (name, *_finer) in need_choices()],
            "obstacles": [[code, str(Barrier.Reason(code).label)] for code in OBSTACLES],
            "fields": [[code, str(words)] for code, words in Version.Field.choices],
            "purposes": [[code, str(words)] for code, words in RoadConsent.Purpose.choices],
            "agreed": {name: _versioned(words) for name, words in _agreed(organization)},
            "lines": [_line(shown) for shown in help.lines(organization, language=language)],
            "steps": help.steps(organization, language) or [str(step) for step in STEPS],
        }  # fmt: skip


def _said(words: dict[str, Any]) -> dict[str, str]:
    return {name: str(text) for name, text in words.items()}


def _agreed(organization: Organization) -> Iterator[tuple[str, str]]:
    """What is read to somebody before they say yes: the same words as on the page of an ask."""
    yield "intake", AskForm(organization=organization).consent_words()
    for name, words in CONSENTS.items():
        yield name, str(words) % {"organization": organization.name}


def _versioned(words: str) -> dict[str, str]:
    return {"words": words, "version": version_of(words)}


def _line(shown: help.Shown) -> dict[str, Any]:
    line = shown.line
    return {
        "name": line.name, "number": line.dial_string, "dial": line.dial, "hours": line.hours,
        "always": line.is_always_open, "emergency": line.kind == "emergency",
        "sure": shown.is_verified,
    }  # fmt: skip


def askable(organization: Organization) -> list[Instrument]:
    """Measures that a person answers by themselves. The question about dying only where somebody
    is on duty when the tablet is packed; else what stands in for it."""
    on_duty = alarms.someone_is_on_duty(organization.id)
    found = [
        each for each in library.instruments().values()
        if each.asked_by == "person" and _texts(each) and (on_duty or not asking.needs_duty(each))
    ]  # fmt: skip
    return sorted(found, key=lambda each: each.short)


def _texts(instrument: Instrument) -> dict[str, Text]:
    shown = instrument.texts.items()
    return {code: text for code, text in shown if text.flags.displayable and text.flags.collectable}


def _instrument(instrument: Instrument) -> dict[str, Any]:
    return {
        "name": instrument.name, "short": instrument.short,
        "items": [
            {"id": item.id, "values": item.values, "when": item.when,
             "raises": {str(value): how for value, how in item.raises.items()}}
            for item in instrument.items
        ],
        "texts": {
            code: {"title": text.title, "instructions": text.instructions, "rtl": is_rtl(code),
                   "options": text.options, "items": text.items, "source": text.licence.words}
            for code, text in _texts(instrument).items()
        },
    }  # fmt: skip


def _units(organization: Organization) -> list[list[str]]:
    rows = Unit.objects.filter(organization=organization, ended_at=None)
    return [[str(unit.id), unit.name] for unit in rows.order_by("name", "id")]


def _days(organization: Organization) -> Iterator[dict[str, Any]]:
    """The tours of today and the next days, by the organisation's own day. Whose gate it is and how
    to reach them stays at the desk."""
    first = clock.today(ZoneInfo(organization.time_zone or "UTC"))
    rows = Tour.objects.filter(
        organization=organization, day__range=(first, first + dt.timedelta(days=DAYS_AHEAD - 1)),
        plan__state__in=("ready", "published"),
    )  # fmt: skip
    for tour in rows.select_related("unit").order_by("day", "leaves", "id"):
        visits = [
            {"id": str(visit.id), "stop": visit.stop.name, "where": visit.stop.where,
             "opens": visit.opens, "closes": visit.closes, "is_off": visit.state == "cancelled"}
            for visit in visits_of(tour)
        ]  # fmt: skip
        yield {
            "day": tour.day.isoformat(),
            "unit": tour.unit.name,
            "unit_id": str(tour.unit_id),
            "visits": visits,
        }
