"""Making one listing of two, so that it can be made two again."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import models, transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.refusals import NotYours
from kith.directory import access
from kith.directory.actions import sections
from kith.directory.actions.editing import announce
from kith.directory.actions.refusals import (
    AlreadyDecided,
    CannotMerge,
    ChangedMeanwhile,
    NothingToUndo,
)  # fmt: skip
from kith.directory.actions.sections import SECTIONS, Row, Section
from kith.directory.actions.services import adopt
from kith.directory.models import Attribute, DuplicatePair, Merge, Service, ServiceAtLocation
from kith.directory.models.duplicate import Verdict
from kith.directory.models.source import Listed

WHOLE = Section(
    "whole", Service, "id",
    tuple(f.attname for f in Service._meta.concrete_fields if f.name not in ("id", "modified_at")),
)  # fmt: skip
CHOOSABLE = SECTIONS["words"].fields
"""Fields whose value may be taken from the listing that goes."""
OF_THE_ROW = {"id", "source_id", "external_id", "extra", "modified_at", "removed_at"}
"""Columns that say where a row came from, not what it says."""


def merge(
    *, kept: Service, gone: Service, by: Member, take: Sequence[str] = (),
    pair: DuplicatePair | None = None,
) -> Merge:  # fmt: skip
    """Move everything of `gone` to `kept`; `take` names the fields whose value is taken from it.

    `gone` stays as a row out of sight, so that whatever points to it from elsewhere still does.
    Two who merge at once: the rows are locked in one order, the second finds it done.
    """
    if kept.pk == gone.pk or set(take) - set(CHOOSABLE):
        raise CannotMerge
    with transaction.atomic():
        kept, gone = _both_locked(kept, gone, by)
        record = Merge(
            organization_id=by.organization_id, pair=pair, kept=kept, gone=gone, by=by,
            at=clock.now(), kept_before=_whole(kept), gone_before=_whole(gone),
        )  # fmt: skip
        record.moved = [_move(*step) for step in _steps(kept, gone)]
        _take_fields(kept, gone, take)
        Service.objects.filter(pk=gone.pk).update(removed_at=clock.now())
        record.kept_after = _whole(kept)
        record.save(force_insert=True)
        _decide(kept, gone, Verdict.SAME)
        announce([kept.pk, gone.pk])
    return record


def _both_locked(kept: Service, gone: Service, by: Member) -> tuple[Service, Service]:
    ids = [kept.pk, gone.pk]
    rows = Service.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    found = {service.pk: service for service in rows}
    if any(s.removed_at for s in found.values()) or len(found) != 2:
        raise CannotMerge
    for service in found.values():
        if service.steward_id is None and access.may_adopt(by):
            adopt(service=service, by=by)
            service.refresh_from_db()
        if not access.can_edit(by, service):
            raise NotYours
    return found[kept.pk], found[gone.pk]


def _whole(service: Service) -> list[Row]:
    return sections.read(WHOLE, service.pk)


def _steps(kept: Service, gone: Service) -> Iterator[tuple[type[models.Model], Any, str, UUID]]:
    """Every row to be moved: model, id, column, new owner. What `kept` says already stays."""
    for model, column in _hanging_on(Service):
        if model is ServiceAtLocation:
            yield from _door_steps(kept, gone)
        else:
            yield from _unlike_steps(model, column, gone.pk, kept.pk)
    yield from _unlike_steps(Attribute, "link_id", gone.pk, kept.pk, link_entity="service")


def _hanging_on(owner: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Tables of the directory with a key to the owner, in a fixed order."""
    relations = (r for r in owner._meta.related_objects if issubclass(r.related_model, Listed))
    return sorted(
        ((r.related_model, r.field.attname) for r in relations), key=lambda p: p[0].__name__
    )


