from kith.directory.models.contact import Contact, Phone
from kith.directory.models.detail import (
    CostOption, Funding, Language, RequiredDocument, ServiceArea, ServiceCapacity, Unit, Url,
)  # fmt: skip
from kith.directory.models.location import Accessibility, Address, Location, PrivatePlace
from kith.directory.models.metadata import Metadata, MetaTableDescription
from kith.directory.models.organization import Organization, OrganizationIdentifier, Program
from kith.directory.models.schedule import Schedule
from kith.directory.models.service import Service, ServiceAtLocation, ServiceText
from kith.directory.models.source import Source
from kith.directory.models.taxonomy import Attribute, Synonym, Taxonomy, TaxonomyTerm, TermName

__all__ = [
    "Accessibility", "Address", "Attribute", "Contact", "CostOption", "Funding", "Language",
    "Location", "MetaTableDescription", "Metadata", "Organization", "OrganizationIdentifier",
    "Phone", "PrivatePlace", "Program", "RequiredDocument", "Schedule", "Service", "ServiceArea",
    "ServiceAtLocation", "ServiceCapacity", "ServiceText", "Source", "Synonym", "Taxonomy",
    "TaxonomyTerm", "TermName", "Unit", "Url",
]  # fmt: skip
