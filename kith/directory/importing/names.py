"""What other directories call the tables and columns of HSDS.

HSDS 3.x, the 1.x and 2.x names, those of ORServices exports and of Ohana. Data only; a name that is
not here is looked for by likeness in JSON (and reported), and kept aside in CSV.
"""

import difflib
import re
from functools import cache, lru_cache

TABLES: dict[str, str] = {
    "organization": "organization organizations",
    "organization_identifier": "organization_identifier organization_identifiers",
    "program": "program programs",
    "service": "service services",
    "location": "location locations",
    "service_at_location": "service_at_location service_at_locations services_at_location"
    " services_at_locations",
    "contact": "contact contacts",
    "phone": "phone phones",
    "address": "address addresses physical_address physical_addresses postal_address"
    " postal_addresses mail_address mail_addresses",
    "accessibility": "accessibility accessibilities accessibility_for_disabilities",
    "language": "language languages",
    "schedule": "schedule schedules regular_schedule regular_schedules holiday_schedule"
    " holiday_schedules",
    "cost_option": "cost_option cost_options",
    "funding": "funding fundings",
    "service_area": "service_area service_areas",
    "required_document": "required_document required_documents",
    "service_capacity": "service_capacity service_capacities",
    "unit": "unit units",
    "url": "url urls additional_url additional_urls additional_websites",
    "attribute": "attribute attributes service_attribute service_attributes service_taxonomy"
    " service_taxonomies organization_attributes location_attributes",
    "taxonomy": "taxonomies taxonomy taxonomy_type taxonomy_types",
    "taxonomy_term": "taxonomy_term taxonomy_terms",
    "metadata": "metadata metadatas",
    "meta_table_description": "meta_table_description meta_table_descriptions",
}
_TABLE_OF = {word: table for table, words in TABLES.items() for word in words.split()}

POSTAL = frozenset(("postal_address", "postal_addresses", "mail_address", "mail_addresses"))
SECOND_FILES = POSTAL | {"holiday_schedules", "holiday_schedule"}
LINKS: dict[str, tuple[str, str]] = {
    "location_phones": ("phone", "location_id"),
    "service_phones": ("phone", "service_id"),
    "organization_phones": ("phone", "organization_id"),
    "location_addresses": ("address", "location_id"),
    "taxonomy_terms_types": ("taxonomy_term", "taxonomy_id"),
}
"""Files of pairs: the table one side belongs to, and the link the other side becomes."""

# table -> column there -> HSDS 3 column. A name that begins with "@" is a list to be unfolded.
COLUMNS: dict[str, dict[str, str]] = {
    "organization": {
        "url": "website", "parent_organization": "parent_organization_id",
        "organization_name": "name", "alternative_name": "alternate_name",
        "date_incorporated": "year_incorporated", "funding_sources": "@funding",
    },
    "program": {"program_name": "name"},
    "service": {
        "service_recordid": "id", "service_name": "name", "website": "url",
        "service_alternate_name": "alternate_name", "service_organization": "organization_id",
        "service_description": "description", "service_url": "url", "service_email": "email",
        "service_status": "status", "service_application_process": "application_process",
        "service_fees": "fees_description", "fees": "fees_description",
        "service_accreditations": "accreditations", "service_program": "program_id",
        "service_interpretation": "interpretation_services", "service_alert": "alert",
        "eligibility": "eligibility_description", "location_id": "@location",
        "service_locations": "@location", "taxonomy_ids": "@term", "service_taxonomy": "@term",
        "languages": "@language", "service_areas": "@area", "required_documents": "@document",
        "funding_sources": "@funding", "service_language": "@language_id",
        "additional_information": "extra_information",
    },
    "location": {
        "location_recordid": "id", "location_name": "name", "website": "url",
        "location_organization": "organization_id", "location_alternate_name": "alternate_name",
        "location_description": "description", "location_transportation": "transportation",
        "location_latitude": "latitude", "location_longitude": "longitude",
        "languages": "@language", "accessibility": "@accessibility", "virtual": "is_virtual",
        "confidential": "is_confidential", "address_confidential": "is_confidential",
        "address_is_confidential": "is_confidential", "hide_address": "is_confidential",
        "confidential_address": "is_confidential", "private_address": "is_confidential",
        "location_address": "@address_id", "lat": "latitude", "lng": "longitude",
        "lon": "longitude", "long": "longitude",
    },
    "phone": {
        "phone_recordid": "id", "phone_number": "number", "number_type": "type",
        "phone_type": "type", "phone_extension": "extension", "department": "description",
        "telephone": "number", "value": "number", "ext": "extension",
    },
    "contact": {"contact_name": "name", "contact_email": "email", "contact_title": "title"},
    "address": {
        "address_recordid": "id", "street": "address_1", "street_address": "address_1",
        "street_address_1": "address_1", "street_address_2": "address_2", "line1": "address_1",
        "line2": "address_2", "street1": "address_1", "street2": "address_2", "line_1": "address_1",
        "line_2": "address_2", "address": "address_1", "address1": "address_1",
        "address2": "address_2", "state": "state_province", "zip": "postal_code",
        "zipcode": "postal_code", "zip_code": "postal_code", "postcode": "postal_code",
        "locality": "city", "address_type_id": "address_type",
    },
    "accessibility": {"accessibility": "description"},
    "language": {"language": "name"},
    "schedule": {
        "opens": "opens_at", "closes": "closes_at", "start_date": "valid_from",
        "end_date": "valid_to", "open_time": "opens_at", "close_time": "closes_at",
        "start_time": "opens_at", "end_time": "closes_at", "days_of_week": "weekday",
        "day_of_week": "weekday", "days": "weekday", "day": "weekday", "days_open": "weekday",
        "hours_of_operation": "hours", "opening_hours": "hours", "schedule_days": "weekday",
    },
    "service_area": {"service_area": "name", "area": "name"},
    "service_at_location": {"service_recordid": "service_id", "location_recordid": "location_id"},
    "required_document": {"required_document": "document", "name": "document"},
    "attribute": {
        "taxonomy_id": "taxonomy_term_id", "taxonomy_recordid": "taxonomy_term_id",
        "taxonomy_detail": "value", "term_id": "taxonomy_term_id",
    },
    "taxonomy": {
        "taxonomy_type_recordid": "id", "reference_url": "uri", "notes": "description",
    },
    "taxonomy_term": {
        "term": "name", "taxonomy_name": "name", "parent": "parent_id",
        "parent_term_id": "parent_id", "vocabulary": "taxonomy",
    },
    "url": {"website": "url", "name": "label"},
    "funding": {"name": "source"},
    "cost_option": {"cost": "amount", "price": "amount"},
}  # fmt: skip

