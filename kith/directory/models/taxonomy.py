"""HSDS taxonomy, taxonomy_term and attribute; what terms are called in each language; synonyms."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.directory.models.source import Listed, public


class Taxonomy(Listed):
    """HSDS taxonomy. `kind` says what Kith does with it: needs and communities are facets."""

    class Kind(models.TextChoices):
        NEEDS = "needs", _("What would help")
        COMMUNITIES = "communities", _("Who it is made with")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    uri = models.URLField(max_length=1000, blank=True)
    version = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)

    PRIVACY = public("name description uri version kind")

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(Listed):
    """HSDS taxonomy_term. `stands_for` maps another directory's word to one of Kith's needs."""

    taxonomy = models.ForeignKey(
        Taxonomy, models.CASCADE, null=True, blank=True, related_name="terms"
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    code = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)
    term_uri = models.URLField(max_length=1000, blank=True)
    stands_for = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="stood_for_by"
    )
    icon = models.CharField(max_length=40, blank=True, help_text="Bootstrap Icons name")
    position = models.PositiveSmallIntegerField(default=0)

    PRIVACY = public(
        "taxonomy parent code name description language term_uri stands_for icon position"
    )

    class Meta:
        ordering = ["position", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="term_not_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class TermName(Listed):
    """What a term is called in one language, everyday words included (one row a name)."""

    term = models.ForeignKey(TaxonomyTerm, models.CASCADE, related_name="names")
    language = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    is_label = models.BooleanField(default=True, help_text="the name shown; others are only found")

    PRIVACY = public("term language name is_label")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"], condition=Q(is_label=True), name="one_label_a_language"
            )
        ]


class Synonym(Listed):
    """Words that mean the same in a search: `words` also finds `means` (both in one language)."""

    language = models.CharField(max_length=20)
    words = models.CharField(max_length=200)
    means = models.CharField(max_length=200)

    PRIVACY = public("language words means")

    class Meta:
        ordering = ["language", "words", "id"]
        constraints = [
            models.UniqueConstraint(fields=["language", "words", "means"], name="one_synonym")
        ]


class Attribute(Listed):
    """HSDS attribute: a term, or a value, on any other row.

    `link_entity` names the HSDS table ("service"), `link_id` the row. A service's needs and
    communities are attributes whose term belongs to a taxonomy of that kind.
    """

    link_entity = models.CharField(max_length=40)
    link_id = models.UUIDField()
    link_type = models.CharField(max_length=120, blank=True)
    taxonomy_term = models.ForeignKey(
        TaxonomyTerm, models.CASCADE, null=True, blank=True, related_name="attributes"
    )
    value = models.TextField(blank=True)
    label = models.CharField(max_length=300, blank=True)

    PRIVACY = public("link_entity link_id link_type taxonomy_term value label")

    class Meta:
        indexes = [models.Index(fields=["link_entity", "link_id"])]
