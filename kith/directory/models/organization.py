"""HSDS organization, its identifiers and programs."""

from django.db import models
from django.db.models import Q

from kith.accounts.models import Organization as Tenant
from kith.directory.models.source import Listed, public, track_changes


@track_changes()
class Organization(Listed):
    """Whoever delivers services. `operated_by` is set where it works with Kith here: then a
    referral to it arrives at its own desk."""

    name = models.CharField(max_length=500)
    alternate_name = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=1000, blank=True)
    year_incorporated = models.PositiveSmallIntegerField(null=True, blank=True)
    legal_status = models.CharField(max_length=200, blank=True)
    logo = models.URLField(max_length=1000, blank=True)
    uri = models.URLField(max_length=1000, blank=True)
    parent_organization = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    steward = models.ForeignKey(Tenant, models.PROTECT, null=True, blank=True, related_name="+")
    operated_by = models.ForeignKey(
        Tenant, models.SET_NULL, null=True, blank=True, related_name="listings"
    )

    PRIVACY = public(
        "name alternate_name description email website year_incorporated legal_status logo uri "
        "parent_organization",
        internal="steward operated_by",
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organization_has_a_name"),
            models.CheckConstraint(
                condition=~Q(parent_organization=models.F("id")), name="organization_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganizationIdentifier(Listed):
    """HSDS organization_identifier: a register's number for it."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="organization_identifiers"
    )
    identifier_scheme = models.CharField(max_length=200, blank=True)
    identifier_type = models.CharField(max_length=200)
    identifier = models.CharField(max_length=200)

    PRIVACY = public("organization identifier_scheme identifier_type identifier")


class Program(Listed):
    """HSDS program: services under one name."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="programs"
    )
    name = models.CharField(max_length=500)
    alternate_name = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)

    PRIVACY = public("organization name alternate_name description")

    def __str__(self) -> str:
        return self.name
