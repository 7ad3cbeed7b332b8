"""Certification schemes: the presets that come with Kith, and an organisation's own versions."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from kith.accounts.models import Member, Role
from kith.core import clock, yamls
from kith.core.once import once
from kith.peers import access
from kith.peers.models import SchemeVersion
from kith.peers.refusals import NotInThePast
from kith.peers.rules import schemes as rules

DATA = Path(__file__).parents[1] / "data" / "schemes.yaml"
KEEPERS = (Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Version:
    """What a scheme asks from a day on. code: of the scheme it goes on; empty for a new one."""

    name: str
    starts_on: dt.date
    hours: Decimal
    practice: Decimal = Decimal(0)
    learning: Decimal = Decimal(0)
    years: int = 0
    warns: tuple[int, ...] = rules.USUAL
    source: str = ""
    is_checked: bool = False
    is_offered: bool = True
    code: str = ""


@cache
def schemes() -> tuple[rules.Scheme, ...]:
    """The presets."""
    return rules.read(yamls.read(DATA))


def schemes_of(organization: UUID) -> tuple[rules.Scheme, ...]:
    """Presets and own versions, the later made last: one query."""
    rows = SchemeVersion.objects.filter(organization_id=organization)
    return (*schemes(), *(_as_value(row) for row in rows.order_by("made_at", "id")))


def write_version(*, version: Version, replay_key: UUID, by: Member) -> SchemeVersion:
    """A scheme as it will be from a day on. What was given before that day stays as it was, so a
    version begins today at the earliest; a scheme nobody had yet may have begun long ago."""
    access.require(by, by.organization_id, *KEEPERS)
    known = {one.code for one in schemes_of(by.organization_id)}
    code = version.code if version.code in known else _new_code(version.name, known)
    if code in known and version.starts_on < clock.today():
        raise NotInThePast

    def make() -> SchemeVersion:
        return SchemeVersion.objects.create(
            organization_id=by.organization_id, code=code, name=version.name,
            source=version.source, is_checked=version.is_checked, is_offered=version.is_offered,
            starts_on=version.starts_on, hours=version.hours, practice=version.practice,
            learning=version.learning, years=version.years, made_by=by, replay_key=replay_key,
            warns=sorted(set(version.warns), reverse=True),
        )  # fmt: skip

    mine = SchemeVersion.objects.filter(organization_id=by.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def _as_value(row: SchemeVersion) -> rules.Scheme:
    return rules.Scheme(
        code=row.code, name=row.name, about="", source=row.source, is_checked=row.is_checked,
        starts_on=row.starts_on, hours=row.hours, practice=row.practice, learning=row.learning,
        years=row.years, warns=tuple(row.warns), is_offered=row.is_offered,
    )  # fmt: skip


def _new_code(name: str, known: set[str]) -> str:
    """From the name; with a number where another scheme has it."""
    plain = slugify(name)[:34] or "scheme"
    return next(
        code for code in (plain, *(f"{plain}-{number}" for number in range(2, 1000)))
        if code not in known
    )  # fmt: skip
