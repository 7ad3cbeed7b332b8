"""Everything the page of one service shows, section by section."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.forms import Field
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.accounts.models import Member
from kith.core.languages import name_of
from kith.directory import access
from kith.directory.actions.hours import DAYS, is_weekly, speaks_of_holidays
from kith.directory.actions.sections import SECTIONS, Row, read
from kith.directory.forms.service import WordsForm
from kith.directory.models import (
    Location,
    Schedule,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
    TermName,
    Unit,
)  # fmt: skip
from kith.directory.models.location import Confidentiality
from kith.directory.views.desk import queries


@dataclass(frozen=True, slots=True)
class Part:
    """One foldable section: its name in the address, its title, its lines."""

    name: str
    title: str | Promise
    icon: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Door:
    """A place of the service, with its hours in words."""

    id: Any
    location_id: Any
    name: str
    address: str
    is_confidential: bool
    hours: Sequence[str]
    house_hours: Sequence[str]


@dataclass(frozen=True, slots=True)
class ServicePage:
    """What the template needs, and nothing it would have to ask for."""

    service: Service
    freshness: queries.Freshness
    can_edit: bool
    can_adopt: bool
    facts: Sequence[tuple[str, str]]
    parts: Sequence[Part]
    doors: Sequence[Door]
    hours: Sequence[str]
    phones: Sequence[Row]
    suggestions: int


def service_page(member: Member, service: Service) -> ServicePage:
    """One service as its keepers see it."""
    is_ours = service.steward_id == member.organization_id
    return ServicePage(
        service=service,
        freshness=queries.freshness(service.verified_on, service.next_check_on),
        can_edit=access.can_edit(member, service),
        can_adopt=service.steward_id is None and access.may_adopt(member),
        facts=_facts(service),
        parts=[*_house(member, service), *_parts(service)],
        doors=_doors(service),
        hours=in_words(read(SECTIONS["hours"], service.pk)),
        phones=read(SECTIONS["phones"], service.pk),
        suggestions=service.suggestions.open().count() if is_ours else 0,
    )


def said(field: Field, value: Any) -> str:
    """A value as one reads it, in the words of its form field; empty for what is not said."""
    if isinstance(value, bool):
        return _("Yes") if value else ""
    choices = dict(getattr(field, "choices", ()))
    if isinstance(value, list | tuple):
        return ", ".join(str(choices.get(one, one)) for one in value)
    return "" if value is None else str(choices.get(value, value))


def _facts(service: Service) -> list[tuple[str, str]]:
    """The words form, read out; what is empty is left out."""
    fields = [(name, field) for name, field in WordsForm.base_fields.items() if name != "name"]
    found = [(str(field.label), said(field, getattr(service, name))) for name, field in fields]
    return [(label, value) for label, value in found if value]


def _house(member: Member, service: Service) -> list[Part]:
    """The organisation's own record, for whoever may change it."""
    if not access.can_edit_house(member, service):
        return []
    house = service.organization
    told = (house.name, house.alternate_name, house.website, house.email, house.description)
    return [Part("house", _("Who offers it"), "house-heart", [line for line in told if line])]


def _parts(service: Service) -> list[Part]:
    rows = {name: read(SECTIONS[name], service.pk) for name in (
        "phones", "languages", "costs", "contacts", "areas", "documents", "websites", "texts",
        "needs", "communities", "free-places",
    )}  # fmt: skip
    labels = labels_of([row["taxonomy_term_id"] for row in rows["needs"] + rows["communities"]])

    def terms(name: str) -> list[str]:
        return sorted(labels.get(row["taxonomy_term_id"], "") for row in rows[name])

    return [
        Part("phones", _("Telephone"), "telephone",
             joined(rows["phones"], "number", "extension", "description")),
        Part("languages", _("Languages spoken there"), "translate",
             [name_of(row["code"]) if row["code"] else row["name"] for row in rows["languages"]]),
        Part("needs", _("What it helps with"), "heart", terms("needs")),
        Part("communities", _("Who it is made with"), "people", terms("communities")),
        Part("costs", _("Costs in detail"), "cash-coin",
             joined(rows["costs"], "option", "amount", "currency")),
        Part("free-places", _("Free places"), "door-open", free_places(rows["free-places"])),
        Part("areas", _("Where people must live"), "map", joined(rows["areas"], "name")),
        Part("contacts", _("Whom to ask for"), "person-circle",
             joined(rows["contacts"], "name", "title", "department", "email")),
        Part("documents", _("What to bring"), "file-earmark-text",
             joined(rows["documents"], "document")),
        Part("websites", _("More on the web"), "link-45deg",
             joined(rows["websites"], "label", "url")),
        Part("texts", _("In other languages"), "translate",
             [f"{name_of(row['language'])}: {row['name']}" for row in rows["texts"]]),
    ]  # fmt: skip


