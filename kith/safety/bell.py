"""The bell of `kith.core.alarms`: what other rooms sound without knowing this one."""

from uuid import UUID

from kith.core.alarms import Severity
from kith.core.sources import Reason
from kith.safety.actions import alerting, raising


class SafetyBell:
    """Runs in the caller's transaction, acting for the caller's organisation."""

    def sound(
        self, *, organization: UUID, source: str, subject: UUID, person: UUID | None,
        severity: Severity, reason: Reason, by: object | None,
    ) -> UUID:  # fmt: skip
        return raising.sound(
            organization=organization, source=source, subject=subject, person=person,
            severity=severity, reason=reason, by=by,
        )  # fmt: skip

    def someone_is_on_duty(self, organization: UUID) -> bool:
        return bool(alerting.on_duty(organization))
