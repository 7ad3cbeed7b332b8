"""From "this column is the telephone number" to a mapping: what the wizard in the browser makes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.directory.importing.names import key

TARGETS: tuple[tuple[str | Promise, tuple[tuple[str, str | Promise], ...]], ...] = (
    (_("Service"), (
        ("service.id", _("Identifier")), ("service.name", _("Name")),
        ("service.description", _("Description")), ("service.url", _("Web page")),
        ("service.email", _("E-mail")), ("service.status", _("State: active or not")),
        ("service.fees_description", _("Cost")),
        ("service.eligibility_description", _("Who it is for")),
        ("service.minimum_age", _("Lowest age")), ("service.maximum_age", _("Highest age")),
        ("service.application_process", _("How to begin")),
        ("service.do_not_refer", _("Do not refer (yes or no)")),
        ("taxonomy_term.name", _("Kinds of help (a list)")),
        ("language.name", _("Languages (a list)")),
    )),
    (_("Organisation"), (
        ("organization.name", _("Name of the organisation")),
        ("organization.description", _("About the organisation")),
        ("organization.website", _("Its web site")), ("organization.email", _("Its e-mail")),
    )),
    (_("Place"), (
        ("location.name", _("Name of the place")), ("address.address_1", _("Street and number")),
        ("address.address_2", _("Second line")), ("address.city", _("Town")),
        ("address.state_province", _("State or province")), ("address.postal_code", _("Postcode")),
        ("address.country", _("Country")), ("location.latitude", _("Latitude")),
        ("location.longitude", _("Longitude")),
        ("location.confidentiality", _("The address is secret (yes or no)")),
        ("phone.number", _("Telephone")),
    )),
    (_("Hours"), (
        ("schedule.hours", _("Opening hours, as typed")), ("schedule.weekday", _("Days")),
        ("schedule.opens_at", _("Opens")), ("schedule.closes_at", _("Closes")),
    )),
)  # fmt: skip

_WORDS = {
    "service.id": "id service_id identifier uid record_id facility_id program_id",
    "service.name": "name service service_name title program program_name facility facility_name"
    " nombre nom nome servicio",
    "service.description": "description about details summary service_description descripcion",
    "service.url": "url website web link site web_site homepage service_url sitio_web",
    "service.email": "email e_mail mail correo service_email contact_email",
    "service.status": "status state_of_service active is_active estado",
    "service.fees_description": "fees cost price fee costo",
    "service.eligibility_description": "eligibility who target population audience",
    "service.minimum_age": "minimum_age min_age age_from",
    "service.maximum_age": "maximum_age max_age age_to",
    "service.application_process": "application_process how_to_apply intake application",
    "service.do_not_refer": "do_not_refer do_not_list exclude excluded hidden",
    "taxonomy_term.name": "category categories kind type types needs tags service_type taxonomy",
    "language.name": "language languages spoken idiomas langues",
    "organization.name": "organization organisation agency provider organization_name agency_name"
    " organizacion operator",
    "location.name": "location location_name site_name place branch",
    "address.address_1": "address street address_1 address1 street_address direccion full_address",
    "address.address_2": "address_2 address2 suite unit",
    "address.city": "city town locality ciudad",
    "address.state_province": "state province state_province region county",
    "address.postal_code": "zip zipcode zip_code postcode postal_code codigo_postal",
    "address.country": "country",
    "location.latitude": "latitude lat y",
    "location.longitude": "longitude lng lon long x",
    "location.confidentiality": "confidential secret hide_address private_address",
    "phone.number": "phone telephone phone_number tel telefono hotline mobile phone1 phone2",
    "schedule.hours": "hours opening_hours hours_of_operation horario schedule office_hours",
    "schedule.weekday": "days weekday day days_open",
    "schedule.opens_at": "opens opens_at open start_time opening",
    "schedule.closes_at": "closes closes_at close end_time closing",
}
_SUGGESTED = {word: target for target, words in _WORDS.items() for word in words.split()}
KNOWN = frozenset(target for _group, targets in TARGETS for target, _label in targets)
MANY = frozenset(("phone.number", "language.name", "taxonomy_term.name"))
"""Targets that several columns may have."""


def suggest(columns: Iterable[str]) -> dict[str, str]:
    """A target for each column whose name says what it is; empty where it does not."""
    chosen: dict[str, str] = {}
    for column in columns:
        target = _SUGGESTED.get(key(column), "")
        chosen[column] = "" if target in chosen.values() and target not in MANY else target
    return chosen


def mapping_of(choices: Mapping[str, str]) -> dict[str, Any]:
    """A mapping (as in a mapping file) from column -> target."""
    by_target: dict[str, list[str]] = {}
    for column, target in choices.items():
        if target in KNOWN:
            by_target.setdefault(target, []).append(column)
    of = _Chosen(by_target)
    rows: dict[str, Any] = {}
    of.organization(rows)
    of.service(rows)
    of.place(rows)
    of.phones_and_hours(rows)
    of.words(rows)
    return {"rows": rows}


class _Chosen:
    """What was chosen, and the ids of the rows made of it: the same row tomorrow, the same id."""

    def __init__(self, by_target: Mapping[str, list[str]]) -> None:
        self._by_target = by_target
        parts = ("service.name", "address.address_1", "address.postal_code", "organization.name")
        said = [f"{{{c}|lower}}" for p in parts for c in by_target.get(p, [])]
        given = by_target.get("service.id")
        self.id = f"{{{given[0]}}}" if given else "|".join(said)
        owner = by_target.get("organization.name") or by_target.get("service.name") or []
        self.owner = f"{{{owner[0]}|lower}}" if owner else self.id
        self.owner_name = owner[0] if owner else ""

    def _columns(self, table: str) -> dict[str, str]:
        prefix = f"{table}."
        return {
            target.removeprefix(prefix): columns[0]
            for target, columns in self._by_target.items() if target.startswith(prefix)
        }  # fmt: skip

    def organization(self, rows: dict[str, Any]) -> None:
        rows["organization"] = {"name": self.owner_name, **self._columns("organization")}
        rows["organization"]["id"] = self.owner

    def service(self, rows: dict[str, Any]) -> None:
        rows["service"] = {**self._columns("service"), "id": self.id, "organization_id": self.owner}

    def place(self, rows: dict[str, Any]) -> None:
        place, address = self._columns("location"), self._columns("address")
        if not (place or address):
            return
        secret = place.pop("confidentiality", "")
        name = place.pop("name", "") or self._columns("service").get("name", "")
        rows["location"] = {**place, "name": name, "id": self.id, "organization_id": self.owner}
        if secret:
            rows["location"]["is_confidential"] = secret
        link = {"id": self.id, "service_id": self.id, "location_id": self.id}
        rows["service_at_location"] = link
        if "address_1" in address:
            rows["address"] = {**address, "id": self.id, "location_id": self.id}

    def phones_and_hours(self, rows: dict[str, Any]) -> None:
        for number, column in enumerate(self._by_target.get("phone.number", []), start=1):
            rows[f"phone.{number}"] = {
                "id": f"{self.id}|{number}", "service_id": self.id, "number": column,
            }  # fmt: skip
        if hours := self._columns("schedule"):
            rows["schedule"] = {**hours, "id": self.id, "service_id": self.id}

    def words(self, rows: dict[str, Any]) -> None:
        for number, column in enumerate(self._by_target.get("language.name", []), start=1):
            rows[f"language.{number}"] = {
                "each": column, "id": f"{self.id}|{{@each|lower}}", "service_id": self.id,
                "name": "{@each}",
            }  # fmt: skip
        for number, column in enumerate(self._by_target.get("taxonomy_term.name", []), start=1):
            term = {"each": column, "id": "{@each|lower}", "name": "{@each}"}
            rows[f"taxonomy_term.{number}"] = term
            rows[f"attribute.{number}"] = {
                "each": column, "id": f"{self.id}|{{@each|lower}}", "link_entity": "=service",
                "link_id": self.id, "taxonomy_term_id": "{@each|lower}",
            }  # fmt: skip
