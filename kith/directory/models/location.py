"""HSDS location, address and accessibility; and the place that must not be found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization as Tenant
from kith.core import privacy
from kith.core.ids import uuid7
from kith.directory.models.organization import Organization
from kith.directory.models.source import Listed, public, track_changes


class PlaceType(models.TextChoices):
    """HSDS location_type and address_type."""

    PHYSICAL = "physical", _("A place")
    POSTAL = "postal", _("Post only")
    VIRTUAL = "virtual", _("Online or by phone")


class Confidentiality(models.TextChoices):
    """How much of an address is public."""

    FULL = "full", _("Public: everybody may know the address")
    PARTIAL = "partial", _("Only the area is public")
    HIDDEN = "hidden", _("Nothing is public: people call first")


@track_changes()
class Location(Listed):
    """Where help is given. Hidden: no coordinates here. Partial: those of the area's middle."""

    organization = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="locations"
    )
    location_type = models.CharField(max_length=10, choices=PlaceType, default=PlaceType.PHYSICAL)
    name = models.CharField(max_length=500, blank=True)
    alternate_name = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    transportation = models.TextField(blank=True)
    url = models.URLField(max_length=1000, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    external_identifier = models.CharField(max_length=200, blank=True)
    external_identifier_type = models.CharField(max_length=200, blank=True)
    confidentiality = models.CharField(
        max_length=10, choices=Confidentiality, default=Confidentiality.FULL
    )
    area = models.CharField(max_length=200, blank=True, help_text=_("District or town"))
    time_zone = models.CharField(max_length=64, blank=True)

    PRIVACY = public(
        "organization location_type name alternate_name description transportation url latitude "
        "longitude external_identifier external_identifier_type area time_zone",
        internal="confidentiality",
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(location_type__in=PlaceType.values), name="location_type_known"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="location_on_earth",
            ),
            models.CheckConstraint(
                condition=~Q(confidentiality=Confidentiality.HIDDEN)
                | Q(latitude=None, longitude=None),
                name="hidden_location_has_no_coordinates",
            ),
            models.CheckConstraint(
                condition=Q(confidentiality__in=Confidentiality.values),
                name="location_confidentiality_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.area or str(self.pk)


class Address(Listed):
    """HSDS address. Only a location whose confidentiality is full may have one."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="addresses")
    attention = models.CharField(max_length=200, blank=True)
    address_1 = models.CharField(max_length=500)
    address_2 = models.CharField(max_length=500, blank=True)
    city = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    state_province = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    address_type = models.CharField(max_length=10, choices=PlaceType, default=PlaceType.PHYSICAL)

    PRIVACY = public(
        "location attention address_1 address_2 city region state_province postal_code country "
        "address_type"
    )

    def __str__(self) -> str:
        parts = (self.address_1, self.city, self.state_province, self.postal_code)
        return ", ".join(part for part in parts if part)


class Accessibility(Listed):
    """HSDS accessibility."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="accessibility")
    description = models.TextField(blank=True)
    details = models.TextField(blank=True)
    url = models.URLField(max_length=1000, blank=True)

    PRIVACY = public("location description details url")


class PrivatePlace(models.Model):
    """The true address of a confidential location: behind the row policy, and sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Tenant, models.PROTECT, related_name="+")
    location = models.OneToOneField(Location, models.CASCADE, related_name="private_place")
    key_id = models.CharField(max_length=20)
    key_wrapped = models.BinaryField()
    address_sealed = models.BinaryField(help_text="addresses and coordinates as JSON")

    PRIVACY = privacy.of(
        internal="id organization location key_id",
        sensitive="key_wrapped address_sealed",
        keep=privacy.Keep.WHILE_LISTED,
    )
