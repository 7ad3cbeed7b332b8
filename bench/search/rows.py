"""Fill a database of its own with 4 thousand, 100 thousand or a million services.

Seeds are written once through the models; copies are made in SQL, each whole set moved elsewhere on
the continent and shaken a little, so that towns stay dense and the country wide.
"""

import datetime as dt
import random
from collections.abc import Iterable

from django.db import connection, models, transaction

from bench.search.seeds import Seed
from kith.core.ids import uuid7
from kith.directory.actions.taxonomy import load_taxonomy
from kith.directory.models import (
    Address,
    Attribute,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
    TermName,
)  # fmt: skip

COPIED = (
    Organization, Service, Location, ServiceAtLocation, Address, Phone, Language, Schedule,
    Attribute,
)  # fmt: skip
MOVED = {
    "latitude": "CASE WHEN {c} IS NOT NULL THEN"
    " greatest(-60, least(70, {c} + {dy} + (random() - .5) * .02)) END",
    "longitude": "{c} + {dx} + (random() - .5) * .02",
}


def write_seeds(found: Iterable[Seed]) -> int:
    """The seeds as HSDS rows; how many services."""
    chance = random.Random(5)
    rows: dict[type[models.Model], list[models.Model]] = {model: [] for model in COPIED}
    load_taxonomy()
    taxonomy = Taxonomy.objects.create(name="What the sources call it")
    needs = {
        name.lower(): term
        for name, term in TermName.objects.filter(language="en").values_list("name", "term_id")
    }
    terms: dict[str, TaxonomyTerm] = {}
    organizations: dict[str, Organization] = {}
    for seed in found:
        organization = organizations.get(seed.organization)
        if organization is None:
            organization = Organization(id=uuid7(), name=seed.organization[:500])
            organizations[seed.organization] = organization
            rows[Organization].append(organization)
        service = _service(seed, organization, chance)
        rows[Service].append(service)
        _doors(seed, service, rows)
        _details(seed, service, rows, terms, taxonomy)
    for name, term in terms.items():
        term.stands_for_id = needs.get(name.lower())
    with transaction.atomic():
        TaxonomyTerm.objects.bulk_create(terms.values())
        for model in COPIED:
            model._default_manager.bulk_create(rows[model], batch_size=2000)
    return len(rows[Service])


def _service(seed: Seed, organization: Organization, chance: random.Random) -> Service:
    return Service(
        id=uuid7(), organization=organization, name=seed.name[:500],
        description=seed.description[:4000],
        access=chance.choice((["walk_in"], ["walk_in", "phone"], ["phone", "online"])),
        cost=chance.choice(("free", "free", "sliding", "insurance", "unknown")),
        verified_on=dt.date.today() - dt.timedelta(days=chance.randrange(700)),
    )  # fmt: skip


def _doors(seed: Seed, service: Service, rows: dict) -> None:
    for latitude, longitude, street, city in seed.doors:
        location = Location(
            id=uuid7(), name=seed.organization[:500], latitude=latitude, longitude=longitude,
            time_zone="America/New_York",
        )  # fmt: skip
        rows[Location].append(location)
        door = ServiceAtLocation(id=uuid7(), service=service, location=location)
        rows[ServiceAtLocation].append(door)
        if street or city:
            rows[Address].append(
                Address(id=uuid7(), location=location, address_1=street[:500], city=city[:200])
            )


def _details(seed: Seed, service: Service, rows: dict, terms: dict, taxonomy: Taxonomy) -> None:
    rows[Phone].append(Phone(id=uuid7(), service=service, number=seed.phone[:80] or "555-0100"))
    for code in seed.languages:
        rows[Language].append(Language(id=uuid7(), service=service, code=code))
    for byday, opens, closes in seed.hours:
        rows[Schedule].append(
            Schedule(id=uuid7(), service=service, freq="WEEKLY", byday=byday, opens_at=opens,
                     closes_at=closes)
        )  # fmt: skip
    for name in seed.terms:
        term = terms.setdefault(
            name, TaxonomyTerm(id=uuid7(), taxonomy=taxonomy, name=name[:300], code=name[:120])
        )
        rows[Attribute].append(
            Attribute(id=uuid7(), link_entity="service", link_id=service.id, taxonomy_term=term)
        )


def multiply(copies: int) -> None:
    """Copies 1..copies-1 of everything written so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE shift AS SELECT k, (random() - .5) * 16 AS dy,"
            " (random() - .5) * 40 AS dx FROM generate_series(1, %s) k",
            [copies - 1],
        )
        for model in COPIED:
            cursor.execute(_copy(model))


def _copy(model: type[models.Model]) -> str:
    columns, values = [], []
    copied = {m._meta.db_table for m in COPIED}
    for column in model._meta.local_concrete_fields:
        columns.append(f'"{column.column}"')
        values.append(_copied(column, copied))
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"
        f" FROM (SELECT * FROM {table}) t CROSS JOIN shift"
    )


def _copied(column: models.Field, copied: set[str]) -> str:
    name = f't."{column.column}"'
    target = column.remote_field.model._meta.db_table if column.remote_field else None
    if column.primary_key or target in copied or column.column == "link_id":
        return f"md5({name}::text || k)::uuid"
    if column.column in MOVED:
        return MOVED[column.column].format(c=name, dx="shift.dx", dy="shift.dy")
    return name


def count_tables() -> None:
    """Statistics for the planner, which a server that runs for a while has made by itself; and the
    index that the plain peer would have."""
    import psycopg

    from kith.config import database

    with psycopg.connect(database.admin_dsn(database.name()), autocommit=True) as admin:
        admin.execute(
            "CREATE INDEX IF NOT EXISTS plain_peer ON directory_service"
            " USING gin (to_tsvector('english', name || ' ' || description))"
        )
        admin.execute("VACUUM ANALYZE")