def _door_steps(
    kept: Service, gone: Service
) -> Iterator[tuple[type[models.Model], Any, str, UUID]]:
    """A door both have is one door: what hangs on it moves, the door itself stays behind."""
    mine = {d.location_id: d for d in kept.service_at_locations.filter(removed_at=None)}
    for door in gone.service_at_locations.order_by("pk"):
        same = mine.get(door.location_id)
        if same is None:
            yield ServiceAtLocation, door.pk, "service_id", kept.pk
            continue
        for model, column in _hanging_on(ServiceAtLocation):
            yield from _unlike_steps(model, column, door.pk, same.pk)


def _unlike_steps(
    model: type[models.Model], column: str, was: UUID, now: UUID, **only: Any
) -> Iterator[tuple[type[models.Model], Any, str, UUID]]:
    said = {f.attname for f in model._meta.concrete_fields} - OF_THE_ROW - {column}
    names = ["language"] if model.__name__ == "ServiceText" else sorted(said)
    rows = model._default_manager.filter(removed_at=None, **only)
    there = {_said(row, names) for row in rows.filter(**{column: now}).values(*names)}
    for row in rows.filter(**{column: was}).order_by("pk").values("id", *names):
        if _said(row, names) not in there:
            there.add(_said(row, names))
            yield model, row["id"], column, now


def _said(row: dict[str, Any], names: Sequence[str]) -> str:
    return repr([row[name] for name in names])


def _move(model: type[models.Model], row_id: Any, column: str, now: UUID) -> dict[str, str]:
    row = model._default_manager.get(pk=row_id)
    was = getattr(row, column)
    model._default_manager.filter(pk=row_id).update(**{column: now}, modified_at=clock.now())
    return {
        "model": model.__name__, "id": str(row_id), "field": column, "was": str(was),
        "now": str(now),
    }  # fmt: skip


def _take_fields(kept: Service, gone: Service, take: Sequence[str]) -> None:
    if take:
        taken = {name: getattr(gone, name) for name in take}
        Service.objects.filter(pk=kept.pk).update(**taken)


def _decide(kept: Service, gone: Service, verdict: str) -> None:
    first, second = sorted((kept.pk, gone.pk))
    decided_at = None if verdict == Verdict.OPEN else clock.now()
    DuplicatePair.objects.filter(first=first, second=second).update(
        verdict=verdict, decided_at=decided_at
    )


def undo_merge(*, merge: Merge, by: Member) -> None:
    """Make two of them again, each exactly as it was. Refused if the kept one was changed since."""
    with transaction.atomic():
        rows = Merge.objects.select_for_update().filter(organization=by.organization_id)
        found = rows.filter(pk=merge.pk, undone_at=None).first()
        if found is None:
            raise NothingToUndo
        kept = access.locked_service(by, found.kept_id)
        if _whole(kept) != found.kept_after:
            raise ChangedMeanwhile
        for step in reversed(found.moved):
            _move_back(step)
        sections.write(WHOLE, found.kept_id, found.kept_before)
        sections.write(WHOLE, found.gone_id, found.gone_before)
        Merge.objects.filter(pk=found.pk).update(undone_at=clock.now())
        _decide(found.kept, found.gone, Verdict.OPEN)
        announce([found.kept_id, found.gone_id])


def _move_back(step: dict[str, str]) -> None:
    from django.apps import apps

    model = apps.get_model("directory", step["model"])
    column = step["field"]
    rows = model._default_manager.filter(pk=step["id"], **{column: step["now"]})
    if not rows.update(**{column: step["was"]}, modified_at=clock.now()):
        raise ChangedMeanwhile  # the row was taken away or moved on since


def not_the_same(*, pair: DuplicatePair, by: Member) -> None:
    """Two different things: remembered, and not asked again."""
    services = Service.objects.filter(pk__in=[pair.first_id, pair.second_id])
    if not any(_may_judge(by, service) for service in services):
        raise NotYours
    pairs = DuplicatePair.objects.filter(pk=pair.pk, verdict=Verdict.OPEN)
    if not pairs.update(verdict=Verdict.DIFFERENT, decided_at=clock.now()):
        raise AlreadyDecided


def _may_judge(member: Member, service: Service) -> bool:
    is_free = service.steward_id is None and access.may_adopt(member)
    return access.can_edit(member, service) or is_free
