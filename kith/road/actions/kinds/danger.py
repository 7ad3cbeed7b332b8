"""Somebody may be in danger, said by a record that cannot be entered yet."""

from kith.accounts.models import Member
from kith.core import alarms
from kith.core.alarms import Severity
from kith.core.sources import Reason
from kith.road.records import Opened

SOURCE = "road"


def sound(opened: Opened, severity: Severity, by: Member | None, reason: Reason) -> None:
    """A concern without a name: that somebody looks comes first. The same record raises one."""
    alarms.sound(
        organization=opened.organization, source=SOURCE, subject=opened.id, person=None,
        severity=severity, reason=reason, by=by,
    )  # fmt: skip
