"""Who walks with a person: only they see what is personal."""

import pghistory
from django.db import models

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.people.models.person import Person


class CareTeamQuerySet(models.QuerySet["CareTeam"]):
    def present(self) -> "CareTeamQuerySet":
        return self.filter(left_at=None)


@pghistory.track()
class CareTeam(models.Model):
    """One member's place in one person's care team."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="team")
    member = models.ForeignKey(Member, models.PROTECT, related_name="people")
    reason = models.CharField(max_length=200, blank=True, help_text="why they broke the glass")
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.of(
        internal="id organization person member reason joined_at left_at",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    objects = CareTeamQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "member"],
                condition=models.Q(left_at=None),
                name="one_place_in_a_team",
            )
        ]
