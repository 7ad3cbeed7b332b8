from kith.directory.models.change import Change
from kith.directory.models.contact import Contact, Phone
from kith.directory.models.detail import (
    CostOption,
    Funding,
    Language,
    RequiredDocument,
    ServiceArea,
    ServiceCapacity,
    Unit,
    Url,
)  # fmt: skip
from kith.directory.models.duplicate import DuplicatePair, Merge
from kith.directory.models.export import Export
from kith.directory.models.importing import ImportBefore, ImportChunk, ImportLoss, ImportRun
from kith.directory.models.listing import (
    DatedHours,
    Listing,
    ListingCard,
    PublicHoliday,
    SearchPlace,
    SearchWord,
)  # fmt: skip
from kith.directory.models.location import Accessibility, Address, Location, PrivatePlace
from kith.directory.models.metadata import Metadata, MetaTableDescription
from kith.directory.models.organization import Organization, OrganizationIdentifier, Program
from kith.directory.models.schedule import Schedule
from kith.directory.models.service import Service, ServiceAtLocation, ServiceText
from kith.directory.models.source import OwnWord, Source
from kith.directory.models.suggestion import Suggestion
from kith.directory.models.taxonomy import Attribute, Synonym, Taxonomy, TaxonomyTerm, TermName
from kith.directory.models.verification import Check
from kith.directory.models.view import SavedView

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Change",
    "Check",
    "Contact",
    "CostOption",
    "DatedHours",
    "DuplicatePair",
    "Export",
    "Funding",
    "ImportBefore",
    "ImportChunk",
    "ImportLoss",
    "ImportRun",
    "Language",
    "Listing",
    "ListingCard",
    "Location",
    "Merge",
    "MetaTableDescription",
    "Metadata",
    "Organization",
    "OrganizationIdentifier",
    "OwnWord",
    "Phone",
    "PrivatePlace",
    "Program",
    "PublicHoliday",
    "RequiredDocument",
    "SavedView",
    "Schedule",
    "SearchPlace",
    "SearchWord",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "ServiceText",
    "Source",
    "Suggestion",
    "Synonym",
    "Taxonomy",
    "TaxonomyTerm",
    "TermName",
    "Unit",
    "Url",
]  # fmt: skip
