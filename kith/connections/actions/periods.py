"""How long the organisation keeps what people told it: chosen by administrators, within bounds."""

from django.utils.translation import gettext_lazy as _

from kith.accounts.access import require_administrator
from kith.accounts.models import Member
from kith.audit import chain
from kith.connections.models import Keeping
from kith.connections.models.keeping import AfterClosing, Notices
from kith.core import clock
from kith.core.refusals import Refusal


class PeriodUnknown(Refusal):
    """Not one of the periods that may be chosen."""

    message = _("Please choose one of the periods.")
    status = 422


def change_periods(*, by: Member, after_closing: int, notices: int) -> Keeping:
    """Choose the periods. Shorter holds at once and for everybody; longer only for who asks from
    now on: the rest read another promise. Of two at once the later wins, the history has both.
    """
    require_administrator(by)
    if after_closing not in AfterClosing.values or notices not in Notices.values:
        raise PeriodUnknown
    Keeping.objects.get_or_create(organization=by.organization)  # so that the history has what was
    keeping = Keeping.objects.select_for_update().get(pk=by.organization_id)
    if (keeping.after_closing, keeping.notices) != (after_closing, notices):
        keeping.after_closing, keeping.notices = after_closing, notices
        keeping.since = clock.now()
        keeping.save()
        chain.record(
            "periods_changed", by=by, organization=by.organization_id, subject=keeping,
            stream="settings", after_closing=after_closing, notices=notices,
        )  # fmt: skip
    return keeping
