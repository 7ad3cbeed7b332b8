"""One time that a device of the desk was put into a person's hands."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import F, Q

from kith.accounts.models import Member, Organization
from kith.core import clock, privacy
from kith.core.ids import uuid7
from kith.measures.models.assessment import Assessment
from kith.people.models import Person


class TabletQuerySet(models.QuerySet["Tablet"]):
    def good_at(self, moment: dt.datetime) -> "TabletQuerySet":
        """Answers that come late are still let in."""
        return self.filter(expires_at__gt=moment)


@pghistory.track(exclude=["digest"])
class Tablet(models.Model):
    """Answers come in by a key of its own, which the page holds: they are taken even when the
    signal is back only after the member's session has ended. It lets answers in and none out.

    assessment   what is to be filled in; empty where a request is asked
    received_key the sending that ended the form; the same one again changes nothing
    called_at    the person pressed "I need somebody now"
    returned_at  a member proved who they are and took the device back
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="tablets"
    )
    digest = models.CharField(max_length=64, unique=True)
    handed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    received_key = models.UUIDField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_to = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TabletQuerySet.as_manager()

    ROW_POLICY = "organization_id = kith_organization() OR digest = kith_code()"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        internal="id organization person assessment handed_by handed_at expires_at received_key "
        "received_at called_at returned_at returned_to",
        sensitive="digest",
        keep=privacy.Keep.YEAR_AFTER_CLOSING,
    )

    class Meta:
        ordering = ["-handed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_key=None, received_at=None)
                | Q(received_key__isnull=False, received_at__isnull=False),
                name="tablet_received_says_when",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_to=None)
                | Q(returned_at__isnull=False, returned_to__isnull=False),
                name="tablet_returned_says_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("handed_at")), name="tablet_expires_later"
            ),
        ]
