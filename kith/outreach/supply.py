"""The stops of adopted choices, as help that is planned: what a question of access can be compared
with (`kith.core.sources.supplies`)."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kith.core.sources import Need, Sought, Supply
from kith.outreach.models import Choice, ChosenStop


class Adopted:
    """Whatever somebody needs, the van is taken to have it: who plans the stops says with what it
    goes there. How many people a stop has room for nobody has said."""

    name = "stops"
    title = _("Our stops")
    is_planned = True

    def needs(self, language: str) -> Sequence[Need]:
        return ()

    def supply(self, organization: UUID, sought: Sought) -> Sequence[Supply]:
        """Each stop once, where it was thought of; the newest choice says where."""
        adopted = Choice.objects.adopted().filter(organization_id=organization)
        rows = ChosenStop.objects.filter(choice__in=adopted).select_related("stop")
        found: dict[UUID, Supply] = {}
        for one in rows.order_by("-choice__adopted_at", "number"):
            latitude = one.stop.latitude if one.latitude is None else one.latitude
            longitude = one.stop.longitude if one.longitude is None else one.longitude
            supply = Supply(str(one.stop_id), one.stop.name, latitude, longitude)
            found.setdefault(one.stop_id, supply)
        return list(found.values())
