"""The smaller HSDS tables that hang on a service."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kith.directory.models.contact import Phone
from kith.directory.models.location import Location
from kith.directory.models.organization import Organization
from kith.directory.models.service import Service, ServiceAtLocation
from kith.directory.models.source import Listed, public


class Language(Listed):
    """HSDS language. `code` is BCP 47; `name` as the source wrote it."""

    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="languages"
    )
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="languages"
    )
    phone = models.ForeignKey(
        Phone, models.CASCADE, null=True, blank=True, related_name="languages"
    )
    name = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)

    PRIVACY = public("service location phone name code note")


class CostOption(Listed):
    """HSDS cost_option."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="cost_options")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    option = models.CharField(max_length=300, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    amount_description = models.TextField(blank=True)

    PRIVACY = public("service valid_from valid_to option currency amount amount_description")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="cost_not_negative"
            )
        ]


class Funding(Listed):
    """HSDS funding."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="funding"
    )
    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="funding"
    )
    source_text = models.TextField(blank=True, help_text="HSDS funding.source")

    PRIVACY = public("organization service source_text")


class ServiceArea(Listed):
    """HSDS service_area. `extent` as the source has it; `bounds`: W, S, E, N in degrees."""

    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="service_areas"
    )
    service_at_location = models.ForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="service_areas"
    )
    name = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.CharField(max_length=40, blank=True)
    uri = models.URLField(max_length=1000, blank=True)
    bounds = ArrayField(models.FloatField(), size=4, null=True, blank=True)

    PRIVACY = public("service service_at_location name description extent extent_type uri bounds")


class RequiredDocument(Listed):
    """HSDS required_document."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="required_documents")
    document = models.TextField(blank=True)
    uri = models.URLField(max_length=1000, blank=True)

    PRIVACY = public("service document uri")


class Unit(Listed):
    """HSDS unit: what a capacity counts. (A vehicle of Kith's is a unit of outreach.)"""

    name = models.CharField(max_length=200)
    scheme = models.CharField(max_length=200, blank=True)
    identifier = models.CharField(max_length=200, blank=True)
    uri = models.URLField(max_length=1000, blank=True)

    PRIVACY = public("name scheme identifier uri")


class ServiceCapacity(Listed):
    """HSDS service_capacity: places free, of how many, counted when."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="capacities")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    available = models.DecimalField(max_digits=12, decimal_places=2)
    maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    description = models.TextField(blank=True)
    updated = models.DateTimeField()

    PRIVACY = public("service unit available maximum description updated")


class Url(Listed):
    """HSDS url: further addresses of an organization or service."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="additional_websites"
    )
    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="additional_urls"
    )
    label = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=1000)

    PRIVACY = public("organization service label url")
