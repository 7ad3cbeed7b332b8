"""HSDS service, where it is offered, and its words in other languages."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization as Tenant
from kith.directory.models.location import Location
from kith.directory.models.organization import Organization, Program
from kith.directory.models.source import Listed, public, track_changes


class Status(models.TextChoices):
    """HSDS service.status."""

    ACTIVE = "active", _("Active")
    INACTIVE = "inactive", _("Inactive")
    DEFUNCT = "defunct", _("Ended")
    PAUSED = "temporarily closed", _("Closed for now")


class Access(models.TextChoices):
    """How one gets to a service."""

    WALK_IN = "walk_in", _("Walk in")
    PHONE = "phone", _("By phone")
    ONLINE = "online", _("Online")
    VISITS = "visits", _("We come to you")


class Cost(models.TextChoices):
    """What it costs, in one word. Unknown is said as unknown."""

    FREE = "free", _("Free")
    SLIDING = "sliding", _("Pay what you can")
    INSURANCE = "insurance", _("Insurance or public cover")
    PAID = "paid", _("Paid")
    UNKNOWN = "unknown", _("Ask about the cost")


class Capacity(models.TextChoices):
    """Whether it takes people now (HL7 Gravity's words)."""

    OPEN = "capacity", _("Taking people")
    WAITLIST = "waitlist", _("Waiting list")
    ASSESSMENT = "additional-assessment-required", _("After an assessment")
    FULL = "no-capacity", _("Full")
    UNKNOWN = "unknown", _("Ask")


class ServiceQuerySet(models.QuerySet["Service"]):
    def listed(self) -> "ServiceQuerySet":
        """What the public may see."""
        return self.filter(
            status__in=[Status.ACTIVE, Status.PAUSED], do_not_list=False, removed_at=None
        )

    def kept_by(self, organization_id: object) -> "ServiceQuerySet":
        return self.filter(steward_id=organization_id)


@track_changes()
class Service(Listed):
    """Help of one kind by one organization."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="services")
    program = models.ForeignKey(
        Program, models.SET_NULL, null=True, blank=True, related_name="services"
    )
    name = models.CharField(max_length=500)
    alternate_name = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    url = models.URLField(max_length=1000, blank=True)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    interpretation_services = models.TextField(blank=True)
    application_process = models.TextField(blank=True)
    fees_description = models.TextField(blank=True)
    accreditations = models.TextField(blank=True)
    eligibility_description = models.TextField(blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    assured_date = models.DateField(null=True, blank=True)
    assurer_email = models.EmailField(blank=True)
    alert = models.TextField(blank=True)
    # Kith's own
    not_for = models.TextField(blank=True, help_text=_("Who this is not for, in plain words"))
    access = ArrayField(models.CharField(max_length=10, choices=Access), default=list, blank=True)
    cost = models.CharField(max_length=10, choices=Cost, default=Cost.UNKNOWN)
    capacity = models.CharField(max_length=40, choices=Capacity, default=Capacity.UNKNOWN)
    everywhere = models.BooleanField(default=False, help_text=_("Serves people wherever they live"))
    do_not_list = models.BooleanField(default=False)
    do_not_refer = models.BooleanField(default=False)
    do_not_reason = models.CharField(max_length=300, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    next_check_on = models.DateField(null=True, blank=True)
    steward = models.ForeignKey(Tenant, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ServiceQuerySet.as_manager()

    PRIVACY = public(
        "organization program name alternate_name description url email status "
        "interpretation_services application_process fees_description accreditations "
        "eligibility_description minimum_age maximum_age assured_date alert not_for access cost "
        "capacity everywhere verified_on",
        internal="assurer_email do_not_list do_not_refer do_not_reason next_check_on steward",
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="service_has_a_name"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="service_status"),
            models.CheckConstraint(
                condition=Q(minimum_age=None) | Q(maximum_age=None)
                | Q(minimum_age__lte=F("maximum_age")),
                name="service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(access__contained_by=Access.values), name="service_access_known"
            ),
            models.CheckConstraint(condition=Q(cost__in=Cost.values), name="service_cost_known"),
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="service_capacity_known"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ServiceAtLocation(Listed):
    """HSDS service_at_location: a service's own door."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="service_at_locations")
    location = models.ForeignKey(Location, models.CASCADE, related_name="service_at_locations")
    description = models.TextField(blank=True)

    PRIVACY = public("service location description")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="one_door_each")
        ]


class ServiceText(Listed):
    """A service's words in another language, and who vouches for them."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Machine draft")
        REVIEWED = "reviewed", _("Reviewed by the community")

    service = models.ForeignKey(Service, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=20)
    name = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    eligibility_description = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)

    PRIVACY = public("service language name description eligibility_description state")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "language"], name="one_text_a_language")
        ]
