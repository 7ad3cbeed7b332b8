"""What could tell a hidden address: texts beside it, the same address elsewhere, a middle."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import Avg, Count, Q
from django.utils.translation import gettext as _

from kith.directory import models as m
from kith.directory.models.location import Confidentiality

MIDDLE_NEEDS = 3
"""Fewer other places than this would let somebody guess from the middle of the area."""


def streets(addresses: Iterable[Mapping[str, Any]]) -> list[str]:
    """The lines that tell where: "12 Mill Lane"."""
    lines = (str(address.get("address_1", "")).strip() for address in addresses)
    return sorted({line for line in lines if len(line) > 3})


def tells(text: str, lines: Sequence[str]) -> bool:
    """Whether a text says one of the streets, however it is spaced or spelt large."""
    plain = _plain(text)
    return any(_plain(line) in plain for line in lines)


def _plain(text: str) -> str:
    return re.sub(r"[\s,.]+", " ", text).casefold()


def where_told(location: m.Location, addresses: Sequence[Mapping[str, Any]]) -> list[str]:
    """Names of the public texts that say the street, for whoever must clean them."""
    lines = streets(addresses)
    if not lines:
        return []
    found = [
        f"{row._meta.verbose_name} ({name})"
        for row in _beside(location)
        for name in _texts_of(row)
        if tells(str(getattr(row, name)), lines)
    ]
    if _stands_elsewhere(location, lines):
        found.append(_("another place in the directory has this address"))
    return sorted(set(found))


def _texts_of(row: models.Model) -> list[str]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [f.name for f in row._meta.concrete_fields if isinstance(f, kinds) and f.name != "extra"]


def _beside(location: m.Location) -> Iterable[models.Model]:
    """The place itself, its services, and what hangs on either."""
    doors = m.ServiceAtLocation.objects.filter(location=location)
    services = m.Service.objects.filter(service_at_locations__in=doors)
    yield location
    yield from services
    yield from m.ServiceText.objects.filter(service__in=services)
    yield from m.ServiceArea.objects.filter(service__in=services)
    yield from doors
    for model in (m.Schedule, m.Phone, m.Contact):
        yield from model.objects.filter(
            Q(location=location) | Q(service_at_location__in=doors) | Q(service__in=services)
        )
    yield from m.Accessibility.objects.filter(location=location)


def _stands_elsewhere(location: m.Location, lines: Sequence[str]) -> bool:
    same = Q()
    for line in lines:
        same |= Q(address_1__iexact=line)
    return m.Address.objects.filter(same).exclude(location=location).exists()


def middle_of_area(location: m.Location) -> tuple[float | None, float | None]:
    """The middle of the other public places of an area; nothing where they are too few.

    Never computed from the place itself: rounding its point would tell which square it is in.
    """
    others = m.Location.objects.filter(
        area=location.area, confidentiality=Confidentiality.FULL, latitude__isnull=False
    ).exclude(area="")
    found = others.exclude(pk=location.pk).aggregate(
        Avg("latitude"), Avg("longitude"), number=Count("pk")
    )
    if found["number"] < MIDDLE_NEEDS:
        return None, None
    return found["latitude__avg"], found["longitude__avg"]