def free_places(rows: Sequence[Row]) -> list[str]:
    """Each count as a sentence, with the day it was counted."""
    units = dict(Unit.objects.filter(pk__in={r["unit_id"] for r in rows}).values_list("pk", "name"))
    lines = []
    for row in rows:
        said = {"unit": units[UUID(row["unit_id"])], "free": plain_number(row["available"])}
        if row["maximum"] is None:
            words = _("%(unit)s: %(free)s free") % said
        else:
            most = plain_number(row["maximum"])
            words = _("%(unit)s: %(free)s of %(most)s free") % {**said, "most": most}
        day = date_format(dt.datetime.fromisoformat(row["updated"]), "SHORT_DATE_FORMAT")
        lines.append(" · ".join(filter(None, [words, row["description"], day])))
    return lines


def plain_number(count: str) -> str:
    """A number of the database as people write it: 12, not 12.00."""
    return f"{Decimal(count).normalize():f}"


def joined(rows: Sequence[Row], *names: str) -> list[str]:
    return [" · ".join(str(row[name]) for name in names if row[name]) for row in rows]


def place_parts(place: Location) -> list[Part]:
    """What hangs on a place, section by section."""
    rows = {name: read(SECTIONS[name], place.pk) for name in (
        "place-access", "place-phones", "place-contacts", "place-hours"
    )}  # fmt: skip
    return [
        Part("place-access", _("Getting in and around"), "universal-access",
             joined(rows["place-access"], "description", "details", "url")),
        Part("place-hours", _("Hours"), "clock", in_words(rows["place-hours"])),
        Part("place-phones", _("Telephone"), "telephone",
             joined(rows["place-phones"], "number", "extension", "description")),
        Part("place-contacts", _("Whom to ask for"), "person-circle",
             joined(rows["place-contacts"], "name", "title", "department", "email")),
    ]  # fmt: skip


def labels_of(terms: Sequence[str]) -> dict[str, str]:
    """Terms by id, in the language of the page where they have a name there."""
    ids = [UUID(term) for term in terms]
    plain = TaxonomyTerm.objects.filter(pk__in=ids).values_list("pk", "name")
    labels = {str(term): name for term, name in plain}
    named = TermName.objects.filter(
        term__in=ids, is_label=True, language=(get_language() or "en")
    ).values_list("term_id", "name")
    return labels | {str(term): name for term, name in named}


def _doors(service: Service) -> list[Door]:
    doors = list(
        ServiceAtLocation.objects.filter(service=service, removed_at=None)
        .select_related("location").prefetch_related("location__addresses").order_by("pk")
    )  # fmt: skip
    places = [door.location_id for door in doors]
    of_doors = _rules("door-hours", [door.pk for door in doors])
    of_places = _rules("place-hours", places)
    return [
        _door(door, of_doors.get(door.pk, []), of_places.get(door.location_id, []))
        for door in doors
    ]


def _rules(name: str, owners: Sequence[Any]) -> dict[Any, list[Row]]:
    """The hours of several owners at once, by owner."""
    section = SECTIONS[name]
    found: dict[Any, list[Row]] = {}
    rules = Schedule.objects.filter(**section.only, **{f"{section.owner}__in": owners})
    for rule in rules.values(*section.columns):
        found.setdefault(rule[section.owner], []).append(rule)
    return found


def _door(door: ServiceAtLocation, rules: Sequence[Row], of_place: Sequence[Row]) -> Door:
    place = door.location
    return Door(
        id=door.pk, location_id=place.pk, name=place.name or place.area or _("A place"),
        address="; ".join(str(address) for address in place.addresses.all()),
        is_confidential=place.confidentiality != Confidentiality.FULL, hours=in_words(rules),
        house_hours=in_words(of_place),
    )  # fmt: skip


def in_words(rules: Sequence[Row]) -> list[str]:
    """Hours as lines; what is only in words stays in its words."""
    from django.utils.dates import WEEKDAYS_ABBR

    short = {day: str(WEEKDAYS_ABBR[number]) for number, day in enumerate(DAYS)}
    lines = []
    for rule in rules:
        span = f"{str(rule['opens_at'])[:5]}–{str(rule['closes_at'])[:5]}"
        if any(is_weekly(rule, kind) for kind in Schedule.Kind.values):
            days = " ".join(short.get(day, day) for day in rule["byday"].split(","))
            kind = "" if rule["kind"] == "opening" else f" ({Schedule.Kind(rule['kind']).label})"
            lines.append(f"{days} {span}{kind}")
        elif rule["closed"] and speaks_of_holidays(rule):
            lines.append(_("Closed on public holidays"))
        elif rule["closed"]:
            lines.append(f"{_('Closed')}: {_dates(rule)} {rule['description']}".strip())
        elif rule["valid_from"] and rule["opens_at"]:
            lines.append(f"{_dates(rule)} {span} {rule['description']}".strip())
        else:
            lines.append(rule["description"] or rule["byday"] or span)
    return lines


def _dates(rule: Row) -> str:
    first, last = _day(rule["valid_from"]), _day(rule["valid_to"])
    return first if first == last or not last else f"{first} – {last}"


def _day(day: dt.date | str | None) -> str:
    """A day as people write it."""
    return date_format(dt.date.fromisoformat(str(day)), "DATE_FORMAT") if day else ""
