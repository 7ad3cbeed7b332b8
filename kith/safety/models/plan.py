"""Six steps in the person's own words. The plan is theirs; we only keep it for them."""

import json

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.people.models import Person
from kith.people.models.sealed import SealedRow


@pghistory.track()
class Plan(SealedRow):
    """Sealed under the person's key. Nobody here reads it but those the person shares it with.

    `steps_sealed` is JSON: six texts by the names of `STEPS`.
    """

    STEPS = ("signs", "alone", "places", "people", "helpers", "safer")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, models.PROTECT, related_name="safety_plan")
    steps_sealed = models.BinaryField(null=True, blank=True)
    shared_with = ArrayField(models.UUIDField(), default=list, blank=True, help_text="members")
    begun_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1, help_text="so that no change is overwritten")

    PRIVACY = privacy.of(
        internal="id organization person shared_with begun_by created_at changed_at version",
        sensitive="steps_sealed",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    def sealing_person(self) -> Person:
        return self.person

    def steps(self) -> dict[str, str]:
        """The six texts; those not written yet are empty. Who shows them records it."""
        kept = json.loads(self.unseal("steps_sealed") or "{}")
        return {name: kept.get(name, "") for name in self.STEPS}

    def write(self, steps: dict[str, str]) -> None:
        """In memory; save as usual."""
        kept = {name: steps.get(name, "").strip() for name in self.STEPS}
        self.seal("steps_sealed", json.dumps(kept, ensure_ascii=False))


class PlanCode(models.Model):
    """The private number with which the person opens their plan. Only a keyed digest is kept."""

    digest = models.CharField(max_length=64, primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="codes")
    created_at = models.DateTimeField(default=clock.now)

    ROW_POLICY = "organization_id = kith_organization() OR digest = kith_code()"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        internal="organization plan created_at",
        sensitive="digest",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )
