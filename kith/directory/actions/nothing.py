"""Somebody found nothing and says so."""

from uuid import UUID

from kith.accounts import tenancy
from kith.accounts.models import Organization as Tenant
from kith.core import events
from kith.directory.events import NothingFound
from kith.directory.models import SearchPlace


def tell_nothing_found(
    *, needs: tuple[UUID, ...], language: str, place: str, words_count: int
) -> None:
    """Kept by the organisation that was here first. Of a place only a town's known name is kept:
    whatever else was typed might say where somebody lives."""
    first = Tenant.objects.filter(takes_requests=True).order_by("created_at", "id").first()
    if first is None:
        return
    town = SearchPlace.objects.filter(name=place.strip()[:200], listings__gt=1).first()
    with tenancy.acting_for(first.id):
        events.publish(
            NothingFound(
                organization=first.id, needs=needs, language=language[:20],
                place=town.name if town else "", words_count=words_count,
            )
        )  # fmt: skip
