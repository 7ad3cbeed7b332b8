"""HSDS contact and phone: work numbers of a service, not of private persons."""

from django.db import models
from django.db.models import Q

from kith.directory.models.location import Location
from kith.directory.models.organization import Organization
from kith.directory.models.service import Service, ServiceAtLocation
from kith.directory.models.source import Listed, public


class Belongs(Listed):
    """A row that hangs on an organization, service, location or a service at a location."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    location = models.ForeignKey(
        Location, models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    service_at_location = models.ForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True


class Contact(Belongs):
    """HSDS contact."""

    name = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True)
    department = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)

    PRIVACY = public(
        "organization service location service_at_location name title department email"
    )


class Phone(Belongs):
    """HSDS phone. `extension` is text: a leading zero is part of it."""

    contact = models.ForeignKey(
        Contact, models.CASCADE, null=True, blank=True, related_name="phones"
    )
    number = models.CharField(max_length=80)
    extension = models.CharField(max_length=30, blank=True)
    type = models.CharField(max_length=40, blank=True)
    description = models.TextField(blank=True)

    PRIVACY = public(
        "organization service location service_at_location contact number extension type "
        "description"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="phone_has_a_number"),
        ]
