"""How long an organisation keeps what people told it."""

import datetime as dt

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.core import clock, privacy


class AfterClosing(models.IntegerChoices):
    """Never for ever: the longest is three years, the shortest leaves time to come back."""

    MONTH = 30, _("30 days")
    QUARTER = 90, _("90 days")
    HALF = 183, _("Half a year")
    YEAR = 365, _("A year")
    TWO_YEARS = 730, _("Two years")
    THREE_YEARS = 1095, _("Three years")


class Notices(models.IntegerChoices):
    """On-screen notices say who did what when; they are not an archive."""

    WEEK = 7, _("7 days")
    MONTH = 30, _("30 days")
    QUARTER = 90, _("90 days")


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old))
class Keeping(models.Model):
    """An organisation's periods; where there is no row, the defaults hold.

    Readable by everybody: the page on which somebody asks says them. Each change is kept, because
    nobody's words may be kept longer than was said when they asked (`actions.forgetting`).
    """

    organization = models.OneToOneField(
        Organization, models.PROTECT, primary_key=True, related_name="+"
    )
    after_closing = models.PositiveSmallIntegerField(
        _("What people told us"), choices=AfterClosing, default=AfterClosing.YEAR,
        help_text=_("After a request is closed; then the key is destroyed."),
    )  # fmt: skip
    notices = models.PositiveSmallIntegerField(
        _("Notices on the screen"), choices=Notices, default=Notices.MONTH,
        help_text=_("They say that something happened, and never what somebody wrote."),
    )  # fmt: skip

    since = models.DateTimeField(default=clock.now, editable=False)

    ROW_POLICY = "true"
    ROW_WRITES = "organization_id = kith_organization()"
    PRIVACY = privacy.of(
        public="organization after_closing notices since", keep=privacy.Keep.FOREVER
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(after_closing__in=AfterClosing.values),
                name="kept_after_closing_within_bounds",
            ),
            models.CheckConstraint(
                condition=models.Q(notices__in=Notices.values), name="notices_kept_within_bounds"
            ),
        ]

    @property
    def time_after_closing(self) -> dt.timedelta:
        return dt.timedelta(days=self.after_closing)

    @property
    def time_of_notices(self) -> dt.timedelta:
        return dt.timedelta(days=self.notices)

    @classmethod
    def of(cls, organization: Organization) -> "Keeping":
        """The organisation's periods, or the defaults, unsaved."""
        return cls.objects.filter(pk=organization.pk).first() or cls(organization=organization)
