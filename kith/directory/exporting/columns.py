"""Columns that are not simply a field of the model, and the meaning of Kith's own columns."""

from collections.abc import Callable
from typing import Any

from kith.directory.exporting import values
from kith.directory.models.location import Confidentiality

Reader = Callable[[Any], Any]


def _assured_date(service: Any) -> str | None:
    """HSDS: when the information was last checked. Kith's own check may be the newer one."""
    dates = [day for day in (service.assured_date, service.verified_on) if day]
    return values.plain(max(dates, default=None))


def _where_public(attribute: str) -> Reader:
    """Words that may lead to a door stay out when the door is confidential."""

    def read(location: Any) -> Any:
        if location.confidentiality != Confidentiality.FULL:
            return None
        return values.plain(getattr(location, attribute))

    return read


def _where_shown(attribute: str) -> Reader:
    """Coordinates: of the place, or of the middle of its area to about a kilometre, or none."""

    def read(location: Any) -> float | None:
        degrees = getattr(location, attribute)
        match location.confidentiality:
            case Confidentiality.FULL:
                return degrees
            case Confidentiality.PARTIAL:
                return None if degrees is None else round(degrees, 2)
        return None

    return read


def _text_beside(attribute: str, number: Callable[[str], Any]) -> Reader:
    """The words, where the number that HSDS wants cannot say them."""

    def read(row: Any) -> str | None:
        text = getattr(row, attribute)
        return text if text and number(text) is None else None

    return read


def _when_open(attribute: str) -> Reader:
    """A rule that closes has no opening time: who does not know `closed` must not read one."""
    return lambda rule: None if rule.closed else values.plain(getattr(rule, attribute))


def _location_url(location: Any) -> str | None:
    return values.uri(_where_public("url")(location) or "")


_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "number"}
_TIME: dict[str, Any] = {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d)?$"}

SPECIAL: dict[str, tuple[Reader, dict[str, Any]]] = {
    "service.assured_date": (_assured_date, {"type": "string", "format": "date"}),
    "service.last_modified": (
        lambda row: values.plain(row.modified_at),
        {"type": "string", "format": "date-time"},
    ),
    "phone.extension": (lambda row: values.extension(row.extension), _NUMBER),
    "phone.extension_text": (_text_beside("extension", values.extension), _TEXT),
    "schedule.timezone": (lambda row: values.hours_from_utc(row.timezone), _NUMBER),
    "schedule.timezone_name": (_text_beside("timezone", values.hours_from_utc), _TEXT),
    "schedule.wkst": (
        lambda row: values.weekday(row.wkst),
        {"type": "string", "enum": list(values.DAYS)},
    ),
    "schedule.opens_at": (_when_open("opens_at"), _TIME),
    "schedule.closes_at": (_when_open("closes_at"), _TIME),
    "schedule.byday": (lambda row: values.byday(row.byday), _TEXT),
    "language.code": (lambda row: values.language(row.code), _TEXT),
    "funding.source": (lambda row: values.plain(row.source_text), _TEXT),
    "metadata.resource_id": (
        lambda row: values.identifier(row.resource_id),
        {"type": "string", "format": "uuid"},
    ),
    "taxonomy_term.taxonomy": (lambda row: row.taxonomy_name or None, _TEXT),
    "location.url": (_location_url, {"type": "string", "format": "uri"}),
    "location.latitude": (_where_shown("latitude"), _NUMBER),
    "location.longitude": (_where_shown("longitude"), _NUMBER),
} | {
    f"location.{name}": (_where_public(name), _TEXT)
    for name in (
        "name", "alternate_name", "description", "transportation", "external_identifier",
        "external_identifier_type",
    )
}  # fmt: skip

OWN_WORDS = {
    "service.not_for": "Who the service is not for, in plain words.",
    "service.access": "How one gets to the service: walk in, by phone, online, or it visits.",
    "service.cost": "What it costs, in one word. HSDS has amounts only in cost_option.",
    "service.capacity": "Whether it takes people now, in the words of HL7 Gravity.",
    "service.everywhere": "True where it serves people wherever they live.",
    "location.area": "District or town. For a confidential place, all that is said of where it is.",
    "location.time_zone": "IANA time zone in which the hours of this place are meant.",
    "schedule.closed": "True where this rule closes: a holiday, an exception. Read it first.",
    "schedule.kind": "Opening hours, hours in which new people are seen, or hours of the phone.",
    "schedule.certain": "False where only the words in `description` are known: call first.",
    "schedule.timezone_name": "IANA zone of the hours, where a number of hours cannot say it.",
    "phone.extension_text": "The extension as text, where a number would lose part of it: 0123.",
    "taxonomy.kind": "What Kith uses it for: needs, communities or other.",
    "taxonomy_term.stands_for_id": "The need of Kith's that this term of another list means.",
}