# ORServices exports its terms with ids under names that mean something else elsewhere.
ORSERVICES_TERM = {
    "taxonomy_recordid": "id", "taxonomy_name": "name", "taxonomy_parent_name": "parent_id",
    "taxonomy": "taxonomy_id", "taxonomy_x_description": "description", "taxonomy_id": "code",
}  # fmt: skip
OHANA_TERM = {"taxonomy_id": "id"}

BACKWARDS = re.compile(
    r"(organization|location|service|taxonomy|address|program)_(services|phones|locations|details|"
    r"schedule|schedules|contact|contacts|address|tag|organization|metadata|code|parent_recordid)$"
    r"|category_logo.*|badge_color|created_at|updated_at|admin_emails|services$|parent_name$"
    r"|bookmark|procedure_grouping|code_category_ids|sdoh_code|enrich_flag"
)
"""Columns that only say again, from the other side, what another file says; or belong to a page."""


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """A heading as a name: "Do Not Refer" is do_not_refer."""
    text = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", text.strip().lstrip("\ufeff"))
    return re.sub(r"[^0-9a-z]+", "_", text.lower()).strip("_")


@cache
def table_of(name: str) -> str:
    """The HSDS table a file or key is called after, or empty."""
    name = key(name)
    return _TABLE_OF.get(name) or _TABLE_OF.get(name.removeprefix("hsds_"), "")


def term_or_taxonomy(stem: str, heading: set[str]) -> str:
    """HSDS 1 calls its file of terms "taxonomy"; HSDS 3 calls the list of lists so."""
    is_terms = heading & {"parent_id", "parent_name", "taxonomy_recordid", "vocabulary", "term"}
    return "taxonomy_term" if stem == "taxonomy" and is_terms else table_of(stem)


def columns(table: str, heading: set[str]) -> dict[str, str]:
    """Column there -> HSDS column, for one file with this heading."""
    aliases = dict(COLUMNS.get(table, {}))
    if table == "taxonomy_term" and "taxonomy_recordid" in heading:
        aliases = dict(ORSERVICES_TERM)
    elif table == "taxonomy_term" and "parent_name" in heading and "id" not in heading:
        aliases |= OHANA_TERM
    if table == "attribute" and "taxonomy_term_id" in heading:
        aliases.pop("taxonomy_id")
    return aliases


@cache
def likely(name: str, known: frozenset[str]) -> str:
    """The known name that a misspelt one stands for ("addresss", "accessibilitys"), or empty."""
    close = difflib.get_close_matches(key(name), known, n=1, cutoff=0.86)
    return close[0] if close else ""
