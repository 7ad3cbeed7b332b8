"""Everything the page of one service shows, section by section."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.accounts.models import Member
from kith.core.languages import name_of
from kith.directory import access
from kith.directory.actions.hours import DAYS, is_weekly, speaks_of_holidays
from kith.directory.actions.sections import SECTIONS, Row, read
from kith.directory.forms.service import WordsForm
from kith.directory.models import Schedule, Service, ServiceAtLocation, TaxonomyTerm, TermName
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
        parts=_parts(service),
        doors=_doors(service),
        hours=in_words(read(SECTIONS["hours"], service.pk)),
        phones=read(SECTIONS["phones"], service.pk),
        suggestions=service.suggestions.open().count() if is_ours else 0,
    )


def said(name: str, value: Any) -> str:
    """A value of the words form as one reads it; empty for what is not said."""
    if isinstance(value, bool):
        return _("Yes") if value else ""
    choices = dict(getattr(WordsForm.base_fields[name], "choices", ()))
    if isinstance(value, list | tuple):
        return ", ".join(str(choices.get(one, one)) for one in value)
    return "" if value is None else str(choices.get(value, value))


def _facts(service: Service) -> list[tuple[str, str]]:
    """The words form, read out; what is empty is left out."""
    labelled = ((name, str(field.label)) for name, field in WordsForm.base_fields.items())
    found = [(label, said(name, getattr(service, name))) for name, label in labelled]
    return [(label, value) for label, value in found[1:] if value]


def _parts(service: Service) -> list[Part]:
    rows = {name: read(SECTIONS[name], service.pk) for name in (
        "phones", "languages", "costs", "contacts", "areas", "documents", "websites", "texts",
        "needs", "communities",
    )}  # fmt: skip
    labels = _labels([row["taxonomy_term_id"] for row in rows["needs"] + rows["communities"]])

    def terms(name: str) -> list[str]:
        return sorted(labels.get(row["taxonomy_term_id"], "") for row in rows[name])

    return [
        Part("phones", _("Telephone"), "telephone",
             _joined(rows["phones"], "number", "description")),
        Part("languages", _("Languages spoken there"), "translate",
             [name_of(row["code"]) if row["code"] else row["name"] for row in rows["languages"]]),
        Part("needs", _("What it helps with"), "heart", terms("needs")),
        Part("communities", _("Who it is made with"), "people", terms("communities")),
        Part("costs", _("Costs in detail"), "cash-coin",
             _joined(rows["costs"], "option", "amount", "currency")),
        Part("areas", _("Where people must live"), "map", _joined(rows["areas"], "name")),
        Part("contacts", _("Whom to ask for"), "person-circle",
             _joined(rows["contacts"], "name", "title", "email")),
        Part("documents", _("What to bring"), "file-earmark-text",
             _joined(rows["documents"], "document")),
        Part("websites", _("More on the web"), "link-45deg",
             _joined(rows["websites"], "label", "url")),
        Part("texts", _("In other languages"), "translate",
             [f"{name_of(row['language'])}: {row['name']}" for row in rows["texts"]]),
    ]  # fmt: skip


def _joined(rows: Sequence[Row], *names: str) -> list[str]:
    return [" · ".join(str(row[name]) for name in names if row[name]) for row in rows]


def _labels(terms: Sequence[str]) -> dict[str, str]:
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
    section = SECTIONS["door-hours"]
    rules: dict[Any, list[Row]] = {}
    hours = Schedule.objects.filter(service_at_location__in=doors, removed_at=None)
    for rule in hours.values(*section.columns):
        rules.setdefault(rule["service_at_location_id"], []).append(rule)
    return [_door(door, rules.get(door.pk, [])) for door in doors]


def _door(door: ServiceAtLocation, rules: Sequence[Row]) -> Door:
    place = door.location
    return Door(
        id=door.pk, location_id=place.pk, name=place.name or place.area or _("A place"),
        address="; ".join(str(address) for address in place.addresses.all()),
        is_confidential=place.confidentiality != Confidentiality.FULL, hours=in_words(rules),
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
    first, last = str(rule["valid_from"] or ""), str(rule["valid_to"] or "")
    return first if first == last or not last else f"{first} – {last}"
