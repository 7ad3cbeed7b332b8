"""One service with all its doors, for its own page. Two statements."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from kith.core import clock
from kith.core.refusals import NotYours
from kith.directory.search import asking, reading
from kith.directory.search.query import Query, Result

DOORS = f"""
SELECT l.id, 0 AS misfit, 0.0 AS score, NULL::float8 AS km, l.state, l.wall,
    false AS reaches, false AS is_named, false AS is_unsaid, l.service_id, l.location_id,
    l.languages, l.communities, l.minimum_age, l.maximum_age, l.cost, l.capacity, l.is_paused,
    l.checked_on, l.known_since, l.weekly::text AS weekly, l.hours_are_complete, l.on_holidays,
    d.shown, {asking.DATES}
FROM (SELECT l.*, {asking.WALL} AS wall, {asking.STATE} AS state FROM directory_listing l
    WHERE l.service_id = %(service)s) l
JOIN directory_listingcard d ON d.listing_id = l.id
ORDER BY d.shown ->> 'address', l.id LIMIT 50
"""  # noqa: S608 - our own constants

DETAILS = """
SELECT jsonb_build_object(
    'name', s.name, 'description', s.description, 'organization', o.name,
    'about', o.description, 'website', coalesce(nullif(s.url, ''), o.website), 'email', s.email,
    'alert', s.alert, 'eligibility', s.eligibility_description, 'not_for', s.not_for,
    'application', s.application_process, 'fees', s.fees_description,
    'interpreters', s.interpretation_services, 'do_not_refer', s.do_not_refer,
    'texts', (SELECT jsonb_object_agg(t.language, jsonb_build_object('name', t.name,
            'description', t.description, 'eligibility', t.eligibility_description,
            'draft', t.state = 'draft'))
        FROM directory_servicetext t WHERE t.service_id = s.id AND t.removed_at IS NULL),
    'documents', (SELECT jsonb_agg(d.document ORDER BY d.id) FROM directory_requireddocument d
        WHERE d.service_id = s.id AND d.removed_at IS NULL AND d.document <> ''),
    'costs', (SELECT jsonb_agg(jsonb_build_object('option', c.option, 'amount', c.amount::text,
            'currency', c.currency, 'words', c.amount_description) ORDER BY c.id)
        FROM directory_costoption c WHERE c.service_id = s.id AND c.removed_at IS NULL),
    'phones', (SELECT jsonb_agg(jsonb_build_object('number', p.number, 'extension', p.extension,
            'words', coalesce(nullif(p.description, ''), p.type)) ORDER BY p.id)
        FROM directory_phone p WHERE p.removed_at IS NULL AND lower(p.type) <> 'fax'
          AND (p.service_id = s.id OR (p.organization_id = o.id AND p.service_id IS NULL
            AND p.location_id IS NULL AND p.service_at_location_id IS NULL))),
    'accessibility', (SELECT jsonb_agg(DISTINCT a.description) FROM directory_accessibility a
        JOIN directory_location l ON l.id = a.location_id AND l.confidentiality = 'full'
        JOIN directory_serviceatlocation d ON d.location_id = l.id AND d.removed_at IS NULL
        WHERE d.service_id = s.id AND a.removed_at IS NULL AND a.description <> ''),
    'transport', (SELECT jsonb_agg(DISTINCT l.transportation) FROM directory_location l
        JOIN directory_serviceatlocation d ON d.location_id = l.id AND d.removed_at IS NULL
        WHERE d.service_id = s.id AND l.confidentiality = 'full' AND l.transportation <> ''))
FROM directory_service s JOIN directory_organization o ON o.id = s.organization_id
WHERE s.id = %(service)s
"""


@dataclass(frozen=True)
class ServicePage:
    """What is written about a service, and its doors as results."""

    id: UUID
    told: dict[str, Any] = field(hash=False)
    doors: tuple[Result, ...] = ()


def load(service: UUID, at: dt.datetime | None = None) -> ServicePage:
    """Refused as if it were not there when it is not listed."""
    at = at or clock.now()
    query = Query(at=at)
    known = {"at": at, "wall": None, "day": at.date(), "service": service}
    with connection.cursor() as cursor:
        cursor.execute(DOORS, known)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        if not rows:
            raise NotYours
        cursor.execute(DETAILS, known)
        told = orjson.loads(cursor.fetchone()[0])
    doors = tuple(reading.result(row, query, at, has_words=False) for row in rows)
    return ServicePage(service, told, tuple(replace(door, reasons=()) for door in doors))


def in_language(told: dict[str, Any], language: str) -> dict[str, Any]:
    """The words in the reader's language where somebody has written them."""
    own = {key: value for key, value in (told["texts"] or {}).get(language, {}).items() if value}
    return told | own
