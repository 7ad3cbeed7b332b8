"""An organisation's own list of numbers, each with its source and the day somebody called it."""

import datetime as dt

from kith.accounts.models import Member
from kith.core import clock
from kith.safety import access
from kith.safety.models import Helpline
from kith.safety.refusals import WordsMissing

CHECK_EVERY = dt.timedelta(days=90)


def add_helpline(
    *, by: Member, name: str, dial_string: str, country: str, kind: str = Helpline.Kind.TALK,
    languages: tuple[str, ...] = (), hours: str = "", audience: str = "", source: str = "",
    position: int = 0,
) -> Helpline:  # fmt: skip
    """Not checked yet: it is shown with "check this number" until somebody says they did."""
    access.require_keeper(by)
    if not name.strip() or not dial_string.strip():
        raise WordsMissing
    return Helpline.objects.create(
        steward_id=by.organization_id, kind=Helpline.Kind(kind), name=name.strip(),
        dial_string=dial_string.strip(), country=country.upper(), languages=list(languages),
        hours=hours.strip(), audience=audience.strip(), source=source.strip(), position=position,
    )  # fmt: skip


def check_helpline(*, line: Helpline, by: Member) -> Helpline:
    """Somebody called it, or read it where it is published, today."""
    access.helpline_for(by, line.id)
    line.verified_on = clock.today()
    line.next_check_due = line.verified_on + CHECK_EVERY
    line.save(update_fields=["verified_on", "next_check_due"])
    return line


def withdraw_helpline(*, line: Helpline, by: Member) -> Helpline:
    """Shown no longer."""
    access.helpline_for(by, line.id)
    line.withdrawn_at = clock.now()
    line.save(update_fields=["withdrawn_at"])
    return line
