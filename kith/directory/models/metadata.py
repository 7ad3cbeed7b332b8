"""HSDS metadata and meta_table_description."""

from django.db import models

from kith.directory.models.source import Listed, public


class Metadata(Listed):
    """HSDS metadata: what a source says it changed."""

    resource_id = models.CharField(max_length=200, blank=True)
    resource_type = models.CharField(max_length=80, blank=True)
    last_action_date = models.DateField(null=True, blank=True)
    last_action_type = models.CharField(max_length=80, blank=True)
    field_name = models.CharField(max_length=120, blank=True)
    previous_value = models.TextField(blank=True)
    replacement_value = models.TextField(blank=True)
    updated_by = models.CharField(max_length=200, blank=True)

    PRIVACY = public(
        "resource_id resource_type last_action_date last_action_type field_name previous_value "
        "replacement_value updated_by"
    )


class MetaTableDescription(Listed):
    """HSDS meta_table_description."""

    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=40, blank=True)
    character_set = models.CharField(max_length=40, blank=True)

    PRIVACY = public("name language character_set")
