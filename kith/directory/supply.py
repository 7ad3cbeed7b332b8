"""Where help is given now, as anybody finds it: what questions of access count with
(`kith.core.sources.supplies`)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, OuterRef, Subquery, Value
from django.utils.translation import gettext_lazy as _

from kith.core.sources import Need, Sought, Supply
from kith.directory.models import ServiceCapacity
from kith.directory.models.listing import Listing
from kith.directory.search import terms


class _Holds(Func):
    """Whether a line of search has a word of its own."""

    arg_joiner = " @@ "
    template = "(%(expressions)s::tsquery)"
    output_field = BooleanField()


class Listed:
    """Public services at public places. Where no address is public, nothing can be reached; who
    takes nobody now is left out."""

    name = "directory"
    title = _("Directory")
    is_planned = False

    def needs(self, language: str) -> Sequence[Need]:
        known = terms.load(language)
        return [Need(str(term.id), term.name, depth) for term, depth in known.lines]

    def supply(self, organization: UUID, sought: Sought) -> Sequence[Supply]:
        """One for each service at each place. Capacity is the latest that was counted; a service
        with several places has it once, shared evenly."""
        newest = ServiceCapacity.objects.filter(
            service=OuterRef("service"), removed_at=None
        ).order_by("-updated", "id")
        rows = (
            _fitting(sought)
            .annotate(most=Subquery(newest.values("maximum")[:1]),
                      free=Subquery(newest.values("available")[:1]))
            .order_by("id")
        )  # fmt: skip
        columns = ("id", "service_id", "service__name", "location__latitude",
                   "location__longitude", "most", "free")  # fmt: skip
        found = list(rows.values_list(*columns))
        places = Counter(row[1] for row in found)
        return [
            Supply(str(key), name, latitude, longitude, _counted(most, free, places[service]))
            for key, service, name, latitude, longitude, most, free in found
        ]


def _fitting(sought: Sought) -> Any:
    rows = Listing.objects.filter(
        earth__isnull=False, is_paused=False, location__latitude__isnull=False
    )
    if sought.need:
        rows = rows.filter(_Holds(F("words"), Value(f"'n/{UUID(sought.need).hex}'")))
    if sought.language:
        rows = rows.filter(languages__contains=[sought.language])
    return rows.filter(cost="free") if sought.only_free else rows


def _counted(most: Any, free: Any, places: int) -> float | None:
    """How many it has room for; of those who only say how many places are free, these."""
    known = most if most is not None else free
    return None if known is None else float(known) / places
