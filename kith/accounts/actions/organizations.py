"""Founding an organisation and keeping its settings."""

import zoneinfo
from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kith.accounts import tenancy
from kith.accounts.access import require_administrator
from kith.accounts.models import Member, Organization
from kith.audit import chain
from kith.core.languages import INTERFACE
from kith.core.refusals import Refusal

STREAM = "settings"
"""The chain in which an organisation's own changes stand."""


class NameTaken(Refusal):
    message = _("Another organisation here already uses this short name. Please choose another.")


class TimeZoneUnknown(Refusal):
    message = _("This time zone is not known. Please choose one from the list.")
    status = 422


class LanguageUnknown(Refusal):
    message = _("The pages are not written in this language yet.")
    status = 422


def create_organization(
    *, name: str, slug: str = "", time_zone: str = "UTC", languages: Sequence[str] = ("en",),
    **settings: Any,
) -> Organization:  # fmt: skip
    """A new organisation, by whoever runs the installation. Of two with one short name, the second
    is refused by the unique key.

    `settings` are other columns: kind, country, takes_requests, crisis_name, crisis_number,
    emergency_number.
    """
    check_time_zone(time_zone)
    check_languages(languages)
    organization = Organization(
        name=name.strip(),
        slug=slug or slugify(name),
        time_zone=time_zone,
        languages=list(languages),
        **settings,
    )
    with tenancy.acting_for(organization.id):
        made, is_new = Organization.objects.get_or_create(
            slug=organization.slug, defaults=_columns(organization)
        )
        if not is_new:
            raise NameTaken
        chain.record(
            "organization_created", by=None, organization=made.id, subject=made, stream=STREAM
        )
    return made


CHANGEABLE = (
    "name", "kind", "country", "time_zone", "languages", "takes_requests", "crisis_name",
    "crisis_number", "emergency_number", "requires_second_factor",
)  # fmt: skip


def change_organization(*, by: Member, **changes: Any) -> Organization:
    """Change settings of the member's own organisation. The short name stays: links point to it.

    Two who change at once: the later one wins for the settings they both changed; the history has
    both. Nothing changed is not an error and leaves no trace.
    """
    require_administrator(by)
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise ValueError(f"not a setting: {sorted(unknown)}")
    check_time_zone(changes.get("time_zone", "UTC"))
    check_languages(changes.get("languages", ("en",)))
    with tenancy.acting_for(by.organization_id):
        organization = Organization.objects.select_for_update().get(pk=by.organization_id)
        new = {k: v for k, v in changes.items() if getattr(organization, k) != v}
        for name, value in new.items():
            setattr(organization, name, value)
        if new:
            organization.save(update_fields=list(new))
            chain.record(
                "organization_changed", by=by, organization=organization.id, subject=organization,
                stream=STREAM, settings=sorted(new),
            )  # fmt: skip
    return organization


def check_time_zone(name: str) -> None:
    """Refuse a time zone in which no clock could be set."""
    if name not in zoneinfo.available_timezones():
        raise TimeZoneUnknown


def check_languages(codes: Sequence[str]) -> None:
    """Refuse languages in which there are no pages."""
    if not codes or set(codes) - {language.code for language in INTERFACE}:
        raise LanguageUnknown


def _columns(organization: Organization) -> dict[str, Any]:
    fields = organization._meta.concrete_fields
    return {f.attname: getattr(organization, f.attname) for f in fields if f.name != "created_at"}
